import type { Pod } from '../../api/pod';
import { clusterIpOf, type Service } from '../../api/service';

/** The service of the API server, which every container is told of (`pkg/kubelet/kubelet_pods.go` masterServices). */
const MASTER_SERVICE = 'kubernetes';

/**
 * The variables that tell a container of services: those of its namespace, unless `enableServiceLinks` is false, and
 * always that of the API server.
 * Follows `pkg/kubelet/kubelet_pods.go` getServiceEnvVarMap and `pkg/kubelet/envvars/envvars.go` FromServices.
 */
export function serviceVariables({ metadata, spec }: Pod, services: readonly Service[]): Readonly<Record<string, string>> {
  const { namespace = 'default' } = metadata;
  const linked = new Map<string, Service>();
  for (const service of services) {
    const { name, namespace: own } = service.metadata;
    if (own === 'default' && name === MASTER_SERVICE) linked.set(name, linked.get(name) ?? service);
    else if (own === namespace && spec.enableServiceLinks !== false) linked.set(name, service);
  }
  return Object.fromEntries([...linked.values()].flatMap(variablesOf));
}

function variablesOf(service: Service): readonly (readonly [string, string])[] {
  const address = clusterIpOf(service);
  const ports = service.spec.ports ?? [];
  if (address === undefined || ports.length === 0) return [];
  const prefix = variableName(service.metadata.name);
  const named = ports.filter(({ name }) => name).map(({ name, port }) => [`${prefix}_SERVICE_PORT_${variableName(name!)}`, String(port)] as const);
  const links = ports.flatMap(({ port, protocol = 'TCP' }, index) => {
    const url = `${protocol.toLowerCase()}://${address}:${port}`;
    const link = `${prefix}_PORT_${port}_${protocol}`;
    return [
      ...(index === 0 ? [[`${prefix}_PORT`, url] as const] : []),
      [link, url], [`${link}_PROTO`, protocol.toLowerCase()], [`${link}_PORT`, String(port)], [`${link}_ADDR`, address],
    ] as const;
  });
  return [[`${prefix}_SERVICE_HOST`, address], [`${prefix}_SERVICE_PORT`, String(ports[0].port)], ...named, ...links];
}

function variableName(name: string): string {
  return name.replaceAll('-', '_').toUpperCase();
}
