import assert from 'node:assert/strict';
import { test } from 'node:test';

import { newStatus, shapedContainer, shapedMetadata, shapedPod, shapedProbe, shapedSpec, shapedStatus } from './object-shapes';
import type { Container, PodSpec } from './pod';

/** What of an object is given. */
const given = (object: object): unknown => JSON.parse(JSON.stringify(object));

test('an object in its shape says what the given one says, with the changes', () => {
  const container: Container = { tty: true, image: 'app:1', name: 'app', livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5 } };
  assert.deepEqual(given(shapedContainer(container, { image: 'app:2' })), { ...container, image: 'app:2' });
  const spec: PodSpec = { containers: [container], hostname: 'web', somethingNew: { kept: true } };
  assert.deepEqual(given(shapedSpec(spec, { nodeName: 'node-1' })), { ...spec, nodeName: 'node-1' });
  assert.deepEqual(given(shapedProbe(container.livenessProbe!, { failureThreshold: 3 })), { ...container.livenessProbe, failureThreshold: 3 });
  const metadata = { name: 'web', ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'node-1', uid: '1' }] };
  assert.deepEqual(given(shapedMetadata(metadata, { uid: '2' })), { ...metadata, uid: '2' });
  const status = shapedStatus(newStatus('Pending', []), { phase: 'Running' });
  assert.deepEqual(given(status), { phase: 'Running', conditions: [] });
  assert.deepEqual(given(shapedPod({ apiVersion: 'v1', kind: 'Pod', metadata, spec }, metadata, spec, status)), {
    apiVersion: 'v1', kind: 'Pod', metadata, spec, status: { phase: 'Running', conditions: [] },
  });
});

test('objects with different fields have the same ones in their shape, in the same order', () => {
  const one = shapedContainer({ image: 'a', name: 'a', args: ['x'] }, {});
  const other = shapedContainer({ name: 'b', image: 'b', startupProbe: { exec: {} }, env: [] }, {});
  assert.deepEqual(Object.keys(one), Object.keys(other));
});

test('the given object stays as it is', () => {
  const container: Container = { name: 'app', image: 'app:1' };
  shapedContainer(container, { image: 'app:2' });
  assert.deepEqual(container, { name: 'app', image: 'app:1' });
});
