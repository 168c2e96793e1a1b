import type { TraceRows } from '../trace/trace-rows';

import { extractSeries, seriesKey, type SeriesName } from './jitter-series';
import type { RecordedScenario } from './recording';

/** A scenario that was recorded many times with the kubelet's jitter left random, and how its instants were spread. */
export interface JitterRecord {
  readonly scenario: RecordedScenario;
  readonly runs: number;
  readonly series: readonly RecordedSpread[];
}

/** The n-th instant of a series over the recorded runs; times and gaps in seconds. */
export interface RecordedSpread extends SeriesName {
  readonly n: number;
  /** In how many of the runs it happened at all; the figures below are of those. */
  readonly runs: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
  /** The instant with jitter pinned to 0. */
  readonly zero?: number;
  /** Time since the (n-1)-th instant of the series. */
  readonly gapMin?: number;
  readonly gapMedian?: number;
  readonly gapMax?: number;
}

/** The n-th instant of a series over the simulated runs: all samples in ascending order. */
export interface SimulatedSpread extends SeriesName {
  readonly n: number;
  readonly times: readonly number[];
  /** Times since the (n-1)-th instant; empty for the first. */
  readonly gaps: readonly number[];
}

/** A recorded spread that the simulated one does not cover. */
export interface JitterDifference extends SeriesName {
  readonly n: number;
  /** `missing`: never simulated; `additional`: simulated often, never recorded; otherwise what lies where it should not. */
  readonly kind: 'missing' | 'additional' | 'minimum' | 'median' | 'maximum' | 'gap minimum' | 'gap median' | 'gap maximum';
  readonly text: string;
}

/** How strictly spreads are compared. */
export interface JitterTolerance {
  /** Seconds by which a value may lie outside. */
  readonly seconds: number;
  /** The share of simulated runs from which on an instant that was never recorded counts as additional. */
  readonly additionalShare: number;
}

const DEFAULT_TOLERANCE: JitterTolerance = { seconds: 0.01, additionalShare: 0.25 };

/**
 * A recorded median of 25 runs must lie between the simulated 15 % and 85 % quantiles: 0.35 to either side of the
 * middle, which is 3.5 standard errors. A median of fewer runs is given the same number of standard errors.
 */
const MEDIAN_REACH = 1.75;

/** Gathers the spread of every instant over the simulated runs of one scenario. */
export function gatherSpreads(traces: Iterable<TraceRows>): SimulatedSpread[] {
  const spreads = new Map<string, { what: string; container?: string; n: number; times: number[]; gaps: number[] }>();
  for (const trace of traces) {
    for (const { what, container, times } of extractSeries(trace)) {
      times.forEach((t, i) => {
        const key = spreadKey({ what, container, n: i + 1 });
        const spread = spreads.get(key) ?? { what, ...(container !== undefined && { container }), n: i + 1, times: [], gaps: [] };
        spread.times.push(t);
        if (i > 0) spread.gaps.push(t - (times[i - 1] as number));
        spreads.set(key, spread);
      });
    }
  }
  const list = [...spreads.values()];
  for (const spread of list) {
    spread.times.sort((a, b) => a - b);
    spread.gaps.sort((a, b) => a - b);
  }
  return list;
}

/**
 * Compares simulated spreads with recorded ones: every recorded minimum and maximum must lie inside the simulated
 * range, every recorded median between the simulated 15 % and 85 % quantiles (further out where it is one of fewer than
 * 25 runs); likewise for the gaps.
 *
 * @param runs how many runs were simulated
 */
export function compareSpreads(
  recorded: readonly RecordedSpread[],
  simulated: readonly SimulatedSpread[],
  runs: number,
  tolerance: JitterTolerance = DEFAULT_TOLERANCE,
): JitterDifference[] {
  const byKey = new Map(simulated.map((spread) => [spreadKey(spread), spread]));
  const differences = recorded.flatMap((spread) => compareSpread(spread, byKey.get(spreadKey(spread)), tolerance.seconds));
  const known = new Set(recorded.map(spreadKey));
  for (const spread of simulated) {
    if (known.has(spreadKey(spread)) || spread.times.length < tolerance.additionalShare * runs) continue;
    differences.push(difference(spread, 'additional', `simulated in ${spread.times.length} of ${runs} runs, never recorded`));
  }
  return differences;
}

function compareSpread(recorded: RecordedSpread, simulated: SimulatedSpread | undefined, tolerance: number): JitterDifference[] {
  if (!simulated) return [difference(recorded, 'missing', `recorded in ${recorded.runs} runs, never simulated`)];
  const { min, median, max, gapMin, gapMedian, gapMax } = recorded;
  const reach = Math.min(0.5, MEDIAN_REACH / Math.sqrt(recorded.runs));
  const checks = [
    ['minimum', min, simulated.times, 0.5],
    ['median', median, simulated.times, reach],
    ['maximum', max, simulated.times, 0.5],
    ['gap minimum', gapMin, simulated.gaps, 0.5],
    ['gap median', gapMedian, simulated.gaps, reach],
    ['gap maximum', gapMax, simulated.gaps, 0.5],
  ] as const;
  return checks.flatMap(([kind, value, samples, within]) => {
    if (value === undefined || samples.length === 0) return [];
    const low = lowerQuantile(samples, 0.5 - within);
    const high = upperQuantile(samples, 0.5 + within);
    if (value >= low - tolerance && value <= high + tolerance) return [];
    return [difference(recorded, kind, `recorded ${value} s, simulated from ${low.toFixed(3)} s to ${high.toFixed(3)} s`)];
  });
}

/** The largest sample with at most the given share of all samples below it. */
function lowerQuantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(share * (sorted.length - 1))] as number;
}

function upperQuantile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(share * (sorted.length - 1))] as number;
}

function difference(of: SeriesName & { readonly n: number }, kind: JitterDifference['kind'], detail: string): JitterDifference {
  const { what, container, n } = of;
  const subject = container === undefined ? what : `${what} of "${container}"`;
  return { what, ...(container !== undefined && { container }), n, kind, text: `${subject}, number ${n}: ${kind}: ${detail}` };
}

function spreadKey(of: SeriesName & { readonly n: number }): string {
  return `${of.n} ${seriesKey(of)}`;
}
