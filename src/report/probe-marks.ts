import type { ProbeRow } from '../trace/trace-rows';

/** How a probe attempt ended. */
export type ProbeOutcome = ProbeRow['outcome'];

/** Probe attempts that are drawn as one, because they lie too close together to be told apart. */
export interface ProbeMark {
  /** Position of the first attempt. */
  readonly at: number;
  /** Position of the last attempt. */
  readonly to: number;
  /** The outcome shown: that of most failed attempts if there are any, so that no failure is lost. */
  readonly outcome: ProbeOutcome;
  readonly attempts: number;
}

/** How many attempts had each outcome. */
export type OutcomeCounts = Readonly<Record<ProbeOutcome, number>>;

/** Counts attempts by outcome. */
export function countOutcomes(attempts: readonly ProbeRow[]): OutcomeCounts {
  const counts = { success: 0, failure: 0, timeout: 0, error: 0 };
  for (const attempt of attempts) counts[attempt.outcome] += 1;
  return counts;
}

/** How many of the counted attempts did not succeed. */
export function failedAttempts(counts: OutcomeCounts): number {
  return counts.failure + counts.timeout + counts.error;
}

/**
 * Gathers attempts into marks at least `distance` apart.
 *
 * @param position where a time lies, in the unit of `distance`
 */
export function condenseAttempts(attempts: readonly ProbeRow[], position: (t: number) => number, distance: number): ProbeMark[] {
  const marks: ProbeMark[] = [];
  let start = 0;
  while (start < attempts.length) {
    const at = position((attempts[start] as ProbeRow).t);
    let end = start + 1;
    while (end < attempts.length && position((attempts[end] as ProbeRow).t) - at < distance) end += 1;
    marks.push({
      at,
      to: position((attempts[end - 1] as ProbeRow).t),
      outcome: shownOutcome(attempts, start, end),
      attempts: end - start,
    });
    start = end;
  }
  return marks;
}

function shownOutcome(attempts: readonly ProbeRow[], start: number, end: number): ProbeOutcome {
  let failure = 0;
  let timeout = 0;
  let error = 0;
  for (let i = start; i < end; i += 1) {
    const { outcome } = attempts[i] as ProbeRow;
    if (outcome === 'failure') failure += 1;
    else if (outcome === 'timeout') timeout += 1;
    else if (outcome === 'error') error += 1;
  }
  if (failure + timeout + error === 0) return 'success';
  if (error > timeout && error > failure) return 'error';
  return timeout > failure ? 'timeout' : 'failure';
}
