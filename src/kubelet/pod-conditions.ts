import { isSidecar } from '../api/containers';
import type { ContainerStatus, Pod, PodCondition, PodPhase, PodStatus } from '../api/pod';
import {
  ALL_CONTAINERS_RESTARTING, allContainersCleanedUp, shouldAllContainersRestart,
} from './restart-all-containers';
import { podSandboxChanged, type RuntimePodStatus } from './runtime-pod-status';

/** Condition types that the kubelet alone writes. Follows `pkg/kubelet/types/pod_status.go` PodConditionByKubelet. */
const OWNED = new Set([
  'PodScheduled', 'Ready', 'Initialized', 'ContainersReady', 'PodReadyToStartContainers', ALL_CONTAINERS_RESTARTING,
]);

/** Whether the kubelet alone writes conditions of this type. */
export function isKubeletCondition(type: string): boolean {
  return OWNED.has(type);
}

/** What the conditions are made from. */
export interface ConditionInput {
  readonly pod: Pod;
  readonly phase: PodPhase;
  readonly containerStatuses: readonly ContainerStatus[];
  readonly initContainerStatuses: readonly ContainerStatus[];
}

/** Condition PodReadyToStartContainers: the sandbox is there. */
export function sandboxCondition(runtime: RuntimePodStatus): PodCondition {
  return { type: 'PodReadyToStartContainers', status: podSandboxChanged(runtime).create ? 'False' : 'True' };
}

/**
 * Condition Initialized: the init containers are done; once true it stays so.
 * Follows `pkg/kubelet/status/generate.go` GeneratePodInitializedCondition.
 */
export function initializedCondition(input: ConditionInput, previous: PodStatus): PodCondition {
  const incomplete: string[] = [];
  for (const container of input.pod.spec.initContainers ?? []) {
    const status = input.initContainerStatuses.find(({ name }) => name === container.name);
    const done = isSidecar(container) ? status?.started === true : status?.ready === true;
    if (!done) incomplete.push(container.name);
  }
  if (input.phase === 'Succeeded') return { type: 'Initialized', status: 'True', reason: 'PodCompleted' };
  const isTrue: PodCondition = { type: 'Initialized', status: 'True' };
  if (incomplete.length === 0) return isTrue;
  if (input.containerStatuses.some(({ state }) => state.running !== undefined || state.terminated !== undefined)) return isTrue;
  if (previous.conditions.some(({ type, status }) => type === 'Initialized' && status === 'True')) return isTrue;
  return {
    type: 'Initialized',
    status: 'False',
    reason: 'ContainersNotInitialized',
    message: `containers with incomplete status: [${incomplete.join(' ')}]`,
  };
}

/**
 * Condition ContainersReady: all main containers and sidecars are ready.
 * Follows `pkg/kubelet/status/generate.go` GenerateContainersReadyCondition.
 */
export function containersReadyCondition(input: ConditionInput): PodCondition {
  return readyLike('ContainersReady', input);
}

/**
 * Condition Ready: the containers are ready and every readiness gate is open.
 * Follows `pkg/kubelet/status/generate.go` GeneratePodReadyCondition.
 */
export function readyCondition(input: ConditionInput, conditions: readonly PodCondition[]): PodCondition {
  const ready = readyLike('Ready', input);
  if (ready.status !== 'True' || input.pod.spec.readinessGates === undefined) return ready;
  const closed: string[] = [];
  for (const { conditionType } of input.pod.spec.readinessGates) {
    const condition = conditions.find(({ type }) => type === conditionType);
    if (condition === undefined) {
      closed.push(`corresponding condition of pod readiness gate "${conditionType}" does not exist.`);
    } else if (condition.status !== 'True') {
      closed.push(`the status of pod readiness gate "${conditionType}" is not "True", but ${condition.status}`);
    }
  }
  if (closed.length === 0) return ready;
  return { type: 'Ready', status: 'False', reason: 'ReadinessGatesNotReady', message: closed.join(', ') };
}

/** A ready condition of a pod that is over. Follows `pkg/kubelet/status/generate.go` …ForTerminalPhase. */
export function terminalReadyCondition(type: 'Ready' | 'ContainersReady', phase: PodPhase): PodCondition {
  return { type, status: 'False', reason: phase === 'Failed' ? 'PodFailed' : 'PodCompleted' };
}

/**
 * Condition AllContainersRestarting.
 * Follows `pkg/kubelet/status/generate.go` GenerateAllContainersRestartingCondition.
 */
export function restartingCondition(pod: Pod, phase: PodPhase, runtime: RuntimePodStatus, previous: PodStatus): PodCondition {
  const type = ALL_CONTAINERS_RESTARTING;
  if (phase === 'Succeeded') return { type, status: 'False', reason: 'PodCompleted' };
  if (phase === 'Failed') return { type, status: 'False', reason: 'PodFailed' };
  if (!shouldAllContainersRestart(pod, runtime, previous) || allContainersCleanedUp(pod, runtime)) {
    return { type, status: 'False' };
  }
  return {
    type, status: 'True', reason: 'RestartAllContainersStarted', message: 'container exited with restart policy rule',
  };
}

function readyLike(type: 'Ready' | 'ContainersReady', input: ConditionInput): PodCondition {
  if (input.phase === 'Succeeded' || input.phase === 'Failed') return terminalReadyCondition(type, input.phase);
  const unready = unreadyContainers(input);
  if (unready.length === 0) return { type, status: 'True' };
  return {
    type,
    status: 'False',
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${unready.join(' ')}]`,
  };
}

/** Sidecars first, then main containers, each in the order of the spec. */
function unreadyContainers({ pod, containerStatuses, initContainerStatuses }: ConditionInput): string[] {
  const unready: string[] = [];
  for (const container of pod.spec.initContainers ?? []) {
    if (isSidecar(container) && !isReady(initContainerStatuses, container.name)) unready.push(container.name);
  }
  for (const { name } of pod.spec.containers) if (!isReady(containerStatuses, name)) unready.push(name);
  return unready;
}

function isReady(statuses: readonly ContainerStatus[], name: string): boolean {
  for (const status of statuses) if (status.name === name) return status.ready;
  return false;
}
