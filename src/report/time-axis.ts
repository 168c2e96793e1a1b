import type { Span } from './spans';

/** Distances between ticks, in seconds, that read well. */
const STEPS = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 14_400,
  21_600, 43_200, 86_400, 172_800, 432_000, 864_000, 2_592_000, 8_640_000, 31_536_000,
];

/** Formats seconds as Go and Kubernetes write durations: `0s`, `2.5s`, `1m30s`, `1h`, `2d`. At most milliseconds. */
export function formatSeconds(seconds: number): string {
  const milliseconds = Math.round(Math.abs(seconds) * 1000);
  if (!Number.isFinite(milliseconds)) return 'never';
  const parts: string[] = [];
  let rest = milliseconds;
  for (const [unit, size] of [['d', 86_400_000], ['h', 3_600_000], ['m', 60_000]] as const) {
    const whole = Math.floor(rest / size);
    if (whole > 0) parts.push(`${whole}${unit}`);
    rest -= whole * size;
  }
  if (rest > 0 || parts.length === 0) parts.push(`${rest / 1000}s`);
  return (seconds < 0 && milliseconds > 0 ? '-' : '') + parts.join('');
}

/** Chooses round instants within a span, at most `most` of them. */
export function chooseTicks(span: Span, most: number): number[] {
  const length = span.to - span.from;
  const step = STEPS.find((each) => length / each <= most - 1) ?? length;
  const first = Math.ceil(span.from / step - 1e-9);
  const last = Math.floor(span.to / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Math.round((first + i) * step * 1e6) / 1e6);
}
