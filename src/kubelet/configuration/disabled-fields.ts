import type { Container, Pod } from '../../api/pod';
import type { FeatureGates } from './kubelet-version';

/**
 * A pod as an API server stores it that does not know all of its fields: rules about the restart of single main
 * containers, and stop signals, are dropped. Follows `pkg/api/pod/util.go` dropDisabledFields.
 * @throws Error when the pod asks for an action that the version does not have
 */
export function dropDisabledFields(pod: Pod, gates: FeatureGates): Pod {
  return dropRestartRules(dropStopSignals(pod, gates), gates);
}

function dropRestartRules(pod: Pod, gates: FeatureGates): Pod {
  if (gates.ContainerRestartRules && gates.RestartAllContainersOnContainerExits) return pod;
  if (!gates.ContainerRestartRules) {
    const { spec } = pod;
    return { ...pod, spec: { ...spec, containers: spec.containers.map(withoutRestartRules) } };
  }
  pod.spec.containers.forEach((container, index) => { refuseRestartOfAll(container, `spec.containers[${index}]`); });
  pod.spec.initContainers?.forEach((container, index) => { refuseRestartOfAll(container, `spec.initContainers[${index}]`); });
  return pod;
}

/** Follows `pkg/api/pod/util.go` dropContainerStopSignals and `pkg/apis/core/validation/validation.go` validateStopSignal. */
function dropStopSignals(pod: Pod, gates: FeatureGates): Pod {
  const { spec } = pod;
  const isAsked = [...spec.containers, ...(spec.initContainers ?? [])].some(({ lifecycle }) => lifecycle?.stopSignal !== undefined);
  if (!isAsked) return pod;
  if (!gates.ContainerStopSignals) {
    const initContainers = spec.initContainers?.map(withoutStopSignal);
    return { ...pod, spec: { ...spec, containers: spec.containers.map(withoutStopSignal), ...(initContainers && { initContainers }) } };
  }
  if (spec.os === undefined) throw new Error('lifecycle.stopSignal: Forbidden: may not be set for containers with empty `spec.os.name`');
  return pod;
}

function withoutRestartRules({ restartPolicy, restartPolicyRules, ...rest }: Container): Container {
  return rest;
}

function withoutStopSignal(container: Container): Container {
  const { lifecycle, ...rest } = container;
  if (lifecycle === undefined) return container;
  const { stopSignal, ...hooks } = lifecycle;
  return Object.keys(hooks).length === 0 ? rest : { ...rest, lifecycle: hooks };
}

function refuseRestartOfAll({ restartPolicyRules }: Container, place: string): void {
  const index = restartPolicyRules?.findIndex(({ action }) => action === 'RestartAllContainers') ?? -1;
  if (index < 0) return;
  throw new Error(
    `${place}.restartPolicyRules[${index}].action: Unsupported value: "RestartAllContainers": supported values: "Restart" `
    + '(the feature gate RestartAllContainersOnContainerExits is off)',
  );
}
