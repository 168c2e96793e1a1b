import { isSidecar } from '../api/containers';
import type { Container, ContainerStatus, Pod, PodCondition, PodStatus, TerminatedState } from '../api/pod';
import { toSeconds, type Instant } from '../simulation/time';
import type { StatusRecord, Trace } from '../trace/trace';
import { isHeldBack, phaseViolations, type PhaseRow } from './phase-rules';

/** A status in the API server, and the one before it. */
interface Row extends PhaseRow {
  readonly t: Instant;
}

/**
 * What is wrong with the statuses of a pod as they stood in the API server, each for itself and one after the other. It
 * holds for every pod, whatever happens to it.
 * @param mayBeEvicted whether the kubelet itself may have killed the pod (eviction, preemption, shutdown of the node)
 */
export function* statusViolations(pod: Pod, { statuses }: Trace, mayBeEvicted = false): Iterable<string> {
  const records = statuses.filter((record) => record.pod === pod.metadata.name);
  let before: StatusRecord | undefined;
  for (const record of records) {
    for (const problem of recordViolations(pod, record, before, mayBeEvicted)) yield `At ${toSeconds(record.t)}s ${problem}`;
    before = record;
  }
}

function* recordViolations(
  pod: Pod, { t, status, deleting }: StatusRecord, before: StatusRecord | undefined, mayBeEnding: boolean,
): Iterable<string> {
  if (before !== undefined && before.t > t) yield `time went back from ${toSeconds(before.t)}s`;
  if (before !== undefined && before.status === undefined) yield 'something was written after the removal';
  if (before?.deleting && !deleting) yield 'the deletionTimestamp was taken back';
  if (status === undefined) return;
  const row: Row = { pod, t, status, previous: before?.status, deleting, mayBeEnding };
  yield* conditionViolations(row);
  if (isRefused(status)) return;
  yield* phaseViolations(row);
  yield* containerListViolations(row);
  yield* readinessViolations(row);
}

/** A pod that was refused at admission has no container statuses at all. */
function isRefused({ phase, containerStatuses }: PodStatus): boolean {
  return phase === 'Failed' && containerStatuses === undefined;
}

function* containerListViolations({ pod, t, status, previous }: Row): Iterable<string> {
  const inits = pod.spec.initContainers ?? [];
  const names = pod.spec.containers.map(({ name }) => name).sort();
  if (String(status.containerStatuses?.map(({ name }) => name)) !== String(names)) yield 'containers are missing or unsorted';
  if (String((status.initContainerStatuses ?? []).map(({ name }) => name)) !== String(inits.map(({ name }) => name))) {
    yield 'init containers are missing or out of order';
  }
  for (const container of [...inits, ...pod.spec.containers]) {
    const current = containerStatus(status, container.name);
    if (current === undefined) continue;
    const old = previous && containerStatus(previous, container.name);
    const isInit = inits.includes(container) && !isSidecar(container);
    const problems = [
      ...stateViolations(current, t),
      ...(isInit ? initReadyViolations(current) : readyViolations(container, current)),
      ...changeViolations(current, old),
    ];
    for (const problem of problems) yield `container "${container.name}" ${problem}`;
  }
}

function containerStatus(status: PodStatus, name: string): ContainerStatus | undefined {
  const { containerStatuses = [], initContainerStatuses = [] } = status;
  return [...initContainerStatuses, ...containerStatuses].find((each) => each.name === name);
}

/**
 * The state of a container: exactly one; times in their order. The state before is an end, or nothing for an instance that
 * was created and never started, as when the kubelet is restarted in between.
 */
function* stateViolations({ state, lastState, started, containerID }: ContainerStatus, t: Instant): Iterable<string> {
  const { running, terminated, waiting } = state;
  const count = [running, terminated, waiting].filter((each) => each !== undefined).length;
  if (count !== 1) yield `has ${count} states`;
  if (lastState.running !== undefined || lastState.waiting?.reason) yield 'has a lastState that is not an end';
  if (started && running === undefined && !isLost(terminated)) yield 'is started and does not run';
  if (running !== undefined && containerID === undefined) yield 'runs without a containerID';
  if (running !== undefined && running.startedAt > t) yield 'runs from a later moment on';
  for (const end of [terminated, lastState.terminated]) {
    if (end?.finishedAt !== undefined && end.finishedAt > t) yield 'has ended at a later moment';
    if (end?.startedAt !== undefined && end.startedAt > (end.finishedAt ?? t)) yield 'ended before it began';
  }
}

/**
 * A container whose end nobody saw is declared ended with the pod; what was known of it before stays
 * (`pkg/kubelet/status/status_manager.go` TerminatePod).
 */
function isLost(end: TerminatedState | undefined): boolean {
  return end?.reason === 'ContainerStatusUnknown';
}

/**
 * A main container or sidecar is ready only while it runs and has started. With a startup probe there is an exception:
 * an instance that was started in the sync that killed the one before takes `started` and `ready` over from it, and loses
 * `started` first (`pkg/kubelet/kubelet_pods.go` convertToAPIContainerStatuses, `status_manager.go` SetContainerStartup).
 */
function* readyViolations({ startupProbe }: Container, { state, started, ready }: ContainerStatus): Iterable<string> {
  if (ready && state.running === undefined && !isLost(state.terminated)) yield 'is ready and does not run';
  if (ready && !started && startupProbe === undefined) yield 'is ready and not started';
}

/** An init container is ready when it has succeeded; while all containers of the pod start anew it may still be. */
function* initReadyViolations({ state, ready }: ContainerStatus): Iterable<string> {
  if (state.waiting?.reason === 'RestartingAllContainers') return;
  if (ready !== (state.terminated?.exitCode === 0)) yield `is ${ready ? '' : 'not '}ready in the wrong state`;
}

/** One container from one status to the next: the count of restarts only grows. */
function* changeViolations(current: ContainerStatus, old: ContainerStatus | undefined): Iterable<string> {
  if (current.restartCount < 0) yield 'has a negative restartCount';
  if (old === undefined) return;
  if (current.restartCount < old.restartCount) yield `went back from restartCount ${old.restartCount} to ${current.restartCount}`;
}

/** Conditions: each once; a False one says why; the time of the last transition never goes back. */
function* conditionViolations({ t, status, previous }: Row): Iterable<string> {
  const { conditions } = status;
  const types = conditions.map(({ type }) => type);
  if (new Set(types).size !== types.length) yield `a condition stands twice among ${types.join(', ')}`;
  for (const condition of conditions) {
    const { type, lastTransitionTime = -Infinity } = condition;
    const isFalse = condition.status === 'False';
    if (isFalse && !condition.reason && WITH_REASON.has(type)) yield `condition ${type} is False without a reason`;
    if (lastTransitionTime > t) yield `condition ${type} changed at a later moment`;
    const old = previous?.conditions.find((each) => each.type === type);
    if (old !== undefined) yield* transitionViolations(condition, old);
  }
}

const WITH_REASON: ReadonlySet<string> = new Set(['Ready', 'ContainersReady', 'Initialized']);

function* transitionViolations(current: PodCondition, old: PodCondition): Iterable<string> {
  const { type, lastTransitionTime: now = -Infinity } = current;
  const { lastTransitionTime: before = -Infinity } = old;
  if (type === 'Initialized' && old.status === 'True' && current.status !== 'True') yield 'condition Initialized was taken back';
  if (now < before) yield `the last transition of condition ${type} went back`;
}

/** Ready is ContainersReady and the readiness gates; ContainersReady is that every main container and sidecar is ready. */
function* readinessViolations({ pod, status }: Row): Iterable<string> {
  const isTrue = (type: string): boolean => status.conditions.some((each) => each.type === type && each.status === 'True');
  const probed = [...(pod.spec.initContainers ?? []).filter(isSidecar), ...pod.spec.containers];
  const allReady = probed.every(({ name }) => containerStatus(status, name)?.ready);
  const isOver = status.phase === 'Succeeded' || status.phase === 'Failed';
  if (isTrue('Ready') && !isTrue('ContainersReady')) yield 'the pod is Ready without ContainersReady';
  if (isTrue('ContainersReady') && isOver) yield `the pod is ${status.phase} and ContainersReady`;
  if (isTrue('ContainersReady') && !allReady) yield 'the pod is ContainersReady and a container is not ready';
  if (!isTrue('ContainersReady') && allReady && !isOver && !isHeldBack(status)) {
    yield 'all containers are ready and the pod is not ContainersReady';
  }
  if (!isTrue('Ready') && isTrue('ContainersReady') && pod.spec.readinessGates === undefined) {
    yield 'the pod is ContainersReady and not Ready';
  }
}
