import type { Duration } from '../../../simulation/time';
import { NEVER, SECOND } from '../../../simulation/time';
import { FileHandle } from '../files/file-handle';
import type { OpenFile } from '../kernel/open-file';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { applet, parseCount } from './applet';
import { CANNOT_OPEN, linesOf, openInput } from './inputs';

const CHUNK = 65_536;

/** What `tail` shows of a file. */
interface Portion {
  readonly unit: 'lines' | 'bytes';
  /** From the end, or from the beginning where `+` was written. */
  readonly count: number;
  readonly fromStart: boolean;
}

/** A file that is followed; with `-F` it may be missing for a while, or be replaced by another of that name. */
interface Followed {
  readonly name: string;
  file: OpenFile | undefined;
}

/** `tail [-n count|-c count] [-fF] [-s seconds] file …` */
export const tail: Program = applet(
  { letters: 'n:c:fFqvs:', number: 'n', long: { lines: 'n', bytes: 'c', follow: 'f' } },
  function* run(system, { flags, values, operands }) {
    const portion = parsePortion(values);
    const paths = operands.length === 0 ? ['-'] : operands;
    const retries = flags.has('F');
    const inputs: Followed[] = [];
    for (const name of paths) {
      const file = (yield* openInput(system, name, CANNOT_OPEN))?.file;
      if (file !== undefined || retries) inputs.push({ name, file });
    }
    const status = inputs.every(({ file }) => file !== undefined) && inputs.length === paths.length ? 0 : 1;
    if (inputs.length === 0) yield* system.warn('tail: no files\n');
    for (const [index, { name, file }] of inputs.entries()) {
      if (file === undefined) continue;
      if (paths.length > 1) yield* system.print(`${index > 0 ? '\n' : ''}==> ${name} <==\n`);
      yield* printPortion(system, file, portion);
    }
    if ((!flags.has('f') && !retries) || inputs.length === 0) return status;
    const period = Number(values.get('s') ?? '1') * SECOND;
    return yield* new Following(system, inputs, period, retries).run();
  },
);

function parsePortion(values: ReadonlyMap<string, string>): Portion {
  const bytes = values.get('c');
  const text = bytes ?? values.get('n') ?? '10';
  const count = Math.abs(parseCount(text));
  return { unit: bytes === undefined ? 'lines' : 'bytes', count, fromStart: text.startsWith('+') };
}

/** Reads to the end, keeping in memory what may have to be shown, and shows it. */
function* printPortion(system: System, file: OpenFile, portion: Portion): Body<void> {
  let kept = '';
  for (;;) {
    const bytes = yield* system.readFrom(file, CHUNK);
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

/** Adds bytes to what is kept. Of a line that never ends only the beginning is kept: its size is what counts. */
function keep(kept: string, bytes: string, portion: Portion): string {
  if (portion.fromStart) return kept + bytes;
  if (!bytes.includes('\n') && portion.unit === 'lines' && kept.length > CHUNK) return kept;
  return lastPart(kept + bytes, portion);
}

function lastPart(text: string, portion: Portion): string {
  if (portion.count === 0) return '';
  return portion.unit === 'bytes' ? text.slice(-portion.count) : joinLines(linesOf(text).slice(-portion.count), text);
}

function joinLines(lines: readonly string[], original: string): string {
  return lines.length === 0 ? '' : lines.join('\n') + (original.endsWith('\n') ? '\n' : '');
}

/**
 * Looks for more every so often. While nothing changes no time is spent on looking, and the grid is kept all the same;
 * only a file that is missing has to be looked for each time.
 */
class Following {
  readonly #start: number;
  #shown: Followed | undefined;

  constructor(
    private readonly system: System,
    private readonly inputs: readonly Followed[],
    private readonly period: Duration,
    private readonly retries: boolean,
  ) {
    this.#start = system.now;
    this.#shown = inputs.at(-1);
  }

  *run(): Body<never> {
    for (;;) {
      for (const input of this.inputs) yield* this.#look(input);
      const isMissing = this.inputs.some(({ file }) => file === undefined);
      const queues = this.inputs.flatMap(({ file }) => (file?.changed === undefined ? [] : [file.changed]));
      if (!isMissing && !(this.retries && this.inputs.some((input) => this.#hasGone(input)))) {
        yield* this.system.wait(queues, NEVER);
      }
      const turns = Math.max(1, Math.ceil((this.system.now - this.#start) / this.period));
      const isOnGrid = this.system.now === this.#start + turns * this.period;
      yield* this.#waitUntil(this.#start + (isOnGrid && isMissing ? turns + 1 : turns) * this.period);
    }
  }

  *#waitUntil(moment: number): Body<void> {
    while (this.system.now < moment) yield* this.system.wait([], moment);
  }

  *#look(input: Followed): Body<void> {
    this.system.step();
    if (this.retries) yield* this.#reopen(input);
    const bytes = input.file === undefined ? '' : yield* this.#newBytes(input, input.file);
    if (bytes === '') return;
    if (this.inputs.length > 1 && this.#shown !== input) yield* this.system.print(`\n==> ${input.name} <==\n`);
    this.#shown = input;
    yield* this.system.print(bytes);
  }

  *#reopen(input: Followed): Body<void> {
    const node = this.system.paths.find(input.name);
    if (node?.kind !== 'file' || (input.file instanceof FileHandle && input.file.node === node)) return;
    const change = input.file === undefined ? 'has appeared' : 'has been replaced';
    yield* this.system.warn(`tail: ${input.name} ${change}; following end of new file\n`);
    input.file = this.system.paths.open(input.name, 'read');
  }

  #hasGone(input: Followed): boolean {
    const node = this.system.paths.find(input.name);
    return input.file instanceof FileHandle && input.file.node !== node;
  }

  *#newBytes(input: Followed, file: OpenFile): Body<string> {
    if (file instanceof FileHandle && file.node.text.length < file.position) {
      yield* this.system.warn(`tail: ${input.name}: file truncated\n`);
      file.seek(0);
    }
    let text = '';
    for (let bytes = file.read(CHUNK); bytes !== undefined && bytes !== ''; bytes = file.read(CHUNK)) text += bytes;
    return text;
  }
}
