import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Container, Pod } from '../../api/pod';
import { dropDisabledFields } from './disabled-fields';
import { KUBELET_VERSIONS, traitsOf } from './kubelet-version';

const rule = (action: 'Restart' | 'RestartAllContainers'): Container => ({
  name: 'app', image: 'app:1', restartPolicy: 'Never',
  restartPolicyRules: [{ action, exitCodes: { operator: 'In', values: [42] } }],
} as Container);
const podWith = (container: Container): Pod =>
  ({ metadata: { name: 'pod', namespace: 'default' }, spec: { containers: [container] } });

test('from v1.35 on the kubelet waits out a back-off and leaves the name of the container out of Events', () => {
  const seen = KUBELET_VERSIONS.map((version) => {
    const { waitsOutBackOff, namesContainerInEvents } = traitsOf(version);
    return [version, waitsOutBackOff, namesContainerInEvents];
  });
  assert.deepEqual(seen, [
    ['1.32', false, true], ['1.33', false, true], ['1.34', false, true], ['1.35', true, false], ['1.36', true, false],
  ]);
});

test('an API server of v1.34 drops restart rules of main containers', () => {
  const [container] = dropDisabledFields(podWith(rule('Restart')), traitsOf('1.34').featureGates).spec.containers;
  assert.deepEqual(container, { name: 'app', image: 'app:1' });
});

test('a stop signal is dropped unless its gate is on, and then needs the name of the operating system', () => {
  const stopped = podWith({ name: 'app', image: 'app:1', lifecycle: { stopSignal: 'SIGUSR1' } });
  const gates = traitsOf('1.36').featureGates;
  assert.deepEqual(dropDisabledFields(stopped, gates).spec.containers, [{ name: 'app', image: 'app:1' }]);
  const hooked = podWith({ name: 'app', image: 'app:1', lifecycle: { stopSignal: 'SIGUSR1', preStop: { sleep: { seconds: 1 } } } });
  assert.deepEqual(dropDisabledFields(hooked, gates).spec.containers[0]!.lifecycle, { preStop: { sleep: { seconds: 1 } } });
  const on = { ...gates, ContainerStopSignals: true };
  const onLinux = { ...stopped, spec: { ...stopped.spec, os: { name: 'linux' } } };
  assert.equal(dropDisabledFields(onLinux, on), onLinux);
  assert.throws(() => dropDisabledFields(stopped, on), /may not be set for containers with empty `spec\.os\.name`/);
});

test('v1.35 keeps the rule Restart and refuses RestartAllContainers, v1.36 keeps both', () => {
  const [v35, v36] = [traitsOf('1.35').featureGates, traitsOf('1.36').featureGates];
  const [restart, restartAll] = [podWith(rule('Restart')), podWith(rule('RestartAllContainers'))];
  assert.equal(dropDisabledFields(restart, v35), restart);
  assert.throws(() => dropDisabledFields(restartAll, v35), /spec\.containers\[0\]\.restartPolicyRules\[0\]\.action/);
  assert.equal(dropDisabledFields(restartAll, v36), restartAll);
});
