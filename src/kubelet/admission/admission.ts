import { allContainers } from '../../api/containers';
import { matchesNode } from '../../api/node-affinity';
import type { Pod } from '../../api/pod';
import { podRequests } from '../../api/pod-resources';
import { milliValue, wholeValue } from '../../api/quantity';
import type { Resources } from '../../api/resource-list';

/** What a node offers to pods. */
export interface NodeCapacity {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** In thousandths of a CPU. */
  readonly milliCpu: number;
  /** In bytes. */
  readonly memory: number;
  readonly pods: number;
}

/** A resource that does not suffice: cpu in thousandths, everything else in base units. */
export interface Shortage {
  readonly resource: string;
  readonly requested: number;
  readonly used: number;
  readonly capacity: number;
}

/** Why a pod cannot run on the node. */
export interface Refusal {
  readonly reason: string;
  readonly message: string;
  /** Set where more room would help. */
  readonly shortage?: Shortage;
}

/** The pods that are on the node already. */
export interface Neighbours {
  /** There are not more than so many. */
  readonly atMost: number;
  /** Those that are neither over nor gone. */
  active(): readonly Pod[];
}

/**
 * Checks whether a pod fits on the node beside others; every reason why it does not, in the order of the checks.
 * The others are only looked at where they matter.
 * Follows `pkg/scheduler/framework` AdmissionCheck and `pkg/kubelet/lifecycle/predicate.go` generalFilter.
 */
export function checkAdmission(pod: Pod, others: Neighbours, node: NodeCapacity): Refusal[] {
  const refusals = [...checkResources(pod, others, node)];
  if (!matchesNode(pod.spec, node)) {
    refusals.push(predicate('NodeAffinity', "node(s) didn't match Pod's node affinity/selector"));
  }
  if (pod.spec.nodeName !== undefined && pod.spec.nodeName !== node.name) {
    refusals.push(predicate('NodeName', "node(s) didn't match the requested node name"));
  }
  if (wantsUsedPort(pod, others)) {
    refusals.push(predicate('NodePorts', "node(s) didn't have free ports for the requested pod ports"));
  }
  return refusals;
}

/** Follows Go's `runtime.GOOS` on the node. */
const NODE_OS = 'linux';

/**
 * Why a pod is for another operating system than that of the node, if it is: its own label counts, and `os.name`.
 * Follows `pkg/kubelet/lifecycle/predicate.go` rejectPodAdmissionBasedOnOSSelector and …OnOSField.
 */
export function checkSystem({ metadata, spec }: Pod): Refusal | undefined {
  const label = metadata.labels?.['kubernetes.io/os'];
  if (label !== undefined && label !== NODE_OS) {
    return { reason: 'PodOSSelectorNodeLabelDoesNotMatch', message: "Failed to admit pod as the `kubernetes.io/os` label doesn't match node label" };
  }
  if (spec.os !== undefined && spec.os.name !== NODE_OS) {
    return { reason: 'PodOSNotSupported', message: "Failed to admit pod as the OS field doesn't match node OS" };
  }
  return undefined;
}

/** How much of a resource a pod asks for: cpu in thousandths, everything else in base units. */
export function requestOf(pod: Pod, resource: string): number {
  return resource === 'pods' ? 1 : amount(podRequests(pod.spec), resource);
}

function amount(requests: Resources, resource: string): number {
  const quantity = requests.get(resource);
  if (quantity === undefined) return 0;
  return resource === 'cpu' ? milliValue(quantity) : wholeValue(quantity);
}

function* checkResources(pod: Pod, others: Neighbours, node: NodeCapacity): Iterable<Refusal> {
  const capacities = [['pods', node.pods], ['cpu', node.milliCpu], ['memory', node.memory]] as const;
  for (const [resource, capacity] of capacities) {
    if (resource === 'pods' && others.atMost < capacity) continue;
    const requested = requestOf(pod, resource);
    if (requested === 0) continue;
    let used = 0;
    for (const other of others.active()) used += requestOf(other, resource);
    if (used + requested > capacity) yield shortageRefusal({ resource, requested, used, capacity });
  }
}

function shortageRefusal(shortage: Shortage): Refusal {
  const { resource, requested, used, capacity } = shortage;
  return {
    reason: `OutOf${resource}`,
    message: `Node didn't have enough resource: ${resource}, requested: ${requested}, used: ${used}, capacity: ${capacity}`,
    shortage,
  };
}

function predicate(name: string, why: string): Refusal {
  return { reason: name, message: `Predicate ${name} failed: ${why}` };
}

function wantsUsedPort(pod: Pod, others: Neighbours): boolean {
  const wanted = new Set(hostPorts(pod));
  return wanted.size > 0 && others.active().some((other) => hostPorts(other).some((port) => wanted.has(port)));
}

function hostPorts({ spec }: Pod): string[] {
  const containers = allContainers(spec);
  return containers.flatMap(({ ports }) => (ports ?? [])
    .filter(({ hostPort }) => hostPort)
    .map(({ hostPort, protocol = 'TCP' }) => `${hostPort}/${protocol}`));
}
