/** Thrown inside a body to leave it at once: the task has ended or runs another program. */
export class BodyAbandoned extends Error {
  override readonly name = 'BodyAbandoned';
}
