import { isSidecar } from '../../api/containers';
import type { Container, Pod } from '../../api/pod';
import type { ContainerSnapshot } from '../../runtime/runtime-pod';
import type { ProbeResult } from '../prober/results';
import { shouldContainerBeRestarted } from '../status/container-statuses';
import { computeInitContainerActions } from './init-container-actions';
import { restartsAllContainers } from './restart-all-containers';
import { anyMainContainerCreated, newestInstance, podSandboxChanged, type RuntimePodStatus } from './runtime-pod-status';

/** Why a container is killed; decides which grace period holds. */
export type KillReason = 'livenessProbe' | 'startupProbe' | 'unknown';

/** A container that is to be killed. */
export interface ContainerToKill {
  readonly id: string;
  readonly container: Container;
  /** Of the Event. */
  readonly message: string;
  readonly reason: KillReason;
}

/** A container instance that is to be removed in a restart of all containers. */
export interface ContainerToReset {
  readonly id: string;
  readonly container: Container;
  readonly kill: boolean;
}

/** What one sync of a pod will do. `pkg/kubelet/kuberuntime/kuberuntime_manager.go` podActions. */
export interface PodActions {
  /** Stop all containers and the sandbox. */
  killPod: boolean;
  createSandbox: boolean;
  /** The latest sandbox. */
  sandboxId: string | undefined;
  sandboxAttempt: number;
  initContainersToStart: Container[];
  containersToStart: Container[];
  containersToKill: ContainerToKill[];
  containersToReset: ContainerToReset[];
}

/** Whether some containers are killed or removed although the pod goes on. */
export function killsContainers({ containersToKill, containersToReset }: PodActions): boolean {
  return containersToKill.length > 0 || containersToReset.length > 0;
}

/** Whether some containers are started. */
export function startsContainers({ initContainersToStart, containersToStart }: PodActions): boolean {
  return initContainersToStart.length > 0 || containersToStart.length > 0;
}

/** Whether nothing is to be done at all. */
export function isNothing(actions: PodActions): boolean {
  return !actions.killPod && !actions.createSandbox && !killsContainers(actions) && !startsContainers(actions);
}

/** What the probes have found out, by container instance. */
export interface ProbeFindings {
  liveness(containerId: string): ProbeResult | undefined;
  startup(containerId: string): ProbeResult | undefined;
}

/**
 * Decides what is to be done so that the pod becomes what its spec says. Pure: the plan follows from the picture.
 * Follows `pkg/kubelet/kuberuntime/kuberuntime_manager.go` computePodActions.
 */
export function computePodActions(
  pod: Pod, status: RuntimePodStatus, probes: ProbeFindings, restartAllContainers: boolean,
): PodActions {
  const sandbox = podSandboxChanged(status);
  const actions: PodActions = {
    killPod: sandbox.create,
    createSandbox: sandbox.create,
    sandboxId: sandbox.id,
    sandboxAttempt: sandbox.attempt,
    initContainersToStart: [],
    containersToStart: [],
    containersToKill: [],
    containersToReset: [],
  };
  if (restartAllContainers) planReset(pod, status, actions);
  else if (sandbox.create) planNewSandbox(pod, status, actions);
  else planWithinSandbox(pod, status, probes, actions);
  return actions;
}

/** Everything is removed: those that did not ask for it first, main containers before init containers. */
function planReset(pod: Pod, status: RuntimePodStatus, actions: PodActions): void {
  const main = instancesToReset(pod.spec.containers, status);
  const init = instancesToReset(pod.spec.initContainers ?? [], status);
  actions.containersToReset = [...main.others, ...init.others, ...main.sources, ...init.sources];
}

function instancesToReset(
  containers: readonly Container[], status: RuntimePodStatus,
): { sources: ContainerToReset[]; others: ContainerToReset[] } {
  const result: { sources: ContainerToReset[]; others: ContainerToReset[] } = { sources: [], others: [] };
  for (const container of containers) {
    for (const { id, name, state, exitCode } of status.containers) {
      if (name !== container.name) continue;
      const isSource = state === 'exited' && restartsAllContainers(container, exitCode);
      result[isSource ? 'sources' : 'others'].push({ id, container, kill: state !== 'exited' });
    }
  }
  return result;
}

function planNewSandbox(pod: Pod, status: RuntimePodStatus, actions: PodActions): void {
  if (pod.spec.restartPolicy === 'Never' && actions.sandboxAttempt !== 0 && status.containers.length > 0) {
    actions.createSandbox = false;
    return;
  }
  const toStart = pod.spec.containers.filter((container) => !isDoneForGood(pod, container, status));
  if (toStart.length === 0 && anyMainContainerCreated(pod.spec.containers, status)) {
    actions.createSandbox = false;
    return;
  }
  const firstInit = pod.spec.initContainers?.[0];
  if (firstInit === undefined) actions.containersToStart = toStart;
  else actions.initContainersToStart = [firstInit];
}

function isDoneForGood(pod: Pod, container: Container, status: RuntimePodStatus): boolean {
  if ((container.restartPolicy ?? pod.spec.restartPolicy) !== 'OnFailure') return false;
  const newest = newestInstance(status, container.name);
  return newest?.state === 'exited' && newest.exitCode === 0;
}

function planWithinSandbox(pod: Pod, status: RuntimePodStatus, probes: ProbeFindings, actions: PodActions): void {
  const initialized = computeInitContainerActions(pod, status, probes, actions);
  if (actions.killPod || !initialized) return;
  let kept = 0;
  for (const container of pod.spec.containers) {
    const newest = newestInstance(status, container.name);
    if (newest?.state !== 'running') {
      if (shouldContainerBeRestarted(pod, container, newest)) actions.containersToStart.push(container);
      continue;
    }
    if (!planRunning(pod, container, newest, probes, actions)) kept += 1;
  }
  if (kept === 0 && actions.containersToStart.length === 0) {
    actions.killPod = true;
    actions.initContainersToStart = [];
  }
}

/** Plans the kill of a running main container if there is a reason; answers whether there is. */
function planRunning(
  pod: Pod, container: Container, running: ContainerSnapshot, probes: ProbeFindings, actions: PodActions,
): boolean {
  let restart = (container.restartPolicy ?? pod.spec.restartPolicy) !== 'Never';
  let message: string;
  let reason: KillReason = 'unknown';
  if (running.image !== container.image) {
    message = `Container ${container.name} definition changed`;
    restart = true;
  } else if (probes.liveness(running.id) === 'failure') {
    message = `Container ${container.name} failed liveness probe`;
    reason = 'livenessProbe';
  } else if (probes.startup(running.id) === 'failure') {
    message = `Container ${container.name} failed startup probe`;
    reason = 'startupProbe';
  } else {
    return false;
  }
  if (restart) {
    message += ', will be restarted';
    actions.containersToStart.push(container);
  }
  actions.containersToKill.push({ id: running.id, container, message, reason });
  return true;
}

/** Whether a pod has any sidecar. */
export function hasSidecars(pod: Pod): boolean {
  return pod.spec.initContainers?.some(isSidecar) ?? false;
}
