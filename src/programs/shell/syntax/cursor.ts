import { LimitReached } from '../../machine/errors';
import { ShellSyntaxError } from './syntax-error';

/** Constructs inside constructs before the parser gives up. */
const MAXIMUM_DEPTH = 100;

/** Which shell a script is written for: ash (and POSIX), or bash with what is built of it here. */
export type Dialect = 'ash' | 'bash';

/** A place in the text of a script. */
export class Cursor {
  position = 0;
  #countedTo = 0;
  #newlines = 0;
  #depth = 0;

  constructor(
    readonly text: string,
    private readonly firstLine = 1,
    readonly dialect: Dialect = 'ash',
  ) {}

  /** A place at the beginning of a text that is part of this script. */
  inner(text: string, line: number): Cursor {
    return new Cursor(text, line, this.dialect);
  }

  /** The character here; empty at the end. */
  get current(): string {
    return this.text.charAt(this.position);
  }

  get isAtEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** The character further on; empty behind the end. */
  peek(offset: number): string {
    return this.text.charAt(this.position + offset);
  }

  /** Takes one character. */
  take(): string {
    return this.text.charAt(this.position++);
  }

  /** Takes a piece of text if it is here. */
  accept(piece: string): boolean {
    if (!this.text.startsWith(piece, this.position)) return false;
    this.position += piece.length;
    return true;
  }

  /** Takes what a sticky pattern matches here; empty when it does not match. */
  match(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.position += found.length;
    return found;
  }

  /** Number of the line. */
  get line(): number {
    for (; this.#countedTo < this.position; this.#countedTo++) {
      if (this.text.charCodeAt(this.#countedTo) === 10) this.#newlines++;
    }
    return this.firstLine + this.#newlines;
  }

  /** Reads something that may contain itself. @throws LimitReached */
  nested<T>(read: () => T): T {
    if (++this.#depth > MAXIMUM_DEPTH) throw new LimitReached(`${MAXIMUM_DEPTH} levels of nested shell syntax`);
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }

  /** @throws ShellSyntaxError */
  fail(message: string): never {
    throw new ShellSyntaxError(message, this.line);
  }
}
