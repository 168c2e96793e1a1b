import type { Container, Pod } from '../../api/pod';
import type { FeatureGates } from './kubelet-version';

/**
 * A pod as an API server stores it that does not know all of its fields: rules about the restart of single main
 * containers are dropped where there are none yet. Follows `pkg/api/pod/util.go` dropDisabledFields.
 * @throws Error when the pod asks for an action that the version does not have
 */
export function dropDisabledFields(pod: Pod, gates: FeatureGates): Pod {
  if (gates.ContainerRestartRules && gates.RestartAllContainersOnContainerExits) return pod;
  if (!gates.ContainerRestartRules) {
    const { spec } = pod;
    return { ...pod, spec: { ...spec, containers: spec.containers.map(withoutRestartRules) } };
  }
  pod.spec.containers.forEach((container, index) => { refuseRestartOfAll(container, `spec.containers[${index}]`); });
  pod.spec.initContainers?.forEach((container, index) => { refuseRestartOfAll(container, `spec.initContainers[${index}]`); });
  return pod;
}

function withoutRestartRules({ restartPolicy, restartPolicyRules, ...rest }: Container): Container {
  return rest;
}

function refuseRestartOfAll({ restartPolicyRules }: Container, place: string): void {
  const index = restartPolicyRules?.findIndex(({ action }) => action === 'RestartAllContainers') ?? -1;
  if (index < 0) return;
  throw new Error(
    `${place}.restartPolicyRules[${index}].action: Unsupported value: "RestartAllContainers": supported values: "Restart" `
    + '(the feature gate RestartAllContainersOnContainerExits is off)',
  );
}
