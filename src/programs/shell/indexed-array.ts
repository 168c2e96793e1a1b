import { LimitReached } from '../machine/errors';

/** Elements of one array, and the bytes that they hold together. */
const MAXIMUM_ELEMENTS = 10_000;
const MAXIMUM_TEXT = 4 * 1024 * 1024;

type Entry = readonly [index: number, text: string];

/** An indexed array of bash: texts at indexes from 0 on, with gaps. It never changes, so that a forked shell can share it. */
export class IndexedArray {
  static readonly EMPTY = new IndexedArray([], 0);

  private constructor(
    /** Sorted by index. */
    readonly entries: readonly Entry[],
    private readonly textLength: number,
  ) {
    if (entries.length > MAXIMUM_ELEMENTS) throw new LimitReached(`${MAXIMUM_ELEMENTS} elements of one array`);
    if (textLength > MAXIMUM_TEXT) throw new LimitReached(`${MAXIMUM_TEXT} bytes in one array`);
  }

  /** An array without gaps. @throws LimitReached */
  static of(texts: readonly string[]): IndexedArray {
    return IndexedArray.EMPTY.withAll(0, texts);
  }

  /** Number of elements. */
  get size(): number {
    return this.entries.length;
  }

  /** One more than the highest index. */
  get end(): number {
    return (this.entries.at(-1)?.[0] ?? -1) + 1;
  }

  get texts(): readonly string[] {
    return this.entries.map(([, text]) => text);
  }

  /** The index that a subscript means: a negative one counts from the end. Undefined when it lies before the beginning. */
  resolve(subscript: number): number | undefined {
    const index = subscript < 0 ? this.end + subscript : subscript;
    return index < 0 ? undefined : index;
  }

  /** The text at an index; undefined in a gap. */
  get(index: number): string | undefined {
    const entry = this.entries[this.#position(index)];
    return entry?.[0] === index ? entry[1] : undefined;
  }

  /** The array with a text at an index. @throws LimitReached */
  with(index: number, text: string): IndexedArray {
    const position = this.#position(index);
    const old = this.get(index);
    const entries = [...this.entries];
    entries.splice(position, old === undefined ? 0 : 1, [index, text]);
    return new IndexedArray(entries, this.textLength + text.length - (old?.length ?? 0));
  }

  /** The array with texts at an index and those behind it. @throws LimitReached */
  withAll(from: number, texts: readonly string[]): IndexedArray {
    if (from < this.end) return texts.reduce<IndexedArray>((array, text, index) => array.with(from + index, text), this);
    const added = texts.map((text, index): Entry => [from + index, text]);
    return new IndexedArray([...this.entries, ...added], texts.reduce((sum, text) => sum + text.length, this.textLength));
  }

  /** The array without the element at an index. */
  without(index: number): IndexedArray {
    const old = this.get(index);
    if (old === undefined) return this;
    return new IndexedArray(this.entries.filter(([known]) => known !== index), this.textLength - old.length);
  }

  /** Where in the entries an index is, or would have to be put. */
  #position(index: number): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.entries[middle]?.[0] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
