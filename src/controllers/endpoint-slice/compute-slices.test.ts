import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { EndpointSlice } from '../../api/endpoint-slice';
import type { Pod } from '../../api/pod';
import type { Service } from '../../api/service';
import { computeSlices } from './compute-slices';

const SERVICE: Service = { metadata: { name: 'web', namespace: 'default' }, spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] } };

function pod(name: string, more: { readonly ready?: boolean; readonly port?: number; readonly leaving?: boolean; readonly phase?: string; readonly app?: string } = {}): Pod {
  const { ready = true, port = 8080, leaving = false, phase = 'Running', app = 'web' } = more;
  return {
    metadata: { name, namespace: 'default', uid: `uid-${name}`, labels: { app }, ...(leaving && { deletionTimestamp: '2026-11-20T12:00:00Z' }) },
    spec: { containers: [{ name: 'app', image: 'web', ports: [{ name: 'http', containerPort: port }] }] },
    status: { phase, podIP: `10.0.0.${name.length}`, conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  } as unknown as Pod;
}

function shown(slices: readonly EndpointSlice[]): (readonly [number | undefined, readonly string[]])[] {
  return slices.map(({ ports, endpoints }) => [ports[0]?.port, endpoints.map(({ targetRef, conditions }) => (
    `${targetRef!.name}${conditions.ready ? ' ready' : ''}${conditions.serving ? ' serving' : ''}${conditions.terminating ? ' terminating' : ''}`
  ))] as const);
}

describe('the slices of a service', () => {
  test('a service without pods has one that is empty', () => {
    assert.deepEqual(shown(computeSlices(SERVICE, [pod('other', { app: 'other' })], [])), [[undefined, []]]);
  });

  test('say of each pod whether it is ready, serves and ends', () => {
    const pods = [pod('a'), pod('bb', { ready: false }), pod('ccc', { leaving: true }), pod('dddd', { phase: 'Succeeded' })];
    assert.deepEqual(shown(computeSlices(SERVICE, pods, [])), [[8080, ['a ready serving', 'bb', 'ccc serving terminating']]]);
  });

  test('call every pod ready where addresses are published before', () => {
    const service = { ...SERVICE, spec: { ...SERVICE.spec, publishNotReadyAddresses: true } };
    assert.deepEqual(shown(computeSlices(service, [pod('a', { ready: false })], [])), [[8080, ['a ready']]]);
  });

  test('are one for each number that the name of a port stands for', () => {
    assert.deepEqual(shown(computeSlices(SERVICE, [pod('a'), pod('bb', { port: 9090 }), pod('ccc')], [])), [
      [8080, ['a ready serving', 'ccc ready serving']], [9090, ['bb ready serving']],
    ]);
  });

  test('keep the order in which pods came', () => {
    const before = computeSlices(SERVICE, [pod('bb')], []);
    assert.deepEqual(shown(computeSlices(SERVICE, [pod('a'), pod('bb')], before)), [[8080, ['bb ready serving', 'a ready serving']]]);
  });

  test('hold a hundred endpoints at most', () => {
    const many = Array.from({ length: 101 }, (_, index) => pod(`p${index}`));
    assert.deepEqual(computeSlices(SERVICE, many, []).map(({ metadata, endpoints }) => [metadata.name, endpoints.length]), [['web-00001', 100], ['web-00002', 1]]);
  });

  test('have no port where the pod has none of that name', () => {
    const service = { ...SERVICE, spec: { ...SERVICE.spec, ports: [{ port: 80, targetPort: 'admin' }] } };
    assert.deepEqual(shown(computeSlices(service, [pod('a')], [])), [[undefined, ['a ready serving']]]);
  });
});
