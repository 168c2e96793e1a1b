import type { EventRow, ProbeRow, RuntimeRow, StatusRow, TraceRows } from '../trace/trace-rows';

/** The rows of one pod, each list in order of time. */
export interface PodRows {
  readonly status: StatusRow[];
  readonly events: EventRow[];
  readonly runtime: RuntimeRow[];
  readonly probes: ProbeRow[];
}

/** Rows by pod, the pods in the order of their first status; the key of a pod that the trace does not name is absent. */
export function groupByPod(rows: TraceRows): Map<string | undefined, PodRows> {
  const pods = new Map<string | undefined, PodRows>();
  const of = (pod: string | undefined): PodRows => {
    const found = pods.get(pod);
    if (found) return found;
    const created: PodRows = { status: [], events: [], runtime: [], probes: [] };
    pods.set(pod, created);
    return created;
  };
  for (const row of rows.status) of(row.pod).status.push(row);
  for (const row of rows.runtime) of(row.pod).runtime.push(row);
  for (const row of rows.probes) of(row.pod).probes.push(row);
  for (const row of rows.events) of(row.pod).events.push(row);
  return pods;
}

/** The time of the first and the last thing in a trace, clean-up calls (`Remove…`) aside; both 0 if it is empty. */
export function traceExtent(rows: TraceRows): { readonly first: number; readonly last: number } {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const list of [rows.status, rows.events, rows.runtime, rows.probes]) {
    for (const row of list) {
      if ('call' in row && row.call.startsWith('Remove')) continue;
      first = Math.min(first, row.t);
      last = Math.max(last, 'end' in row ? row.end ?? row.t : row.t);
    }
  }
  return { first: Number.isFinite(first) ? first : 0, last };
}
