import { containerShouldRestart, isSidecar } from '../../api/containers';
import type { Container, ContainerState, ContainerStatus, Pod, TerminatedState } from '../../api/pod';
import type { ContainerSnapshot } from '../../runtime/runtime-pod';
import type { ReasonCache } from '../kuberuntime/reason-cache';
import { RESTARTING_ALL_CONTAINERS } from '../kuberuntime/restart-all-containers';
import { anyMainContainerCreated, newestInstance, type RuntimePodStatus } from '../kuberuntime/runtime-pod-status';

/** What the statuses of a pod's containers are made from. */
export interface ContainerStatusInput {
  readonly pod: Pod;
  readonly runtime: RuntimePodStatus;
  readonly reasons: ReasonCache;
  /** Whether all containers of the pod are being restarted in place. */
  readonly podRestarting: boolean;
  /** Gate ChangeContainerStatusOnKubeletRestart: do not carry `started` over. */
  readonly forgetStarted: boolean;
}

/** A status while it is made: `started` and `ready` are filled in last. */
export type ContainerStatusDraft = { -readonly [K in keyof ContainerStatus]: ContainerStatus[K] };

const NO_STATE: ContainerState = {};
const LOST_MESSAGE = 'The container could not be located when the pod was deleted.  The container used to be Running';
const REMOVED_MESSAGE = 'The container is removed because RestartAllContainers in place';
const INIT_GONE_MESSAGE =
  'Unable to get init container status from container runtime and pod has been initialized, treat it as exited normally';

/** What a container shows that has no instance yet. */
const CREATING: ContainerState = { waiting: { reason: 'ContainerCreating' } };
const INITIALIZING: ContainerState = { waiting: { reason: 'PodInitializing' } };

/**
 * Makes the API's statuses of one list of containers from the runtime's picture and the previous statuses.
 * Follows `pkg/kubelet/kubelet_pods.go` convertToAPIContainerStatuses.
 */
export function generateContainerStatuses(
  input: ContainerStatusInput, containers: readonly Container[], previous: readonly ContainerStatus[], areInit: boolean,
): ContainerStatusDraft[] {
  const statuses = new Array<ContainerStatusDraft>(containers.length);
  for (let index = 0; index < containers.length; index += 1) {
    const container = containers[index];
    const status = generateStatus(input, container, findStatus(previous, container.name), areInit);
    statuses[areInit ? index : placeByName(statuses, index, status.name)] = status;
  }
  return statuses;
}

/** Makes room among the first `length` statuses, which are in the order of their names. */
function placeByName(statuses: ContainerStatusDraft[], length: number, name: string): number {
  let place = length;
  for (; place > 0 && statuses[place - 1].name > name; place -= 1) statuses[place] = statuses[place - 1];
  return place;
}

/** A status with some parts changed. */
export function changedStatus(
  given: ContainerStatus, changes: Partial<Pick<ContainerStatus, 'state' | 'lastState' | 'ready' | 'started'>>,
): ContainerStatus {
  const { name, image, imageID, containerID, restartCount } = given;
  const { state = given.state, lastState = given.lastState, ready = given.ready, started = given.started } = changes;
  return { name, image, imageID, containerID, state, lastState, ready, started, restartCount };
}

/** The status of the container of this name. */
export function findStatus(statuses: readonly ContainerStatus[], name: string): ContainerStatus | undefined {
  for (const status of statuses) if (status.name === name) return status;
  return undefined;
}

function generateStatus(
  input: ContainerStatusInput, container: Container, old: ContainerStatus | undefined, isInit: boolean,
): ContainerStatusDraft {
  const newest = newestInstance(input.runtime, container.name);
  const draft = newest === undefined
    ? withoutInstance(input, container, old)
    : fromInstances(input, newest, old);
  applyStartFailure(input, container, newest, draft, isInit);
  return draft;
}

/** The status of a container that has no instance, taking over what the previous status knows. */
function withoutInstance(input: ContainerStatusInput, container: Container, old: ContainerStatus | undefined): ContainerStatusDraft {
  const waiting = input.pod.spec.initContainers?.length ? INITIALIZING : CREATING;
  const draft: ContainerStatusDraft = {
    name: container.name, image: container.image, imageID: '', containerID: undefined, state: waiting, lastState: NO_STATE,
    ready: false, started: undefined, restartCount: 0,
  };
  if (old === undefined) return draft;
  if (old.state.terminated !== undefined) Object.assign(draft, old);
  else {
    draft.restartCount = old.restartCount;
    draft.lastState = old.lastState;
  }
  if (input.podRestarting && old.state.waiting === undefined) {
    draft.state = { waiting: { reason: RESTARTING_ALL_CONTAINERS, message: REMOVED_MESSAGE } };
    draft.lastState = { terminated: { reason: RESTARTING_ALL_CONTAINERS, message: REMOVED_MESSAGE, exitCode: 137 } };
    draft.restartCount = old.restartCount + 1;
  } else if (old.state.running !== undefined && draft.lastState.terminated === undefined) {
    draft.lastState = { terminated: { reason: 'ContainerStatusUnknown', message: LOST_MESSAGE, exitCode: 137 } };
    if (input.pod.metadata.deletionTimestamp === undefined) draft.restartCount += 1;
  }
  return draft;
}

/** The status of a container from its newest instance, with the one before as its last state. */
function fromInstances(input: ContainerStatusInput, newest: ContainerSnapshot, old: ContainerStatus | undefined): ContainerStatusDraft {
  const draft = convertInstance(newest, old);
  if (newest.state === 'running' && !input.forgetStarted && old?.started !== undefined) draft.started = old.started;
  const before = secondNewest(input.runtime, newest);
  if (before !== undefined) draft.lastState = lastState(before, old);
  return draft;
}

function secondNewest(runtime: RuntimePodStatus, newest: ContainerSnapshot): ContainerSnapshot | undefined {
  for (const each of runtime.containers) if (each !== newest && each.name === newest.name) return each;
  return undefined;
}

/** What an instance has become, taken over from the previous status where that has it already. */
function lastState(before: ContainerSnapshot, old: ContainerStatus | undefined): ContainerState {
  return before.state === 'exited' && old?.lastState.terminated?.containerID === before.id ? old.lastState : convertState(before);
}

/** The state of an instance, taken over from the previous status where that has it already. */
function currentState(instance: ContainerSnapshot, old: ContainerStatus | undefined): ContainerState {
  if (old?.containerID !== instance.id) return convertState(instance);
  if (instance.state === 'running' && old.state.running !== undefined) return old.state;
  if (instance.state === 'exited' && old.state.terminated?.containerID === instance.id) return old.state;
  return convertState(instance);
}

function convertInstance(instance: ContainerSnapshot, old: ContainerStatus | undefined): ContainerStatusDraft {
  const draft: ContainerStatusDraft = {
    name: instance.name,
    image: instance.image,
    imageID: instance.image,
    containerID: instance.id,
    state: currentState(instance, old),
    lastState: NO_STATE,
    ready: false,
    started: undefined,
    restartCount: instance.attempt,
  };
  if (old === undefined) return draft;
  const ended = old.state.terminated;
  if (old.restartCount > draft.restartCount) draft.restartCount = old.restartCount;
  if (old.containerID !== draft.containerID && ended !== undefined) draft.lastState = { terminated: ended };
  else if (old.lastState.terminated !== undefined) draft.lastState = old.lastState;
  if (instance.state === 'running' && ended !== undefined && old.restartCount >= instance.attempt) {
    draft.restartCount = old.restartCount + 1;
  }
  return draft;
}

function convertState(instance: ContainerSnapshot): ContainerState {
  switch (instance.state) {
    case 'running': return { running: { startedAt: instance.startedAt! } };
    case 'created': return { waiting: {} };
    case 'exited': return { terminated: convertExit(instance) };
  }
}

function convertExit(instance: ContainerSnapshot): TerminatedState {
  return {
    exitCode: instance.exitCode,
    reason: instance.reason,
    message: instance.message,
    startedAt: instance.startedAt,
    finishedAt: instance.finishedAt,
    containerID: instance.id,
  };
}

/** A container that would be started now, and whose last start failed, shows why. */
function applyStartFailure(
  input: ContainerStatusInput, container: Container, newest: ContainerSnapshot | undefined, draft: ContainerStatusDraft, isInit: boolean,
): void {
  if (isInit) {
    if (newest?.state === 'exited' && newest.exitCode === 0) return;
    if (newest === undefined && draft.state.waiting !== undefined && !isSidecar(container)
      && anyMainContainerCreated(input.pod.spec.containers, input.runtime)) {
      draft.state = { terminated: { reason: 'Completed', message: INIT_GONE_MESSAGE, exitCode: 0 } };
      return;
    }
  }
  const failure = input.reasons.get(input.pod.metadata.uid!, container.name);
  if (failure === undefined || !shouldContainerBeRestarted(input.pod, container, newest)) return;
  if (draft.state.terminated !== undefined) draft.lastState = draft.state;
  draft.state = { waiting: { reason: failure.reason, message: failure.message } };
}

/**
 * Whether a container is to be started (again).
 * Follows `pkg/kubelet/container/helpers.go` ShouldContainerBeRestarted.
 */
export function shouldContainerBeRestarted(pod: Pod, container: Container, newest: ContainerSnapshot | undefined): boolean {
  if (pod.metadata.deletionTimestamp !== undefined) return false;
  if (newest === undefined || newest.state === 'created') return true;
  if (newest.state === 'running') return false;
  return containerShouldRestart(container, pod.spec, newest.exitCode);
}
