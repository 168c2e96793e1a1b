import type { HereDocument, Subscript, Word } from './ast';
import { literalWord } from './ast';
import type { Cursor } from './cursor';
import type { SubstitutionParser } from './word-reader';
import { WordReader } from './word-reader';

/** An operator of the shell. */
export type Operator =
  | '&&' | '||' | ';;' | ';' | '&' | '|' | '(' | ')'
  | '<' | '>' | '>>' | '<<' | '<<-' | '<&' | '>&' | '<>' | '>|' | '&>'
  /** Of bash only. */
  | '<<<' | '&>>' | '|&';

/** A token. `descriptor` is the number before a redirection operator. */
export type Token =
  | { readonly kind: 'word'; readonly word: Word }
  | { readonly kind: 'operator'; readonly operator: Operator; readonly descriptor?: number }
  | { readonly kind: 'newline' }
  | { readonly kind: 'end' };

/** Longest first. */
const OPERATORS: readonly Operator[] = [
  '<<-', '&&', '||', ';;', '>>', '<<', '<&', '>&', '<>', '>|', '&>', ';', '&', '|', '(', ')', '<', '>',
];
const BASH_OPERATORS: readonly Operator[] = ['<<<', '&>>', '|&', ...OPERATORS];
const BLANKS = /(?:[ \t]|\\\n)+/y;
const COMMENT = /#[^\n]*/y;
const DESCRIPTOR = /\d+(?=[<>])/y;

interface PendingHereDocument {
  readonly document: HereDocument;
  readonly delimiter: string;
  readonly isQuoted: boolean;
  readonly stripTabs: boolean;
}

/** What stands before the value of an assignment of bash: `name[…]=`, `name=(` or, between parentheses, `[…]=`. */
export interface AssignmentHead {
  readonly name: string;
  readonly subscript: Subscript | undefined;
  readonly appends: boolean;
}

/** Cuts the text of a script into tokens. Here-documents are read when their line ends. */
export class Lexer {
  readonly #words: WordReader;
  #peeked: Token | undefined;
  #pending: PendingHereDocument[] = [];
  /** Where the word that was read last begins. */
  #wordStart = 0;

  constructor(
    readonly cursor: Cursor,
    private readonly parseSubstitution: SubstitutionParser,
  ) {
    this.#words = new WordReader(cursor, parseSubstitution);
  }

  /** The next token, not taken. */
  peek(): Token {
    this.#peeked ??= this.#read();
    return this.#peeked;
  }

  /** Takes the next token. */
  take(): Token {
    const token = this.peek();
    this.#peeked = undefined;
    return token;
  }

  /** Takes an operator if it is next. */
  acceptOperator(operator: Operator): boolean {
    const token = this.peek();
    if (token.kind !== 'operator' || token.operator !== operator || token.descriptor !== undefined) return false;
    this.#peeked = undefined;
    return true;
  }

  /** In bash: reads `(( … ))` as an expression if the parenthesis that was just taken is followed by another. */
  readArithmetic(): Word | undefined {
    if (this.cursor.dialect !== 'bash' || !this.cursor.accept('(')) return undefined;
    return this.#words.readArithmetic();
  }

  /** Takes the head of an assignment of bash to an element or a list if the next word is one. */
  takeAssignmentHead(name: RegExp): AssignmentHead | undefined {
    if (this.peek().kind !== 'word') return undefined;
    const { cursor } = this;
    const end = cursor.position;
    cursor.position = this.#wordStart;
    const head = this.#readAssignmentHead(name);
    if (head === undefined) cursor.position = end;
    else this.#peeked = undefined;
    return head;
  }

  /** Takes the word that begins right here; undefined where a blank or an operator stands. */
  takeAdjacentWord(): Word | undefined {
    return this.#words.readWord();
  }

  /** Takes the regular expression behind `=~`. */
  takeRegex(): Word | undefined {
    this.cursor.match(BLANKS);
    return this.#words.readRegex();
  }

  /** The text of the word that is next, as it was written. */
  get peekedSource(): string {
    return this.cursor.text.slice(this.#wordStart, this.cursor.position);
  }

  #readAssignmentHead(pattern: RegExp): AssignmentHead | undefined {
    const { cursor } = this;
    const name = cursor.match(pattern);
    const subscript = cursor.accept('[') ? this.#words.readSubscript() : undefined;
    const operator = cursor.match(/\+?=/y);
    if (operator === '' || (subscript === undefined && !cursor.accept('('))) return undefined;
    return { name, subscript, appends: operator === '+=' };
  }

  /** Announces a here-document; its body begins on the next line. */
  expectHereDocument(document: HereDocument, delimiter: Word, stripTabs: boolean): void {
    const text = delimiter.parts.map((part) => ('text' in part ? part.text : quotedText(part))).join('');
    this.#pending.push({ document, delimiter: text, isQuoted: delimiter.literal === undefined, stripTabs });
  }

  #read(): Token {
    const { cursor } = this;
    cursor.match(BLANKS);
    cursor.match(COMMENT);
    if (cursor.isAtEnd) {
      this.#readHereDocuments();
      return { kind: 'end' };
    }
    if (cursor.accept('\n')) {
      this.#readHereDocuments();
      return { kind: 'newline' };
    }
    const digits = cursor.match(DESCRIPTOR);
    const operators = cursor.dialect === 'bash' ? BASH_OPERATORS : OPERATORS;
    const operator = operators.find((candidate) => cursor.accept(candidate));
    if (operator !== undefined) {
      return digits === '' ? { kind: 'operator', operator } : { kind: 'operator', operator, descriptor: Number(digits) };
    }
    this.#wordStart = cursor.position;
    const word = this.#words.readWord();
    if (word === undefined) this.cursor.fail('unexpected character');
    return { kind: 'word', word };
  }

  #readHereDocuments(): void {
    const pending = this.#pending;
    this.#pending = [];
    for (const { document, delimiter, isQuoted, stripTabs } of pending) {
      const { line } = this.cursor;
      const text = this.#readBody(delimiter, stripTabs);
      document.body = isQuoted
        ? { parts: [{ kind: 'quoted', text }], literal: undefined }
        : text === '' ? literalWord('')
        : new WordReader(this.cursor.inner(text, line), this.parseSubstitution).readHereDocument();
    }
  }

  #readBody(delimiter: string, stripTabs: boolean): string {
    let body = '';
    while (!this.cursor.isAtEnd) {
      let line = this.cursor.match(/[^\n]*\n?/y);
      if (stripTabs) line = line.replace(/^\t+/, '');
      if (line === `${delimiter}\n` || line === delimiter) break;
      body += line;
    }
    return body;
  }
}

function quotedText(part: Word['parts'][number]): string {
  return part.kind === 'double' ? part.parts.map((inner) => ('text' in inner ? inner.text : '')).join('') : '';
}
