import type { SourcePlace } from '../api/field-error';

const LINES_BEFORE = 2;
const LONGEST_LINE = 140;

/** The text of a manifest with its lines, for messages that point into it. */
export class SourceText {
  readonly #lineStarts: number[] = [0];

  constructor(
    readonly fileName: string,
    readonly text: string,
  ) {
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) this.#lineStarts.push(end + 1);
  }

  /** Number of the line, from 1, that holds the character at an offset. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lineStarts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** A line without its end, counted from 1. */
  line(number: number): string {
    const start = this.#lineStarts[number - 1];
    const next = this.#lineStarts[number] ?? this.text.length + 1;
    return this.text.slice(start, next - 1).replace(/\r$/, '');
  }

  /** The place of the character at an offset, with an excerpt. */
  place(offset: number): SourcePlace {
    const line = this.lineAt(Math.min(offset, this.text.length));
    const column = offset - this.#lineStarts[line - 1] + 1;
    return { fileName: this.fileName, line, column, excerpt: this.#excerpt(line, column) };
  }

  #excerpt(line: number, column: number): string {
    const first = Math.max(1, line - LINES_BEFORE);
    const width = String(line).length;
    const rows: string[] = [];
    for (let number = first; number <= line; number += 1) {
      rows.push(`  ${String(number).padStart(width)} | ${this.line(number).slice(0, LONGEST_LINE)}`.trimEnd());
    }
    const blanks = this.line(line).slice(0, column - 1).replace(/[^\t]/g, ' ').padEnd(column - 1);
    rows.push(`  ${' '.repeat(width)} | ${column <= LONGEST_LINE ? `${blanks}^` : `column ${column}`}`);
    return rows.join('\n');
  }
}
