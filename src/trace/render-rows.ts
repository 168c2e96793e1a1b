import type { ContainerStatus, PodStatus } from '../api/pod';
import type { Duration, Instant } from '../simulation/time';
import type { CallRecord, EventRecord, ProbeRecord, StatusRecord, Trace } from './trace';
import type { ContainerStatusRow, EventRow, ProbeRow, RuntimeRow, StatusRow, TraceRows } from './trace-rows';

/** How a trace is turned into rows. */
export interface RenderOptions {
  /** Whether each row says which pod it belongs to; recordings do so when there are several. */
  readonly withPod: boolean;
  /** Rows after this instant are left out. */
  readonly until: Instant;
  /** Whether calls that have not ended by then become rows without an end; recordings leave them out. */
  readonly unfinished?: boolean;
  /** Whether what recordings leave out becomes rows: statuses that last a millisecond, hooks that sleep or still run. */
  readonly detailed?: boolean;
}

/** Of writes of a pod's status less than this far apart only the last one becomes a row. */
const MERGE_WITHIN: Readonly<Record<'recorded' | 'detailed', Duration>> = { recorded: 2_500, detailed: 500 };

/** Renders the trace in the schema of the recordings: seconds with three decimals, each list ordered by time. */
export function renderRows(trace: Trace, options: RenderOptions): TraceRows {
  const rows: TraceRows = {
    status: renderStatuses(trace.statuses, options),
    events: trace.events.filter((record) => record.t <= options.until).map((record) => eventRow(record, options)),
    runtime: trace.calls.filter((record) => isShown(record, options)).map((record) => runtimeRow(record, options)),
    probes: [],
  };
  for (const record of trace.probes) appendProbeRows(record, options, rows.probes);
  rows.probes.sort((a, b) => a.t - b.t);
  return rows;
}

/** Seconds with three decimals. */
function rounded(microseconds: number): number {
  return Math.round(microseconds / 1_000) / 1_000;
}

function renderStatuses(records: readonly StatusRecord[], options: RenderOptions): StatusRow[] {
  const rows: StatusRow[] = [];
  const next = new Map<string, StatusRecord>();
  const mergeWithin = MERGE_WITHIN[options.detailed ? 'detailed' : 'recorded'];
  for (let index = records.length - 1; index >= 0; index -= 1) {
    const record = records[index];
    if (record.t > options.until) continue;
    const later = next.get(record.pod);
    next.set(record.pod, record);
    if (later?.status !== undefined && later.t - record.t < mergeWithin) continue;
    rows.push(statusRow(record, options));
  }
  return rows.reverse();
}

function statusRow(record: StatusRecord, options: RenderOptions): StatusRow {
  const row: StatusRow = { t: rounded(record.t) };
  if (options.withPod) row.pod = record.pod;
  const { status } = record;
  if (status === undefined) {
    row.deleted = true;
    return row;
  }
  row.phase = status.phase;
  if (status.reason) row.reason = status.reason;
  if (status.message) row.message = status.message;
  if (record.deleting) row.deletionTimestampSet = true;
  row.conditions = conditions(status);
  if (status.initContainerStatuses?.length) row.initContainerStatuses = status.initContainerStatuses.map(containerRow);
  if (status.containerStatuses?.length) row.containerStatuses = status.containerStatuses.map(containerRow);
  return row;
}

function conditions(status: PodStatus): Record<string, string> {
  const result: Record<string, string> = {};
  for (const { type, status: value, reason } of status.conditions) result[type] = reason ? `${value} ${reason}` : value;
  return result;
}

function containerRow(container: ContainerStatus): ContainerStatusRow {
  const { waiting, running, terminated } = container.state;
  const row: ContainerStatusRow = {
    name: container.name,
    state: waiting ? 'waiting' : running ? 'running' : terminated ? 'terminated' : 'unknown',
    ready: container.ready,
    restartCount: container.restartCount,
  };
  const reason = waiting?.reason ?? terminated?.reason;
  const message = waiting?.message ?? terminated?.message;
  if (reason) row.reason = reason;
  if (message) row.message = message;
  if (container.started !== undefined) row.started = container.started;
  if (running !== undefined) row.startedAt = rounded(running.startedAt);
  if (terminated !== undefined) Object.assign(row, terminatedRow(terminated));
  if (container.lastState.terminated !== undefined) {
    const { reason: lastReason } = container.lastState.terminated;
    row.lastState = { ...(lastReason ? { reason: lastReason } : {}), ...terminatedRow(container.lastState.terminated) };
  }
  return row;
}

function terminatedRow(state: { exitCode: number; startedAt?: number; finishedAt?: number }): {
  exitCode: number; startedAt?: number; finishedAt?: number;
} {
  return {
    exitCode: state.exitCode,
    ...(state.startedAt === undefined ? {} : { startedAt: rounded(state.startedAt) }),
    ...(state.finishedAt === undefined ? {} : { finishedAt: rounded(state.finishedAt) }),
  };
}

function eventRow(record: EventRecord, options: RenderOptions): EventRow {
  const row = { t: rounded(record.t) } as EventRow;
  if (options.withPod) row.pod = record.pod;
  row.type = record.type;
  row.reason = record.reason;
  if (record.container !== undefined) row.container = record.container;
  row.message = record.message;
  return row;
}

function isShown(record: CallRecord, options: RenderOptions): boolean {
  const isHook = record.details.what !== undefined;
  if (record.call === 'Sleep' && !options.detailed) return false;
  if (options.unfinished || (options.detailed && isHook)) return record.t <= options.until;
  return record.end !== undefined && record.end <= options.until;
}

function runtimeRow(record: CallRecord, options: RenderOptions): RuntimeRow {
  const row = { t: rounded(record.t) } as RuntimeRow;
  if (options.withPod) row.pod = record.pod;
  const ended = record.end !== undefined && record.end <= options.until;
  if (ended && record.end !== record.t) row.end = rounded(record.end!);
  row.call = record.call;
  Object.assign(row, record.details);
  if (ended && record.error !== undefined) row.error = record.error;
  return row;
}

function appendProbeRows(record: ProbeRecord, options: RenderOptions, rows: ProbeRow[]): void {
  for (let index = 0; index < record.count; index += 1) {
    const t = record.t + index * record.period;
    if (record.duration === undefined || t + record.duration > options.until) return;
    const row = { t: rounded(t) } as ProbeRow;
    if (options.withPod) row.pod = record.pod;
    if (record.duration > 0) row.end = rounded(t + record.duration);
    row.container = record.container;
    row.attempt = record.attempt;
    row.type = record.type;
    row.outcome = record.outcome;
    rows.push(row);
  }
}
