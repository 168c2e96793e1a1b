import { formatDuration, formatHundredths } from '../../scenario/duration';
import type { Observation } from '../../scenario/observation/observation';
import { Scenario } from '../../scenario/scenario';
import { EXACT_WITHIN, type Window } from '../../scenario/time-span';
import { SECOND, type Instant } from '../../simulation/time';

/** What is done to a pod, for its times to be measured. */
export type Course = (scenario: Scenario) => void;

/** The tick phases and latencies that are tried; `@any-phase` tries the first of them. */
const SEEDS = Array.from({ length: 100 }, (_, seed) => seed);

/** Does something to a pod on many clusters, whose tick phases and latencies differ. */
export function runInManyPhases(course: Course): readonly Observation[] {
  return SEEDS.map((seed) => {
    const scenario = new Scenario({ seed });
    course(scenario);
    return scenario.shown.observe();
  });
}

/**
 * When something happens, as a phrase can say it: exactly if it is always at the same time, otherwise as a window of whole
 * seconds. Undefined when it does not happen everywhere.
 * @param promised the window that follows from the rules; measured times may only widen it
 */
export function measure(
  observations: readonly Observation[], find: (observed: Observation) => Instant | undefined, promised?: Window,
): string | undefined {
  const times = observations.map(find).filter((time) => time !== undefined);
  if (times.length < observations.length) return undefined;
  const first = Math.min(...times, promised?.from ?? Infinity);
  const last = Math.max(...times, promised === undefined ? 0 : promised.to - 1);
  if (last - first <= EXACT_WITHIN) return formatHundredths(first);
  return `${formatDuration(Math.floor(first / SECOND) * SECOND)}..${formatDuration((Math.floor(last / SECOND) + 1) * SECOND)}`;
}

/** A number, if it is the same everywhere. */
export function measureCount(observations: readonly Observation[], find: (observed: Observation) => number): number | undefined {
  const counts = new Set(observations.map(find));
  return counts.size === 1 ? [...counts][0] : undefined;
}
