import { textWidth } from './svg-text';

/** Places texts in one row so that none covers another. */
export class LabelRow {
  readonly #taken: { readonly from: number; readonly to: number }[] = [];

  /**
   * @param left where the row begins
   * @param right where it ends
   * @param fontSize of all its texts
   */
  constructor(readonly left: number, readonly right: number, readonly fontSize: number) {}

  /**
   * Finds room for a text that is to begin at `x`; one that would cross the right end is moved to the left.
   *
   * @returns where the text begins, or `undefined` if there is no room
   */
  place(text: string, x: number): number | undefined {
    const width = textWidth(text, this.fontSize);
    const from = Math.max(this.left, Math.min(x, this.right - width));
    const to = from + width;
    if (to > this.right || this.#taken.some((each) => from < each.to + GAP && to > each.from - GAP)) return undefined;
    this.#taken.push({ from, to });
    return Math.round(from);
  }
}

/** Pixels between two texts. */
const GAP = 6;
