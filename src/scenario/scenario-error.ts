/** A phrase is used in a way that makes no sense, such as naming a container that the pod does not have. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}
