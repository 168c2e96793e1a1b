import type { Container, ContainerRestartRule, Pod, PodSpec } from './pod';

/** Whether an init container is a sidecar, that is, restartable (`pkg/api/v1/pod/util.go` IsRestartableInitContainer). */
export function isSidecar(initContainer: Container): boolean {
  return initContainer.restartPolicy === 'Always';
}

/** The first restart rule that an exit code meets, if any (`pkg/api/v1/pod/util.go` FindMatchingContainerRestartRule). */
export function findMatchingRestartRule(container: Container, exitCode: number): ContainerRestartRule | undefined {
  return container.restartPolicyRules?.find(({ exitCodes }) => {
    if (exitCodes === undefined) return false;
    const isListed = exitCodes.values?.includes(exitCode) ?? false;
    switch (exitCodes.operator) {
      case 'In':
        return isListed;
      case 'NotIn':
        return !isListed;
      default:
        return false;
    }
  });
}

/**
 * Whether a container that exited runs again: its own rules first, then its own policy, then the pod's
 * (`pkg/api/v1/pod/util.go` ContainerShouldRestart). Rules count only beside a policy of the container.
 */
export function containerShouldRestart(container: Container, spec: PodSpec, exitCode: number): boolean {
  if (container.restartPolicy !== undefined && findMatchingRestartRule(container, exitCode) !== undefined) return true;
  switch (container.restartPolicy ?? spec.restartPolicy ?? 'Always') {
    case 'Always':
      return true;
    case 'OnFailure':
      return exitCode !== 0;
    case 'Never':
      return false;
  }
}

/** Whether some container may make all containers start anew (`pkg/api/v1/pod/util.go` AllContainersCouldRestart). */
export function allContainersCouldRestart(spec: PodSpec): boolean {
  const restartsAll = (container: Container): boolean =>
    container.restartPolicyRules?.some(({ action }) => action === 'RestartAllContainers') ?? false;
  return (spec.initContainers?.some(restartsAll) ?? false) || spec.containers.some(restartsAll);
}

/** All containers of a pod, init containers first. */
export function allContainers({ initContainers, containers }: PodSpec): readonly Container[] {
  return initContainers === undefined ? containers : [...initContainers, ...containers];
}

/** The sidecars, in the order of their start. */
export function sidecarsOf(spec: PodSpec): readonly Container[] {
  return spec.initContainers?.filter(isSidecar) ?? [];
}

/** The container of this name and whether it is an init container; undefined if there is none. */
export function findContainer(
  spec: PodSpec,
  name: string,
): { readonly container: Container; readonly isInit: boolean } | undefined {
  const isNamed = (container: Container): boolean => container.name === name;
  const init = spec.initContainers?.find(isNamed);
  if (init !== undefined) return { container: init, isInit: true };
  const container = spec.containers.find(isNamed);
  return container && { container, isInit: false };
}

/** The container's path in events: `spec.containers{web}` (`pkg/kubelet/container/ref.go` fieldPath). */
export function containerFieldPath(spec: PodSpec, name: string): string {
  return `spec.${findContainer(spec, name)?.isInit === true ? 'initContainers' : 'containers'}{${name}}`;
}

/** `name_namespace`, as in many messages of the kubelet (`pkg/kubelet/container/runtime.go` GetPodFullName). */
export function podFullName({ metadata }: Pod): string {
  return `${metadata.name}_${metadata.namespace ?? 'default'}`;
}

/** `name_namespace(uid)`, as in the kubelet's messages (`pkg/kubelet/util/format/pod.go` Pod). */
export function podFullDescription(pod: Pod): string {
  return `${podFullName(pod)}(${pod.metadata.uid ?? ''})`;
}
