import type { ProbeRow } from '../trace/trace-rows';

import { subjectOf, type TraceFact } from './trace-fact';

/** The failure threshold of a probe, where known. */
export type FailureThreshold = (container: string, type: ProbeRow['type'], pod: string | undefined) => number | undefined;

/** Of a row of equal outcomes this many are told one by one; of the others only the last. */
const TOLD_ONE_BY_ONE = 3;

/** Equal results in a row. */
interface Streak {
  readonly succeeded: boolean;
  /** The run of the container in which the last of them fell. */
  attempt: number;
  length: number;
  /** Whether the last attempt could not be run. */
  inError: boolean;
}

/**
 * Tells the results of probes. Failures are counted as the kubelet does (`worker.doProbe`): in a row, anew after a
 * success and after a verdict, but not when the program ended by itself; an attempt that could not be run counts for nothing.
 * @param threshold without it every restart is taken for the end of a count
 */
export function collectProbeFacts(rows: readonly ProbeRow[], threshold?: FailureThreshold): TraceFact[] {
  const places = placeInStreaks(rows, threshold);
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

function placeInStreaks(rows: readonly ProbeRow[], threshold: FailureThreshold | undefined): Place[] {
  const streaks = new Map<string, Streak>();
  return rows.map((row) => {
    const key = `${row.pod}\n${row.container}\n${row.type}`;
    const last = streaks.get(key);
    const streak = continueStreak(last, row, threshold?.(row.container, row.type, row.pod));
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

function continueStreak(last: Streak | undefined, row: ProbeRow, limit: number | undefined): Streak {
  const counts = last !== undefined && (last.attempt === row.attempt || !isDecided(last, row, limit));
  if (row.outcome === 'error') return last && counts ? last : { succeeded: true, attempt: row.attempt, length: 0, inError: true };
  const succeeded = row.outcome === 'success';
  const streak = last && counts && last.succeeded === succeeded ? last : { succeeded, attempt: row.attempt, length: 0, inError: false };
  streak.attempt = row.attempt;
  streak.length += 1;
  return streak;
}

/** Whether the probe has come to a verdict, with which its worker rests until the next run and counts anew (`worker.doProbe`). */
function isDecided({ succeeded, length }: Streak, { type }: ProbeRow, limit: number | undefined): boolean {
  if (limit === undefined) return true;
  if (succeeded) return type === 'startup';
  return type !== 'readiness' && length >= limit;
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
