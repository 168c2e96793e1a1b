import type { EventRow, ProbeRow, RuntimeRow, StatusRow, TraceRows } from '../trace/trace-rows';

import { findRowDifference, isNear } from './row-difference';
import { briefJson, equalJson, type Json } from './stable-json';
import { alignStatuses, statusMessages, statusStamps, statusView, type StatusPair } from './status-sequence';

/**
 * How far a simulated trace agrees with a recorded one; each level includes those below it.
 *
 * - 1: the sequence of statuses of every pod is the same, times apart
 * - 2: every status stands at the recorded time
 * - 3: every probe attempt has the recorded time and outcome
 * - 4: so has every runtime call, exit, signal and Event, and the messages of the statuses are the same
 */
export type MatchLevel = 0 | 1 | 2 | 3 | 4;

/** The level reached and, below level 4, the first difference in words. */
export interface TraceComparison {
  readonly level: MatchLevel;
  readonly difference?: string;
}

/**
 * Compares a simulated trace with a recorded one. Rows of one instant may stand in any order, a status shorter than
 * 2.5 ms may be missing or additional, and clean-up calls (`Remove…`) do not count.
 *
 * @param toleranceSeconds by how much two times may differ
 */
export function compareTraces(recorded: TraceRows, simulated: TraceRows, toleranceSeconds = 0.01): TraceComparison {
  const statuses = pairStatuses(recorded.status, simulated.status, toleranceSeconds);
  if (typeof statuses === 'string') return { level: 0, difference: statuses };
  const time = findTimeDifference(statuses, toleranceSeconds);
  if (time !== undefined) return { level: 1, difference: time };
  const probes = findRowDifference(recorded.probes, simulated.probes, {
    what: 'probes', key: probeKey, tolerance: toleranceSeconds, ends: true,
  });
  if (probes !== undefined) return { level: 2, difference: probes };
  const rest = findMessageDifference(statuses)
    ?? findRowDifference(observedCalls(recorded), observedCalls(simulated), {
      what: 'runtime', key: runtimeKey, tolerance: toleranceSeconds, ends: true,
    })
    ?? findRowDifference(recorded.events, simulated.events, {
      what: 'events', key: eventKey, tolerance: toleranceSeconds, ends: false,
    });
  return rest === undefined ? { level: 4 } : { level: 3, difference: rest };
}

/** All statuses of all pods in pairs, or the first difference. */
function pairStatuses(recorded: readonly StatusRow[], simulated: readonly StatusRow[], tolerance: number): StatusPair[] | string {
  const a = groupByPod(recorded);
  const b = groupByPod(simulated);
  if (!equalJson([...a.keys()].sort(), [...b.keys()].sort())) {
    return `statuses of pods ${listPods(b)} instead of ${listPods(a)}`;
  }
  const pairs: StatusPair[] = [];
  for (const [pod, rows] of a) {
    const alignment = alignStatuses(rows, b.get(pod) ?? [], tolerance);
    if (alignment.kind === 'different') {
      return pod === undefined ? alignment.difference : `pod ${pod}: ${alignment.difference}`;
    }
    pairs.push(...alignment.pairs);
  }
  return pairs;
}

function findTimeDifference(pairs: readonly StatusPair[], tolerance: number): string | undefined {
  for (const { recorded, simulated } of pairs) {
    if (!isNear(recorded.t, simulated.t, tolerance)) {
      return `status at ${simulated.t} instead of ${recorded.t}: ${briefJson(statusView(recorded))}`;
    }
    const expected = statusStamps(recorded);
    const actual = statusStamps(simulated);
    const at = expected.findIndex((stamp, i) => !isNear(stamp, actual[i], tolerance));
    if (at >= 0) {
      return `status at ${recorded.t}: startedAt or finishedAt ${actual[at] ?? 'absent'} instead of ${expected[at] ?? 'absent'}`;
    }
  }
  return undefined;
}

function findMessageDifference(pairs: readonly StatusPair[]): string | undefined {
  for (const { recorded, simulated } of pairs) {
    const expected = statusMessages(recorded);
    const actual = statusMessages(simulated);
    if (!equalJson(expected, actual)) {
      return `status at ${recorded.t}: messages ${briefJson(actual)} instead of ${briefJson(expected)}`;
    }
  }
  return undefined;
}

function groupByPod(rows: readonly StatusRow[]): Map<string | undefined, StatusRow[]> {
  const groups = new Map<string | undefined, StatusRow[]>();
  for (const row of rows) {
    const group = groups.get(row.pod);
    if (group) group.push(row);
    else groups.set(row.pod, [row]);
  }
  return groups;
}

function listPods(groups: ReadonlyMap<string | undefined, unknown>): string {
  return briefJson([...groups.keys()].map((pod) => pod ?? 'None').sort());
}

function observedCalls(trace: TraceRows): RuntimeRow[] {
  return trace.runtime.filter((row) => row.call !== 'RemoveContainer' && row.call !== 'RemovePodSandbox');
}

function probeKey(row: ProbeRow): readonly Json[] {
  return [row.pod, row.container, row.attempt, row.type, row.outcome];
}

function runtimeKey(row: RuntimeRow): readonly Json[] {
  return [
    row.pod, row.call, row.container, row.attempt, row.exitCode, row.reason, row.what, row.timeout, row.image, Boolean(row.error),
  ];
}

function eventKey(row: EventRow): readonly Json[] {
  return [row.pod, row.type, row.reason, row.container, row.message];
}
