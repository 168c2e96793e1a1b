import { allContainersCouldRestart } from '../api/containers';
import type { Pod, PodCondition, PodPhase, PodStatus } from '../api/pod';
import { generateContainerStatuses } from './container-statuses';
import {
  containersReadyCondition, initializedCondition, isKubeletCondition, readyCondition, restartingCondition, sandboxCondition,
} from './pod-conditions';
import { computePhase } from './pod-phase';
import type { ReasonCache } from './reason-cache';
import { shouldAllContainersRestart } from './restart-all-containers';
import { anyMainContainerActive, type RuntimePodStatus } from './runtime-pod-status';

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
  readonly updateProbes: (status: PodStatus) => PodStatus;
  /** Whether a deadline has passed. */
  readonly eviction: Eviction | undefined;
}

/**
 * Makes the API's status of a pod from the runtime's picture, the previous status and the probe results.
 * Follows `pkg/kubelet/kubelet_pods.go` generateAPIPodStatus.
 */
export function generatePodStatus(input: PodStatusInput): PodStatus {
  const { pod, runtime, previous } = input;
  const { containerStatuses, initContainerStatuses } = generateStatuses(input);
  const computed = computePhase({
    pod,
    containerStatuses,
    initContainerStatuses,
    podIsTerminal: input.podIsTerminal,
    podHasInitialized: anyMainContainerActive(pod.spec.containers, runtime),
  });
  const summary = summarize(input, computed);
  const probed = input.updateProbes({
    ...summary,
    conditions: [],
    podIP: runtime.ip || undefined,
    qosClass: previous.qosClass,
    startTime: previous.startTime,
    initContainerStatuses,
    containerStatuses,
  });
  return { ...probed, conditions: generateConditions(input, probed) };
}

function generateStatuses({ pod, runtime, reasons, previous, forgetStarted }: PodStatusInput): Required<
  Pick<PodStatus, 'containerStatuses' | 'initContainerStatuses'>
> {
  const podRestarting = allContainersCouldRestart(pod.spec) && shouldAllContainersRestart(pod, runtime, previous);
  const statusInput = { pod, runtime, reasons, podRestarting, forgetStarted };
  const inits = pod.spec.initContainers ?? [];
  return {
    containerStatuses: generateContainerStatuses(
      statusInput, pod.spec.containers, previous.containerStatuses ?? [], false,
    ),
    initContainerStatuses: generateContainerStatuses(statusInput, inits, previous.initContainerStatuses ?? [], true),
  };
}

function isTerminal(phase: PodPhase | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** Phase, reason and message: a terminal phase stays, a deadline overrides, the API's terminal phase is final. */
function summarize({ pod, previous, eviction }: PodStatusInput, computed: PodPhase): Pick<PodStatus, 'phase' | 'reason' | 'message'> {
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
  if (eviction !== undefined) ({ reason, message } = eviction);
  if (eviction !== undefined) phase = 'Failed';
  if (apiStatus !== undefined && isTerminal(apiStatus.phase)) phase = apiStatus.phase;
  return { phase, reason, message };
}

function generateConditions({ pod, runtime, previous }: PodStatusInput, status: PodStatus): PodCondition[] {
  const conditions = (pod.status?.conditions ?? []).filter(({ type }) => !isKubeletCondition(type) && type !== 'DisruptionTarget');
  const disruption = previous.conditions.find(({ type }) => type === 'DisruptionTarget')
    ?? pod.status?.conditions.find(({ type }) => type === 'DisruptionTarget');
  if (disruption !== undefined) conditions.push(disruption);
  const input = {
    pod,
    phase: status.phase,
    containerStatuses: status.containerStatuses ?? [],
    initContainerStatuses: status.initContainerStatuses ?? [],
  };
  conditions.push(sandboxCondition(runtime), initializedCondition(input, previous));
  conditions.push(readyCondition(input, conditions), containersReadyCondition(input), { type: 'PodScheduled', status: 'True' });
  if (allContainersCouldRestart(pod.spec)) conditions.push(restartingCondition(pod, status.phase, runtime, previous));
  return conditions;
}
