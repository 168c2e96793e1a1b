import type { ProbeRow } from '../trace/trace-rows';

import { subjectOf, type TraceFact } from './trace-fact';

/** The failure threshold of a probe, where known. */
export type FailureThreshold = (container: string, type: ProbeRow['type'], pod: string | undefined) => number | undefined;

/** Of a row of equal outcomes this many are told one by one; of the others only the last. */
const TOLD_ONE_BY_ONE = 3;

/** Equal results in a row, within one run of the container. */
interface Streak {
  readonly succeeded: boolean;
  readonly attempt: number;
  length: number;
  /** Whether the last attempt could not be run. */
  inError: boolean;
}

/**
 * Tells the results of probes. Failures are counted as the kubelet does (`worker.doProbe`): in a row, anew after a
 * success or a restart; an attempt that could not be run counts for nothing.
 */
export function collectProbeFacts(rows: readonly ProbeRow[], threshold?: FailureThreshold): TraceFact[] {
  const streaks = new Map<string, Streak>();
  const told = rows.map((row) => {
    const key = JSON.stringify([row.pod, row.container, row.type]);
    const last = streaks.get(key);
    const streak = continueStreak(last, row);
    streaks.set(key, streak);
    const repeated = last?.inError ?? false;
    streak.inError = row.outcome === 'error';
    const resets = streak !== last && streak.succeeded && last !== undefined && !last.succeeded && last.attempt === row.attempt;
    return { row, nth: streak.length, streak, resets, repeated };
  });
  return told.map(({ row, nth, streak, resets, repeated }) => {
    const base = { t: row.end ?? row.t, what: 'probe.result', ...subjectOf(row) };
    if (row.outcome === 'error') return { ...base, detail: `${row.type} error, not counted`, weight: repeated ? 0 : 2 };
    const limit = threshold?.(row.container, row.type, row.pod);
    const isLast = nth === streak.length;
    const weight = streak.succeeded ? successWeight(resets, isLast) : failureWeight(nth, isLast, limit);
    return { ...base, detail: `${row.type} ${row.outcome}${describeCount(streak.succeeded, nth, limit)}`, weight };
  });
}

function continueStreak(last: Streak | undefined, row: ProbeRow): Streak {
  const sameRun = last?.attempt === row.attempt;
  if (row.outcome === 'error') return last && sameRun ? last : { succeeded: true, attempt: row.attempt, length: 0, inError: true };
  const succeeded = row.outcome === 'success';
  const streak = last && sameRun && last.succeeded === succeeded ? last : { succeeded, attempt: row.attempt, length: 0, inError: false };
  streak.length += 1;
  return streak;
}

/** A success that sets a count of failures back to zero decides; of others the last is worth a line. */
function successWeight(resets: boolean, isLast: boolean): number {
  if (resets) return 3;
  return isLast ? 1 : 0;
}

function failureWeight(nth: number, isLast: boolean, limit: number | undefined): number {
  if (nth === limit) return 4;
  return nth <= TOLD_ONE_BY_ONE || isLast ? 3 : 0;
}

function describeCount(succeeded: boolean, nth: number, limit: number | undefined): string {
  if (succeeded) return nth === 1 ? '' : `, number ${nth} in a row`;
  return limit === undefined ? `, number ${nth} in a row` : ` ${nth}/${limit}`;
}
