import type { Duration } from '../simulation/time';

/**
 * Prints a duration as Go does (`time.Duration.String`), cut to milliseconds: `512ms`, `3.5s`, `1m20s`, `0s`.
 */
export function formatGoDuration(duration: Duration): string {
  const milliseconds = Math.floor(duration / 1_000);
  if (milliseconds === 0) return '0s';
  if (milliseconds < 1_000) return `${milliseconds}ms`;
  const hours = Math.floor(milliseconds / 3_600_000);
  const minutes = Math.floor(milliseconds / 60_000) % 60;
  const seconds = `${(milliseconds % 60_000) / 1_000}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}
