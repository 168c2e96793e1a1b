import { ApiError } from '../api/errors';
import { ManifestError } from '../manifest/manifest-error';
import { ExpectationError } from './expectation-error';
import { globSource } from './glob';
import type { Scenario } from './scenario';
import { ScenarioError } from './scenario-error';

/**
 * The last manifest was refused, with this text in the reason; `*` stands for anything.
 * @throws ExpectationError when it was accepted, or refused for another reason
 */
export function manifestIsRejected(scenario: Scenario, text: string): void {
  const rejection = scenario.takeRejection();
  const actual = rejection === undefined ? 'that it was accepted' : reasonOf(rejection);
  const wanted = text.trim();
  if (rejection !== undefined && new RegExp(globSource(wanted)).test(actual)) return;
  throw new ExpectationError(`Expected that the manifest is rejected with\n${wanted}\nFound\n${actual}`, { wanted, found: actual, at: 0 });
}

/** The refusal of a manifest that nobody expected, with the lines of the manifest that it concerns. */
export function unexpectedRejection(error: Error): ScenarioError {
  const excerpt = error instanceof ApiError && error.excerpt !== '' ? `\n${error.excerpt}` : '';
  return new ScenarioError(error.message + excerpt);
}

/** What a user of kubectl would see. */
function reasonOf(error: Error): string {
  if (error instanceof ManifestError) return error.apiError?.message ?? error.kubectlText ?? error.problem;
  return error instanceof ApiError ? error.message : String(error);
}
