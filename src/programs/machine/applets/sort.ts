import { UnsupportedConstruct } from '../errors';
import type { Program } from '../kernel/program';
import { AppletError, applet } from './applet';
import { PLAIN_FAILURE, linesOf, readInputs } from './inputs';

/** `sort [-nrufbs] [-k field[,field]] [-t separator] file …`: by bytes, as in the C locale. */
export const sort: Program = applet({ letters: 'nrufbk:t:o:cshV' }, function* sort(system, { flags, values, lists, operands }) {
  for (const letter of ['h', 'V', 'c', 'o']) {
    if (flags.has(letter) || values.has(letter)) throw new UnsupportedConstruct(`option -${letter} of sort`);
  }
  const { texts, failed } = yield* readInputs(system, operands, PLAIN_FAILURE);
  if (failed) return 2;
  const keys = (lists.get('k') ?? []).map(parseKey);
  const compare = compareBy(keys, values.get('t'), flags);
  const lines = texts.flatMap(linesOf).sort(compare);
  const isShown = (line: string, index: number): boolean => index === 0 || compare(lines[index - 1] ?? '', line, true) !== 0;
  const shown = flags.has('u') ? lines.filter(isShown) : lines;
  yield* system.print(shown.map((line) => `${line}\n`).join(''));
  return 0;
});

interface SortKey {
  readonly first: number;
  readonly last: number | undefined;
  readonly isNumeric: boolean;
  readonly isReversed: boolean;
}

function parseKey(text: string): SortKey {
  const match = /^(\d+)(?:\.\d+)?([bnrf]*)(?:,(\d+)([bnrf]*))?$/.exec(text);
  if (match === null) throw new AppletError(`bad field specification '${text}'`);
  const [, first, before = '', last, after = ''] = match;
  const letters = before + after;
  return {
    first: Number(first),
    last: last === undefined ? undefined : Number(last),
    isNumeric: letters.includes('n'),
    isReversed: letters.includes('r'),
  };
}

type Comparison = (left: string, right: string, keysOnly?: boolean) => number;

function compareBy(keys: readonly SortKey[], separator: string | undefined, flags: ReadonlySet<string>): Comparison {
  const isNumeric = flags.has('n');
  const sign = flags.has('r') ? -1 : 1;
  const wanted: readonly SortKey[] =
    keys.length === 0 ? [{ first: 0, last: undefined, isNumeric: false, isReversed: false }] : keys;
  return (left, right, keysOnly) => {
    for (const key of wanted) {
      const [one, two] = [keyOf(left, key, separator, flags), keyOf(right, key, separator, flags)];
      const order = isNumeric || key.isNumeric ? leadingNumber(one) - leadingNumber(two) : compareBytes(one, two);
      if (order !== 0) return order * sign * (key.isReversed ? -1 : 1);
    }
    return keysOnly === true || flags.has('u') || flags.has('s') ? 0 : compareBytes(left, right) * sign;
  };
}

function keyOf(line: string, key: SortKey, separator: string | undefined, flags: ReadonlySet<string>): string {
  const text = flags.has('f') ? line.toUpperCase() : line;
  if (key.first === 0) return text;
  const fields = separator === undefined ? (text.match(/\s*\S+/g) ?? []) : text.split(separator);
  return fields.slice(key.first - 1, key.last).join(separator ?? '');
}

function leadingNumber(text: string): number {
  return Number(/^\s*-?\d*\.?\d+/.exec(text)?.[0] ?? '0');
}

function compareBytes(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
