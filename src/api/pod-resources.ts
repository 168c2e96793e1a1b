import { isSidecar } from './containers';
import type { Container, PodSpec, ResourceList } from './pod';
import type { Quantity } from './quantity';
import { addResources, maxResources, NO_RESOURCES, parseResources, type Resources } from './resource-list';

type ListOf = (container: Container) => ResourceList | undefined;

const requestsOf: ListOf = (container) => container.resources?.requests;
const limitsOf: ListOf = (container) => container.resources?.limits;

/** Whether a resource may be given for the pod as a whole (`…/component-helpers/resource/helpers.go`). */
export function isPodLevelResource(name: string): boolean {
  return name === 'cpu' || name === 'memory' || name.startsWith('hugepages-');
}

/**
 * What the containers need together: all that run at the same time, or, if greater, the neediest moment of the
 * initialization, in which an init container runs beside the sidecars before it
 * (`staging/src/k8s.io/component-helpers/resource/helpers.go` AggregateContainerRequests).
 */
function aggregate(spec: PodSpec, listOf: ListOf): Resources {
  let running = spec.containers.reduce((sum, one) => addResources(sum, parseResources(listOf(one))), NO_RESOURCES);
  let sidecars = NO_RESOURCES;
  let initialization = NO_RESOURCES;
  for (const container of spec.initContainers ?? []) {
    const needed = parseResources(listOf(container));
    const duringThis = addResources(sidecars, needed);
    if (isSidecar(container)) {
      running = addResources(running, needed);
      sidecars = duringThis;
    }
    initialization = maxResources(initialization, duringThis);
  }
  return maxResources(running, initialization);
}

/** The requests of the containers together, without overhead and pod-level requests (AggregateContainerRequests). */
export function containerRequests(spec: PodSpec): Resources {
  return aggregate(spec, requestsOf);
}

/** The limits of the containers together (AggregateContainerLimits). */
export function containerLimits(spec: PodSpec): Resources {
  return aggregate(spec, limitsOf);
}

function replacePodLevel(resources: Resources, list: ResourceList | undefined): Resources {
  const podLevel = [...parseResources(list)].filter(([name]) => isPodLevelResource(name));
  return podLevel.length === 0 ? resources : new Map([...resources, ...podLevel]);
}

/**
 * What the scheduler and the kubelet count for the pod: the containers' requests, replaced by those of the pod where
 * given, plus the overhead (PodRequests).
 * @throws QuantityError when a text is not a quantity.
 */
export function podRequests(spec: PodSpec): Resources {
  const requests = replacePodLevel(containerRequests(spec), spec.resources?.requests);
  return addResources(requests, parseResources(spec.overhead));
}

/**
 * The limits of the pod; the overhead counts only for resources that are limited (PodLimits).
 * @throws QuantityError when a text is not a quantity.
 */
export function podLimits(spec: PodSpec): Resources {
  const limits = replacePodLevel(containerLimits(spec), spec.resources?.limits);
  const isLimited = ([name]: [string, Quantity]): boolean => (limits.get(name)?.nano ?? 0n) !== 0n;
  return addResources(limits, new Map([...parseResources(spec.overhead)].filter(isLimited)));
}
