import type { AppliedObject, ConfigObject, ServiceAccount } from '../api/applied-object';
import type { EndpointSlice } from '../api/endpoint-slice';
import { defaultService, type Service } from '../api/service';
import { ClusterIps } from './cluster-ips';
import { ObjectStore } from './object-store';

/** The address of the API server's own service, the first of the range (`pkg/controlplane/instance.go`). */
export const API_SERVICE_IP = '10.96.0.1';

/** The address of the cluster's name service, the tenth of the range, as kubeadm has it. */
export const CLUSTER_DNS_IP = '10.96.0.10';

/** What every cluster of kubeadm has. */
const OWN_SERVICES: readonly Service[] = ([
  {
    metadata: { name: 'kubernetes', namespace: 'default' },
    spec: { clusterIP: API_SERVICE_IP, ports: [{ name: 'https', port: 443, targetPort: 6443 }] },
  },
  {
    metadata: { name: 'kube-dns', namespace: 'kube-system' },
    spec: { clusterIP: CLUSTER_DNS_IP, ports: [{ name: 'dns', protocol: 'UDP', port: 53 }, { name: 'dns-tcp', port: 53 }] },
  },
] satisfies Service[]).map(defaultService);

/** The objects of the API server that are not pods. */
export class ApiObjects {
  readonly configMaps = new ObjectStore<ConfigObject>();
  readonly secrets = new ObjectStore<ConfigObject>();
  readonly serviceAccounts = new ObjectStore<ServiceAccount>();
  readonly services = new ObjectStore<Service>();
  readonly endpointSlices = new ObjectStore<EndpointSlice>();
  readonly #clusterIps = new ClusterIps();

  constructor() {
    for (const service of OWN_SERVICES) {
      this.#clusterIps.reserve(service.spec.clusterIP!);
      this.services.put(service);
    }
  }

  /** Creates an object, or replaces the one of the same name. */
  apply(applied: AppliedObject): void {
    switch (applied.kind) {
      case 'ConfigMap':
        this.configMaps.put(applied.object);
        break;
      case 'Secret':
        this.secrets.put(applied.object);
        break;
      case 'ServiceAccount':
        this.serviceAccounts.put(applied.object);
        break;
      case 'Service':
        this.#putService(applied.object);
        break;
    }
  }

  /** Follows `pkg/registry/core/service/storage/alloc.go` allocateClusterIPs. */
  #putService(service: Service): void {
    const { metadata, spec } = defaultService(service);
    const existing = this.services.get(metadata.namespace!, metadata.name);
    let { clusterIP } = spec;
    if (spec.type !== 'ExternalName' && !clusterIP) clusterIP = existing?.spec.clusterIP ?? this.#clusterIps.allocate();
    if (clusterIP !== undefined) this.#clusterIps.reserve(clusterIP);
    this.services.put({ metadata, spec: { ...spec, clusterIP } });
  }
}
