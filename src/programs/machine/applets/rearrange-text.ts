import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { AppletError, applet, parseCount, requireOperands } from './applet';
import { PLAIN_FAILURE, linesOf, nextLine, openInput, readInputs } from './inputs';

/** Programs that pick and number lines and parts of lines. */
export const REARRANGE_TEXT: Readonly<Record<string, Program>> = {
  uniq: applet({ letters: 'cdui' }, function* uniq(system, { flags, operands }) {
    const { texts } = yield* readInputs(system, operands.slice(0, 1), PLAIN_FAILURE);
    const same = (left: string, right: string): boolean =>
      flags.has('i') ? left.toLowerCase() === right.toLowerCase() : left === right;
    const groups: { line: string; count: number }[] = [];
    for (const line of texts.flatMap(linesOf)) {
      const last = groups.at(-1);
      if (last !== undefined && same(last.line, line)) last.count++;
      else groups.push({ line, count: 1 });
    }
    for (const { line, count } of groups) {
      if ((flags.has('d') && count === 1) || (flags.has('u') && count > 1)) continue;
      yield* system.print(flags.has('c') ? `${String(count).padStart(7)} ${line}\n` : `${line}\n`);
    }
    return 0;
  }),
  cut: applet({ letters: 'd:f:c:b:s' }, function* cut(system, { flags, values, operands }) {
    const characters = values.get('c') ?? values.get('b');
    const fields = values.get('f');
    const ranges = parseRanges(characters ?? fields ?? '');
    const delimiter = values.get('d') ?? '\t';
    return yield* eachLine(system, operands, (line) => {
      if (characters !== undefined) return `${pick([...line], ranges).join('')}\n`;
      if (!line.includes(delimiter)) return flags.has('s') ? '' : `${line}\n`;
      return `${pick(line.split(delimiter), ranges).join(delimiter)}\n`;
    });
  }),
  paste: applet({ letters: 'd:s' }, function* paste(system, { flags, values, operands }) {
    const delimiter = values.get('d') ?? '\t';
    const columns = yield* readColumns(system, operands);
    const rows = flags.has('s') ? columns
      : Array.from({ length: Math.max(...columns.map((column) => column.length)) }, (_, index) => columns.map((column) => column[index] ?? ''));
    const join = (row: readonly string[]): string => row.reduce((text, cell, index) => (index === 0 ? cell : `${text}${delimiter.charAt((index - 1) % delimiter.length)}${cell}`), '');
    for (const row of rows) yield* system.print(`${join(row)}\n`);
    return 0;
  }),
  comm: applet({ letters: '123' }, function* comm(system, { flags, operands }) {
    const [left = [], right = []] = yield* readColumns(system, requireOperands(operands, 2));
    const indent = (column: number): string => '\t'.repeat([1, 2].filter((each) => each < column && !flags.has(String(each))).length);
    for (let [a, b] = [0, 0]; a < left.length || b < right.length;) {
      const [first, second] = [left[a], right[b]];
      const column = second === undefined || (first !== undefined && first < second) ? 1 : first === second ? 3 : 2;
      if (!flags.has(String(column))) yield* system.print(`${indent(column)}${column === 2 ? second : first}\n`);
      if (column !== 2) a += 1;
      if (column !== 1) b += 1;
    }
    return 0;
  }),
  nl: applet({ letters: 'b:w:s:' }, function* nl(system, { operands }) {
    let number = 0;
    return yield* eachLine(system, operands, (line) => (line === '' ? '\n' : `${String(++number).padStart(6)}\t${line}\n`));
  }),
  seq: applet({ letters: 'ws:', operand: /^-\d*\.?\d+$/ }, function* seq(system, { flags, values, operands }) {
    const numbers = requireOperands(operands, 1).map(parseDecimal);
    const [first, step, last] =
      numbers.length === 1 ? [1, 1, numbers[0] ?? 0]
      : numbers.length === 2 ? [numbers[0] ?? 0, 1, numbers[1] ?? 0]
      : [numbers[0] ?? 0, numbers[1] ?? 1, numbers[2] ?? 0];
    const digits = Math.max(...operands.map((text) => (text.split('.')[1] ?? '').length));
    const width = flags.has('w') ? Math.max(...operands.map((text) => text.length)) : 0;
    const separator = values.get('s') ?? '\n';
    if (step === 0) throw new AppletError("invalid number '0'");
    let text = '';
    for (let index = 0; ; index++) {
      const value = first + index * step;
      if (step > 0 ? value > last + 1e-9 : value < last - 1e-9) break;
      text += `${index === 0 ? '' : separator}${value.toFixed(digits).padStart(width, '0')}`;
      system.step();
      if (text.length < 4096) continue;
      yield* system.print(text);
      text = '';
    }
    const isEmpty = step > 0 ? first > last : first < last;
    if (!isEmpty) yield* system.print(`${text}\n`);
    return 0;
  }),
};

/** The lines of several files side by side. */
function* readColumns(system: System, operands: readonly string[]): Body<string[][]> {
  const columns: string[][] = [];
  for (const path of operands.length === 0 ? ['-'] : operands) {
    const input = yield* openInput(system, path, PLAIN_FAILURE);
    columns.push(input === undefined ? [] : linesOf(yield* system.readAllFrom(input.file)));
  }
  return columns;
}

function* eachLine(system: System, paths: readonly string[], render: (line: string) => string): Body<number> {
  let status = 0;
  for (const path of paths.length === 0 ? ['-'] : paths) {
    const input = yield* openInput(system, path, PLAIN_FAILURE);
    if (input === undefined) {
      status = 1;
      continue;
    }
    for (let line = yield* nextLine(system, input.file); line !== undefined; line = yield* nextLine(system, input.file)) {
      const text = render(line);
      if (text !== '') yield* system.print(text);
    }
  }
  return status;
}

interface Range {
  readonly first: number;
  readonly last: number;
}

function parseRanges(text: string): readonly Range[] {
  return text.split(',').map((piece) => {
    const match = /^(\d*)(-?)(\d*)$/.exec(piece);
    if (match === null || piece === '' || piece === '-') throw new AppletError(`invalid range '${text}'`);
    const [, low = '', dash, high = ''] = match;
    const first = low === '' ? 1 : parseCount(low);
    return { first, last: dash === '' ? first : high === '' ? Infinity : parseCount(high) };
  });
}

function pick(items: readonly string[], ranges: readonly Range[]): string[] {
  return items.filter((_, index) => ranges.some(({ first, last }) => index + 1 >= first && index + 1 <= last));
}

function parseDecimal(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) throw new AppletError(`invalid number '${text}'`);
  return number;
}
