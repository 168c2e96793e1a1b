import type { ContainerState, ContainerStatus, Pod } from '../api/pod';
import type { PodWatcher, WatchEventType } from '../apiserver/api-server';
import type { Clock } from '../simulation/simulation';
import type { PodRow } from './cluster-record';

/** Writes down every version of every pod that the API server tells of. */
export class PodRowRecorder implements PodWatcher {
  readonly rows: PodRow[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  podChanged(type: WatchEventType, pod: Pod): void {
    this.rows.push(podRow(Math.round(this.#clock.now / 1_000), type, pod));
  }
}

function podRow(t: number, type: WatchEventType, { metadata, spec, status }: Pod): PodRow {
  return {
    t,
    kind: 'pod',
    type,
    pod: metadata.name,
    phase: status?.phase,
    reason: status?.reason,
    message: status?.message,
    node: spec.nodeName,
    generation: metadata.generation,
    conditions: Object.fromEntries((status?.conditions ?? []).map(({ type: name, status: value, reason, message }) => (
      [name, { status: value, reason, message }]
    ))),
    initContainerStatuses: status?.initContainerStatuses?.map(containerRow),
    containerStatuses: (status?.containerStatuses ?? []).map(containerRow),
    podIP: status?.podIP,
    deletionTimestamp: metadata.deletionTimestamp,
    deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds,
  };
}

function containerRow({ name, state, lastState, ready, started, restartCount }: ContainerStatus): object {
  return { name, state: stateRow(state), lastState: stateRow(lastState), ready, started: started === true, restartCount };
}

function stateRow({ waiting, running, terminated }: ContainerState): object {
  if (terminated !== undefined) {
    const { exitCode, reason, message } = terminated;
    return { terminated: { exitCode, reason, message } };
  }
  if (running !== undefined) return { running: {} };
  return waiting === undefined ? {} : { waiting: { reason: waiting.reason, message: waiting.message } };
}
