/**
 * Plain scalars as kubectl understands them. It reads YAML with go.yaml.in/yaml/v2, mostly YAML 1.1 (`resolve.go`
 * resolve), and turns it into JSON (sigs.k8s.io/yaml): `yes`, `on` and `y` are booleans, `010` is 8, `1_000` is 1000,
 * dates stay text.
 */

/** A scalar of JSON. */
export type JsonScalar = string | number | boolean | null;

const WORDS: ReadonlyMap<string, JsonScalar> = new Map<string, JsonScalar>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word): [string, null] => [word, null]),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word): [string, true] => [word, true]),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word): [string, false] => [
    word,
    false,
  ]),
  ...['.nan', '.NaN', '.NAN'].map((word): [string, number] => [word, NaN]),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word): [string, number] => [word, Infinity]),
  ...['-.inf', '-.Inf', '-.INF'].map((word): [string, number] => [word, -Infinity]),
]);

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/** Integers in the bases that Go's `strconv.ParseInt` with base 0 takes. */
const INTEGERS: readonly (readonly [RegExp, number])[] = [
  [/^(0|[1-9][0-9]*)$/, 10],
  [/^0[xX]([0-9a-fA-F]+)$/, 16],
  [/^0[bB]([01]+)$/, 2],
  [/^0[oO]?([0-7]+)$/, 8],
];

function parseInteger(text: string): number | undefined {
  const isNegative = text.startsWith('-');
  const digits = text.replace(/^[-+]/, '');
  for (const [pattern, base] of INTEGERS) {
    const match = pattern.exec(digits);
    if (match !== null) {
      const value = Number.parseInt(match[1], base);
      return isNegative ? -value + 0 : value;
    }
  }
  return undefined;
}

function parseNumber(text: string): number | undefined {
  const plain = text.replaceAll('_', '');
  const integer = parseInteger(plain);
  if (integer !== undefined) return integer;
  const value = FLOAT.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** The value of a plain (unquoted) scalar. */
export function resolvePlainScalar(text: string): JsonScalar {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (/^[-+0-9]/.test(text)) return parseNumber(text) ?? text;
  if (text.startsWith('.') && FLOAT.test(text)) return Number(text);
  return text;
}

/** A key of a mapping as JSON has it: text, whatever it was. */
export function keyText(value: JsonScalar): string {
  return typeof value === 'string' ? value : String(value);
}
