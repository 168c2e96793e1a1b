import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import type { Container, PodSpec, ResourceList } from './pod';
import { computeQosClass } from './pod-qos';
import { containerRequests, podLimits, podRequests } from './pod-resources';
import { milliValue } from './quantity';
import { renderResources } from './resource-list';

fc.configureGlobal({ seed: 1 });

const container = (requests: ResourceList, limits?: ResourceList, restartPolicy?: 'Always'): Container => ({
  name: 'c',
  image: 'i',
  resources: { requests, ...(limits && { limits }) },
  restartPolicy,
});

test('containers that run together are added up', () => {
  const spec = { containers: [container({ cpu: '1', memory: '1Gi' }), container({ cpu: '500m' })] };
  assert.deepEqual(renderResources(podRequests(spec)), { cpu: '1500m', memory: '1Gi' });
});

test('an init container counts when it alone needs more than the containers together', () => {
  const initContainers = [container({ cpu: '2' }), container({ memory: '64Mi' })];
  const spec = { containers: [container({ cpu: '1', memory: '1Gi' })], initContainers };
  assert.deepEqual(renderResources(podRequests(spec)), { cpu: '2', memory: '1Gi' });
});

test('sidecars count beside the containers and beside the init containers after them', () => {
  const initContainers = [
    container({ cpu: '1' }),
    container({ cpu: '300m' }, undefined, 'Always'),
    container({ cpu: '2' }),
  ];
  assert.deepEqual(renderResources(podRequests({ containers: [container({ cpu: '1' })], initContainers })), {
    cpu: '2300m',
  });
  assert.deepEqual(renderResources(podRequests({ containers: [container({ cpu: '3' })], initContainers })), {
    cpu: '3300m',
  });
});

test('requests of the pod as a whole replace those of its containers, and overhead comes on top', () => {
  const spec: PodSpec = {
    containers: [container({ cpu: '1', 'example.com/gpu': '1' })],
    resources: { requests: { cpu: '2' }, limits: { cpu: '3', 'example.com/gpu': '9' } },
    overhead: { cpu: '250m', memory: '10Mi' },
  };
  assert.deepEqual(renderResources(podRequests(spec)), { cpu: '2250m', 'example.com/gpu': '1', memory: '10Mi' });
  assert.deepEqual(renderResources(podLimits(spec)), { cpu: '3250m' });
});

test('the class of a pod follows from CPU and memory of all its containers', () => {
  const both = { cpu: '1', memory: '1Gi' };
  const qos = (containers: Container[], initContainers: Container[] = []): string =>
    computeQosClass({ containers, initContainers });
  assert.equal(qos([{ name: 'c', image: 'i' }]), 'BestEffort');
  assert.equal(qos([container({ cpu: '0', 'example.com/gpu': '1' })]), 'BestEffort');
  assert.equal(qos([container({ cpu: '1' })]), 'Burstable');
  assert.equal(qos([container(both, both)]), 'Guaranteed');
  assert.equal(qos([container(both, { cpu: '2', memory: '1Gi' })]), 'Burstable');
  assert.equal(qos([container({ cpu: '1' }, both)]), 'Burstable');
  assert.equal(qos([container(both, both)], [{ name: 'i', image: 'i' }]), 'Burstable');
  assert.equal(qos([container({ cpu: '1000m', memory: '1024Mi' }, both)]), 'Guaranteed');
});

test('with resources for the pod as a whole only these decide the class', () => {
  const both = { cpu: '1', memory: '1Gi' };
  const containers = [container({ cpu: '1' })];
  assert.equal(computeQosClass({ containers, resources: { limits: both, requests: both } }), 'Guaranteed');
  assert.equal(computeQosClass({ containers, resources: { requests: both } }), 'Burstable');
  assert.equal(computeQosClass({ containers, resources: {} }), 'BestEffort');
});

const cpu = fc.integer({ min: 0, max: 4000 }).map((milli) => `${milli}m`);

test('a pod never needs less than any of its containers', () => {
  fc.assert(
    fc.property(fc.array(cpu, { minLength: 1, maxLength: 4 }), fc.array(fc.tuple(cpu, fc.boolean())), (main, inits) => {
      const containers = main.map((amount) => container({ cpu: amount }));
      const initContainers = inits.map(([amount, isSidecar]) =>
        container({ cpu: amount }, undefined, isSidecar ? 'Always' : undefined),
      );
      const total = milliValue(containerRequests({ containers, initContainers }).get('cpu')!);
      for (const amount of [...main, ...inits.map(([one]) => one)]) assert.ok(total >= Number(amount.slice(0, -1)));
    }),
  );
});
