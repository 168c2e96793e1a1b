import type { Value } from './value';

/** Where in a script something is. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The whole line. */
  readonly text: string;
}

/** A script has thrown a value: what `catch` of a script catches. Errors of the host pass scripts by. */
export class ThrownValue extends Error {
  override readonly name = 'ThrownValue';

  constructor(
    readonly value: Value,
    /** Where it was thrown first; undefined outside the script. */
    readonly place: Place | undefined,
  ) {
    super('a script has thrown a value');
  }
}

/** A generator of a script is told to end: passes by `catch`, not by `finally`. */
export class ForcedReturn extends Error {
  override readonly name = 'ForcedReturn';

  constructor(readonly value: Value) {
    super('a generator is told to end');
  }
}
