import type { Instant } from '../simulation/time';
import type { Observation } from './observation/observation';

/** What an expectation found. */
export type Verdict = Holds | Mismatch;

/** It holds. */
export interface Holds {
  readonly holds: true;
  /** The exact times that it relied on. */
  readonly pinned: readonly PinnedTime[];
}

/** It does not hold, and why. */
export interface Mismatch {
  readonly holds: false;
  /** What was wanted, with its name: `restartCount 1`. */
  readonly expected: string;
  /** What was there instead. */
  readonly actual: string;
  /** Whose records decide. */
  readonly pod?: string;
  readonly container?: string;
  /** When it went wrong, where that is known: what came later does not decide. Otherwise it is now. */
  readonly since?: Instant;
  /** What a reader may not know. */
  readonly hint?: string;
}

/** An exact time that an expectation relied on, and where to find the same record in another run. */
export interface PinnedTime {
  /** What happened, in words. */
  readonly what: string;
  readonly at: Instant;
  /** By when it had happened, on the clock of the scenario. */
  readonly by: Instant;
  find(observed: Observation): Instant | undefined;
}

/** What a Then says, as a question to an observation. It looks and changes nothing. */
export type Expectation = (observed: Observation) => Verdict;

/** The verdict that an expectation holds. */
export function holds(pinned: readonly PinnedTime[] = []): Holds {
  return { holds: true, pinned };
}

/** The verdict that an expectation does not hold. */
export function fails(mismatch: Omit<Mismatch, 'holds'>): Mismatch {
  return { holds: false, ...mismatch };
}
