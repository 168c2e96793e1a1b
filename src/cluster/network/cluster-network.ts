import { SERVICE_NAME_LABEL, type EndpointPort } from '../../api/endpoint-slice';
import { CLUSTER_DNS_IP } from '../../apiserver/api-objects';
import type { ApiServer } from '../../apiserver/api-server';
import { IPV4, NO_SUCH_NAME, type DnsQuestion, type DnsReply } from '../../programs/machine/network/dns';
import type { ConnectResult } from '../../programs/machine/network/network';
import { LOOPBACK, NetworkNamespace } from '../../programs/machine/network/network-namespace';
import { renderResolver } from '../../runtime/machines/pod-names';
import type { DialResult, PodNetwork, ResolverSettings } from '../../runtime/machines/pod-network';
import { RandomStreams } from '../../simulation/random';
import type { Simulation } from '../../simulation/simulation';
import { SECOND } from '../../simulation/time';
import { ClusterDns } from './cluster-dns';
import { ServiceProxy } from './service-proxy';

/** The name server that the node itself uses, its gateway. It knows nothing of the cluster. */
const NODE_DNS = '192.168.49.1';
const NODE_RESOLVER: ResolverSettings = { servers: [NODE_DNS], searches: [], options: [] };
const API_SERVER_PORT = 6_443;
const DNS_PORT = 53;
/** Where the name server runs. */
const DNS_POD_IP = '10.244.0.2';
/** How long Linux tries to connect when nobody answers: 1 + 2 + … + 64 s (`tcp_syn_retries` 6). */
const CONNECT_TIMEOUT = 127 * SECOND;

/** What a cluster's network is made from. */
export interface ClusterNetworkOptions {
  readonly simulation: Simulation;
  readonly api: ApiServer;
  readonly nodeName: string;
  readonly nodeIp: string;
  readonly seed: number;
}

/** The network of a cluster: pods by address, services, the node, and the cluster's name server. Nothing lies outside. */
export class ClusterNetwork implements PodNetwork {
  readonly node: NetworkNamespace;
  readonly nodeResolver = NODE_RESOLVER;
  readonly clusterDns = CLUSTER_DNS_IP;
  readonly #simulation: Simulation;
  readonly #namespaces = new Map<string, NetworkNamespace>();
  readonly #proxy: ServiceProxy;
  readonly #dns: ClusterDns;

  constructor({ simulation, api, nodeName, nodeIp, seed }: ClusterNetworkOptions) {
    const streams = new RandomStreams(seed);
    this.#simulation = simulation;
    this.#proxy = new ServiceProxy(api.objects, streams.stream('kube-proxy'), simulation);
    this.#dns = new ClusterDns(api, streams.stream('coredns'));
    this.node = new NetworkNamespace({
      address: nodeIp, hostName: nodeName, hosts: `${nodeIp}\t${nodeName}\n`, resolverConfig: renderResolver(NODE_RESOLVER),
    });
    this.add(this.node);
    this.add(new NetworkNamespace({ address: DNS_POD_IP, hostName: 'coredns' }));
    this.#serve(api, 'default', 'kubernetes', nodeIp, { name: 'https', port: API_SERVER_PORT, protocol: 'TCP' });
    this.#serve(api, 'kube-system', 'kube-dns', DNS_POD_IP, { name: 'dns-tcp', port: DNS_PORT, protocol: 'TCP' });
  }

  add(namespace: NetworkNamespace): void {
    this.#namespaces.set(namespace.address, namespace);
  }

  query(server: string, question: DnsQuestion, answer: (reply: DnsReply) => void): void {
    if (server === CLUSTER_DNS_IP || server === DNS_POD_IP) answer(this.#dns.answer(question));
    else if (server === NODE_DNS) answer(NO_SUCH_NAME);
  }

  connect(from: string, address: string, port: number, answer: (result: ConnectResult) => void): void {
    const route = this.#proxy.route(from, address, port) ?? { address, port };
    if (route === 'refused') answer('refused');
    else if (route === 'dropped') this.#simulation.schedule(CONNECT_TIMEOUT, { expire: () => { answer('timeout'); } });
    else answer(this.#namespaces.get(route.address)?.connect(route.port, from) ?? this.#refusal(route.address));
  }

  dial(host: string, port: number, answer: (result: DialResult) => void): void {
    const { address, hostName } = this.node;
    const target = host === 'localhost' ? LOOPBACK : host === hostName ? address : host;
    if (!IPV4.test(target)) answer('no-such-host');
    else if (target.startsWith('127.')) answer(this.node.connect(port, LOOPBACK) ?? 'refused');
    else this.connect(address, target, port, answer);
  }

  #refusal(address: string): 'refused' | 'unreachable' {
    return this.#namespaces.has(address) ? 'refused' : 'unreachable';
  }

  /** A part of the cluster that is no pod here: its port is open, and nobody says a word. */
  #serve(api: ApiServer, namespace: string, service: string, address: string, port: EndpointPort): void {
    this.#namespaces.get(address)!.listen(port.port);
    api.objects.endpointSlices.put({
      metadata: { name: service, namespace, labels: { [SERVICE_NAME_LABEL]: service } },
      endpoints: [{ addresses: [address], conditions: { ready: true, serving: true, terminating: false } }],
      ports: [port],
    });
  }
}
