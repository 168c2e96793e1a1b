import type { Instant } from '../../../simulation/time';
import { LimitReached } from '../errors';
import type { MachineLimits } from '../limits';

/** Counts what the programs of a machine do and write, so that an endless loop ends. */
export class Budget {
  readonly #steps: Counter;
  readonly #output: Counter;

  constructor(limits: MachineLimits) {
    this.#steps = new Counter('steps', limits.stepsPerInstant, limits.steps);
    this.#output = new Counter('bytes of output', limits.outputPerInstant, limits.output);
  }

  /** Steps so far. */
  get steps(): number {
    return this.#steps.total;
  }

  /** Counts steps at a moment of virtual time. @throws LimitReached */
  spend(now: Instant, steps: number): void {
    this.#steps.add(now, steps);
  }

  /** Counts bytes that leave the machine at a moment of virtual time. @throws LimitReached */
  write(now: Instant, bytes: number): void {
    this.#output.add(now, bytes);
  }
}

/** Something that is limited at each moment and in all. */
class Counter {
  total = 0;
  #instant: Instant = -1;
  #inInstant = 0;

  constructor(
    private readonly what: string,
    private readonly perInstant: number,
    private readonly inAll: number,
  ) {}

  add(now: Instant, count: number): void {
    if (now !== this.#instant) {
      this.#instant = now;
      this.#inInstant = 0;
    }
    this.#inInstant += count;
    this.total += count;
    if (this.#inInstant > this.perInstant) {
      throw new LimitReached(`${this.perInstant} ${this.what} at one moment of virtual time`);
    }
    if (this.total > this.inAll) throw new LimitReached(`${this.inAll} ${this.what} in all`);
  }
}
