import { SystemError } from '../kernel/errno';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { applet, parseCount } from './applet';
import type { Input } from './inputs';
import { CANNOT_OPEN, PLAIN_FAILURE, linesOf, nextLine, openInput, readInputs } from './inputs';

const CHUNK = 65_536;

/** Programs that pass text on: all of it, the beginning of it, or copies of it. */
export const READ_TEXT: Readonly<Record<string, Program>> = {
  cat: applet({ letters: 'unbvAet' }, function* cat(system, { flags, operands }) {
    let status = 0;
    const numbering = flags.has('n') ? { next: 1 } : undefined;
    for (const path of operands.length === 0 ? ['-'] : operands) {
      const input = yield* openInput(system, path, CANNOT_OPEN);
      if (input === undefined) status = 1;
      else if (!(yield* copyOut(system, input, numbering))) status = 1;
    }
    return status;
  }),
  head: applet({ letters: 'n:c:qv', number: 'n', long: { lines: 'n', bytes: 'c' } }, function* head(system, { flags, values, operands }) {
    const paths = operands.length === 0 ? ['-'] : operands;
    let status = 0;
    for (const [index, path] of paths.entries()) {
      const input = yield* openInput(system, path, PLAIN_FAILURE);
      if (input === undefined) {
        status = 1;
        continue;
      }
      if (paths.length > 1 && !flags.has('q')) yield* system.print(`${index > 0 ? '\n' : ''}==> ${path} <==\n`);
      yield* copyHead(system, input, values);
    }
    return status;
  }),
  tee: applet({ letters: 'ai' }, function* tee(system, { flags, operands }) {
    const outputs: number[] = [];
    let status = 0;
    for (const path of operands) {
      try {
        outputs.push(system.files.add(system.paths.open(path, flags.has('a') ? 'append' : 'write'), 3));
      } catch (error) {
        if (!(error instanceof SystemError)) throw error;
        status = 1;
        yield* system.warn(`tee: ${path}: ${error.text}\n`);
      }
    }
    for (let bytes = yield* system.read(0); bytes !== ''; bytes = yield* system.read(0)) {
      yield* system.print(bytes);
      for (const output of outputs) yield* system.write(output, bytes);
    }
    return status;
  }),
  wc: applet({ letters: 'lwcmL' }, function* wc(system, { flags, operands }) {
    const columns = flags.size === 0 ? ['l', 'w', 'c'] : ['l', 'w', 'm', 'c'].filter((letter) => flags.has(letter));
    const totals = columns.map(() => 0);
    let status = 0;
    for (const path of operands.length === 0 ? ['-'] : operands) {
      const input = yield* openInput(system, path, PLAIN_FAILURE);
      if (input === undefined) {
        status = 1;
        continue;
      }
      const counts = columns.map(() => 0);
      yield* countInto(system, input, columns, counts);
      counts.forEach((count, index) => (totals[index] = (totals[index] ?? 0) + count));
      yield* system.print(renderCounts(counts, operands.length === 0 ? '' : path, operands.length > 1));
    }
    if (operands.length > 1) yield* system.print(renderCounts(totals, 'total', true));
    return status;
  }),
  tac: applet({ letters: '' }, function* tac(system, { operands }) {
    const { texts, failed } = yield* readInputs(system, operands, PLAIN_FAILURE);
    for (const text of texts) yield* system.print(linesOf(text).reverse().map((line) => `${line}\n`).join(''));
    return failed ? 1 : 0;
  }),
  rev: applet({ letters: '' }, function* rev(system, { operands }) {
    const { texts, failed } = yield* readInputs(system, operands, PLAIN_FAILURE);
    for (const line of texts.flatMap(linesOf)) yield* system.print(`${[...line].reverse().join('')}\n`);
    return failed ? 1 : 0;
  }),
  base64: applet({ letters: 'dw:', long: { decode: 'd', wrap: 'w' } }, function* base64(system, { flags, values, operands }) {
    const [path = '-'] = operands;
    const input = yield* openInput(system, path, PLAIN_FAILURE);
    if (input === undefined) return 1;
    if (flags.has('d')) yield* system.print(Buffer.from(yield* system.readAllFrom(input.file), 'base64').toString('latin1'));
    else yield* encode(system, input, parseCount(values.get('w') ?? '76'));
    return 0;
  }),
};

/** Base64 in lines as long as `width`, or in one for 0; as much at a time as comes, because the input may be endless. */
function* encode(system: System, input: Input, width: number): Body<void> {
  let [bytes, line] = ['', ''];
  for (let more = yield* system.readFrom(input.file, CHUNK); more !== ''; more = yield* system.readFrom(input.file, CHUNK)) {
    bytes += more;
    const whole = bytes.length - (bytes.length % 3);
    line = yield* printLines(system, line + toBase64(bytes.slice(0, whole)), width);
    bytes = bytes.slice(whole);
  }
  line = yield* printLines(system, line + toBase64(bytes), width);
  if (line !== '') yield* system.print(`${line}\n`);
}

function toBase64(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('base64');
}

/** Prints the lines that are full; what is left of the text waits. */
function* printLines(system: System, text: string, width: number): Body<string> {
  if (width === 0) {
    if (text !== '') yield* system.print(text);
    return '';
  }
  const end = text.length - (text.length % width);
  if (end > 0) yield* system.print(text.slice(0, end).replace(new RegExp(`.{${width}}`, 'g'), '$&\n'));
  return text.slice(end);
}

function* copyOut(system: System, input: Input, numbering: { next: number } | undefined): Body<boolean> {
  try {
    if (numbering !== undefined) {
      for (let line = yield* nextLine(system, input.file); line !== undefined; line = yield* nextLine(system, input.file)) {
        yield* system.print(`${String(numbering.next++).padStart(6)}\t${line}\n`);
      }
      return true;
    }
    for (;;) {
      const bytes = yield* system.readFrom(input.file, CHUNK);
      if (bytes === '') return true;
      yield* system.print(bytes);
    }
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    yield* system.warn(`cat: read error: ${error.text}\n`);
    return false;
  }
}

function* copyHead(system: System, input: Input, values: ReadonlyMap<string, string>): Body<void> {
  const bytes = values.get('c');
  if (bytes !== undefined) {
    let wanted = parseCount(bytes);
    while (wanted > 0) {
      const taken = yield* system.readFrom(input.file, Math.min(wanted, CHUNK));
      if (taken === '') return;
      wanted -= taken.length;
      yield* system.print(taken);
    }
    return;
  }
  const count = parseCount(values.get('n') ?? '10');
  if (count < 0) {
    const lines = linesOf(yield* system.readAllFrom(input.file));
    yield* system.print(lines.slice(0, count).map((line) => `${line}\n`).join(''));
    return;
  }
  for (let left = count; left > 0; left--) {
    const line = yield* nextLine(system, input.file);
    if (line === undefined) return;
    yield* system.print(`${line}\n`);
  }
}

function* countInto(system: System, input: Input, columns: readonly string[], counts: number[]): Body<void> {
  let inWord = false;
  for (;;) {
    const bytes = yield* system.readFrom(input.file, CHUNK);
    if (bytes === '') return;
    const newlines = bytes.split('\n').length - 1;
    const words = (bytes.match(/\S+/g) ?? []).length - (inWord && /^\S/.test(bytes) ? 1 : 0);
    inWord = /\S$/.test(bytes);
    columns.forEach((letter, index) => {
      counts[index] = (counts[index] ?? 0) + (letter === 'l' ? newlines : letter === 'w' ? words : bytes.length);
    });
  }
}

function renderCounts(counts: readonly number[], name: string, isTable: boolean): string {
  const text = counts.length === 1 && !isTable ? String(counts[0]) : counts.map((count) => String(count).padStart(9)).join(' ');
  return name === '' ? `${text}\n` : `${text} ${name}\n`;
}
