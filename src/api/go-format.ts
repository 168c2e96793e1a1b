/**
 * Values as Go prints them: the API server's messages quote strings with `strconv.Quote` and show everything that is
 * neither a string, a number nor a boolean as `encoding/json` writes it.
 */

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/** What Go's `unicode.IsPrint` calls printable, without the two characters that a quoted string escapes. */
const PLAIN = /^(?!["\\])[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

function hexadecimal(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

function quoteCharacter(character: string): string {
  if (PLAIN.test(character)) return character;
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0)!;
  if (code < 0x20 || code === 0x7f) return `\\x${hexadecimal(code, 2)}`;
  return code < 0x10000 ? `\\u${hexadecimal(code, 4)}` : `\\U${hexadecimal(code, 8)}`;
}

/** The text as a Go string literal: Go's `strconv.Quote`, the verb `%q`. */
export function goQuote(text: string): string {
  if (/^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/.test(text)) return `"${text}"`;
  return `"${Array.from(text, quoteCharacter).join('')}"`;
}

function escapeForHtml(character: string): string {
  return `\\u${hexadecimal(character.charCodeAt(0), 4)}`;
}

/** The value as Go's `encoding/json` writes it: as `JSON.stringify` does, but `<`, `>` and `&` are escaped. */
export function goJson(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replace(/[<>&\u2028\u2029]/g, escapeForHtml);
}

/** The entries in the order in which Go writes a map as JSON: sorted by key. */
export function sortedByKey<T>(map: Readonly<Record<string, T>>): Record<string, T> {
  const keys = Object.keys(map).sort(byCodeUnit);
  return Object.fromEntries(keys.map((key) => [key, map[key]]));
}

/** Compares two strings by their characters' codes, as Go sorts strings (for text without surrogate pairs). */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The text in UTF-8 bytes: Go's `len` of a string. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text);
}
