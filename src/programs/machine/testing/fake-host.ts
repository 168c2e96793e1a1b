import type { Duration, Instant } from '../../../simulation/time';
import type { MachineLimitError, UnsupportedProgramError } from '../errors';
import type { Expirable, MachineHost, MachineTimer } from '../host';
import type { Network } from '../network/network';
import { EMPTY_NETWORK } from '../network/network';

/** 2026-11-20 12:00:00 UTC in microseconds. */
export const EPOCH = 1_795_176_000_000_000;

class FakeTimer implements MachineTimer {
  constructor(
    readonly due: Instant,
    readonly sequence: number,
    public target: Expirable | undefined,
  ) {}

  cancel(): void {
    this.target = undefined;
  }
}

/** A world for the tests of machines: a clock, a list of timers, and a network that is given. */
export class FakeHost implements MachineHost {
  now: Instant = 0;
  readonly epoch = EPOCH;
  /** What programs could not go on with. */
  readonly failures: (MachineLimitError | UnsupportedProgramError)[] = [];
  #timers: FakeTimer[] = [];
  #sequence = 0;

  constructor(readonly network: Network = EMPTY_NETWORK) {}

  schedule(delay: Duration, target: Expirable): MachineTimer {
    const timer = new FakeTimer(this.now + delay, this.#sequence++, target);
    this.#timers.push(timer);
    return timer;
  }

  fail(error: MachineLimitError | UnsupportedProgramError): void {
    this.failures.push(error);
  }

  /** Timers that are waiting. */
  get timers(): number {
    return this.#timers.filter((timer) => timer.target !== undefined).length;
  }

  /** Lets virtual time pass. */
  advanceBy(duration: Duration): void {
    const end = this.now + duration;
    for (let timer = this.#takeDue(end); timer !== undefined; timer = this.#takeDue(end)) {
      this.now = timer.due;
      timer.target?.expire();
    }
    this.now = end;
  }

  /** Lets virtual time pass until nothing is waiting or the moment has come. */
  runUntilIdle(limit: Instant): void {
    for (let timer = this.#takeDue(limit); timer !== undefined; timer = this.#takeDue(limit)) {
      this.now = timer.due;
      timer.target?.expire();
    }
  }

  #takeDue(end: Instant): FakeTimer | undefined {
    this.#timers = this.#timers.filter((timer) => timer.target !== undefined);
    const [first] = [...this.#timers].sort((left, right) => left.due - right.due || left.sequence - right.sequence);
    if (first === undefined || first.due > end) return undefined;
    this.#timers = this.#timers.filter((timer) => timer !== first);
    return first;
  }
}
