import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\',
};

/** `echo [-neE] words…`, as busybox has it. */
export function* echo(system: System, args: readonly string[]): Body<number> {
  yield* system.print(renderEcho(args.slice(1)));
  return 0;
}

/** What `echo` prints. */
export function renderEcho(args: readonly string[]): string {
  let first = 0;
  let hasNewline = true;
  let escapes = false;
  for (; /^-[neE]+$/.test(args[first] ?? ''); first++) {
    for (const letter of (args[first] ?? '').slice(1)) {
      if (letter === 'n') hasNewline = false;
      else escapes = letter === 'e';
    }
  }
  const text = args.slice(first).join(' ');
  if (!escapes) return hasNewline ? `${text}\n` : text;
  const { decoded, isCut } = decodeEscapes(text, true);
  return hasNewline && !isCut ? `${decoded}\n` : decoded;
}

/** Replaces backslash escapes; `\c` ends the text. Octal numbers need a leading 0 in `echo` and `%b`. */
export function decodeEscapes(text: string, needsZero: boolean): { decoded: string; isCut: boolean } {
  const cut = /(?:^|[^\\])(?:\\\\)*\\c/.exec(text);
  const end = cut === null ? text.length : cut.index + cut[0].length - 2;
  const octal = needsZero ? '0[0-7]{0,3}' : '[0-7]{1,3}';
  const pattern = new RegExp(`\\\\(?:x([0-9a-fA-F]{1,2})|(${octal})|([^]))`, 'g');
  const decoded = text.slice(0, end).replace(pattern, (whole: string, hex?: string, digits?: string, char?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits, 8) & 255);
    return ESCAPES[char ?? ''] ?? whole;
  });
  return { decoded, isCut: cut !== null };
}
