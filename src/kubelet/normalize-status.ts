import type { ContainerState, ContainerStatus, PodCondition, PodStatus } from '../api/pod';
import type { Instant } from '../simulation/time';
import type { WallClock } from '../simulation/wall-clock';

/**
 * Makes a new status fit to be stored: conditions that did not change keep their time, the start time stays, and every
 * time is cut to a whole second of the wall clock.
 * Follows `pkg/kubelet/status/status_manager.go` updateStatusInternal, updateLastTransitionTime and normalizeStatus.
 */
export function normalizeStatus(status: PodStatus, previous: PodStatus, now: Instant, clock: WallClock): PodStatus {
  const second = clock.floorToSecond(now);
  return {
    ...status,
    conditions: status.conditions.map((condition) => withTransitionTime(condition, previous, second)),
    startTime: previous.startTime ?? status.startTime ?? second,
    observedGeneration: Math.max(previous.observedGeneration ?? 0, status.observedGeneration ?? 0),
    initContainerStatuses: status.initContainerStatuses?.map((each) => normalizeContainer(each, clock)),
    containerStatuses: status.containerStatuses?.map((each) => normalizeContainer(each, clock)),
  };
}

function withTransitionTime(condition: PodCondition, previous: PodStatus, second: Instant): PodCondition {
  const old = previous.conditions.find(({ type }) => type === condition.type);
  const time = old !== undefined && old.status === condition.status ? old.lastTransitionTime : second;
  return condition.lastTransitionTime === time ? condition : { ...condition, lastTransitionTime: time };
}

function normalizeContainer(container: ContainerStatus, clock: WallClock): ContainerStatus {
  const state = normalizeState(container.state, clock);
  const lastState = normalizeState(container.lastState, clock);
  return state === container.state && lastState === container.lastState ? container : { ...container, state, lastState };
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
