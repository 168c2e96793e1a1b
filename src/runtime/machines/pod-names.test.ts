import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Pod, PodSpec } from '../../api/pod';
import { EMPTY_NETWORK } from '../../programs/machine/network/network';
import { NetworkNamespace } from '../../programs/machine/network/network-namespace';
import { DescribedServers } from './described-servers';
import { createPodNetwork } from './pod-names';
import type { PodNetwork } from './pod-network';

const NETWORK: PodNetwork = {
  ...EMPTY_NETWORK,
  node: new NetworkNamespace({ address: '192.168.49.2', hostName: 'node-1' }),
  nodeResolver: { servers: ['192.168.49.1'], searches: ['lan'], options: ['rotate'] },
  clusterDns: '10.96.0.10',
  dial: () => undefined,
  add: () => undefined,
};

function networkOf(spec: Partial<PodSpec>, name = 'web'): NetworkNamespace {
  const pod: Pod = { metadata: { name, namespace: 'shop' }, spec: { containers: [], dnsPolicy: 'ClusterFirst', ...spec } };
  return createPodNetwork(pod, '10.0.0.2', NETWORK, new DescribedServers());
}

describe('a pod', () => {
  test('asks the name server of the cluster, below the domains of its namespace and of the node', () => {
    assert.equal(networkOf({}).resolverConfig, 'search shop.svc.cluster.local svc.cluster.local cluster.local lan\nnameserver 10.96.0.10\noptions ndots:5\n');
  });

  test('asks as its node does where that is the policy, or its network is that of the node', () => {
    const ofNode = 'search lan\nnameserver 192.168.49.1\noptions rotate\n';
    assert.equal(networkOf({ dnsPolicy: 'Default' }).resolverConfig, ofNode);
    assert.equal(networkOf({ hostNetwork: true }).resolverConfig, ofNode);
    assert.match(networkOf({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' }).resolverConfig, /^nameserver 10\.96\.0\.10$/m);
  });

  test('adds what dnsConfig says, or says nothing else', () => {
    const dnsConfig = { nameservers: ['1.2.3.4'], searches: ['lan', 'example.com'], options: [{ name: 'ndots', value: '2' }, { name: 'edns0' }] };
    assert.equal(networkOf({ dnsPolicy: 'None', dnsConfig }).resolverConfig, 'search lan example.com\nnameserver 1.2.3.4\noptions ndots:2 edns0\n');
    assert.equal(
      networkOf({ dnsConfig }).resolverConfig,
      'search shop.svc.cluster.local svc.cluster.local cluster.local lan example.com\nnameserver 10.96.0.10\nnameserver 1.2.3.4\noptions ndots:2 edns0\n',
    );
  });

  test('is called after itself, or as it wants, at most 63 characters', () => {
    assert.equal(networkOf({}).hosts, '10.0.0.2\tweb\n');
    assert.equal(networkOf({ hostname: 'db-0', subdomain: 'db' }).hosts, '10.0.0.2\tdb-0.db.shop.svc.cluster.local\tdb-0\n');
    assert.equal(networkOf({ hostname: 'db-0', subdomain: 'db', setHostnameAsFQDN: true }).hostName, 'db-0.db.shop.svc.cluster.local');
    assert.equal(networkOf({ hostnameOverride: 'a.b', subdomain: 'db' }).hosts, '10.0.0.2\ta.b\n');
    assert.equal(networkOf({}, `${'a'.repeat(61)}-.b`).hostName, 'a'.repeat(61));
  });

  test('has the ports of its node where it shares the network', () => {
    NETWORK.node.listen(6443);
    const shared = networkOf({ hostNetwork: true });
    assert.deepEqual([shared.address, shared.hostName, shared.isListening(6443)], ['192.168.49.2', 'node-1', true]);
  });
});
