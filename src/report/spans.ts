/** A stretch of time, in seconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Builds a sequence of spans in which each ends where the next begins. */
export class SpanBuilder<S extends Span> {
  readonly #same: (a: S, b: S) => boolean;
  readonly #spans: S[] = [];
  #open = false;

  /** @param same whether two spans show the same and are to be one */
  constructor(same: (a: S, b: S) => boolean) {
    this.#same = same;
  }

  /** The spans so far. */
  get spans(): readonly S[] {
    return this.#spans;
  }

  /** Begins a span where the last one ends, unless it would show the same. */
  continue(next: S): void {
    const last = this.#spans.at(-1);
    if (last && this.#open && this.#same(last, next)) return;
    this.close(next.from);
    this.#spans.push(next);
    this.#open = true;
  }

  /** Ends the last span, if it has not ended. */
  close(at: number): void {
    const last = this.#spans.at(-1);
    if (last && this.#open) this.#spans[this.#spans.length - 1] = { ...last, to: Math.max(at, last.from) };
    this.#open = false;
  }
}
