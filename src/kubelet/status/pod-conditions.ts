import { isSidecar } from '../../api/containers';
import { newCondition } from '../../api/object-shapes';
import type { ConditionStatus, Container, ContainerStatus, Pod, PodCondition, PodPhase, PodStatus } from '../../api/pod';
import {
  ALL_CONTAINERS_RESTARTING, allContainersCleanedUp, shouldAllContainersRestart,
} from '../kuberuntime/restart-all-containers';
import { podSandboxChanged, type RuntimePodStatus } from '../kuberuntime/runtime-pod-status';

/** Whether the kubelet alone writes conditions of this type. Follows `pkg/kubelet/types/pod_status.go` PodConditionByKubelet. */
export function isKubeletCondition(type: string): boolean {
  switch (type) {
    case 'PodScheduled':
    case 'Ready':
    case 'Initialized':
    case 'ContainersReady':
    case 'PodReadyToStartContainers':
    case ALL_CONTAINERS_RESTARTING:
      return true;
    default:
      return false;
  }
}

/** What the conditions are made from. */
export interface ConditionInput {
  readonly pod: Pod;
  readonly phase: PodPhase;
  readonly containerStatuses: readonly ContainerStatus[];
  readonly initContainerStatuses: readonly ContainerStatus[];
  /** The status before; a condition that has not changed is taken over from it, with its time. */
  readonly previous: PodStatus;
}

/**
 * The condition of this type.
 * @param place where it probably is: the kubelet's conditions keep their order
 */
export function findCondition(conditions: readonly PodCondition[], type: string, place = 0): PodCondition | undefined {
  if (place < conditions.length && conditions[place].type === type) return conditions[place];
  for (const condition of conditions) if (condition.type === type) return condition;
  return undefined;
}

/** Whether the condition of this type is true. */
export function isConditionTrue(conditions: readonly PodCondition[], type: string): boolean {
  return findCondition(conditions, type)?.status === 'True';
}

/**
 * A condition: the one before if nothing has changed, otherwise a new one that keeps the time of the last transition if
 * only its reason or message is new. A condition that has changed has no time until it is stored.
 */
function makeCondition(
  previous: PodStatus, type: string, status: ConditionStatus, reason?: string, message?: string,
): PodCondition {
  const old = findCondition(previous.conditions, type);
  if (old === undefined || old.status !== status) return newCondition(type, status, reason, message);
  if ((old.reason ?? '') === (reason ?? '') && (old.message ?? '') === (message ?? '')) return old;
  return { type, status, reason, message, lastTransitionTime: old.lastTransitionTime };
}

/** Condition PodReadyToStartContainers: the sandbox is there. */
export function sandboxCondition(previous: PodStatus, runtime: RuntimePodStatus): PodCondition {
  const status = podSandboxChanged(runtime).create ? 'False' : 'True';
  return makeCondition(previous, 'PodReadyToStartContainers', status);
}

/** Condition PodScheduled: the pod is on the node. */
export function scheduledCondition(previous: PodStatus): PodCondition {
  return makeCondition(previous, 'PodScheduled', 'True');
}

/**
 * Condition Initialized: the init containers are done; once true it stays so.
 * Follows `pkg/kubelet/status/generate.go` GeneratePodInitializedCondition.
 */
export function initializedCondition(input: ConditionInput): PodCondition {
  const { previous } = input;
  if (input.phase === 'Succeeded') return makeCondition(previous, 'Initialized', 'True', 'PodCompleted');
  const incomplete = incompleteInitContainers(input);
  const isInitialized = incomplete.length === 0
    || input.containerStatuses.some(({ state }) => state.running !== undefined || state.terminated !== undefined)
    || isConditionTrue(previous.conditions, 'Initialized');
  if (isInitialized) return makeCondition(previous, 'Initialized', 'True');
  const message = `containers with incomplete status: [${incomplete.join(' ')}]`;
  return makeCondition(previous, 'Initialized', 'False', 'ContainersNotInitialized', message);
}

const NONE: readonly string[] = [];

function incompleteInitContainers({ pod, initContainerStatuses }: ConditionInput): readonly string[] {
  const inits = pod.spec.initContainers;
  if (inits === undefined) return NONE;
  const incomplete: string[] = [];
  for (const container of inits) {
    const status = initContainerStatuses.find(({ name }) => name === container.name);
    const done = isSidecar(container) ? status?.started === true : status?.ready === true;
    if (!done) incomplete.push(container.name);
  }
  return incomplete;
}

/**
 * Conditions Ready and ContainersReady: all main containers and sidecars are ready, and for Ready every readiness gate
 * is open as well. Follows `pkg/kubelet/status/generate.go` GeneratePodReadyCondition, GenerateContainersReadyCondition.
 * @param conditions those among which the gates are looked up
 */
export function readyConditions(input: ConditionInput, conditions: readonly PodCondition[]): [PodCondition, PodCondition] {
  const { previous, phase } = input;
  if (phase === 'Succeeded' || phase === 'Failed') {
    const reason = terminalReason(phase);
    return [makeCondition(previous, 'Ready', 'False', reason), makeCondition(previous, 'ContainersReady', 'False', reason)];
  }
  const unready = unreadyContainers(input);
  if (unready.length > 0) {
    const message = `containers with unready status: [${unready.join(' ')}]`;
    return [
      makeCondition(previous, 'Ready', 'False', 'ContainersNotReady', message),
      makeCondition(previous, 'ContainersReady', 'False', 'ContainersNotReady', message),
    ];
  }
  const closed = closedGates(input.pod, conditions);
  const ready = closed === ''
    ? makeCondition(previous, 'Ready', 'True')
    : makeCondition(previous, 'Ready', 'False', 'ReadinessGatesNotReady', closed);
  return [ready, makeCondition(previous, 'ContainersReady', 'True')];
}

/**
 * Whether the API's condition Ready of a pod with readiness gates is not what it should be, as after a gate was opened
 * by somebody else. Sidecars are not looked up where their statuses are, so that it is never right in a pod with sidecars
 * that has not failed. Follows `pkg/kubelet/status/status_manager.go` NeedToReconcilePodReadiness.
 */
export function hasStaleReadiness(pod: Pod): boolean {
  const { status } = pod;
  if (!pod.spec.readinessGates?.length || status === undefined) return false;
  const current = findCondition(status.conditions, 'Ready');
  if (current === undefined) return false;
  if (status.phase !== 'Failed' && pod.spec.initContainers?.some(isSidecar)) return true;
  const { phase, containerStatuses = [] } = status;
  const input = { pod, phase, containerStatuses, initContainerStatuses: [], previous: status };
  const [ready] = readyConditions(input, status.conditions);
  return ready.status !== current.status || (ready.message ?? '') !== (current.message ?? '');
}

function closedGates(pod: Pod, conditions: readonly PodCondition[]): string {
  const closed: string[] = [];
  for (const { conditionType } of pod.spec.readinessGates ?? []) {
    const condition = findCondition(conditions, conditionType);
    if (condition === undefined) {
      closed.push(`corresponding condition of pod readiness gate "${conditionType}" does not exist.`);
    } else if (condition.status !== 'True') {
      closed.push(`the status of pod readiness gate "${conditionType}" is not "True", but ${condition.status}`);
    }
  }
  return closed.join(', ');
}

/** A ready condition of a pod that is over. Follows `pkg/kubelet/status/generate.go` …ForTerminalPhase. */
export function terminalReadyCondition(type: 'Ready' | 'ContainersReady', phase: PodPhase): PodCondition {
  return newCondition(type, 'False', terminalReason(phase));
}

function terminalReason(phase: PodPhase): string {
  return phase === 'Failed' ? 'PodFailed' : 'PodCompleted';
}

/**
 * Condition AllContainersRestarting.
 * Follows `pkg/kubelet/status/generate.go` GenerateAllContainersRestartingCondition.
 */
export function restartingCondition(pod: Pod, phase: PodPhase, runtime: RuntimePodStatus, previous: PodStatus): PodCondition {
  const type = ALL_CONTAINERS_RESTARTING;
  if (phase === 'Succeeded' || phase === 'Failed') return makeCondition(previous, type, 'False', terminalReason(phase));
  if (!shouldAllContainersRestart(pod, runtime, previous) || allContainersCleanedUp(pod, runtime)) {
    return makeCondition(previous, type, 'False');
  }
  const why = 'container exited with restart policy rule';
  return makeCondition(previous, type, 'True', 'RestartAllContainersStarted', why);
}

/** Sidecars first, then main containers, each in the order of the spec. */
function unreadyContainers({ pod, containerStatuses, initContainerStatuses }: ConditionInput): readonly string[] {
  let unready: string[] | undefined;
  for (const container of pod.spec.initContainers ?? NO_CONTAINERS) {
    if (isSidecar(container) && !isReady(initContainerStatuses, container.name)) (unready ??= []).push(container.name);
  }
  for (const { name } of pod.spec.containers) if (!isReady(containerStatuses, name)) (unready ??= []).push(name);
  return unready ?? NONE;
}

const NO_CONTAINERS: readonly Container[] = [];

function isReady(statuses: readonly ContainerStatus[], name: string): boolean {
  for (const status of statuses) if (status.name === name) return status.ready;
  return false;
}
