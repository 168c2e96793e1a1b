import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { defaultService, type ServiceSpec } from '../../api/service';
import type { DnsReply, RecordType } from '../../programs/machine/network/dns';
import type { ConnectResult } from '../../programs/machine/network/network';
import { NetworkNamespace } from '../../programs/machine/network/network-namespace';
import { RandomStreams } from '../../simulation/random';
import { seconds } from '../../simulation/time';
import { Cluster } from '../cluster';
import { ClusterNetwork } from './cluster-network';
import { ServiceProxy } from './service-proxy';

function networkOf(cluster: Cluster): ClusterNetwork {
  return new ClusterNetwork({ simulation: cluster.simulation, api: cluster.api, nodeName: 'node-1', nodeIp: '192.168.49.2', seed: 1 });
}

function apply({ api }: Cluster, name: string, spec: ServiceSpec, namespace = 'default'): void {
  api.objects.apply({ kind: 'Service', object: defaultService({ metadata: { name, namespace }, spec }) });
}

function ask(network: ClusterNetwork, name: string, type: RecordType = 'A', server = '10.96.0.10'): string[] | undefined {
  let reply: DnsReply | undefined;
  network.query(server, { name, type }, (given) => { reply = given; });
  if (reply === undefined) return undefined;
  return reply.status === 'NOERROR' ? reply.records.map(({ data }) => data) : [reply.status];
}

describe('the name server of the cluster', () => {
  const cluster = new Cluster();
  const network = networkOf(cluster);
  apply(cluster, 'web', { ports: [{ name: 'http', port: 80 }, { name: 'admin', port: 81 }] });
  apply(cluster, 'alias', { type: 'ExternalName', externalName: 'web.default.svc.cluster.local' });
  apply(cluster, 'loop', { type: 'ExternalName', externalName: 'loop.default.svc.cluster.local' });
  apply(cluster, 'away', { type: 'ExternalName', externalName: 'example.com.' });
  apply(cluster, 'none', { clusterIP: 'None', selector: { app: 'none' } });

  test('knows services by their full names, and their ports', () => {
    assert.deepEqual(ask(network, 'web.default.svc.cluster.local'), ['10.96.1.1']);
    assert.deepEqual(ask(network, 'WEB.default.svc.cluster.local', 'AAAA'), []);
    assert.deepEqual(ask(network, '_admin._tcp.web.default.svc.cluster.local', 'SRV'), ['0 100 81 web.default.svc.cluster.local']);
    assert.deepEqual(ask(network, '_other._tcp.web.default.svc.cluster.local', 'SRV'), ['NXDOMAIN']);
    assert.deepEqual(ask(network, 'kubernetes.default.svc.cluster.local'), ['10.96.0.1']);
  });

  test('knows what is between the names, and nothing else', () => {
    for (const name of ['cluster.local', 'svc.cluster.local', 'default.svc.cluster.local']) assert.deepEqual(ask(network, name), [], name);
    for (const name of ['web', 'web.default', 'default.cluster.local', 'x.svc.cluster.local', 'x.default.svc.cluster.local', 'none.default.svc.cluster.local', 'a.b.c.web.default.svc.cluster.local']) {
      assert.deepEqual(ask(network, name), ['NXDOMAIN'], name);
    }
  });

  test('follows aliases, and not for ever', () => {
    assert.deepEqual(ask(network, 'alias.default.svc.cluster.local'), ['web.default.svc.cluster.local', '10.96.1.1']);
    assert.deepEqual(ask(network, 'away.default.svc.cluster.local'), ['example.com']);
    assert.deepEqual([...new Set(ask(network, 'loop.default.svc.cluster.local'))], ['loop.default.svc.cluster.local']);
  });

  test('knows addresses', () => {
    assert.deepEqual(ask(network, '1.1.96.10.in-addr.arpa', 'PTR'), ['web.default.svc.cluster.local']);
    assert.deepEqual(ask(network, '9.9.96.10.in-addr.arpa', 'PTR'), ['NXDOMAIN']);
    assert.deepEqual(ask(network, '10-0-0-7.default.pod.cluster.local'), ['10.0.0.7']);
  });

  test('is one of two; others never answer', () => {
    assert.deepEqual(ask(network, 'web.default.svc.cluster.local', 'A', '192.168.49.1'), ['NXDOMAIN']);
    assert.equal(ask(network, 'web.default.svc.cluster.local', 'A', '8.8.8.8'), undefined);
  });
});

describe('a connection to a service', () => {
  const cluster = new Cluster();
  const network = networkOf(cluster);
  apply(cluster, 'web', { ports: [{ port: 80 }] });
  const conditions = { ready: true, serving: true, terminating: false };
  const publish = (terminating: boolean): void => {
    cluster.api.objects.endpointSlices.put({
      metadata: { name: 'web-1', namespace: 'default', labels: { 'kubernetes.io/service-name': 'web' } },
      endpoints: [{ addresses: ['10.0.0.9'], conditions: { ...conditions, ready: !terminating, terminating } }],
      ports: [{ name: '', port: 8080, protocol: 'TCP' }],
    });
  };
  const connect = (port: number): () => ConnectResult | undefined => {
    let result: ConnectResult | undefined;
    network.connect('10.0.0.3', '10.96.1.1', port, (given) => { result = given; });
    return () => result;
  };

  test('is refused without endpoints, and never answered on another port', () => {
    assert.equal(connect(80)(), 'refused');
    const result = connect(81);
    cluster.advanceBy(seconds(126));
    assert.equal(result(), undefined);
    cluster.advanceBy(seconds(1));
    assert.equal(result(), 'timeout');
  });

  test('reaches the port of the endpoint, also of one that ends when there is no other', () => {
    publish(false);
    assert.equal(connect(80)(), 'unreachable');
    const pod = new NetworkNamespace({ address: '10.0.0.9', hostName: 'web' });
    network.add(pod);
    assert.equal(connect(80)(), 'refused');
    pod.listen(8080);
    assert.equal(typeof connect(80)(), 'object');
    publish(true);
    assert.equal(typeof connect(80)(), 'object');
  });
});

test('a client of a service with affinity comes back to its pod until it has stayed away for too long', () => {
  const cluster = new Cluster();
  const proxy = new ServiceProxy(cluster.api.objects, new RandomStreams(3).stream('proxy'), cluster);
  apply(cluster, 'web', { ports: [{ port: 80 }], sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } } });
  const addresses = Array.from({ length: 20 }, (_, index) => `10.0.0.${index}`);
  cluster.api.objects.endpointSlices.put({
    metadata: { name: 'web-1', namespace: 'default', labels: { 'kubernetes.io/service-name': 'web' } },
    endpoints: addresses.map((address) => ({ addresses: [address], conditions: { ready: true, serving: true, terminating: false } })),
    ports: [{ name: '', port: 80, protocol: 'TCP' }],
  });
  const routes = (wait: number): unknown[] => Array.from({ length: 8 }, () => {
    cluster.advanceBy(seconds(wait));
    return proxy.route('10.1.1.1', '10.96.1.1', 80);
  });
  assert.equal(new Set(routes(50).map((route) => JSON.stringify(route))).size, 1);
  assert.ok(new Set(routes(61).map((route) => JSON.stringify(route))).size > 3);
});

test('services get addresses in their order, and keep those that they ask for or have', () => {
  const cluster = new Cluster();
  apply(cluster, 'fixed', { clusterIP: '10.96.1.2', ports: [{ port: 80 }] });
  for (const name of ['a', 'b', 'a']) apply(cluster, name, { ports: [{ port: 80 }] });
  const addressOf = (name: string): string | undefined => cluster.api.objects.services.get('default', name)?.spec.clusterIP;
  assert.deepEqual(['fixed', 'a', 'b'].map(addressOf), ['10.96.1.2', '10.96.1.1', '10.96.1.3']);
});
