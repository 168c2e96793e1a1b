import { containerShouldRestart, isSidecar } from '../../api/containers';
import type { Container, ContainerStatus, Pod, PodPhase, TerminatedState } from '../../api/pod';
import { RESTARTING_ALL_CONTAINERS } from '../kuberuntime/restart-all-containers';

/** What the phase is made from. */
export interface PhaseInput {
  readonly pod: Pod;
  readonly containerStatuses: readonly ContainerStatus[];
  readonly initContainerStatuses: readonly ContainerStatus[];
  /** The pod has been terminated: all of its containers are stopped for good. */
  readonly podIsTerminal: boolean;
  /** A main container was created in the current sandbox. */
  readonly podHasInitialized: boolean;
}

interface InitCounts { pending: number; failedForGood: number }
interface Counts {
  sidecarsPending: number;
  unknown: number;
  running: number;
  waiting: number;
  stopped: number;
  stoppedForGood: number;
  succeeded: number;
}

/** Sums up the states of a pod's containers. Follows `pkg/kubelet/kubelet_pods.go` getPhase. */
export function computePhase(input: PhaseInput): PodPhase {
  const init = countInitContainers(input);
  const counts = countOtherContainers(input);
  if (init.failedForGood > 0) return 'Failed';
  if (init.pending > 0 || counts.waiting > 0) return 'Pending';
  if (counts.sidecarsPending > 0 && !input.podHasInitialized) return 'Pending';
  if (counts.unknown > 0) return 'Pending';
  if (counts.running > 0) return 'Running';
  if (counts.stopped === 0) return 'Pending';
  if (!input.podIsTerminal && counts.stopped !== counts.stoppedForGood) return 'Running';
  return counts.stopped === counts.succeeded ? 'Succeeded' : 'Failed';
}

function find(statuses: readonly ContainerStatus[], name: string): ContainerStatus | undefined {
  for (const status of statuses) if (status.name === name) return status;
  return undefined;
}

function countInitContainers({ pod, initContainerStatuses }: PhaseInput): InitCounts {
  const counts: InitCounts = { pending: 0, failedForGood: 0 };
  for (const container of pod.spec.initContainers ?? []) {
    if (isSidecar(container)) continue;
    const status = find(initContainerStatuses, container.name);
    const ended = status?.state.terminated ?? (status?.state.waiting && status.lastState.terminated);
    if (ended === undefined) counts.pending += 1;
    else if (ended.exitCode !== 0 && endedForGood(container, pod, ended)) counts.failedForGood += 1;
  }
  return counts;
}

function countOtherContainers(input: PhaseInput): Counts {
  const counts: Counts = {
    sidecarsPending: 0, unknown: 0, running: 0, waiting: 0, stopped: 0, stoppedForGood: 0, succeeded: 0,
  };
  for (const container of input.pod.spec.initContainers ?? []) {
    if (isSidecar(container)) countSidecar(find(input.initContainerStatuses, container.name), counts);
  }
  for (const container of input.pod.spec.containers) {
    countMain(container, input.pod, find(input.containerStatuses, container.name), counts);
  }
  return counts;
}

function countSidecar(status: ContainerStatus | undefined, counts: Counts): void {
  if (status === undefined) counts.unknown += 1;
  else if (status.state.running !== undefined) {
    counts.running += 1;
    if (status.started !== true) counts.sidecarsPending += 1;
  } else if (status.state.waiting !== undefined && status.lastState.terminated === undefined) {
    counts.sidecarsPending += 1;
    counts.waiting += 1;
  }
}

function countMain(container: Container, pod: Pod, status: ContainerStatus | undefined, counts: Counts): void {
  const { state, lastState } = status ?? { state: {}, lastState: {} };
  const ended = state.terminated ?? (state.waiting && lastState.terminated);
  if (state.running !== undefined) counts.running += 1;
  else if (ended !== undefined) {
    counts.stopped += 1;
    if (endedForGood(container, pod, ended)) counts.stoppedForGood += 1;
    if (state.terminated?.exitCode === 0) counts.succeeded += 1;
  } else if (state.waiting !== undefined) counts.waiting += 1;
  else counts.unknown += 1;
}

function endedForGood(container: Container, pod: Pod, ended: TerminatedState): boolean {
  return ended.reason !== RESTARTING_ALL_CONTAINERS && !containerShouldRestart(container, pod.spec, ended.exitCode);
}
