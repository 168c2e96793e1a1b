import type { Pod } from '../../api/pod';
import { NetworkNamespace } from '../../programs/machine/network/network-namespace';
import type { DescribedServers } from './described-servers';
import type { PodNetwork, ResolverSettings } from './pod-network';

const CLUSTER_DOMAIN = 'cluster.local';
const LONGEST_HOST_NAME = 63;

/** The network of a pod's new sandbox, with the names that its containers know; it may be that of the node. */
export function createPodNetwork(pod: Pod, address: string, network: PodNetwork, servers: DescribedServers): NetworkNamespace {
  const resolverConfig = renderResolver(resolverOf(pod, network));
  const { node } = network;
  if (pod.spec.hostNetwork === true) {
    return new NetworkNamespace({
      address: node.address, hostName: node.hostName, hosts: node.hosts + aliasesOf(pod), resolverConfig, shares: node, otherwise: (port, from) => servers.connect(port, from, node.address),
    });
  }
  const { hostName, domain } = hostNameOf(pod);
  const names = domain === '' ? hostName : `${hostName}.${domain}\t${hostName}`;
  return new NetworkNamespace({
    address,
    hostName: pod.spec.setHostnameAsFQDN === true && domain !== '' ? `${hostName}.${domain}` : hostName,
    hosts: `${address}\t${names}\n${aliasesOf(pod)}`,
    resolverConfig,
    otherwise: (port, from) => servers.connect(port, from, address),
  });
}

/** Follows `pkg/kubelet/kubelet_pods.go` GeneratePodHostNameAndDomain. */
function hostNameOf({ metadata, spec }: Pod): { readonly hostName: string; readonly domain: string } {
  if (spec.hostnameOverride !== undefined) return { hostName: shorten(spec.hostnameOverride), domain: '' };
  const domain = spec.subdomain ? `${spec.subdomain}.${metadata.namespace ?? 'default'}.svc.${CLUSTER_DOMAIN}` : '';
  return { hostName: shorten(spec.hostname || metadata.name), domain };
}

/** Follows `pkg/kubelet/kubelet_pods.go` truncatePodHostnameIfNeeded. */
function shorten(name: string): string {
  return name.length <= LONGEST_HOST_NAME ? name : name.slice(0, LONGEST_HOST_NAME).replace(/[-.]+$/, '');
}

/** Follows `pkg/kubelet/kubelet_pods.go` hostsEntriesFromHostAliases. */
function aliasesOf({ spec }: Pod): string {
  const lines = (spec.hostAliases ?? []).map(({ ip, hostnames = [] }) => `${ip}\t${hostnames.join('\t')}\n`);
  return lines.length === 0 ? '' : `\n# Entries added by HostAliases.\n${lines.join('')}`;
}

/** Follows `pkg/kubelet/network/dns/dns.go` GetPodDNS. */
function resolverOf({ metadata, spec }: Pod, { clusterDns, nodeResolver }: PodNetwork): ResolverSettings {
  const { nameservers = [], searches = [], options = [] } = spec.dnsConfig ?? {};
  const isOfNode = spec.dnsPolicy === 'ClusterFirst' && spec.hostNetwork === true;
  const base = baseResolver(isOfNode ? 'Default' : spec.dnsPolicy, metadata.namespace ?? 'default', clusterDns, nodeResolver);
  const merged = new Map(base.options.map((option) => option.split(':') as [string, string]));
  for (const { name = '', value } of options) merged.set(name, value ?? '');
  return {
    servers: [...new Set([...base.servers, ...nameservers])].slice(0, 3),
    searches: [...new Set([...base.searches, ...searches])],
    options: [...merged].map(([name, value]) => (value ? `${name}:${value}` : name)),
  };
}

function baseResolver(policy: string | undefined, namespace: string, clusterDns: string, ofNode: ResolverSettings): ResolverSettings {
  if (policy === 'None') return { servers: [], searches: [], options: [] };
  if (policy === 'Default') return ofNode;
  const searches = [`${namespace}.svc.${CLUSTER_DOMAIN}`, `svc.${CLUSTER_DOMAIN}`, CLUSTER_DOMAIN];
  return { servers: [clusterDns], searches: [...searches, ...ofNode.searches], options: ['ndots:5'] };
}

/** As containerd writes the file (`pkg/cri/server/sandbox_run_linux.go` parseDNSOptions). */
export function renderResolver({ servers, searches, options }: ResolverSettings): string {
  const search = searches.length === 0 ? '' : `search ${searches.join(' ')}\n`;
  const settings = options.length === 0 ? '' : `options ${options.join(' ')}\n`;
  return search + servers.map((server) => `nameserver ${server}\n`).join('') + settings;
}
