import { briefJson, stableJson, type Json } from './stable-json';

/** The times that all rows of a trace have. */
export interface TimedRow {
  readonly t: number;
  readonly end?: number;
}

/** How two lists of rows are compared. */
export interface RowComparison<R extends TimedRow> {
  /** What the rows are, for the message. */
  readonly what: string;
  /** The members that must be equal. */
  readonly key: (row: R) => readonly Json[];
  /** Seconds by which times may differ. */
  readonly tolerance: number;
  /** Whether the ends of the rows are compared as well. */
  readonly ends: boolean;
}

/** Whether two times, in seconds, are both absent or no more than the tolerance apart. */
export function isNear(a: number | undefined, b: number | undefined, tolerance: number): boolean {
  if (a === undefined || b === undefined) return a === b;
  return Math.abs(a - b) <= tolerance + 1e-9;
}

/**
 * Describes the first recorded row that has no simulated counterpart, else the first simulated row without a recorded
 * one, else `undefined`. Rows within the tolerance of each other may stand in any order.
 */
export function findRowDifference<R extends TimedRow>(
  recorded: readonly R[],
  simulated: readonly R[],
  how: RowComparison<R>,
): string | undefined {
  const waiting = groupByKey(simulated, how.key);
  for (const row of byTime(recorded)) {
    const candidates = waiting.get(stableJson(how.key(row))) ?? [];
    const match = candidates.findIndex((candidate) => sameTimes(candidate, row, how));
    if (match < 0) return describeMissing(row, simulated, how.what);
    candidates.splice(match, 1);
  }
  const additional = byTime([...waiting.values()].flat())[0];
  return additional && `${how.what}: simulated, not recorded: ${briefRow(additional)}`;
}

function sameTimes<R extends TimedRow>(a: R, b: R, how: RowComparison<R>): boolean {
  return isNear(a.t, b.t, how.tolerance) && (!how.ends || isNear(a.end ?? a.t, b.end ?? b.t, how.tolerance));
}

function groupByKey<R extends TimedRow>(rows: readonly R[], key: (row: R) => readonly Json[]): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of byTime(rows)) {
    const name = stableJson(key(row));
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return groups;
}

function describeMissing<R extends TimedRow>(row: R, simulated: readonly R[], what: string): string {
  const distance = (other: R): number => Math.abs(other.t - row.t);
  const nearest = [...simulated].sort((a, b) => distance(a) - distance(b))[0];
  const hint = nearest ? `; nearest simulated: ${briefRow(nearest)}` : '';
  return `${what}: recorded, not simulated: ${briefRow(row)}${hint}`;
}

function byTime<R extends TimedRow>(rows: readonly R[]): R[] {
  return [...rows].sort((a, b) => a.t - b.t);
}

function briefRow(row: TimedRow): string {
  return briefJson({ ...row });
}
