import type { Timer } from '../../../simulation/event-queue';
import { Simulation } from '../../../simulation/simulation';
import type { Duration, Instant } from '../../../simulation/time';
import type { MachineLimitError, UnsupportedProgramError } from '../errors';
import type { Expirable, MachineHost, MachineTimer } from '../host';
import type { Network } from '../network/network';
import { EMPTY_NETWORK } from '../network/network';

/** 2026-11-20 12:00:00 UTC in microseconds. */
export const EPOCH = 1_795_176_000_000_000;

/** A world for the tests of machines: virtual time, and a network that is given. */
export class FakeHost implements MachineHost {
  readonly epoch = EPOCH;
  /** What programs could not go on with. */
  readonly failures: (MachineLimitError | UnsupportedProgramError)[] = [];
  readonly #simulation = new Simulation();
  #timers: Timer[] = [];

  constructor(readonly network: Network = EMPTY_NETWORK) {}

  get now(): Instant {
    return this.#simulation.now;
  }

  schedule(delay: Duration, target: Expirable): MachineTimer {
    const timer = this.#simulation.schedule(delay, target);
    this.#timers.push(timer);
    return timer;
  }

  fail(error: MachineLimitError | UnsupportedProgramError): void {
    this.failures.push(error);
  }

  /** Timers that are waiting. */
  get timers(): number {
    this.#timers = this.#timers.filter((timer) => timer.target !== undefined);
    return this.#timers.length;
  }

  /** Lets virtual time pass. */
  advanceBy(duration: Duration): void {
    this.#simulation.advanceBy(duration);
  }

  /** Lets virtual time pass until nothing is waiting or the moment has come. */
  runUntilIdle(limit: Instant): void {
    for (;;) {
      const next = this.#simulation.nextDue();
      if (next === undefined || next > limit) return;
      this.#simulation.advanceTo(next);
    }
  }
}
