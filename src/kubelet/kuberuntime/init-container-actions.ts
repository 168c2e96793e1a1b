import { containerShouldRestart, isSidecar } from '../../api/containers';
import type { Container, Pod } from '../../api/pod';
import type { ContainerSnapshot } from '../../runtime/runtime-pod';
import type { PodActions, ProbeFindings } from './pod-actions';
import { newestInstance, type RuntimePodStatus } from './runtime-pod-status';

/** What looking at one init container says about those before it. */
type Finding = 'go on' | 'initialized' | 'failed for good';

/**
 * Plans what is to be done with init containers and sidecars, looking from the last one to the first; answers whether
 * the pod has been initialized, so that main containers may run.
 * Follows `pkg/kubelet/kuberuntime/kuberuntime_container.go` computeInitContainerActions.
 */
export function computeInitContainerActions(
  pod: Pod, status: RuntimePodStatus, probes: ProbeFindings, actions: PodActions,
): boolean {
  const inits = pod.spec.initContainers ?? [];
  if (inits.length === 0) return true;
  let initialized = pod.spec.containers.some(({ name }) => {
    const state = newestInstance(status, name)?.state;
    return state === 'created' || state === 'running';
  });
  let laterOnesBegan = initialized;
  for (let index = inits.length - 1; index >= 0; index -= 1) {
    const container = inits[index];
    const newest = newestInstance(status, container.name);
    if (newest === undefined) {
      if (laterOnesBegan && isSidecar(container)) actions.initContainersToStart.push(container);
      continue;
    }
    if (laterOnesBegan && !isSidecar(container)) continue;
    const finding = isSidecar(container)
      ? planSidecar(inits, index, newest, probes, actions, laterOnesBegan)
      : planInitContainer(pod, inits, index, newest, actions);
    if (finding === 'failed for good') return false;
    if (finding === 'initialized') initialized = true;
    laterOnesBegan = true;
  }
  if (!laterOnesBegan) actions.initContainersToStart.push(inits[0]);
  actions.initContainersToStart.reverse();
  return initialized;
}

function planInitContainer(
  pod: Pod, inits: readonly Container[], index: number, newest: ContainerSnapshot, actions: PodActions,
): Finding {
  const container = inits[index];
  if (newest.state === 'running') return 'go on';
  if (newest.state === 'created') {
    actions.initContainersToStart.push(container);
    return 'go on';
  }
  if (newest.exitCode !== 0 || newest.reason === 'OOMKilled') {
    if (pod.metadata.deletionTimestamp !== undefined || !containerShouldRestart(container, pod.spec, newest.exitCode)) {
      actions.killPod = true;
      actions.initContainersToStart = [];
      return 'failed for good';
    }
    actions.initContainersToStart.push(container);
    return 'go on';
  }
  if (index === inits.length - 1) return 'initialized';
  actions.initContainersToStart.push(inits[index + 1]);
  return 'go on';
}

function planSidecar(
  inits: readonly Container[], index: number, newest: ContainerSnapshot, probes: ProbeFindings, actions: PodActions,
  laterOnesBegan: boolean,
): Finding {
  const container = inits[index];
  if (newest.state !== 'running') {
    actions.initContainersToStart.push(container);
    return 'go on';
  }
  if (container.startupProbe !== undefined) {
    const startup = probes.startup(newest.id);
    if (startup === 'failure') replace(container, newest, 'failed startup probe', 'startupProbe', actions);
    if (startup !== 'success') return 'go on';
  }
  const isLast = index === inits.length - 1;
  if (!isLast && !laterOnesBegan) actions.initContainersToStart.push(inits[index + 1]);
  if (newest.image !== container.image) {
    replace(container, newest, 'definition changed', 'unknown', actions);
  } else if (container.livenessProbe !== undefined && probes.liveness(newest.id) === 'failure') {
    replace(container, newest, 'failed liveness probe', 'livenessProbe', actions);
  }
  return isLast ? 'initialized' : 'go on';
}

function replace(
  container: Container, running: ContainerSnapshot, why: string, reason: 'livenessProbe' | 'startupProbe' | 'unknown',
  actions: PodActions,
): void {
  actions.containersToKill.push({ id: running.id, container, message: `Init container ${container.name} ${why}`, reason });
  actions.initContainersToStart.push(container);
}
