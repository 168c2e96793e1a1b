import type { ContainerStatusRow, StatusRow } from '../../trace/trace-rows';

/** The states of a container in the API. */
const STATES = ['Waiting', 'Running', 'Terminated'] as const;

const READINESS = ['Ready', 'not Ready'] as const;

/** Reasons for which containers wait. */
const WAITING_REASONS = [
  'ContainerCreating', 'PodInitializing', 'CrashLoopBackOff', 'ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull',
  'InvalidImageName', 'CreateContainerConfigError', 'CreateContainerError', 'RunContainerError', 'PostStartHookError',
  'RestartingAllContainers',
] as const;

/** Reasons with which containers end. */
const TERMINATED_REASONS = ['Completed', 'Error', 'OOMKilled', 'StartError', 'ContainerStatusUnknown'] as const;

/** What phrases say about a container: a state, the reason of one, or its readiness. */
export const CONTAINER_STATES = [...STATES, ...READINESS, ...WAITING_REASONS, ...TERMINATED_REASONS] as const;

/** One of {@link CONTAINER_STATES}. */
export type ContainerState = (typeof CONTAINER_STATES)[number];

/** The status of one container in that of its pod; undefined where it has none. */
export function containerOf({ initContainerStatuses = [], containerStatuses = [] }: StatusRow, name: string): ContainerStatusRow | undefined {
  return containerStatuses.find((each) => each.name === name) ?? initContainerStatuses.find((each) => each.name === name);
}

/** The state of a container as the API names it: `Waiting`, `Running`, `Terminated`. */
export function stateName({ state }: ContainerStatusRow): string {
  return state.charAt(0).toUpperCase() + state.slice(1);
}

/** Whether a container is in a state. */
export function isContainerIn(state: ContainerState, row: ContainerStatusRow): boolean {
  if (state === 'Ready') return row.ready;
  if (state === 'not Ready') return !row.ready;
  if (isOneOf(STATES, state)) return stateName(row) === state;
  return row.reason === state && row.state === (isOneOf(WAITING_REASONS, state) ? 'waiting' : 'terminated');
}

/** A container at one moment in words: `Terminated (Error, exit code 1)`. */
export function describeContainer(row: ContainerStatusRow): string {
  const details = [row.reason, row.exitCode === undefined ? undefined : `exit code ${row.exitCode}`].filter((each) => each !== undefined);
  const readiness = row.state === 'running' ? (row.ready ? ', Ready' : ', not Ready') : '';
  return `${stateName(row)}${details.length > 0 ? ` (${details.join(', ')})` : ''}${readiness}`;
}

function isOneOf(states: readonly string[], state: string): boolean {
  return states.includes(state);
}
