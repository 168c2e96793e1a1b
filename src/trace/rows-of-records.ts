import type { ContainerStatus, PodStatus, TerminatedState } from '../api/pod';
import type { Instant } from '../simulation/time';
import type { CallDetails, CallRecord, EventRecord, ProbeRecord, StatusRecord } from './trace';
import type { ContainerStatusRow, EventRow, ProbeRow, RuntimeRow, StatusRow } from './trace-rows';

/** How a record is turned into a row. */
export interface RowOptions {
  /** Whether each row says which pod it belongs to; recordings do so when there are several. */
  readonly withPod: boolean;
}

/** Seconds with three decimals. */
function rounded(microseconds: number): number {
  return Math.round(microseconds / 1_000) / 1_000;
}

/** A status and the row that was made of it. */
export interface ToldStatus {
  readonly record: StatusRecord;
  readonly row: StatusRow;
}

/**
 * The row of a change of a pod's status.
 * @param before the pod's status before: what has not changed since is taken over from its row
 */
export function statusRow(record: StatusRecord, options: RowOptions, before?: ToldStatus): StatusRow {
  const row: StatusRow = { t: rounded(record.t) };
  if (options.withPod) row.pod = record.pod;
  const { status } = record;
  if (status === undefined) {
    row.deleted = true;
    return row;
  }
  const earlier = before?.record.status;
  row.phase = status.phase;
  if (status.reason) row.reason = status.reason;
  if (status.message) row.message = status.message;
  if (record.deleting) row.deletionTimestampSet = true;
  row.conditions = status.conditions === earlier?.conditions ? before!.row.conditions : conditions(status);
  if (status.initContainerStatuses?.length) {
    row.initContainerStatuses = containerRows(status.initContainerStatuses, earlier?.initContainerStatuses, before?.row.initContainerStatuses);
  }
  if (status.containerStatuses?.length) {
    row.containerStatuses = containerRows(status.containerStatuses, earlier?.containerStatuses, before?.row.containerStatuses);
  }
  return row;
}

function containerRows(
  statuses: readonly ContainerStatus[], before: readonly ContainerStatus[] | undefined, rows: ContainerStatusRow[] | undefined,
): ContainerStatusRow[] {
  return statuses.map((status, index) => (status === before?.[index] ? rows![index] : containerRow(status)));
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
  if (terminated !== undefined) addEnd(row, terminated);
  const last = container.lastState.terminated;
  if (last !== undefined) {
    row.lastState = last.reason ? { reason: last.reason } : {};
    addEnd(row.lastState, last);
  }
  return row;
}

function addEnd(row: { exitCode?: number; startedAt?: number; finishedAt?: number }, state: TerminatedState): void {
  row.exitCode = state.exitCode;
  if (state.startedAt !== undefined) row.startedAt = rounded(state.startedAt);
  if (state.finishedAt !== undefined) row.finishedAt = rounded(state.finishedAt);
}

/** The row of an Event. */
export function eventRow(record: EventRecord, options: RowOptions): EventRow {
  const row = { t: rounded(record.t) } as EventRow;
  if (options.withPod) row.pod = record.pod;
  row.type = record.type;
  row.reason = record.reason;
  if (record.container !== undefined) row.container = record.container;
  row.message = record.message;
  return row;
}

/** The row of a call, as far as it has come by an instant. */
export function runtimeRow(record: CallRecord, until: Instant, options: RowOptions): RuntimeRow {
  const row = { t: rounded(record.t) } as RuntimeRow;
  if (options.withPod) row.pod = record.pod;
  const ended = record.end !== undefined && record.end <= until;
  if (ended && record.end !== record.t) row.end = rounded(record.end!);
  row.call = record.call;
  addDetails(row, record.details);
  if (ended && record.error !== undefined) row.error = record.error;
  return row;
}

function addDetails(row: RuntimeRow, { container, attempt, image, timeout, what, exitCode, reason }: CallDetails): void {
  if (container !== undefined) row.container = container;
  if (attempt !== undefined) row.attempt = attempt;
  if (image !== undefined) row.image = image;
  if (timeout !== undefined) row.timeout = timeout;
  if (what !== undefined) row.what = what;
  if (exitCode !== undefined) row.exitCode = exitCode;
  if (reason !== undefined) row.reason = reason;
}

/** The row of one attempt of a probe, which began at `t`. */
export function probeRow(record: ProbeRecord, t: Instant, options: RowOptions): ProbeRow {
  const row = { t: rounded(t) } as ProbeRow;
  if (options.withPod) row.pod = record.pod;
  if (record.duration! > 0) row.end = rounded(t + record.duration!);
  row.container = record.container;
  row.attempt = record.attempt;
  row.type = record.type;
  row.outcome = record.outcome;
  return row;
}
