import { findContainer } from '../../api/containers';
import type { Container, Pod } from '../../api/pod';
import { milliValue, parseQuantity, wholeValue } from '../../api/quantity';

/** A pod on its node, as the downward API tells of it. */
export interface PodOnNode {
  readonly pod: Pod;
  /** Empty while the pod has no sandbox. */
  readonly podIp: string;
  readonly nodeName: string;
  readonly nodeIp: string;
  /** What a container may use that has no limit. */
  readonly allocatable: Allocatable;
}

/** What a node gives to pods. */
export interface Allocatable {
  readonly milliCpu: number;
  /** Bytes. */
  readonly memory: number;
}

/** `resourceFieldRef`. */
export interface ResourceField {
  readonly containerName?: string;
  readonly resource: string;
  readonly divisor?: string | number;
}

/** A reference names a container that the pod does not have; the text is that of `pkg/api/v1/resource/helpers.go` findContainerInPod. */
export class MissingContainerError extends Error {
  override readonly name = 'MissingContainerError';

  constructor(container: string) {
    super(`container ${container} not found`);
  }
}

/**
 * The value of a field of a pod (`fieldRef`).
 * Follows `pkg/fieldpath/fieldpath.go` ExtractFieldPathAsString and `pkg/kubelet/kubelet_pods.go` podFieldSelectorRuntimeValue.
 * @throws Error when the field is not simulated
 */
export function podField(path: string, { pod, podIp, nodeName, nodeIp }: PodOnNode): string {
  const { metadata, spec } = pod;
  const subscript = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path);
  if (subscript !== null) return metadata[subscript[1] as 'labels' | 'annotations']?.[subscript[2]] ?? '';
  const fields: Readonly<Record<string, string>> = {
    'metadata.name': metadata.name,
    'metadata.namespace': metadata.namespace ?? 'default',
    'metadata.uid': metadata.uid ?? '',
    'metadata.labels': formatMap(metadata.labels),
    'metadata.annotations': formatMap(metadata.annotations),
    'spec.nodeName': nodeName,
    'spec.serviceAccountName': spec.serviceAccountName ?? 'default',
    'status.podIP': podIp,
    'status.podIPs': podIp,
    'status.hostIP': nodeIp,
    'status.hostIPs': nodeIp,
  };
  if (Object.hasOwn(fields, path)) return fields[path];
  throw new Error(`The field "${path}" of a pod is not simulated, only ${Object.keys(fields).join(', ')}`);
}

/** `key="value"` in lines, sorted (`pkg/fieldpath/fieldpath.go` FormatMap). */
function formatMap(map: Readonly<Record<string, string>> = {}): string {
  return Object.keys(map).sort().map((key) => `${key}=${JSON.stringify(map[key])}`).join('\n');
}

/**
 * A request or limit of a container, in units of the divisor, rounded up; without a limit, what the node has.
 * Follows `pkg/api/v1/resource/helpers.go` ExtractContainerResourceValue and MergeContainerResourceLimits.
 * @param owner the container that asks, where the reference names none
 * @throws MissingContainerError
 * @throws Error when the resource is not simulated
 */
export function resourceField({ containerName, resource, divisor }: ResourceField, node: PodOnNode, owner?: Container): string {
  const container = containerName ? findContainer(node.pod.spec, containerName)?.container : owner;
  if (container === undefined) throw new MissingContainerError(containerName ?? '');
  const match = /^(limits|requests)\.(cpu|memory)$/.exec(resource);
  if (match === null) throw new Error(`The resource "${resource}" is not simulated as a value, only limits and requests of cpu and memory`);
  const [, list, name] = match as unknown as [string, 'limits' | 'requests', 'cpu' | 'memory'];
  const unit = divisor === undefined || divisor === '' || divisor === '0' || divisor === 0 ? '1' : divisor;
  const given = container.resources?.[list]?.[name];
  const scale = name === 'cpu' ? milliValue : wholeValue;
  const otherwise = list === 'requests' ? 0 : name === 'cpu' ? node.allocatable.milliCpu : node.allocatable.memory;
  const value = given === undefined ? otherwise : scale(parseQuantity(given));
  return String(Math.ceil(value / scale(parseQuantity(unit))));
}
