/** A phrase is used in a way that makes no sense, such as naming a container that the pod does not have. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';

  constructor(message: string) {
    super(message);
    // Where in the program it was thrown says nothing to those who read a feature.
    this.stack = `${this.name}: ${message}`;
  }
}
