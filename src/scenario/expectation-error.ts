/** What is known when a Then does not hold. */
export interface ExpectationDetails {
  readonly expected: string;
  readonly actual: string;
  /** Seconds of virtual time. */
  readonly at: number;
}

/** A Then does not hold. The message tells what was expected and found, when, and which records decide. */
export class ExpectationError extends Error {
  override readonly name = 'ExpectationError';
  readonly expected: string;
  readonly actual: string;
  readonly at: number;

  constructor(message: string, { expected, actual, at }: ExpectationDetails) {
    super(message);
    this.expected = expected;
    this.actual = actual;
    this.at = at;
    // Where in the program it was thrown says nothing to those who read a feature.
    this.stack = `${this.name}: ${message}`;
  }
}
