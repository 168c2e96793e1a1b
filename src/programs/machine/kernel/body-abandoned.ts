/** Thrown inside a body to leave it at once: the task has ended or runs another program. */
class BodyAbandoned extends Error {
  override readonly name = 'BodyAbandoned';
}

/** The one object that is thrown. */
export const BODY_ABANDONED: Error = new BodyAbandoned();
