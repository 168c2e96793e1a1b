import { NEVER, SECOND } from '../../../simulation/time';
import { FileHandle } from '../files/file-handle';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { applet, parseCount } from './applet';
import type { Input } from './inputs';
import { CANNOT_OPEN, linesOf, openInput } from './inputs';

const CHUNK = 65_536;

/** What `tail` shows of a file. */
interface Portion {
  readonly unit: 'lines' | 'bytes';
  /** From the end, or from the beginning where `+` was written. */
  readonly count: number;
  readonly fromStart: boolean;
}

/** `tail [-n count|-c count] [-fF] [-s seconds] file …` */
export const tail: Program = applet(
  { letters: 'n:c:fFqvs:', number: 'n', long: { lines: 'n', bytes: 'c', follow: 'f' } },
  function* tail(system, { flags, values, operands }) {
    const portion = parsePortion(values);
    const paths = operands.length === 0 ? ['-'] : operands;
    const inputs: Input[] = [];
    let status = 0;
    for (const path of paths) {
      const input = yield* openInput(system, path, CANNOT_OPEN);
      if (input === undefined) status = 1;
      else inputs.push(input);
    }
    if (inputs.length === 0) yield* system.warn('tail: no files\n');
    for (const [index, input] of inputs.entries()) {
      if (paths.length > 1) yield* system.print(`${index > 0 ? '\n' : ''}==> ${input.name} <==\n`);
      yield* printPortion(system, input, portion);
    }
    const follows = flags.has('f') || flags.has('F');
    if (!follows || inputs.length === 0) return status;
    return yield* follow(system, inputs, Number(values.get('s') ?? '1') * SECOND, paths.length > 1);
  },
);

function parsePortion(values: ReadonlyMap<string, string>): Portion {
  const bytes = values.get('c');
  const text = bytes ?? values.get('n') ?? '10';
  const count = Math.abs(parseCount(text));
  return { unit: bytes === undefined ? 'lines' : 'bytes', count, fromStart: text.startsWith('+') };
}

/** Reads to the end, keeping in memory what may have to be shown, and shows it. */
function* printPortion(system: System, input: Input, portion: Portion): Body<void> {
  let kept = '';
  for (;;) {
    const bytes = yield* system.readFrom(input.file, CHUNK);
    if (bytes === '') break;
    system.allocate(bytes.length);
    kept = keep(kept, bytes, portion);
  }
  if (portion.fromStart) {
    const skipped = Math.max(0, portion.count - 1);
    const rest = portion.unit === 'bytes' ? kept.slice(skipped) : joinLines(linesOf(kept).slice(skipped), kept);
    yield* system.print(rest);
  } else {
    yield* system.print(lastPart(kept, portion));
  }
}

/** Adds bytes to what is kept. A line that never ends is not kept, only counted by the caller. */
function keep(kept: string, bytes: string, portion: Portion): string {
  if (portion.fromStart) return kept + bytes;
  if (!bytes.includes('\n') && portion.unit === 'lines' && kept.length > CHUNK) return kept;
  return lastPart(kept + bytes, portion);
}

function lastPart(text: string, portion: Portion): string {
  if (portion.unit === 'bytes') return portion.count === 0 ? '' : text.slice(-portion.count);
  if (portion.count === 0) return '';
  return joinLines(linesOf(text).slice(-portion.count), text);
}

function joinLines(lines: readonly string[], original: string): string {
  return lines.length === 0 ? '' : lines.join('\n') + (original.endsWith('\n') ? '\n' : '');
}

/** Looks for more every so often. As long as nothing changes no time is spent on looking: the grid is kept all the same. */
function* follow(system: System, inputs: readonly Input[], period: number, withTitles: boolean): Body<never> {
  const start = system.now;
  const queues = inputs.flatMap(({ file }) => (file.changed === undefined ? [] : [file.changed]));
  for (let shown = inputs.at(-1); ; ) {
    for (const input of inputs) {
      const bytes = yield* newBytes(system, input);
      if (bytes === '') continue;
      if (withTitles && shown !== input) yield* system.print(`\n==> ${input.name} <==\n`);
      shown = input;
      yield* system.print(bytes);
    }
    yield* system.wait(queues, NEVER);
    const look = start + Math.ceil((system.now - start) / period) * period;
    while (system.now < look) yield* system.wait([], look);
  }
}

function* newBytes(system: System, input: Input): Body<string> {
  system.step();
  const { file } = input;
  if (file instanceof FileHandle && file.node.text.length < file.position) {
    yield* system.warn(`tail: ${input.name}: file truncated\n`);
    file.seek(0);
  }
  let text = '';
  for (let bytes = file.read(CHUNK); bytes !== undefined && bytes !== ''; bytes = file.read(CHUNK)) text += bytes;
  return text;
}
