import type { Endpoint, EndpointPort, EndpointSlice } from '../../api/endpoint-slice';
import { SERVICE_NAME_LABEL } from '../../api/endpoint-slice';
import type { Container, Pod } from '../../api/pod';
import type { Service, ServicePort } from '../../api/service';

/** Endpoints of a slice at most (`pkg/controller/endpointslice/config/v1alpha1/defaults.go` MaxEndpointsPerSlice). */
const SLICE_SIZE = 100;

/** A pod behind a service. */
interface ServedPod {
  readonly endpoint: Endpoint;
  readonly ports: readonly EndpointPort[];
}

/**
 * The slices of a service as its pods are now: one for each set of ports that they have, and an empty one where there is
 * no pod. Endpoints keep their order; new ones come last.
 * Follows `staging/src/k8s.io/endpointslice/reconciler.go` reconcileByAddressType.
 * @param pods of the namespace, in the order of their creation
 * @param existing the slices that the service has
 */
export function computeSlices(service: Service, pods: readonly Pod[], existing: readonly EndpointSlice[]): EndpointSlice[] {
  const positions = new Map(existing.flatMap(({ endpoints }) => endpoints).map(({ targetRef }, index) => [targetRef?.uid, index]));
  const position = ({ endpoint }: ServedPod): number => positions.get(endpoint.targetRef?.uid) ?? Infinity;
  const served = pods.filter((pod) => isServed(pod, service)).map((pod) => serve(pod, service));
  const groups = new Map<string, ServedPod[]>();
  for (const each of served) {
    const key = JSON.stringify(each.ports);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const parts = [...groups.values()].flatMap((group) => split(group.sort((a, b) => compare(position(a), position(b)))));
  if (parts.length === 0) parts.push([]);
  return parts.map((part, index) => ({
    metadata: sliceMetadata(service, index),
    endpoints: part.map(({ endpoint }) => endpoint),
    ports: part[0]?.ports ?? [],
  }));
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function split(group: readonly ServedPod[]): (readonly ServedPod[])[] {
  return Array.from({ length: Math.ceil(group.length / SLICE_SIZE) }, (_, part) => group.slice(part * SLICE_SIZE, (part + 1) * SLICE_SIZE));
}

/** The real names end in random letters. */
function sliceMetadata({ metadata }: Service, index: number): EndpointSlice['metadata'] {
  const name = `${metadata.name}-${String(index + 1).padStart(5, '0')}`;
  return { name, namespace: metadata.namespace, labels: { ...metadata.labels, [SERVICE_NAME_LABEL]: metadata.name } };
}

/** Follows `staging/src/k8s.io/endpointslice/util/controller_utils.go` ShouldPodBeInEndpoints. */
function isServed({ metadata, status }: Pod, { spec }: Service): boolean {
  if (status?.phase === 'Succeeded' || status?.phase === 'Failed' || status?.podIP === undefined) return false;
  return Object.entries(spec.selector ?? {}).every(([key, value]) => metadata.labels?.[key] === value);
}

/** Follows `staging/src/k8s.io/endpointslice/utils.go` podToEndpoint and getEndpointPorts. */
function serve(pod: Pod, service: Service): ServedPod {
  const { metadata, spec, status } = pod;
  const serving = status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false;
  const terminating = metadata.deletionTimestamp !== undefined;
  const ready = service.spec.publishNotReadyAddresses === true || (serving && !terminating);
  const hasHostname = Boolean(spec.hostname) && spec.subdomain === service.metadata.name;
  const endpoint: Endpoint = {
    addresses: [status!.podIP!],
    conditions: { ready, serving, terminating },
    ...(hasHostname && { hostname: spec.hostname }),
    nodeName: spec.nodeName,
    targetRef: { kind: 'Pod', namespace: metadata.namespace!, name: metadata.name, uid: metadata.uid! },
  };
  return { endpoint, ports: (service.spec.ports ?? []).flatMap((port) => resolvePort(port, pod) ?? []) };
}

/** A port that the pod does not have by this name is left out. Follows `podutil` FindPort. */
function resolvePort({ name = '', protocol = 'TCP', port, targetPort = port }: ServicePort, { spec }: Pod): EndpointPort | undefined {
  if (typeof targetPort === 'number') return { name, port: targetPort, protocol };
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  const containers: readonly Container[] = [...spec.containers, ...sidecars];
  const ports = containers.flatMap((container) => container.ports ?? []);
  const found = ports.find((each) => each.name === targetPort && (each.protocol ?? 'TCP') === protocol);
  return found === undefined ? undefined : { name, port: found.containerPort, protocol };
}
