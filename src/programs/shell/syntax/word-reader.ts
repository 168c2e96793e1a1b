import type { Script, Subscript, Word, WordPart } from './ast';
import { createWord } from './ast';
import type { Cursor } from './cursor';
import { readDollar, readBackquotes } from './expansion-reader';

/** Reads the commands of a substitution: up to its closing parenthesis, which is taken, or the whole text of backquotes. */
export type SubstitutionParser = (cursor: Cursor, end: ')' | 'end') => Script;

/** Characters that end an unquoted word. */
const WORD_END = new Set(['', ' ', '\t', '\n', '|', '&', ';', '<', '>', '(', ')']);
const PLAIN = /[^\s|&;<>()$`'"\\]+/y;
const PLAIN_IN_BRACES = /[^$`'"\\}/:]+/y;

/** What is special where `$` and backquotes are expanded and everything else stands for itself. */
interface QuotedContext {
  readonly plain: RegExp;
  /** Characters before which a backslash disappears. */
  readonly escapable: string;
}

const SUBSCRIPT: QuotedContext = { plain: /[^$`"\\[\]\n]+/y, escapable: '$`"\\' };
const DOUBLE_QUOTES: QuotedContext = { plain: /[^$`"\\]+/y, escapable: '$`"\\' };
const QUOTED_BRACES: QuotedContext = { plain: /[^$`"\\}/]+/y, escapable: '$`"\\' };
const HERE_DOCUMENT: QuotedContext = { plain: /[^$`\\]+/y, escapable: '$`\\' };
const ARITHMETIC: QuotedContext = { plain: /[^$`"\\()]+/y, escapable: '$`"\\' };

/** Collects the parts of a word; neighbours of one kind are joined. */
export class PartList {
  readonly parts: WordPart[] = [];

  /** Adds text. */
  add(kind: 'text' | 'quoted', text: string): void {
    const last = this.parts.at(-1);
    if (last?.kind === kind) this.parts[this.parts.length - 1] = { kind, text: last.text + text };
    else this.parts.push({ kind, text });
  }

  /** Adds a part that is not text. */
  push(part: WordPart): void {
    this.parts.push(part);
  }
}

/** Reads the parts of words; whoever parses the commands inside `$( )` is given. */
export class WordReader {
  constructor(
    readonly cursor: Cursor,
    readonly parseSubstitution: SubstitutionParser,
  ) {}

  /** Reads a word up to a blank or an operator. Undefined when there is none here. */
  readWord(): Word | undefined {
    const start = this.cursor.position;
    const list = new PartList();
    this.#readTilde(list);
    while (!WORD_END.has(this.cursor.current)) this.#readUnquoted(list, PLAIN);
    return this.cursor.position === start ? undefined : createWord(list.parts);
  }

  /** Reads the regular expression behind `=~`: parentheses and bars belong to it, and inside parentheses everything does. */
  readRegex(): Word | undefined {
    const { cursor } = this;
    const start = cursor.position;
    const list = new PartList();
    for (let depth = 0; depth > 0 || '(|'.includes(cursor.current) || !WORD_END.has(cursor.current); ) {
      if (cursor.isAtEnd) break;
      if (cursor.current === '(') depth++;
      if (cursor.current === ')') depth--;
      this.#readUnquoted(list, PLAIN);
    }
    return cursor.position === start ? undefined : createWord(list.parts);
  }

  /** Reads the subscript of an array up to its bracket; the opening one has been taken. Undefined when it is not closed. */
  readSubscript(): Subscript | undefined {
    const { cursor } = this;
    const start = cursor.position;
    const list = new PartList();
    for (let depth = 0; depth > 0 || cursor.current !== ']'; ) {
      if (cursor.isAtEnd || cursor.current === '\n') return undefined;
      if (cursor.current === '[') depth++;
      if (cursor.current === ']') depth--;
      if (cursor.current === '"') cursor.take();
      else this.#readQuoted(list, SUBSCRIPT);
    }
    const source = cursor.text.slice(start, cursor.position);
    cursor.take();
    return { expression: createWord([{ kind: 'double', parts: list.parts }]), source };
  }

  /** Reads the word inside `${name:-word}`, up to the closing brace or one of the given characters. */
  readBraceWord(isQuoted: boolean, end = '}'): Word {
    const list = new PartList();
    if (!isQuoted) this.#readTilde(list);
    while (!end.includes(this.cursor.current) || this.cursor.isAtEnd) {
      if (this.cursor.isAtEnd) this.cursor.fail('unterminated quoted string');
      if (isQuoted) this.#readQuotedInBraces(list);
      else this.#readUnquoted(list, PLAIN_IN_BRACES);
    }
    return createWord(list.parts);
  }

  /** Reads what stands between double quotes; the opening one has been taken. */
  readDoubleQuoted(): WordPart {
    const list = new PartList();
    while (this.cursor.current !== '"') {
      if (this.cursor.isAtEnd) this.cursor.fail('unterminated quoted string');
      this.#readQuoted(list, DOUBLE_QUOTES);
    }
    this.cursor.take();
    return { kind: 'double', parts: list.parts };
  }

  /** Reads the whole text as the body of a here-document: like double quotes, but `"` is an ordinary character. */
  readHereDocument(): Word {
    const list = new PartList();
    while (!this.cursor.isAtEnd) this.#readQuoted(list, HERE_DOCUMENT);
    return createWord([{ kind: 'double', parts: list.parts }]);
  }

  /** Reads an arithmetic expression up to `))`. */
  readArithmetic(): Word {
    const list = new PartList();
    let depth = 0;
    while (depth > 0 || !this.cursor.accept('))')) {
      if (this.cursor.isAtEnd || (depth === 0 && this.cursor.current === ')')) this.cursor.fail("missing '))'");
      if (this.cursor.current === '(') depth++;
      if (this.cursor.current === ')') depth--;
      if (this.cursor.current === '"') this.cursor.take();
      else this.#readQuoted(list, ARITHMETIC);
    }
    return createWord([{ kind: 'double', parts: list.parts }]);
  }

  #readTilde(list: PartList): void {
    if (this.cursor.current !== '~') return;
    const name = this.cursor.match(/~[\w.-]*(?=[/:\s;&|<>()}]|$)/y);
    if (name !== '') list.push({ kind: 'tilde', user: name.slice(1) });
  }

  #readUnquoted(list: PartList, plain: RegExp): void {
    const { cursor } = this;
    const text = cursor.match(plain);
    if (text !== '') list.add('text', text);
    else if (cursor.accept('\\\n')) return;
    else if (cursor.accept('\\')) list.add('quoted', cursor.isAtEnd ? '\\' : cursor.take());
    else if (cursor.accept("'")) list.add('quoted', this.#readSingleQuoted());
    else if (cursor.accept('"')) list.push(this.readDoubleQuoted());
    else if (cursor.accept("$'")) list.add('quoted', this.#readEscapedQuoted());
    else if (cursor.accept('$"')) list.push(this.readDoubleQuoted());
    else if (cursor.current === '$') this.#readDollar(list, false);
    else if (cursor.current === '`') list.push(readBackquotes(this, false));
    else list.add('text', cursor.take());
  }

  /** Inside `"${x:-…}"` single quotes are ordinary, double quotes nest. */
  #readQuotedInBraces(list: PartList): void {
    if (this.cursor.accept('"')) list.push(this.readDoubleQuoted());
    else if (this.cursor.accept('\\}')) list.add('quoted', '}');
    else this.#readQuoted(list, QUOTED_BRACES);
  }

  #readQuoted(list: PartList, context: QuotedContext): void {
    const { cursor } = this;
    if (cursor.current === '$') {
      this.#readDollar(list, true);
    } else if (cursor.current === '`') {
      list.push(readBackquotes(this, true));
    } else if (cursor.accept('\\')) {
      if (cursor.accept('\n')) return;
      list.add('quoted', context.escapable.includes(cursor.current) && !cursor.isAtEnd ? cursor.take() : '\\');
    } else {
      list.add('quoted', cursor.match(context.plain) || cursor.take());
    }
  }

  #readDollar(list: PartList, isQuoted: boolean): void {
    const part = readDollar(this, isQuoted);
    if (part === undefined) list.add(isQuoted ? 'quoted' : 'text', '$');
    else list.push(part);
  }

  #readSingleQuoted(): string {
    const { cursor } = this;
    const end = cursor.text.indexOf("'", cursor.position);
    if (end < 0) {
      cursor.position = cursor.text.length;
      cursor.fail('unterminated quoted string');
    }
    const text = cursor.text.slice(cursor.position, end);
    cursor.position = end + 1;
    return text;
  }

  /** `$'…'`: single quotes with the escapes of C. */
  #readEscapedQuoted(): string {
    const { cursor } = this;
    const raw = cursor.match(/(?:[^'\\]|\\[^])*/y);
    if (!cursor.accept("'")) cursor.fail('unterminated quoted string');
    return decodeEscapes(raw);
  }
}

const SINGLE_ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\', "'": "'", '"': '"',
};

function decodeEscapes(raw: string): string {
  return raw.replace(/\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([^]))/g, (whole: string, hex?: string, octal?: string, char?: string) => {
    if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 255);
    return SINGLE_ESCAPES[char ?? ''] ?? whole;
  });
}
