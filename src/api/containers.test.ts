import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  allContainersCouldRestart,
  containerFieldPath,
  containerShouldRestart,
  findContainer,
  findMatchingRestartRule,
  isSidecar,
  podFullDescription,
  podFullName,
  sidecarsOf,
} from './containers';
import type { Container, ContainerRestartRule, PodSpec, RestartPolicy } from './pod';

const container = (fields: Partial<Container> = {}): Container => ({ name: 'app', image: 'nginx', ...fields });
const specWith = (restartPolicy?: RestartPolicy): PodSpec => ({ containers: [container()], restartPolicy });
const rule = (operator: 'In' | 'NotIn', values: number[], action: ContainerRestartRule['action'] = 'Restart') => ({
  action,
  exitCodes: { operator, values },
});

test('an init container with restartPolicy Always is a sidecar', () => {
  assert.ok(isSidecar(container({ restartPolicy: 'Always' })));
  assert.ok(!isSidecar(container({ restartPolicy: 'OnFailure' })));
  assert.ok(!isSidecar(container()));
});

test('without a policy of its own a container follows the pod\'s policy', () => {
  const restarts = (policy: RestartPolicy | undefined, exitCode: number): boolean =>
    containerShouldRestart(container(), specWith(policy), exitCode);
  assert.deepEqual([restarts('Always', 0), restarts('Always', 1)], [true, true]);
  assert.deepEqual([restarts('OnFailure', 0), restarts('OnFailure', 1)], [false, true]);
  assert.deepEqual([restarts('Never', 0), restarts('Never', 1)], [false, false]);
  assert.equal(restarts(undefined, 0), true);
});

test('a container\'s own policy goes before the pod\'s', () => {
  assert.ok(containerShouldRestart(container({ restartPolicy: 'Always' }), specWith('Never'), 0));
  assert.ok(!containerShouldRestart(container({ restartPolicy: 'Never' }), specWith('Always'), 1));
  assert.ok(!containerShouldRestart(container({ restartPolicy: 'OnFailure' }), specWith('Always'), 0));
});

test('a rule that the exit code meets goes before the container\'s policy', () => {
  const restartPolicyRules = [rule('In', [42]), rule('NotIn', [0, 1, 2], 'RestartAllContainers')];
  const app = container({ restartPolicy: 'Never', restartPolicyRules });
  assert.ok(containerShouldRestart(app, specWith('Never'), 42));
  assert.ok(containerShouldRestart(app, specWith('Never'), 3));
  assert.ok(!containerShouldRestart(app, specWith('Always'), 1));
  assert.equal(findMatchingRestartRule(app, 42), restartPolicyRules[0]);
  assert.equal(findMatchingRestartRule(app, 7), restartPolicyRules[1]);
  assert.equal(findMatchingRestartRule(app, 2), undefined);
});

test('a rule without exit codes or with an unknown operator meets no exit code', () => {
  const unknown = { action: 'Restart', exitCodes: { operator: 'Like' as 'In' } } as const;
  const app = container({ restartPolicyRules: [{ action: 'Restart' }, unknown, { action: 'Restart', exitCodes: { operator: 'In' } }] });
  assert.equal(findMatchingRestartRule(app, 1), undefined);
});

test('rules without a policy of the container do not count', () => {
  assert.ok(!containerShouldRestart(container({ restartPolicyRules: [rule('In', [1])] }), specWith('Never'), 1));
});

test('all containers could restart when any container, an init container included, says so', () => {
  const restartsAll = container({ restartPolicyRules: [rule('In', [1], 'RestartAllContainers')] });
  assert.ok(!allContainersCouldRestart(specWith()));
  assert.ok(!allContainersCouldRestart({ containers: [container({ restartPolicyRules: [rule('In', [1])] })] }));
  assert.ok(allContainersCouldRestart({ containers: [restartsAll] }));
  assert.ok(allContainersCouldRestart({ containers: [container()], initContainers: [restartsAll] }));
});

test('containers are found by name, and events name the list they are in', () => {
  const sidecar = container({ name: 'log', restartPolicy: 'Always' });
  const spec: PodSpec = { containers: [container()], initContainers: [container({ name: 'init' }), sidecar] };
  assert.deepEqual(sidecarsOf(spec), [sidecar]);
  assert.deepEqual(sidecarsOf(specWith()), []);
  assert.equal(findContainer(spec, 'log')?.container, sidecar);
  assert.equal(findContainer(spec, 'app')?.isInit, false);
  assert.equal(findContainer(spec, 'none'), undefined);
  assert.equal(containerFieldPath(spec, 'init'), 'spec.initContainers{init}');
  assert.equal(containerFieldPath(spec, 'app'), 'spec.containers{app}');
});

test('a pod is described by name, namespace and uid', () => {
  const pod = { metadata: { name: 'web', namespace: 'shop', uid: '1-2' }, spec: specWith() };
  assert.equal(podFullName(pod), 'web_shop');
  assert.equal(podFullDescription(pod), 'web_shop(1-2)');
  assert.equal(podFullDescription({ metadata: { name: 'web' }, spec: specWith() }), 'web_default()');
});
