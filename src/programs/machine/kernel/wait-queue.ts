import type { Instant } from '../../../simulation/time';

/** Someone who sleeps until something changes: a task, or code of the host. */
export interface Waiter {
  /** Called once per change; the waiter looks for itself whether the change is what it waits for. */
  wake(): void;
}

/** Those who wait for one kind of change: bytes in a pipe, a child that ended, a file that grew. First come, first woken. */
export class WaitQueue {
  #waiters: Waiter[] = [];

  /** Adds a waiter at the end. */
  add(waiter: Waiter): void {
    this.#waiters.push(waiter);
  }

  /** Takes a waiter out; does nothing when it is not there. */
  remove(waiter: Waiter): void {
    const index = this.#waiters.indexOf(waiter);
    if (index >= 0) this.#waiters.splice(index, 1);
  }

  /** Wakes everyone who waits now. */
  wakeAll(): void {
    if (this.#waiters.length === 0) return;
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) waiter.wake();
  }
}

/** What the body of a task yields: it waits for a change in one of the queues, until a moment at the latest. */
export interface Block {
  readonly queues: readonly WaitQueue[];
  readonly until: Instant;
}

/** Why a task goes on: a queue changed, the moment came, or a signal that it handles arrived. */
export type Wake = 'change' | 'time' | 'signal';

/** A procedure inside a task: yields whenever it has to wait. Always called with `yield*`. */
export type Body<T> = Generator<Block, T, Wake>;
