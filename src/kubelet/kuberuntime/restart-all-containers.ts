import { allContainers, findMatchingRestartRule } from '../../api/containers';
import type { Container, ContainerStatus, Pod, PodStatus } from '../../api/pod';
import { newestInstance, type RuntimePodStatus } from './runtime-pod-status';

/** Reason of the states that containers have while all of a pod's containers are restarted in place. */
export const RESTARTING_ALL_CONTAINERS = 'RestartingAllContainers';
/** Type of the pod condition. */
export const ALL_CONTAINERS_RESTARTING = 'AllContainersRestarting';

/** Whether this exit asks for a restart of all containers. */
export function restartsAllContainers(container: Container, exitCode: number): boolean {
  return findMatchingRestartRule(container, exitCode)?.action === 'RestartAllContainers';
}

/**
 * Whether all containers are to be restarted: the condition says so already, or one has ended with a matching rule.
 * Follows `pkg/kubelet/container/helpers.go` ShouldAllContainersRestart.
 */
export function shouldAllContainersRestart(
  pod: Pod, runtime: RuntimePodStatus | undefined, status: PodStatus | undefined,
): boolean {
  if (status?.conditions.some(({ type, status: value }) => type === ALL_CONTAINERS_RESTARTING && value === 'True')) {
    return true;
  }
  return allContainers(pod.spec).some((container) => {
    if (container.restartPolicyRules === undefined) return false;
    if (runtime !== undefined) {
      const instance = newestInstance(runtime, container.name);
      if (instance?.state !== 'exited') return false;
      if (restartsAllContainers(container, instance.exitCode)) return true;
    }
    const terminated = findStatus(status, container.name)?.state.terminated;
    return terminated !== undefined && restartsAllContainers(container, terminated.exitCode);
  });
}

/**
 * Whether nothing is left of any container.
 * Follows `pkg/kubelet/container/helpers.go` AllContainersRestartCleanedUp.
 */
export function allContainersCleanedUp(pod: Pod, runtime: RuntimePodStatus): boolean {
  return allContainers(pod.spec).every(({ name }) => newestInstance(runtime, name) === undefined);
}

function findStatus(status: PodStatus | undefined, name: string): ContainerStatus | undefined {
  return status?.containerStatuses?.find((each) => each.name === name)
    ?? status?.initContainerStatuses?.find((each) => each.name === name);
}
