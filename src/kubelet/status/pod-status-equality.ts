import type { ContainerState, ContainerStatus, PodCondition, PodStatus } from '../../api/pod';
import { findCondition, isKubeletCondition } from './pod-conditions';
import { samePodLevelResources } from './pod-level-resources';

/**
 * Whether two statuses are the same to the kubelet: conditions of others, and times of its own, do not count.
 * Follows `pkg/kubelet/status/status_manager.go` isPodStatusByKubeletEqual.
 */
export function sameToKubelet(a: PodStatus, b: PodStatus): boolean {
  return a === b || sameConditions(a.conditions, b.conditions) && sameBesidesConditions(a, b);
}

/** Whether two statuses are the same to the API server, so that a patch from one to the other changes nothing. */
export function sameToApiServer(a: PodStatus, b: PodStatus): boolean {
  return (a.conditions === b.conditions || sameConditionsAndTimes(a.conditions, b.conditions)) && sameBesidesConditions(a, b);
}

function sameConditionsAndTimes(a: readonly PodCondition[], b: readonly PodCondition[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < b.length; index += 1) {
    const condition = b[index];
    const other = findCondition(a, condition.type, index);
    if (other === condition) continue;
    if (other === undefined || !sameCondition(other, condition)) return false;
    if (other.lastTransitionTime !== condition.lastTransitionTime) return false;
  }
  return true;
}

/** Whether two lists hold the same objects in the same order. */
export function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}

function sameBesidesConditions(a: PodStatus, b: PodStatus): boolean {
  return a.phase === b.phase
    && (a.reason ?? '') === (b.reason ?? '')
    && (a.message ?? '') === (b.message ?? '')
    && a.podIP === b.podIP
    && a.startTime === b.startTime
    && a.observedGeneration === b.observedGeneration
    && samePodLevelResources(a.resources, b.resources)
    && sameContainers(a.containerStatuses, b.containerStatuses)
    && sameContainers(a.initContainerStatuses, b.initContainerStatuses);
}

function isRelevant({ type }: PodCondition): boolean {
  return isKubeletCondition(type) || type === 'DisruptionTarget';
}

function sameConditions(a: readonly PodCondition[], b: readonly PodCondition[]): boolean {
  if (a === b) return true;
  let relevant = 0;
  for (let index = 0; index < b.length; index += 1) {
    const condition = b[index];
    if (!isRelevant(condition)) continue;
    relevant += 1;
    const other = findCondition(a, condition.type, index);
    if (other === undefined || !sameCondition(other, condition)) return false;
  }
  for (const condition of a) if (isRelevant(condition)) relevant -= 1;
  return relevant === 0;
}

function sameCondition(a: PodCondition, b: PodCondition): boolean {
  return a === b || (a.status === b.status && (a.reason ?? '') === (b.reason ?? '') && (a.message ?? '') === (b.message ?? ''));
}

function sameContainers(a: readonly ContainerStatus[] | undefined, b: readonly ContainerStatus[] | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return (a?.length ?? 0) === (b?.length ?? 0);
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (!sameContainer(a[index], b[index])) return false;
  return true;
}

/** Whether two statuses of a container say the same. */
export function sameContainer(a: ContainerStatus, b: ContainerStatus): boolean {
  return a === b || (a.name === b.name
    && a.ready === b.ready
    && a.started === b.started
    && a.restartCount === b.restartCount
    && a.containerID === b.containerID
    && a.image === b.image
    && a.imageID === b.imageID
    && sameState(a.state, b.state)
    && sameState(a.lastState, b.lastState));
}

function sameState(a: ContainerState, b: ContainerState): boolean {
  if (a === b) return true;
  return sameWaiting(a, b) && a.running?.startedAt === b.running?.startedAt && sameTerminated(a, b);
}

function sameWaiting({ waiting: a }: ContainerState, { waiting: b }: ContainerState): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.reason === b.reason && a.message === b.message;
}

function sameTerminated({ terminated: a }: ContainerState, { terminated: b }: ContainerState): boolean {
  if (a === undefined || b === undefined || a === b) return a === b;
  return a.exitCode === b.exitCode && a.reason === b.reason && a.message === b.message
    && a.startedAt === b.startedAt && a.finishedAt === b.finishedAt && a.containerID === b.containerID;
}
