import type { Pod } from '../../api/pod';
import { computeQosClass, type QosClass } from '../../api/pod-qos';
import { SYSTEM_CRITICAL_PRIORITY } from '../constants';
import { requestOf, type Shortage } from './admission';

/** How much of a resource is missing: cpu in thousandths, everything else in base units. */
export interface Requirement {
  readonly resource: string;
  readonly missing: number;
}

/** Whether a pod is critical, so that others may have to go for it. Follows `pkg/kubelet/types` IsCriticalPod. */
export function isCriticalPod({ spec }: Pod): boolean {
  return (spec.priority ?? 0) >= SYSTEM_CRITICAL_PRIORITY;
}

/** What would still be missing for a critical pod if every pod that may be preempted were gone. */
export function missingWithoutOthers(critical: Pod, pods: readonly Pod[], shortages: readonly Shortage[]): readonly Requirement[] {
  return subtract(requirementsOf(shortages), pods.filter((pod) => isPreemptable(critical, pod)));
}

/**
 * Chooses which pods have to go so that a critical pod fits: the fewest and smallest, best effort before burstable before
 * guaranteed; undefined when there are not enough.
 * Follows `pkg/kubelet/preemption/preemption.go` getPodsToPreempt.
 */
export function choosePodsToPreempt(critical: Pod, pods: readonly Pod[], shortages: readonly Shortage[]): Pod[] | undefined {
  const requirements = requirementsOf(shortages);
  const candidates = pods.filter((pod) => isPreemptable(critical, pod));
  const inClass = (wanted: QosClass): Pod[] => candidates.filter(({ spec }) => computeQosClass(spec) === wanted);
  const bestEffort = inClass('BestEffort');
  const burstable = inClass('Burstable');
  const guaranteed = choose(inClass('Guaranteed'), subtract(requirements, [...bestEffort, ...burstable]));
  const chosenBurstable = guaranteed && choose(burstable, subtract(requirements, [...bestEffort, ...guaranteed]));
  const chosenBestEffort = chosenBurstable && choose(bestEffort, subtract(requirements, [...chosenBurstable, ...guaranteed]));
  return chosenBestEffort && [...chosenBestEffort, ...chosenBurstable, ...guaranteed];
}

function requirementsOf(shortages: readonly Shortage[]): Requirement[] {
  return shortages.map(({ resource, requested, used, capacity }) => ({ resource, missing: requested - (capacity - used) }));
}

function isPreemptable(critical: Pod, pod: Pod): boolean {
  if (!isCriticalPod(pod)) return true;
  return (critical.spec.priority ?? 0) > (pod.spec.priority ?? 0);
}

/** Takes the pod that comes closest to what is missing, again and again. Follows getPodsToPreemptByDistance. */
function choose(pods: readonly Pod[], requirements: readonly Requirement[]): Pod[] | undefined {
  const left = [...pods];
  const chosen: Pod[] = [];
  let missing = requirements;
  while (missing.length > 0) {
    if (left.length === 0) return undefined;
    let best = 0;
    for (let index = 1; index < left.length; index += 1) {
      if (isBetter(left[index], left[best], missing)) best = index;
    }
    missing = subtract(missing, [left[best]]);
    chosen.push(left[best]);
    left[best] = left[left.length - 1];
    left.pop();
  }
  return chosen;
}

function isBetter(pod: Pod, best: Pod, missing: readonly Requirement[]): boolean {
  const difference = distance(pod, missing) - distance(best, missing);
  return difference < 0 || (difference === 0 && isSmaller(pod, best));
}

function distance(pod: Pod, missing: readonly Requirement[]): number {
  let sum = 0;
  for (const requirement of missing) {
    const remaining = requirement.missing - requestOf(pod, requirement.resource);
    if (remaining > 0) sum += (remaining / requirement.missing) ** 2;
  }
  return sum;
}

function isSmaller(a: Pod, b: Pod): boolean {
  for (const resource of ['memory', 'cpu']) {
    const difference = requestOf(a, resource) - requestOf(b, resource);
    if (difference !== 0) return difference < 0;
  }
  return true;
}

function subtract(requirements: readonly Requirement[], pods: readonly Pod[]): Requirement[] {
  return requirements
    .map(({ resource, missing }) => ({
      resource, missing: pods.reduce((left, pod) => left - requestOf(pod, resource), missing),
    }))
    .filter(({ missing }) => missing > 0);
}
