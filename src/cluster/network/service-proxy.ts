import { SERVICE_NAME_LABEL, type Endpoint, type EndpointSlice } from '../../api/endpoint-slice';
import { clusterIpOf, type Service } from '../../api/service';
import type { ApiObjects } from '../../apiserver/api-objects';
import type { RandomSource } from '../../simulation/random';

/** Where a connection to a service goes. `dropped`: nobody answers, not even to say no. */
export type Route = { readonly address: string; readonly port: number } | 'refused' | 'dropped';

/**
 * Forwards connections to services to one of their pods, by chance, as kube-proxy's rules do.
 * Follows `pkg/proxy/iptables/proxier.go` syncProxyRules and `pkg/proxy/topology.go` CategorizeEndpoints.
 */
export class ServiceProxy {
  readonly #objects: ApiObjects;
  readonly #random: RandomSource;

  constructor(objects: ApiObjects, random: RandomSource) {
    this.#objects = objects;
    this.#random = random;
  }

  /** Where a connection goes; undefined when the address is not that of a service. */
  route(address: string, port: number): Route | undefined {
    const service = this.#objects.services.all.find((each) => clusterIpOf(each) === address);
    if (service === undefined) return undefined;
    const servicePort = (service.spec.ports ?? []).find((each) => each.port === port && (each.protocol ?? 'TCP') === 'TCP');
    if (servicePort === undefined) return 'dropped';
    const backends = this.#slicesOf(service).flatMap(({ endpoints, ports }) => {
      const target = ports.find(({ name }) => name === (servicePort.name ?? ''));
      return target === undefined ? [] : endpoints.map((endpoint) => ({ endpoint, port: target.port }));
    });
    const usable = firstNonEmpty(backends, ({ endpoint }) => isReady(endpoint), ({ endpoint }) => isLeaving(endpoint));
    if (usable.length === 0) return 'refused';
    const chosen = usable[usable.length === 1 ? 0 : Math.floor(this.#random.next() * usable.length)];
    return { address: chosen.endpoint.addresses[0], port: chosen.port };
  }

  #slicesOf({ metadata }: Service): readonly EndpointSlice[] {
    return this.#objects.endpointSlices.all.filter((slice) => (
      slice.metadata.namespace === metadata.namespace && slice.metadata.labels?.[SERVICE_NAME_LABEL] === metadata.name
    ));
  }
}

function isReady({ conditions }: Endpoint): boolean {
  return conditions.ready;
}

/** Where no endpoint is ready, those are used that end and still serve. */
function isLeaving({ conditions }: Endpoint): boolean {
  return conditions.serving && conditions.terminating;
}

function firstNonEmpty<T>(list: readonly T[], ...tests: readonly ((each: T) => boolean)[]): readonly T[] {
  return tests.map((test) => list.filter(test)).find(({ length }) => length > 0) ?? [];
}
