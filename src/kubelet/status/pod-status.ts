import { allContainersCouldRestart } from '../../api/containers';
import type { ContainerStatus, Pod, PodCondition, PodPhase, PodStatus } from '../../api/pod';
import type { ReasonCache } from '../kuberuntime/reason-cache';
import { shouldAllContainersRestart } from '../kuberuntime/restart-all-containers';
import { anyMainContainerActive, type RuntimePodStatus } from '../kuberuntime/runtime-pod-status';
import { generateContainerStatuses, type ContainerStatusDraft } from './container-statuses';
import {
  findCondition, initializedCondition, isKubeletCondition, readyConditions, restartingCondition, sandboxCondition,
  scheduledCondition,
} from './pod-conditions';
import { podLevelResources } from './pod-level-resources';
import { computePhase } from './pod-phase';
import { sameContainer, sameItems } from './pod-status-equality';

/** Why a pod has to go although its containers could go on; it makes the phase Failed. */
export interface Eviction {
  readonly reason: string;
  readonly message: string;
}

/** What the status of a pod is made from. */
export interface PodStatusInput {
  readonly pod: Pod;
  readonly runtime: RuntimePodStatus;
  readonly reasons: ReasonCache;
  /** The kubelet's latest status of the pod; the API's when it has none. */
  readonly previous: PodStatus;
  /** All of the pod's containers are stopped for good. */
  readonly podIsTerminal: boolean;
  /** Gate ChangeContainerStatusOnKubeletRestart. */
  readonly forgetStarted: boolean;
  /** Fills in `started` and `ready`. */
  readonly probes: { fillIn(pod: Pod, main: ContainerStatusDraft[], init: ContainerStatusDraft[]): void };
  /** Whether the status says what the pod as a whole has been given. */
  readonly showsResources: boolean;
  readonly hasPodCgroups: boolean;
  /** Gate PodReadyToStartContainersCondition. */
  readonly showsSandbox: boolean;
  /** Set when a deadline has passed. */
  readonly eviction: Eviction | undefined;
}

const NO_STATUSES: readonly ContainerStatus[] = [];

/**
 * Makes the API's status of a pod from the runtime's picture, the previous status and the probe results. What has not
 * changed is taken over from the previous status; when nothing has, the result is the previous status itself.
 * Follows `pkg/kubelet/kubelet_pods.go` generateAPIPodStatus.
 */
export function generatePodStatus(input: PodStatusInput): PodStatus {
  const { pod, runtime, previous } = input;
  const podRestarting = allContainersCouldRestart(pod.spec) && shouldAllContainersRestart(pod, runtime, previous);
  const statusInput = { pod, runtime, reasons: input.reasons, podRestarting, forgetStarted: input.forgetStarted };
  const oldMain = previous.containerStatuses ?? NO_STATUSES;
  const oldInit = previous.initContainerStatuses ?? NO_STATUSES;
  const main = generateContainerStatuses(statusInput, pod.spec.containers, oldMain, false);
  const init = generateContainerStatuses(statusInput, pod.spec.initContainers ?? [], oldInit, true);
  const computed = computePhase({
    pod,
    containerStatuses: main,
    initContainerStatuses: init,
    podIsTerminal: input.podIsTerminal,
    podHasInitialized: anyMainContainerActive(pod.spec.containers, runtime),
  });
  const summary = summarize(input, computed);
  input.probes.fillIn(pod, main, init);
  return takeOver(previous, {
    phase: summary.phase,
    reason: summary.reason,
    message: summary.message,
    conditions: takeOverItems(previous.conditions, generateConditions(input, summary.phase, main, init)),
    podIP: runtime.ip || undefined,
    hostIP: previous.hostIP,
    startTime: previous.startTime,
    qosClass: previous.qosClass,
    observedGeneration: pod.metadata.generation,
    resources: input.showsResources ? podLevelResources(pod, previous, input.hasPodCgroups) : undefined,
    initContainerStatuses: takeOverList(oldInit, init),
    containerStatuses: takeOverList(oldMain, main),
  });
}

function takeOverList(old: readonly ContainerStatus[], statuses: readonly ContainerStatus[]): readonly ContainerStatus[] {
  return old.length === statuses.length && statuses.every((status, index) => sameContainer(old[index], status)) ? old : statuses;
}

function takeOverItems(old: readonly PodCondition[], conditions: readonly PodCondition[]): readonly PodCondition[] {
  return sameItems(old, conditions) ? old : conditions;
}

/** The previous status when the new one says nothing new. */
function takeOver(old: PodStatus, status: PodStatus): PodStatus {
  const isSame = old.phase === status.phase && old.reason === status.reason && old.message === status.message
    && old.podIP === status.podIP && old.observedGeneration === status.observedGeneration
    && old.resources === status.resources
    && old.containerStatuses === status.containerStatuses && old.initContainerStatuses === status.initContainerStatuses
    && old.conditions === status.conditions;
  return isSame ? old : status;
}

function isTerminal(phase: PodPhase | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** Phase, reason and message: a terminal phase stays, a deadline overrides, the API's terminal phase is final. */
function summarize(
  { pod, previous, eviction }: PodStatusInput, computed: PodPhase,
): { phase: PodPhase; reason: string | undefined; message: string | undefined } {
  const apiStatus = pod.status;
  let phase = computed;
  if (!isTerminal(phase)) {
    if (isTerminal(previous.phase)) phase = previous.phase;
    else if (apiStatus !== undefined && isTerminal(apiStatus.phase)) phase = apiStatus.phase;
  }
  let reason: string | undefined;
  let message: string | undefined;
  if (phase === previous.phase) {
    reason = previous.reason || apiStatus?.reason;
    message = previous.message || apiStatus?.message;
  }
  if (eviction !== undefined) {
    phase = 'Failed';
    ({ reason, message } = eviction);
  }
  if (apiStatus !== undefined && isTerminal(apiStatus.phase)) phase = apiStatus.phase;
  return { phase, reason, message };
}

function generateConditions(
  { pod, runtime, previous, showsSandbox }: PodStatusInput, phase: PodPhase, main: readonly ContainerStatus[], init: readonly ContainerStatus[],
): PodCondition[] {
  const conditions: PodCondition[] = [];
  for (const condition of pod.status?.conditions ?? []) {
    if (!isKubeletCondition(condition.type) && condition.type !== 'DisruptionTarget') conditions.push(condition);
  }
  const disruption = findCondition(previous.conditions, 'DisruptionTarget')
    ?? (pod.status && findCondition(pod.status.conditions, 'DisruptionTarget'));
  if (disruption !== undefined) conditions.push(disruption);
  const input = { pod, phase, containerStatuses: main, initContainerStatuses: init, previous };
  if (showsSandbox) conditions.push(sandboxCondition(previous, runtime));
  conditions.push(initializedCondition(input));
  const [ready, containersReady] = readyConditions(input, conditions);
  conditions.push(ready, containersReady, scheduledCondition(previous));
  if (allContainersCouldRestart(pod.spec)) conditions.push(restartingCondition(pod, phase, runtime, previous));
  return conditions;
}
