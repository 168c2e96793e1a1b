import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Pod } from '../../api/pod';
import type { Service } from '../../api/service';
import { serviceVariables } from './service-variables';

const SERVICES: readonly Service[] = [
  { metadata: { name: 'kubernetes', namespace: 'default' }, spec: { clusterIP: '10.96.0.1', ports: [{ name: 'https', port: 443 }] } },
  { metadata: { name: 'my-db', namespace: 'shop' }, spec: { clusterIP: '10.96.1.1', ports: [{ name: 'sql', port: 5432 }, { name: 'dns', port: 53, protocol: 'UDP' }] } },
  { metadata: { name: 'headless', namespace: 'shop' }, spec: { clusterIP: 'None', ports: [{ port: 80 }] } },
  { metadata: { name: 'elsewhere', namespace: 'default' }, spec: { clusterIP: '10.96.1.2', ports: [{ port: 80 }] } },
];

function podIn(namespace: string, enableServiceLinks = true): Pod {
  return { metadata: { name: 'web', namespace }, spec: { containers: [], enableServiceLinks } };
}

test('a service with an address is known by its host, its ports and the links of Docker', () => {
  const { KUBERNETES_SERVICE_HOST, ...variables } = serviceVariables(podIn('shop'), SERVICES);
  assert.equal(KUBERNETES_SERVICE_HOST, '10.96.0.1');
  assert.deepEqual(Object.fromEntries(Object.entries(variables).filter(([name]) => !name.startsWith('KUBERNETES'))), {
    MY_DB_SERVICE_HOST: '10.96.1.1',
    MY_DB_SERVICE_PORT: '5432',
    MY_DB_SERVICE_PORT_SQL: '5432',
    MY_DB_SERVICE_PORT_DNS: '53',
    MY_DB_PORT: 'tcp://10.96.1.1:5432',
    MY_DB_PORT_5432_TCP: 'tcp://10.96.1.1:5432',
    MY_DB_PORT_5432_TCP_PROTO: 'tcp',
    MY_DB_PORT_5432_TCP_PORT: '5432',
    MY_DB_PORT_5432_TCP_ADDR: '10.96.1.1',
    MY_DB_PORT_53_UDP: 'udp://10.96.1.1:53',
    MY_DB_PORT_53_UDP_PROTO: 'udp',
    MY_DB_PORT_53_UDP_PORT: '53',
    MY_DB_PORT_53_UDP_ADDR: '10.96.1.1',
  });
});

test('without links there is the API server alone, in every namespace', () => {
  const names = Object.keys(serviceVariables(podIn('shop', false), SERVICES));
  assert.deepEqual(names.filter((name) => !name.startsWith('KUBERNETES_')), []);
  assert.equal(names.length, 8);
});
