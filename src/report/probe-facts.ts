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
  const places = placeInStreaks(rows);
  return rows.map((row, index) => describeAttempt(row, places[index], threshold));
}

/** Where an attempt stands among equal results. */
interface Place {
  readonly streak: Streak;
  readonly nth: number;
  /** Whether it is a success that sets a count of failures back. */
  readonly resets: boolean;
  /** Whether the attempt before could not be run either. */
  readonly repeated: boolean;
}

function placeInStreaks(rows: readonly ProbeRow[]): Place[] {
  const streaks = new Map<string, Streak>();
  return rows.map((row) => {
    const key = `${row.pod}\n${row.container}\n${row.type}`;
    const last = streaks.get(key);
    const streak = continueStreak(last, row);
    streaks.set(key, streak);
    const repeated = last?.inError ?? false;
    streak.inError = row.outcome === 'error';
    const resets = streak !== last && streak.succeeded && last !== undefined && !last.succeeded && last.attempt === row.attempt;
    return { streak, nth: streak.length, resets, repeated };
  });
}

function describeAttempt(row: ProbeRow, { streak, nth, resets, repeated }: Place, threshold: FailureThreshold | undefined): TraceFact {
  if (row.outcome === 'error') return attemptFact(row, `${row.type} error, not counted`, repeated ? 0 : 2);
  const isLast = nth === streak.length;
  if (streak.succeeded) {
    return attemptFact(row, `${row.type} ${row.outcome}${nth === 1 ? '' : `, number ${nth} in a row`}`, successWeight(resets, isLast));
  }
  const limit = threshold?.(row.container, row.type, row.pod);
  const count = limit === undefined ? `, number ${nth} in a row` : ` ${nth}/${limit}`;
  return attemptFact(row, `${row.type} ${row.outcome}${count}`, failureWeight(nth, isLast, limit));
}

function attemptFact(row: ProbeRow, detail: string, weight: number): TraceFact {
  return { t: row.end ?? row.t, what: 'probe.result', ...subjectOf(row), detail, weight };
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
