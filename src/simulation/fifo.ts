/**
 * A queue in order of arrival: a ring that grows, so that taking from it costs the same however long it is, and nothing is
 * moved or made while it is used. An array's shift moves all others, and emptying an array is a call into the runtime of V8.
 */
export class Fifo<T> {
  #ring: (T | undefined)[] = [undefined, undefined, undefined, undefined];
  #first = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(item: T): void {
    if (this.#length === this.#ring.length) this.#grow();
    this.#ring[(this.#first + this.#length) & (this.#ring.length - 1)] = item;
    this.#length += 1;
  }

  /** The oldest item; undefined when there is none. */
  peek(): T | undefined {
    return this.#length === 0 ? undefined : this.#ring[this.#first];
  }

  /** Removes and returns the oldest item; undefined when there is none. */
  take(): T | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#ring[this.#first];
    this.#ring[this.#first] = undefined;
    this.#first = (this.#first + 1) & (this.#ring.length - 1);
    this.#length -= 1;
    return item;
  }

  /** Drops everything. */
  clear(): void {
    while (this.#length > 0) this.take();
  }

  /** The length of the ring stays a power of two, so that a place in it is the low bits of a number. */
  #grow(): void {
    const before = this.#ring;
    this.#ring = before.slice(this.#first).concat(before.slice(0, this.#first), before.map(() => undefined));
    this.#first = 0;
  }
}
