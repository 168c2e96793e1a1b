import { hasWildcard, quotePattern } from '../../machine/pattern';

/** A word after expansion: its text, and the pattern that it is where file names are looked for. */
export interface Field {
  readonly text: string;
  readonly pattern: string;
}

/** Puts the expanded pieces of a word together and splits them into fields where IFS says so. */
export class FieldBuilder {
  readonly fields: Field[] = [];
  #text = '';
  #pattern = '';
  /** Something is there, be it an empty quoted text. */
  #isOpen = false;
  /** The field before ended with a blank, which a following separator belongs to. */
  #endedWithBlank = false;

  /** @param quote makes a pattern of a text that stands for itself */
  constructor(
    private readonly ifs: string,
    private readonly quote: (text: string) => string = quotePattern,
  ) {}

  /** Adds text that is not split. */
  add(text: string, isQuoted: boolean): void {
    this.#text += text;
    this.#pattern += isQuoted ? this.quote(text) : text;
    this.#isOpen = true;
    this.#endedWithBlank = false;
  }

  /** Adds the result of an unquoted expansion: separators in it end fields. */
  addSplit(text: string): void {
    if (this.ifs === '') {
      if (text !== '') this.add(text, false);
      return;
    }
    let start = 0;
    for (let index = 0; index <= text.length; index++) {
      const isEnd = index === text.length;
      if (!isEnd && !this.ifs.includes(text.charAt(index))) continue;
      if (index > start) this.add(text.slice(start, index), false);
      if (!isEnd) this.#separate(text.charAt(index));
      start = index + 1;
    }
  }

  /** Ends a field where `"$@"` has the border of two parameters; without quotes an empty parameter is no field. */
  breakField(isQuoted: boolean): void {
    if (isQuoted || this.#isOpen) this.#close();
  }

  /** Ends the last field and returns all. */
  finish(): readonly Field[] {
    if (this.#isOpen) this.#close();
    return this.fields;
  }

  /** All text added since the last border, where words are not split. */
  get whole(): Field {
    return { text: this.#text, pattern: this.#pattern };
  }

  #separate(char: string): void {
    const isBlank = char === ' ' || char === '\t' || char === '\n';
    if (this.#isOpen) {
      this.#close();
      this.#endedWithBlank = isBlank;
    } else if (!isBlank) {
      if (this.#endedWithBlank) this.#endedWithBlank = false;
      else this.#close();
    }
  }

  #close(): void {
    this.fields.push({ text: this.#text, pattern: this.#pattern });
    this.#text = '';
    this.#pattern = '';
    this.#isOpen = false;
  }
}

/** Whether file names have to be looked for. */
export function isPatternField(field: Field): boolean {
  return field.pattern !== field.text || hasWildcard(field.pattern);
}
