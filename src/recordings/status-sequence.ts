import type { ContainerStatusRow, StatusRow } from '../trace/trace-rows';

import { equalJson, firstDifference, stableJson, type Json } from './stable-json';

/** Of status writes closer together than this (seconds) a recording kept only the last. */
const SHORT_LIVED_SECONDS = 0.0025;

/** A recorded status and the simulated one that corresponds to it. */
export interface StatusPair {
  readonly recorded: StatusRow;
  readonly simulated: StatusRow;
}

/** Either all statuses of a pod in pairs, or the first difference between the two sequences. */
export type Alignment =
  | { readonly kind: 'aligned'; readonly pairs: readonly StatusPair[] }
  | { readonly kind: 'different'; readonly difference: string };

interface Entry {
  readonly row: StatusRow;
  readonly view: Json;
  /** Seconds until the next status; infinite for the last one. */
  lasts: number;
}

/**
 * Pairs the statuses of one pod, times apart. A status that lasts less than 2.5 ms plus the tolerance may be missing on
 * either side.
 */
export function alignStatuses(recorded: readonly StatusRow[], simulated: readonly StatusRow[], tolerance: number): Alignment {
  const a = statusSequence(recorded);
  const b = statusSequence(simulated);
  const pairs: StatusPair[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left && right && equalJson(left.view, right.view)) {
      pairs.push({ recorded: left.row, simulated: right.row });
      i += 1;
      j += 1;
    } else if (right && right.lasts < SHORT_LIVED_SECONDS + tolerance) {
      j += 1;
    } else if (left && left.lasts < SHORT_LIVED_SECONDS + tolerance) {
      i += 1;
    } else {
      return { kind: 'different', difference: describeDifference(left, right) };
    }
  }
  return { kind: 'aligned', pairs };
}

/** The part of a status that is compared; times and messages are not in it. */
export function statusView(row: StatusRow): Json {
  if (row.deleted) return { deleted: true };
  return {
    phase: row.phase,
    reason: row.reason,
    deletionTimestampSet: Boolean(row.deletionTimestampSet),
    conditions: row.conditions ?? {},
    initContainerStatuses: (row.initContainerStatuses ?? []).map(containerView),
    containerStatuses: (row.containerStatuses ?? []).map(containerView),
  };
}

/** All times inside a status, in the order of its containers. */
export function statusStamps(row: StatusRow): (number | undefined)[] {
  return containersOf(row).flatMap((c) => [c.startedAt, c.finishedAt, c.lastState?.startedAt, c.lastState?.finishedAt]);
}

/** The message of a status and those of its containers, in their order. */
export function statusMessages(row: StatusRow): (string | undefined)[] {
  return [row.message, ...containersOf(row).map((c) => c.message)];
}

function containersOf(row: StatusRow): ContainerStatusRow[] {
  return [...(row.initContainerStatuses ?? []), ...(row.containerStatuses ?? [])];
}

function containerView(c: ContainerStatusRow): Json {
  return {
    name: c.name,
    state: c.state,
    reason: c.reason,
    exitCode: c.exitCode,
    ready: Boolean(c.ready),
    started: Boolean(c.started),
    restartCount: c.restartCount,
    'lastState.reason': c.lastState?.reason,
    'lastState.exitCode': c.lastState?.exitCode,
  };
}

/** The statuses of one pod in order of time, without repetitions. */
function statusSequence(rows: readonly StatusRow[]): Entry[] {
  const kept: Entry[] = [];
  for (const row of [...rows].sort((x, y) => x.t - y.t)) {
    const view = statusView(row);
    const last = kept.at(-1);
    if (last && equalJson(view, last.view) && equalJson(statusMessages(row), statusMessages(last.row))) continue;
    if (last) last.lasts = row.t - last.row.t;
    kept.push({ row, view, lasts: Number.POSITIVE_INFINITY });
  }
  return kept;
}

function describeDifference(recorded: Entry | undefined, simulated: Entry | undefined): string {
  if (recorded && simulated) {
    const what = firstDifference(recorded.view, simulated.view);
    return `status recorded at ${recorded.row.t}, simulated at ${simulated.row.t}: ${what}`;
  }
  if (recorded) return `status recorded at ${recorded.row.t} is missing: ${stableJson(recorded.view).slice(0, 400)}`;
  return `status at ${simulated?.row.t}: simulated, not recorded: ${stableJson(simulated?.view).slice(0, 400)}`;
}
