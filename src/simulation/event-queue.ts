import type { Instant } from './time';

/** Something that can be woken by a {@link Timer}. */
export interface Expirable {
  /** Called when virtual time has reached the timer's due time. */
  expire(timer: Timer): void;
}

/** One entry of the event queue. Ordered by due time, then by the order in which timers were made. */
export class Timer {
  constructor(
    readonly due: Instant,
    readonly sequence: number,
    /** Who is woken; undefined once the timer has fired or was cancelled. */
    public target: Expirable | undefined,
  ) {}

  /** Makes the timer harmless; it stays in the queue until its time. */
  cancel(): void {
    this.target = undefined;
  }
}

function before(a: Timer, b: Timer): boolean {
  return a.due < b.due || (a.due === b.due && a.sequence < b.sequence);
}

/** A binary heap of timers. The order is total, so the layout of the heap never shows. */
export class EventQueue {
  readonly #heap: Timer[] = [];

  /** Timers in the queue, cancelled ones included. */
  get size(): number {
    return this.#heap.length;
  }

  /** Adds a timer. */
  push(timer: Timer): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(timer);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (!before(timer, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = timer;
  }

  /** The earliest timer that was not cancelled, or undefined. */
  peek(): Timer | undefined {
    const heap = this.#heap;
    while (heap.length > 0 && heap[0].target === undefined) this.#removeTop();
    return heap[0];
  }

  /** Removes and returns the earliest timer that was not cancelled. */
  pop(): Timer | undefined {
    const top = this.peek();
    if (top !== undefined) this.#removeTop();
    return top;
  }

  #removeTop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    const size = heap.length;
    if (size === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= size) break;
      if (child + 1 < size && before(heap[child + 1], heap[child])) child += 1;
      if (!before(heap[child], last)) break;
      heap[index] = heap[child];
      index = child;
    }
    heap[index] = last;
  }
}
