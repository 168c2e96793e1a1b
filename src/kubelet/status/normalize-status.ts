import type { ContainerState, ContainerStatus, PodCondition, PodStatus } from '../../api/pod';
import type { Instant } from '../../simulation/time';
import type { WallClock } from '../../simulation/wall-clock';
import { changedStatus } from './container-statuses';
import { findCondition } from './pod-conditions';

/**
 * Makes a new status fit to be stored: conditions that did not change keep their time, the start time stays, and every
 * time is cut to a whole second of the wall clock.
 * Follows `pkg/kubelet/status/status_manager.go` updateStatusInternal, updateLastTransitionTime and normalizeStatus.
 */
export function normalizeStatus(status: PodStatus, previous: PodStatus, now: Instant, clock: WallClock): PodStatus {
  if (status === previous) return previous;
  const second = clock.floorToSecond(now);
  return {
    phase: status.phase,
    reason: status.reason,
    message: status.message,
    conditions: status.conditions === previous.conditions ? previous.conditions
      : changed(status.conditions, (condition, index) => withTransitionTime(condition, index, previous, second)),
    podIP: status.podIP,
    hostIP: status.hostIP,
    startTime: previous.startTime ?? status.startTime ?? second,
    qosClass: status.qosClass,
    observedGeneration: Math.max(previous.observedGeneration ?? 0, status.observedGeneration ?? 0),
    resources: status.resources,
    initContainerStatuses: normalizeContainers(status.initContainerStatuses, previous.initContainerStatuses, clock),
    containerStatuses: normalizeContainers(status.containerStatuses, previous.containerStatuses, clock),
  };
}

function normalizeContainers(
  statuses: readonly ContainerStatus[] | undefined, previous: readonly ContainerStatus[] | undefined, clock: WallClock,
): readonly ContainerStatus[] | undefined {
  if (statuses === undefined || statuses === previous) return statuses;
  return changed(statuses, (each) => normalizeContainer(each, clock));
}

/** The list with every item changed, or the list itself when no item changes. */
function changed<T>(list: readonly T[], change: (item: T, index: number) => T): readonly T[] {
  let result: T[] | undefined;
  for (let index = 0; index < list.length; index += 1) {
    const item = change(list[index], index);
    if (item !== list[index]) (result ??= [...list])[index] = item;
  }
  return result ?? list;
}

function withTransitionTime(condition: PodCondition, place: number, previous: PodStatus, second: Instant): PodCondition {
  const old = findCondition(previous.conditions, condition.type, place);
  if (old === condition) return condition;
  const time = old !== undefined && old.status === condition.status ? old.lastTransitionTime : second;
  if (condition.lastTransitionTime === time) return condition;
  const { type, status, reason, message } = condition;
  return { type, status, reason, message, lastTransitionTime: time };
}

function normalizeContainer(container: ContainerStatus, clock: WallClock): ContainerStatus {
  const state = normalizeState(container.state, clock);
  const lastState = normalizeState(container.lastState, clock);
  return state === container.state && lastState === container.lastState ? container : changedStatus(container, { state, lastState });
}

function normalizeState(state: ContainerState, clock: WallClock): ContainerState {
  const { running, terminated } = state;
  if (running !== undefined) {
    const startedAt = clock.floorToSecond(running.startedAt);
    return startedAt === running.startedAt ? state : { running: { startedAt } };
  }
  if (terminated === undefined) return state;
  const startedAt = terminated.startedAt && clock.floorToSecond(terminated.startedAt);
  const finishedAt = terminated.finishedAt && clock.floorToSecond(terminated.finishedAt);
  if (startedAt === terminated.startedAt && finishedAt === terminated.finishedAt) return state;
  return { terminated: { ...terminated, startedAt, finishedAt } };
}
