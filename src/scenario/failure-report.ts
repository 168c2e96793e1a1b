import { decisiveRows } from '../report/decisive-rows';
import { buildFailureMessage } from '../report/failure-message';
import type { FailureThreshold } from '../report/probe-facts';
import type { TraceFact } from '../report/trace-fact';
import { toSeconds } from '../simulation/time';
import { ExpectationError } from './expectation-error';
import { containersOf } from './find-container';
import type { Observation } from './observation/observation';
import type { Failure } from './run/runs';

/** Where a scenario stands, and where what is known of its failure can be found. */
export interface ScenarioPlace {
  /** `features/probes/liveness.feature:42`. */
  readonly location: string;
  /** Where the picture of a failing run is written. */
  readonly picture: string;
}

/** Fewer records than these explain nothing. */
const ENOUGH_RECORDS = 6;

/** The error for a Then that does not hold. */
export function explainFailure(failure: Failure, place: ScenarioPlace | undefined): ExpectationError {
  const { run, mismatch } = failure;
  const { expected, actual, hint, pod, container } = mismatch;
  const observed = run.observe();
  const at = toSeconds(run.now);
  const rowsUntil = (around: number): TraceFact[] => (
    decisiveRows(observed.rows, { pod, container, around, failureThreshold: thresholdsOf(observed) })
  );
  const wrongAt = mismatch.since === undefined || mismatch.since >= run.now ? undefined : toSeconds(mismatch.since);
  // What went wrong in the beginning is explained by what came after it.
  const since = wrongAt !== undefined && rowsUntil(wrongAt).length >= ENOUGH_RECORDS ? wrongAt : undefined;
  const message = buildFailureMessage({
    expected,
    actual,
    at,
    hint,
    subject: container === undefined ? pod && `pod "${pod}"` : `container "${container}"`,
    withSubject: container === undefined,
    records: rowsUntil(since ?? at),
    since,
    timelinePath: place?.picture,
    replayCommand: place && `npm run replay -- "${place.location}?${run.variation.query()}"`,
  });
  return new ExpectationError([message.trimStart(), ...describePhases(failure)].join('\n'), { wanted: expected, found: actual, at });
}

/** The failure thresholds of the probes that a scenario has. */
export function thresholdsOf(observed: Observation): FailureThreshold {
  return (name, type, pod) => {
    const created = observed.created.find((each) => pod === undefined || each.pod.metadata.name === pod);
    const found = created && containersOf(created.pod).find(({ container }) => container.name === name);
    return found?.container[`${type}Probe`]?.failureThreshold;
  };
}

function describePhases({ run, failed, of }: Failure): string[] {
  if (of === 1) return [];
  return [`  Phases    fails in ${failed} of ${of}; the smallest: ${run.variation.describe()}`];
}
