import { toSeconds, type Duration, type Instant } from '../simulation/time';
import type { Window } from './detection-window';

/** `at 12.345678s`; `never` for a moment that did not come (undefined, or Infinity). */
export function describeInstant(instant: Instant | undefined): string {
  return instant === undefined || instant === Infinity ? 'never' : `at ${toSeconds(instant)}s`;
}

/** `from 12s to 13.5s`. */
export function describeWindow({ from, to }: Window): string {
  return `from ${toSeconds(from)}s to ${toSeconds(to)}s`;
}

/** A span of time as features have it, to the millisecond: `83.906s`. */
export function featureDuration(duration: Duration): string {
  return `${toSeconds(Math.round(duration / 1_000) * 1_000)}s`;
}

/** A window as features have it; its end does not belong to it: `50s..60s`. */
export function featureWindow({ from, to }: Window): string {
  return `${featureDuration(from)}..${featureDuration(to)}`;
}
