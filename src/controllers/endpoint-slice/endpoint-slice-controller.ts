import { SERVICE_NAME_LABEL, type EndpointSlice } from '../../api/endpoint-slice';
import type { Pod } from '../../api/pod';
import type { Service } from '../../api/service';
import type { ApiServer, PodWatcher, WatchEventType } from '../../apiserver/api-server';
import type { Simulation } from '../../simulation/simulation';
import type { Duration } from '../../simulation/time';
import { computeSlices } from './compute-slices';

/**
 * Keeps the EndpointSlices of services with a selector. It looks at pods from the first such service on, so that a cluster
 * without services does not know of it.
 * Follows `pkg/controller/endpointslice/endpointslice_controller.go` Controller.
 */
export class EndpointSliceController implements PodWatcher {
  readonly #simulation: Simulation;
  readonly #api: ApiServer;
  readonly #latency: Duration;
  #isWatching = false;

  /** @param latency from a change of a pod or service to that of the slices */
  constructor(simulation: Simulation, api: ApiServer, latency: Duration) {
    this.#simulation = simulation;
    this.#api = api;
    this.#latency = latency;
  }

  /** Looks at services from now on. */
  start(): void {
    this.#api.objects.services.onPut((service) => { this.#serviceChanged(service); });
  }

  podChanged(_type: WatchEventType, { metadata }: Pod): void {
    for (const service of this.#api.objects.services.all) {
      if (hasSelector(service) && service.metadata.namespace === metadata.namespace) this.#sync(service);
    }
  }

  #serviceChanged(service: Service): void {
    if (!hasSelector(service)) return;
    if (!this.#isWatching) this.#api.watchPods(this, this.#latency);
    this.#isWatching = true;
    const { namespace, name } = service.metadata;
    const sync = (): void => { this.#sync(this.#api.objects.services.get(namespace!, name)!); };
    this.#simulation.schedule(this.#latency, { expire: sync });
  }

  #sync(service: Service): void {
    const { endpointSlices } = this.#api.objects;
    const { namespace, name } = service.metadata;
    const isOwn = ({ metadata }: EndpointSlice): boolean => metadata.namespace === namespace && metadata.labels?.[SERVICE_NAME_LABEL] === name;
    const existing = endpointSlices.all.filter(isOwn);
    const pods = this.#api.pods.filter(({ metadata }) => metadata.namespace === namespace);
    const slices = computeSlices(service, pods, existing);
    for (const slice of slices) {
      const before = endpointSlices.get(namespace!, slice.metadata.name);
      if (JSON.stringify(before) !== JSON.stringify(slice)) endpointSlices.put(slice);
    }
    for (const { metadata } of existing) {
      if (!slices.some((slice) => slice.metadata.name === metadata.name)) endpointSlices.remove(namespace!, metadata.name);
    }
  }
}

function hasSelector({ spec }: Service): boolean {
  return spec.type !== 'ExternalName' && Object.keys(spec.selector ?? {}).length > 0;
}
