/** A record of a recording does not have the shape it should have. */
export class RecordError extends Error {
  override readonly name = 'RecordError';

  /**
   * @param field where in the record, such as `scenario.actions[2].at`; empty for the record as a whole
   * @param problem what is wrong with it, as a sentence without its subject: `must be a string, found 7`
   * @param place the file and line of the record, where known
   */
  constructor(readonly field: string, readonly problem: string, readonly place?: string) {
    super(`Cannot read record${place === undefined ? '' : ` at ${place}`}: ${field === '' ? 'it' : field} ${problem}`);
  }

  /** The same error with the file and line of the record. */
  in(place: string): RecordError {
    return new RecordError(this.field, this.problem, place);
  }
}
