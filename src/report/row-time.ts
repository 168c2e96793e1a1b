/** From here on seconds alone are hard to read. */
const LONG_SECONDS = 600;

/**
 * Writes the times of rows that stand below each other, in seconds, all in the same way and right-aligned:
 * `40.000`, or in a long run `23h46m38.601`.
 */
export function formatRowTimes(times: readonly number[]): string[] {
  const isLong = Math.max(0, ...times) >= LONG_SECONDS;
  const texts = times.map((time) => (isLong ? formatParts(time) : time.toFixed(3)));
  const widest = Math.max(SHORT_WIDTH, ...texts.map((text) => text.length));
  return texts.map((text) => text.padStart(widest));
}

const SHORT_WIDTH = 10;

function formatParts(time: number): string {
  const milliseconds = Math.round(time * 1_000);
  const hours = Math.floor(milliseconds / 3_600_000);
  const minutes = Math.floor(milliseconds / 60_000) % 60;
  const seconds = ((milliseconds % 60_000) / 1_000).toFixed(3);
  if (hours > 0) return `${hours}h${String(minutes).padStart(2, '0')}m${seconds.padStart(6, '0')}`;
  return minutes > 0 ? `${minutes}m${seconds.padStart(6, '0')}` : seconds;
}
