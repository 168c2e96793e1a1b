import type { Instant } from '../../../simulation/time';
import { LimitReached } from '../errors';
import type { MachineLimits } from '../limits';

/** Counts what the programs of a machine do, so that an endless loop ends. */
export class StepBudget {
  #instant: Instant = -1;
  #inInstant = 0;
  #inAll = 0;

  constructor(private readonly limits: MachineLimits) {}

  /** Steps so far. */
  get spent(): number {
    return this.#inAll;
  }

  /** Counts steps at a moment of virtual time. @throws LimitReached */
  spend(now: Instant, steps: number): void {
    if (now !== this.#instant) {
      this.#instant = now;
      this.#inInstant = 0;
    }
    this.#inInstant += steps;
    this.#inAll += steps;
    if (this.#inInstant > this.limits.stepsPerInstant) {
      throw new LimitReached(`${this.limits.stepsPerInstant} steps at one moment of virtual time`);
    }
    if (this.#inAll > this.limits.steps) throw new LimitReached(`${this.limits.steps} steps in all`);
  }
}
