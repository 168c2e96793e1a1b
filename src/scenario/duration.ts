import { HOUR, MILLISECOND, MINUTE, SECOND, type Duration } from '../simulation/time';
import { ScenarioError } from './scenario-error';

const UNITS: Readonly<Record<string, Duration>> = { d: 24 * HOUR, h: HOUR, m: MINUTE, s: SECOND, ms: MILLISECOND };

const HUNDREDTH: Duration = 10 * MILLISECOND;

/** What a duration looks like: numbers with units, as Go and Kubernetes write them. A source of regular expressions. */
export const DURATION_PATTERN = String.raw`(?:\d+(?:\.\d+)?(?:ms|[dhms]))+`;

/**
 * Reads a duration: `1m30s`, `1.5s`, `500ms`, `2h`.
 * @throws ScenarioError when the text is none
 */
export function parseDuration(text: string): Duration {
  if (!new RegExp(`^${DURATION_PATTERN}$`).test(text)) {
    throw new ScenarioError(`"${text}" is not a duration: write 90s, 1m30s, 1.5s or 500ms`);
  }
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/g)) sum += Number(number) * UNITS[unit];
  return Math.round(sum);
}

/** A duration to the hundredth of a second, which is what scenarios say of times. */
export function formatHundredths(duration: Duration): string {
  return formatDuration(Math.round(duration / HUNDREDTH) * HUNDREDTH);
}

/** Writes a duration as {@link parseDuration} reads it, to the millisecond: `1m30s`, `500ms`, `1.5s`. */
export function formatDuration(duration: Duration): string {
  const milliseconds = Math.round(Math.abs(duration) / MILLISECOND);
  if (!Number.isFinite(milliseconds)) return 'never';
  const sign = duration < 0 && milliseconds > 0 ? '-' : '';
  if (milliseconds > 0 && milliseconds < 1000) return `${sign}${milliseconds}ms`;
  const hours = Math.floor(milliseconds / 3_600_000);
  const minutes = Math.floor(milliseconds / 60_000) % 60;
  const rest = (milliseconds % 60_000) / 1000;
  const parts = [hours > 0 ? `${hours}h` : '', minutes > 0 ? `${minutes}m` : '', rest > 0 ? `${rest}s` : ''].join('');
  return sign + (parts || '0s');
}
