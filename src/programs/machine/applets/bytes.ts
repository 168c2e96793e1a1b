import { LimitReached } from '../errors';
import { SystemError } from '../kernel/errno';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { AppletError, applet, attempt, requireOperands, withMessages } from './applet';
import { PLAIN_FAILURE, openInput, type Input } from './inputs';

/** Programs that copy, cut and compare bytes. */
export const BYTES: Readonly<Record<string, Program>> = {
  dd: withMessages(function* dd(system) {
    const options = new Map(system.arguments.slice(1).map((arg) => [arg.replace(/=.*/s, ''), arg.replace(/^[^=]*=/s, '')]));
    for (const [name] of options) if (!DD_OPTIONS.includes(name)) throw new AppletError(`unrecognized operand '${name}'`);
    const size = parseBytes(options.get('bs') ?? options.get('ibs') ?? '512');
    const source = yield* openInput(system, options.get('if') ?? '-', (path, text) => `can't open '${path}': ${text}`);
    if (source === undefined) return 1;
    system.reserve(size);
    const count = options.get('count');
    const wanted = count === undefined ? Infinity : size * parseBytes(count);
    if (wanted === Infinity && isEndless(options)) yield* system.wait([]);
    const length = isEndless(options) ? wanted : yield* copySome(system, source, options, { size, wanted });
    const blocks = `${Math.floor(length / size)}+${length % size === 0 ? 0 : 1}`;
    if (options.get('status') !== 'none') yield* system.warn(`${blocks} records in\n${blocks} records out\n`);
    if (options.get('status') === undefined) yield* system.warn(`${length} bytes (${inUnits(length)}) copied, 0.000000 seconds, 0B/s\n`);
    return 0;
  }),
  truncate: applet({ letters: 'cs:' }, function* truncate(system, { flags, values, operands }) {
    const size = parseBytes(values.get('s') ?? '');
    let status = 0;
    for (const path of requireOperands(operands, 1)) {
      if (flags.has('c') && system.paths.find(path) === undefined) continue;
      const done = yield* attempt(system, (text) => `${path}: open: ${text}`, () => resize(system, path, size));
      if (!done) status = 1;
    }
    return status;
  }),
  fallocate: applet({ letters: 'l:o:' }, function* fallocate(system, { values, operands }) {
    const [path = ''] = requireOperands(operands, 1);
    const size = parseBytes(values.get('l') ?? '');
    resize(system, path, Math.max(size, system.paths.find(path) === undefined ? 0 : system.paths.readText(path).length));
    return 0;
  }),
  cmp: applet({ letters: 'sl' }, function* cmp(system, { flags, operands }) {
    const [left = '', right = '-'] = requireOperands(operands, 1);
    const texts: string[] = [];
    for (const path of [left, right]) {
      const input = yield* openInput(system, path, PLAIN_FAILURE);
      if (input === undefined) return 2;
      texts.push(yield* system.readAllFrom(input.file));
    }
    const [a = '', b = ''] = texts;
    if (a === b) return 0;
    const place = [...a].findIndex((char, index) => char !== b.charAt(index));
    const end = Math.min(a.length, b.length);
    if (flags.has('s')) return 1;
    if (place < 0 || place >= end) yield* system.warn(`cmp: EOF on ${a.length < b.length ? left : right}\n`);
    else yield* system.print(`${left} ${right} differ: char ${place + 1}, line ${a.slice(0, place).split('\n').length}\n`);
    return 1;
  }),
};

const ENDLESS = ['/dev/zero', '/dev/random', '/dev/urandom'];
const DD_OPTIONS = ['if', 'of', 'bs', 'ibs', 'obs', 'count', 'skip', 'seek', 'conv', 'status', 'iflag', 'oflag'];

/** Whether there is no end to what is read, and room for all of it. Nobody needs to see it. */
function isEndless(options: ReadonlyMap<string, string>): boolean {
  return ENDLESS.includes(options.get('if') ?? '') && options.get('of') === '/dev/null';
}

/** Copies so many bytes, or what there is, and tells how many. */
function* copySome(
  system: System, source: Input, options: ReadonlyMap<string, string>, { size, wanted }: { readonly size: number; readonly wanted: number },
): Body<number> {
  yield* readSome(system, source, size * parseBytes(options.get('skip') ?? '0'));
  const text = yield* readSome(system, source, wanted);
  yield* put(system, text, options, size);
  return text.length;
}

/** Reads so many bytes, or what there is. @throws LimitReached */
function* readSome(system: System, { file }: Input, limit: number): Body<string> {
  let text = '';
  while (text.length < limit) {
    const bytes = yield* system.readFrom(file, Math.min(65_536, limit - text.length));
    if (bytes === '') break;
    text += bytes;
    refuseMoreThanFits(system, text.length);
  }
  return text;
}

function* put(system: System, text: string, options: ReadonlyMap<string, string>, size: number): Body<void> {
  const path = options.get('of');
  if (path === undefined) {
    yield* system.print(text);
    return;
  }
  if (system.paths.find(path)?.kind === 'device') return;
  const seek = size * parseBytes(options.get('seek') ?? '0');
  const before = system.paths.find(path) === undefined ? '' : system.paths.readText(path);
  const rest = options.get('conv')?.includes('notrunc') === true ? before.slice(seek + text.length) : '';
  try {
    system.paths.writeText(path, before.slice(0, seek).padEnd(seek, '\0') + text + rest);
  } catch (error) {
    if (error instanceof SystemError) throw new AppletError(`can't open '${path}': ${error.text}`);
    throw error;
  }
}

function resize(system: System, path: string, size: number): void {
  const before = system.paths.find(path) === undefined ? '' : system.paths.readText(path);
  refuseMoreThanFits(system, size);
  system.paths.writeText(path, before.slice(0, size).padEnd(size, '\0'));
}

function refuseMoreThanFits(system: System, size: number): void {
  const { fileSize } = system.task.kernel.limits;
  if (size > fileSize) throw new LimitReached(`${fileSize} bytes in one file`);
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1, c: 1, w: 2, b: 512, k: 1024, K: 1024, kB: 1000, M: 1024 ** 2, MB: 1000 ** 2, G: 1024 ** 3, GB: 1000 ** 3, Ki: 1024, Mi: 1024 ** 2,
};

/** A number of bytes as `dd` and `truncate` read it: `1M`. @throws AppletError */
function parseBytes(text: string): number {
  const [, number, unit = ''] = /^(\d+)([a-zA-Z]*)$/.exec(text) ?? [];
  if (number === undefined || !Object.hasOwn(UNITS, unit)) throw new AppletError(`invalid number '${text}'`);
  return Number(number) * (UNITS[unit] ?? 1);
}

function inUnits(bytes: number): string {
  if (bytes < 1024) return `${bytes}B`;
  const power = bytes < 1024 ** 2 ? 1 : 2;
  return `${(bytes / 1024 ** power).toFixed(1)}${power === 1 ? 'KB' : 'MB'}`;
}
