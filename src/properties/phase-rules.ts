import { containerShouldRestart, isSidecar } from '../api/containers';
import type { Container, ContainerStatus, Pod, PodPhase, PodStatus, TerminatedState } from '../api/pod';

/** A status whose phase is judged, and the status before it. */
export interface PhaseRow {
  readonly pod: Pod;
  readonly status: PodStatus;
  readonly previous: PodStatus | undefined;
  readonly deleting: boolean;
  /** The kubelet may have decided to put an end to the pod, by an eviction for example, without a sign in the status yet. */
  readonly mayBeEnding: boolean;
}

/**
 * What is wrong with the phase, by the container statuses that stand beside it. Written from the table of the rules and
 * not from the engine's code (`pkg/kubelet/kubelet_pods.go` getPhase, `status_manager.go` mergePodStatus).
 */
export function* phaseViolations(row: PhaseRow): Iterable<string> {
  const { status: { phase, reason }, previous } = row;
  if (previous !== undefined && isFinal(previous.phase)) {
    if (phase !== previous.phase && reason !== TOO_LATE) yield `the phase went from ${previous.phase} to ${phase}`;
    return;
  }
  const allowed = allowedPhases(row);
  if (!allowed.has(phase)) yield `the phase is ${phase}, not ${[...allowed].join(' or ')}`;
}

/**
 * A final phase stays, with one exception: a deadline that passes in the second between the end of the containers and the
 * clean-up. The worker cleans up with the pod as it knew it before the end, so nothing tells it that the phase is final
 * (`pkg/kubelet/pod_workers.go` requeueLastPodUpdate, `pkg/kubelet/kubelet_pods.go` generateAPIPodStatus).
 */
const TOO_LATE = 'DeadlineExceeded';

function isFinal(phase: PodPhase): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/**
 * Whether the kubelet already takes the pod for Succeeded or Failed and keeps that back until no container can run any
 * more: the conditions, which it publishes at once, give it away.
 */
export function isHeldBack({ conditions }: PodStatus): boolean {
  return conditions.some(({ reason }) => reason === 'PodFailed' || reason === 'PodCompleted');
}

/**
 * The phase that the table gives, and what may stand in its place: the phase before, while the final one is held back; and
 * the final phase of a pod that was put to an end, which asks for the exit codes alone, and not even for those if the
 * kubelet had a reason of its own (a deadline, an eviction).
 */
function allowedPhases({ pod, status, previous, deleting, mayBeEnding }: PhaseRow): ReadonlySet<PodPhase> {
  const tally = tallyOf(pod, status, previous);
  const allowed = new Set<PodPhase>(phasesOf(tally));
  const heldBack = isHeldBack(status);
  if ((heldBack || mayBeEnding) && previous !== undefined) allowed.add(previous.phase);
  if (tally.running > 0) return allowed;
  const allSucceeded = tally.ended > 0 && tally.ended === tally.succeeded && tally.unknown + tally.waiting === 0;
  if (deleting || heldBack) allowed.add(allSucceeded ? 'Succeeded' : 'Failed');
  if (status.reason !== undefined) allowed.add('Failed');
  return allowed;
}

/** How many containers are in which situation. */
interface Tally {
  /** Init containers that have not ended yet. */
  initPending: number;
  /** Init containers that failed and are not run again. */
  initFailed: number;
  /** Sidecars that have not started yet. */
  sidecarsPending: number;
  /** Main containers and sidecars that wait for their first run. */
  waiting: number;
  /** Main containers and sidecars that run. */
  running: number;
  /** Main containers of which nothing is known. */
  unknown: number;
  /** Main containers that have ended, … */
  ended: number;
  /** … of which so many are not run again, … */
  endedForGood: number;
  /** … and so many ended with 0. */
  succeeded: number;
}

/** The table, first match first. A sidecar that has not started counts only until a main container was created. */
function phasesOf(tally: Tally): readonly PodPhase[] {
  if (tally.initFailed > 0) return ['Failed'];
  if (tally.initPending > 0 || tally.waiting > 0) return ['Pending'];
  const beyond = phaseOfMains(tally);
  return tally.sidecarsPending > 0 ? ['Pending', beyond] : [beyond];
}

function phaseOfMains({ running, unknown, ended, endedForGood, succeeded }: Tally): PodPhase {
  if (unknown > 0 || running + ended === 0) return 'Pending';
  if (running > 0 || ended !== endedForGood) return 'Running';
  return ended === succeeded ? 'Succeeded' : 'Failed';
}

function tallyOf(pod: Pod, status: PodStatus, previous: PodStatus | undefined): Tally {
  const tally: Tally = {
    initPending: 0,
    initFailed: 0,
    sidecarsPending: 0,
    waiting: 0,
    running: 0,
    unknown: 0,
    ended: 0,
    endedForGood: 0,
    succeeded: 0,
  };
  for (const container of pod.spec.initContainers ?? []) {
    const current = status.initContainerStatuses?.find(({ name }) => name === container.name);
    const before = previous?.initContainerStatuses?.find(({ name }) => name === container.name);
    if (isSidecar(container)) addSidecar(tally, current, before);
    else addInit(tally, pod, container, current);
  }
  for (const container of pod.spec.containers) {
    addMain(tally, pod, container, status.containerStatuses?.find(({ name }) => name === container.name));
  }
  return tally;
}

/** How a container ended that does not run: now, or before it began to wait for its next run. */
function endOf(current: ContainerStatus | undefined): TerminatedState | undefined {
  if (current?.state.waiting !== undefined) return current.lastState.terminated;
  return current?.state.terminated;
}

function isForGood(pod: Pod, container: Container, { exitCode, reason }: TerminatedState): boolean {
  return reason !== 'RestartingAllContainers' && !containerShouldRestart(container, pod.spec, exitCode);
}

function addInit(tally: Tally, pod: Pod, container: Container, current: ContainerStatus | undefined): void {
  const end = endOf(current);
  if (end === undefined) tally.initPending += 1;
  else if (end.exitCode !== 0 && isForGood(pod, container, end)) tally.initFailed += 1;
}

/** `started` is filled in after the phase: what counts is that the sidecar had started in the status before. */
function addSidecar(tally: Tally, current: ContainerStatus | undefined, before: ContainerStatus | undefined): void {
  if (current?.state.running !== undefined) {
    tally.running += 1;
    if (!current.started || !before?.started) tally.sidecarsPending += 1;
  } else if (current?.state.waiting !== undefined && current.lastState.terminated === undefined) {
    tally.waiting += 1;
    tally.sidecarsPending += 1;
  }
}

function addMain(tally: Tally, pod: Pod, container: Container, current: ContainerStatus | undefined): void {
  const end = endOf(current);
  if (current?.state.running !== undefined) tally.running += 1;
  else if (end !== undefined) {
    tally.ended += 1;
    if (isForGood(pod, container, end)) tally.endedForGood += 1;
    if (current?.state.terminated?.exitCode === 0) tally.succeeded += 1;
  } else if (current?.state.waiting !== undefined) tally.waiting += 1;
  else tally.unknown += 1;
}
