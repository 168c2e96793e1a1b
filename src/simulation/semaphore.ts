import type { Process, RunningProcess, Waitable } from './process';

/** A counted resource handed out in the order of asking. */
export class Semaphore {
  #free: number;
  readonly #queue: Ticket[] = [];

  /** @param permits how many may hold it at once; Infinity for no limit */
  constructor(permits: number) {
    this.#free = permits;
  }

  /** Waits for a permit. Give it back with {@link release}. */
  *acquire(): Process {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    const ticket = new Ticket();
    this.#queue.push(ticket);
    try {
      yield ticket;
    } finally {
      if (!ticket.granted) this.#queue.splice(this.#queue.indexOf(ticket), 1);
    }
  }

  /** Gives a permit back; the one who has waited longest gets it. */
  release(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#free += 1;
    else next.grant();
  }
}

/** One place in the queue of a {@link Semaphore}. */
class Ticket implements Waitable {
  granted = false;
  #waiter: RunningProcess<unknown> | undefined;

  grant(): void {
    this.granted = true;
    this.#waiter?.wake(this);
  }

  take(): boolean {
    return this.granted;
  }

  attach(waiter: RunningProcess<unknown>): void {
    this.#waiter = waiter;
  }

  detach(): void {
    this.#waiter = undefined;
  }
}
