import { compileRegex } from '../../regex/compile';
import { searchRegex } from '../../regex/search';
import { InputText, UNSET, type AwkValue } from './values';

/** The record that a program looks at, and its fields: one follows from the other. */
export class Record {
  #text = '';
  /** Undefined: not split yet. */
  #fields: string[] | undefined = [];

  /**
   * @param separator what separates fields in the input
   * @param joiner what separates them when one was changed
   */
  constructor(private readonly separator: () => string, private readonly joiner: () => string) {}

  get text(): string {
    return this.#text;
  }

  /** The number of fields. */
  get count(): number {
    return this.#split().length;
  }

  set(text: string): void {
    this.#text = text;
    this.#fields = undefined;
  }

  /** A field, counted from 1; 0 is the whole record. */
  field(number: number): AwkValue {
    if (number === 0) return new InputText(this.#text);
    const text = this.#split()[Math.trunc(number) - 1];
    return text === undefined ? UNSET : new InputText(text);
  }

  setField(number: number, text: string): void {
    if (number === 0) {
      this.set(text);
      return;
    }
    const fields = this.#split();
    while (fields.length < number) fields.push('');
    fields[Math.trunc(number) - 1] = text;
    this.#text = fields.join(this.joiner());
  }

  /** Sets the number of fields. */
  resize(count: number): void {
    const fields = this.#split();
    while (fields.length < count) fields.push('');
    fields.length = Math.max(0, Math.trunc(count));
    this.#text = fields.join(this.joiner());
  }

  #split(): string[] {
    this.#fields ??= splitFields(this.#text, this.separator());
    return this.#fields;
  }
}

/** Splits a text into fields: at blanks, at a character, or where a regular expression matches. */
export function splitFields(text: string, separator: string): string[] {
  if (separator === ' ') return text.split(/[ \t\n]+/).filter((field) => field !== '');
  if (text === '') return [];
  if (separator === '') return [...text];
  if (separator.length === 1 && separator !== '\\') return text.split(separator);
  const regex = compileRegex(separator, { extended: true, ignoreCase: false });
  const fields: string[] = [];
  let begin = 0;
  for (let found = searchRegex(regex, text, 0); found !== undefined && found.end > found.start; found = searchRegex(regex, text, begin)) {
    fields.push(text.slice(begin, found.start));
    begin = found.end;
  }
  fields.push(text.slice(begin));
  return fields;
}
