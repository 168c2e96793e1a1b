import { SERVICE_NAME_LABEL, type Endpoint, type EndpointSlice } from '../../api/endpoint-slice';
import { clusterIpOf, isHeadless, type Service } from '../../api/service';
import type { ApiServer } from '../../apiserver/api-server';
import { NO_SUCH_NAME, reverseName, type DnsQuestion, type DnsRecord, type DnsReply, type RecordType } from '../../programs/machine/network/dns';
import type { RandomSource } from '../../simulation/random';

const ZONE = 'cluster.local';
const REVERSE_ZONE = 'in-addr.arpa';
/** Aliases that are followed at most (`plugin/pkg/upstream` of CoreDNS looks up each target anew). */
const LONGEST_CHAIN = 7;

/** An address of a service, or of one of its pods, with a port. */
interface Target {
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

/**
 * The name server of the cluster. It knows services, the pods behind headless ones, and addresses; of everything else it
 * says that it does not exist, as there is nothing outside the cluster.
 * Follows CoreDNS, `plugin/kubernetes/kubernetes.go` findServices and findPods, with `pods insecure` and `loadbalance` as in
 * kubeadm's Corefile.
 */
export class ClusterDns {
  readonly #api: ApiServer;
  readonly #random: RandomSource;
  /** Aliases that led to the question at hand. */
  #aliases = 0;

  constructor(api: ApiServer, random: RandomSource) {
    this.#api = api;
    this.#random = random;
  }

  answer(question: DnsQuestion): DnsReply {
    const name = question.name.toLowerCase();
    if (name.endsWith(`.${REVERSE_ZONE}`)) return this.#answerReverse(name, question);
    if (name !== ZONE && !name.endsWith(`.${ZONE}`)) return NO_SUCH_NAME;
    const labels = name.slice(0, -ZONE.length - 1).split('.').filter((label) => label !== '').reverse();
    const records = this.#find(labels, name, question.type);
    if (records === undefined) return { ...NO_SUCH_NAME, isAuthoritative: true };
    return { status: 'NOERROR', isAuthoritative: true, records: this.#shuffle(records) };
  }

  /** The records of a name, its labels from the zone on; undefined when there is no such name. */
  #find([kind, namespace, service, ...rest]: readonly string[], name: string, type: RecordType): readonly DnsRecord[] | undefined {
    if (kind === undefined) return [];
    if (kind !== 'svc' && kind !== 'pod') return undefined;
    if (namespace === undefined) return [];
    if (!this.#hasNamespace(namespace)) return undefined;
    if (service === undefined) return [];
    if (kind === 'pod') return rest.length > 0 ? undefined : podRecords(service, name, type);
    const found = this.#api.objects.services.get(namespace, service);
    return found === undefined ? undefined : this.#ofService(found, rest, name, type);
  }

  #ofService(service: Service, rest: readonly string[], name: string, type: RecordType): readonly DnsRecord[] | undefined {
    const { externalName, type: kind } = service.spec;
    if (kind === 'ExternalName') return rest.length > 0 ? undefined : this.#alias(name, externalName ?? '', type);
    const targets = this.#targetsOf(service, rest);
    if (targets.length === 0) return undefined;
    if (type === 'SRV') return targets.map((target) => ({ name, type, data: `0 ${Math.floor(100 / targets.length)} ${target.port} ${target.name}` }));
    if (type !== 'A') return [];
    return [...new Set(targets.map(({ address }) => address))].map((address) => ({ name, type, data: address }));
  }

  /** `rest`: the name of an endpoint, or protocol and port, `_tcp`, `_http`. */
  #targetsOf(service: Service, rest: readonly string[]): readonly Target[] {
    const [first, port, ...more] = rest;
    if (more.length > 0) return [];
    const host = port === undefined ? first : undefined;
    const isWanted = (name: string, protocol: string): boolean => (
      port === undefined || (port === `_${name}` && first === `_${protocol.toLowerCase()}`)
    );
    const own = serviceName(service);
    if (!isHeadless(service) && host === undefined) {
      const address = clusterIpOf(service);
      const ports = (service.spec.ports ?? []).filter(({ name = '', protocol = 'TCP' }) => isWanted(name, protocol));
      return address === undefined ? [] : ports.map((each) => ({ name: own, address, port: each.port }));
    }
    return this.#slicesOf(service).flatMap(({ endpoints, ports }) => {
      const wanted = ports.length === 0 && port === undefined ? [{ port: 0 }] : ports.filter(({ name, protocol }) => isWanted(name, protocol));
      const usable = endpoints.filter((each) => each.conditions.ready && (host === undefined || hostNameOf(each) === host));
      return usable.flatMap((each) => wanted.map((one) => ({ name: `${hostNameOf(each)}.${own}`, address: each.addresses[0], port: one.port })));
    });
  }

  #alias(name: string, target: string, type: RecordType): readonly DnsRecord[] {
    const alias: DnsRecord = { name, type: 'CNAME', data: target.replace(/\.$/, '') };
    if (type === 'CNAME' || this.#aliases === LONGEST_CHAIN) return [alias];
    this.#aliases += 1;
    const { records } = this.answer({ name: alias.data, type });
    this.#aliases -= 1;
    return [alias, ...records];
  }

  #answerReverse(name: string, { type }: DnsQuestion): DnsReply {
    const owner = this.#ownerOf(name);
    if (owner === undefined) return NO_SUCH_NAME;
    return { status: 'NOERROR', isAuthoritative: true, records: type === 'PTR' ? [{ name, type, data: owner }] : [] };
  }

  #ownerOf(name: string): string | undefined {
    const { services, endpointSlices } = this.#api.objects;
    const isAsked = (address: string | undefined): boolean => address !== undefined && reverseName(address) === name;
    const service = services.all.find((each) => isAsked(clusterIpOf(each)));
    if (service !== undefined) return serviceName(service);
    for (const { metadata, endpoints } of endpointSlices.all) {
      const endpoint = endpoints.find(({ addresses }) => isAsked(addresses[0]));
      const owner = services.get(metadata.namespace!, metadata.labels![SERVICE_NAME_LABEL]);
      if (endpoint !== undefined && owner !== undefined) return `${hostNameOf(endpoint)}.${serviceName(owner)}`;
    }
    return undefined;
  }

  #slicesOf({ metadata }: Service): readonly EndpointSlice[] {
    return this.#api.objects.endpointSlices.all.filter((slice) => (
      slice.metadata.namespace === metadata.namespace && slice.metadata.labels?.[SERVICE_NAME_LABEL] === metadata.name
    ));
  }

  #hasNamespace(namespace: string): boolean {
    return this.#api.objects.services.all.some(({ metadata }) => metadata.namespace === namespace)
      || this.#api.pods.some(({ metadata }) => metadata.namespace === namespace);
  }

  /** Several answers come in any order, so that clients spread (CoreDNS `plugin/loadbalance`). */
  #shuffle(records: readonly DnsRecord[]): readonly DnsRecord[] {
    if (records.length < 2 || records.some(({ type }) => type === 'CNAME')) return records;
    const shuffled = [...records];
    for (let index = shuffled.length - 1; index > 0; index--) {
      const other = Math.floor(this.#random.next() * (index + 1));
      [shuffled[index], shuffled[other]] = [shuffled[other], shuffled[index]];
    }
    return shuffled;
  }
}

/** `10-0-0-7.default.pod.cluster.local` is that address, whether a pod has it or not (`pods insecure`). */
function podRecords(label: string, name: string, type: RecordType): readonly DnsRecord[] | undefined {
  const address = label.replaceAll('-', '.');
  if (reverseName(address) === undefined) return undefined;
  return type === 'A' ? [{ name, type, data: address }] : [];
}

function serviceName({ metadata }: Service): string {
  return `${metadata.name}.${metadata.namespace}.svc.${ZONE}`;
}

/** The host name of an endpoint, or its address with dashes. */
function hostNameOf({ hostname, addresses }: Endpoint): string {
  return hostname ?? addresses[0].replaceAll('.', '-');
}
