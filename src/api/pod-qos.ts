import type { PodSpec, ResourceList, ResourceRequirements } from './pod';
import { compareQuantities } from './quantity';
import { addResources, NO_RESOURCES, parseResources, type Resources } from './resource-list';

/** Quality of service: which pods the node sacrifices first. */
export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

/** The amounts that count for the class: positive ones of CPU and memory. */
function counted(list: ResourceList | undefined): Resources {
  if (list === undefined) return NO_RESOURCES;
  const isCounted = (name: string): boolean => name === 'cpu' || name === 'memory';
  return new Map([...parseResources(list)].filter(([name, { nano }]) => isCounted(name) && nano > 0n));
}

function sum(parts: readonly Resources[]): Resources {
  return parts.reduce(addResources, NO_RESOURCES);
}

function areEqual(a: Resources, b: Resources): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([name, amount]) => b.has(name) && compareQuantities(b.get(name)!, amount) === 0);
}

/**
 * The class of a defaulted pod (`pkg/apis/core/v1/helper/qos/qos.go` ComputePodQOS). With resources for the pod as a
 * whole only these count, otherwise those of containers and init containers.
 * @throws QuantityError when a text is not a quantity.
 */
export function computeQosClass(spec: PodSpec): QosClass {
  const parts: readonly (ResourceRequirements | undefined)[] =
    spec.resources === undefined
      ? [...spec.containers, ...(spec.initContainers ?? [])].map(({ resources }) => resources)
      : [spec.resources];
  const limitsOfParts = parts.map((part) => counted(part?.limits));
  const requests = sum(parts.map((part) => counted(part?.requests)));
  const limits = sum(limitsOfParts);
  if (requests.size === 0 && limits.size === 0) return 'BestEffort';
  const isFullyLimited = limitsOfParts.every(({ size }) => size === 2);
  return isFullyLimited && areEqual(requests, limits) ? 'Guaranteed' : 'Burstable';
}
