import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Pod, PodPhase, PodStatus } from '../../api/pod';
import { podLevelResources, samePodLevelResources } from './pod-level-resources';

const LIST = { cpu: '3', memory: '1Gi', 'ephemeral-storage': '2Gi' };
const ALL = { requests: LIST, limits: LIST };

function pod(phase: PodPhase, resources: object | undefined = ALL): Pod {
  return {
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'app', image: 'app:1', resources }] },
    status: { phase, conditions: [] },
  };
}

function status(phase: PodPhase, resources?: PodStatus['resources']): PodStatus {
  return { phase, conditions: [], resources };
}

test('a pod that asks for nothing shows no resources', () => {
  assert.equal(podLevelResources(pod('Pending', {}), status('Pending'), false), undefined);
});

test('before the API shows it as running, a pod shows what it was given', () => {
  assert.deepEqual(podLevelResources(pod('Pending'), status('Running'), false), ALL);
});

test('a running pod without cgroups keeps the CPU and memory of its last status', () => {
  assert.deepEqual(podLevelResources(pod('Running'), status('Running', ALL), false), {
    requests: { memory: '1Gi', cpu: '3' }, limits: { cpu: '3', memory: '1Gi' },
  });
});

test('without cgroups the CPU and the limits are lost when the pod has ended and the API does not know it yet', () => {
  assert.deepEqual(podLevelResources(pod('Running'), status('Failed', ALL), false), { requests: { memory: '1Gi' }, limits: {} });
});

test('with cgroups nothing is lost', () => {
  const before = status('Failed', { ...ALL });
  assert.equal(podLevelResources(pod('Running'), before, true), before.resources);
});

test('resources are the same when they name the same amounts', () => {
  assert.ok(samePodLevelResources(undefined, { requests: {}, limits: {} }));
  assert.ok(samePodLevelResources({ requests: { cpu: '1', memory: '2' } }, { requests: { memory: '2', cpu: '1' } }));
  assert.ok(!samePodLevelResources({ requests: { cpu: '1' } }, { requests: {} }));
  assert.ok(!samePodLevelResources({ limits: { cpu: '1' } }, { limits: { cpu: '2' } }));
});
