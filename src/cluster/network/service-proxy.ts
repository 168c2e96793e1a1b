import { SERVICE_NAME_LABEL, type Endpoint, type EndpointSlice } from '../../api/endpoint-slice';
import { clusterIpOf, type Service } from '../../api/service';
import type { ApiObjects } from '../../apiserver/api-objects';
import type { RandomSource } from '../../simulation/random';
import type { Clock } from '../../simulation/simulation';
import { SECOND, type Instant } from '../../simulation/time';

/** Where a connection to a service goes. `dropped`: nobody answers, not even to say no. */
export type Route = Target | 'refused' | 'dropped';

interface Target {
  readonly address: string;
  readonly port: number;
}

interface Session {
  readonly target: Target;
  readonly usedAt: Instant;
}

/** How long affinity lasts by default (`staging/src/k8s.io/api/core/v1/types.go` DefaultClientIPServiceAffinitySeconds). */
const AFFINITY_SECONDS = 10_800;

/**
 * Forwards connections to services to one of their pods, by chance, as kube-proxy's rules do.
 * Follows `pkg/proxy/iptables/proxier.go` syncProxyRules and `pkg/proxy/topology.go` CategorizeEndpoints.
 */
export class ServiceProxy {
  readonly #objects: ApiObjects;
  readonly #random: RandomSource;
  readonly #clock: Clock;
  /** Of services with affinity: client and port → what it was given last. */
  readonly #sessions = new Map<string, Session>();

  constructor(objects: ApiObjects, random: RandomSource, clock: Clock) {
    this.#objects = objects;
    this.#random = random;
    this.#clock = clock;
  }

  /** Where a connection of a client goes; undefined when the address is not that of a service. */
  route(client: string, address: string, port: number): Route | undefined {
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
    const targets = usable.map((each) => ({ address: each.endpoint.addresses[0], port: each.port }));
    return service.spec.sessionAffinity === 'ClientIP' ? this.#continue(`${client} ${address}:${port}`, service, targets) : this.#choose(targets);
  }

  #choose(targets: readonly Target[]): Target {
    return targets[targets.length === 1 ? 0 : Math.floor(this.#random.next() * targets.length)];
  }

  /** A client comes back to the pod that it had, until it has stayed away for too long or the pod is not there any more. */
  #continue(key: string, { spec }: Service, targets: readonly Target[]): Target {
    const timeout = (spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? AFFINITY_SECONDS) * SECOND;
    const session = this.#sessions.get(key);
    const isFresh = session !== undefined && this.#clock.now - session.usedAt <= timeout;
    const known = isFresh ? targets.find(({ address, port }) => address === session.target.address && port === session.target.port) : undefined;
    const target = known ?? this.#choose(targets);
    this.#sessions.set(key, { target, usedAt: this.#clock.now });
    return target;
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
