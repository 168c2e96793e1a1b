/** What is known when a Then does not hold. */
export interface ExpectationDetails {
  readonly wanted: string;
  readonly found: string;
  /** Seconds of virtual time. */
  readonly at: number;
}

/** A Then does not hold. The message tells what was expected and found, when, and which records decide. */
export class ExpectationError extends Error {
  override readonly name = 'ExpectationError';
  readonly wanted: string;
  readonly found: string;
  readonly at: number;

  constructor(message: string, { wanted, found, at }: ExpectationDetails) {
    super(message);
    this.wanted = wanted;
    this.found = found;
    this.at = at;
    // Where in the program it was thrown says nothing to those who read a feature.
    this.stack = `${this.name}: ${message}`;
  }
}
