import { AppletError } from '../applet';

/** A word of a program. */
export interface AwkToken {
  readonly kind: 'number' | 'text' | 'regex' | 'name' | 'sign' | 'newline' | 'end';
  /** Of a text or a regular expression without its delimiters. */
  readonly text: string;
  /** Whether an opening parenthesis follows at once. */
  readonly isCalled: boolean;
}

const SIGNS = [
  '**=', '&&', '||', '++', '--', '+=', '-=', '*=', '/=', '%=', '^=', '==', '<=', '>=', '!=', '!~', '>>', '**',
  '{', '}', '(', ')', '[', ']', ';', ',', '+', '-', '*', '/', '%', '^', '!', '>', '<', '|', '?', ':', '~', '$', '=',
];

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', '"': '"', '/': '/', a: '\x07', b: '\b', f: '\f', v: '\v' };

/** Splits a program into its words. @throws AppletError */
export function tokenize(source: string): AwkToken[] {
  const tokens: AwkToken[] = [];
  let at = 0;
  const add = (kind: AwkToken['kind'], text: string, end: number): void => {
    tokens.push({ kind, text, isCalled: source.charAt(end) === '(' });
    at = end;
  };
  while (at < source.length) {
    const rest = source.slice(at);
    const blank = /^([ \t\r]|\\\r?\n|#[^\n]*)+/.exec(rest);
    if (blank !== null) {
      at += blank[0].length;
      continue;
    }
    const number = /^(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?/.exec(rest);
    const name = /^[A-Za-z_]\w*/.exec(rest);
    if (rest.startsWith('\n')) add('newline', '\n', at + 1);
    else if (number !== null) add('number', number[0], at + number[0].length);
    else if (name !== null) add('name', name[0], at + name[0].length);
    else if (rest.startsWith('"')) add('text', ...readText(source, at));
    else if (rest.startsWith('/') && isRegexExpected(tokens.at(-1))) add('regex', ...readRegex(source, at));
    else {
      const sign = SIGNS.find((each) => rest.startsWith(each));
      if (sign === undefined) throw new AppletError(`cmd. line:${lineAt(source, at)}: Unexpected token`);
      add('sign', sign, at + sign.length);
    }
  }
  tokens.push({ kind: 'end', text: '', isCalled: false });
  return tokens;
}

/** Behind a value a stroke divides. */
function isRegexExpected(before: AwkToken | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === 'sign') return ![')', ']', '$', '++', '--'].includes(before.text);
  return before.kind === 'newline' || (before.kind === 'name' && ['print', 'return', 'in', 'case'].includes(before.text));
}

function readText(source: string, start: number): [text: string, end: number] {
  let text = '';
  for (let at = start + 1; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === '"') return [text, at + 1];
    if (char !== '\\') {
      text += char;
      continue;
    }
    const octal = /^[0-7]{1,3}/.exec(source.slice(at + 1, at + 4));
    if (octal !== null) {
      text += String.fromCharCode(Number.parseInt(octal[0], 8));
      at += octal[0].length;
    } else {
      at += 1;
      text += ESCAPES[source.charAt(at)] ?? `\\${source.charAt(at)}`;
    }
  }
  throw new AppletError(`cmd. line:${lineAt(source, start)}: Unexpected end of string`);
}

function readRegex(source: string, start: number): [text: string, end: number] {
  let isInBrackets = false;
  for (let at = start + 1; at < source.length && source.charAt(at) !== '\n'; at++) {
    const char = source.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '[') isInBrackets = true;
    else if (char === ']') isInBrackets = false;
    else if (char === '/' && !isInBrackets) return [source.slice(start + 1, at).replace(/\\\//g, '/'), at + 1];
  }
  throw new AppletError(`cmd. line:${lineAt(source, start)}: Unexpected end of string`);
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}
