import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ContainerStatus, Pod, PodCondition, PodStatus } from '../api/pod';
import { seconds } from '../simulation/time';
import { Trace } from '../trace/trace';
import { statusViolations } from './status-invariants';

const POD: Pod = { metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'web:1' }] } };

const APP: ContainerStatus = {
  name: 'app', image: 'web:1', imageID: 'web:1', containerID: 'c1', state: { running: { startedAt: seconds(1) } }, lastState: {},
  ready: true, started: true, restartCount: 0,
};

const READY: readonly PodCondition[] = ['Initialized', 'Ready', 'ContainersReady'].map((type) => (
  { type, status: 'True', lastTransitionTime: seconds(1) }
));

const STATUS: PodStatus = { phase: 'Running', conditions: READY, containerStatuses: [APP] };

function withApp(change: Partial<ContainerStatus>): PodStatus {
  return { ...STATUS, containerStatuses: [{ ...APP, ...change }] };
}

function withCondition(type: string, change: Partial<PodCondition>): PodStatus {
  return { ...STATUS, conditions: READY.map((each) => (each.type === type ? { ...each, ...change } : each)) };
}

/** What is wrong when these statuses stand in the API server at 2 s, 3 s, …; undefined = the pod was removed. */
function judge(...statuses: readonly (PodStatus | undefined)[]): readonly string[] {
  const trace = new Trace();
  for (const [index, status] of statuses.entries()) trace.appendStatus(seconds(2 + index), 'web', status, false);
  return [...statusViolations(POD, trace)];
}

test('a pod that runs, is restarted and goes is consistent', () => {
  const restarted = withApp({ containerID: 'c2', restartCount: 1, lastState: { terminated: { exitCode: 1, finishedAt: seconds(2) } } });
  assert.deepEqual(judge(STATUS, restarted, undefined), []);
});

const BROKEN: readonly (readonly [RegExp, PodStatus])[] = [
  [/has 0 states/, withApp({ state: {} })],
  [/has 2 states/, withApp({ state: { running: { startedAt: 0 }, waiting: {} } })],
  [/is started and does not run/, withApp({ state: { terminated: { exitCode: 0 } }, ready: false })],
  [/is ready and not started/, withApp({ started: false })],
  [/runs without a containerID/, withApp({ containerID: undefined })],
  [/runs from a later moment on/, withApp({ state: { running: { startedAt: seconds(9) } } })],
  [/has ended at a later moment/, withApp({ lastState: { terminated: { exitCode: 0, finishedAt: seconds(9) } } })],
  [/ended before it began/, withApp({ lastState: { terminated: { exitCode: 0, startedAt: seconds(2), finishedAt: seconds(1) } } })],
  [/has a lastState that is not an end/, withApp({ lastState: { running: { startedAt: 0 } } })],
  [/negative restartCount/, withApp({ restartCount: -1 })],
  [/containers are missing or unsorted/, { ...STATUS, containerStatuses: [] }],
  [/init containers are missing/, { ...STATUS, initContainerStatuses: [APP] }],
  [/the phase is Pending/, { ...STATUS, phase: 'Pending' }],
  [/stands twice/, { ...STATUS, conditions: [...READY, READY[0]] }],
  [/Ready is False without a reason/, withCondition('Ready', { status: 'False' })],
  [/changed at a later moment/, withCondition('Ready', { lastTransitionTime: seconds(9) })],
  [/Ready without ContainersReady/, withCondition('ContainersReady', { status: 'False', reason: 'ContainersNotReady' })],
  [/ContainersReady and not Ready/, withCondition('Ready', { status: 'False', reason: 'ContainersNotReady' })],
  [/ContainersReady and a container is not ready/, withApp({ ready: false })],
];

test('a status that contradicts itself is found out', () => {
  for (const [expected, status] of BROKEN) assert.match(judge(status).join('\n'), expected);
});

test('a status that contradicts the one before is found out', () => {
  assert.match(judge(withApp({ restartCount: 2 }), STATUS).join(), /went back from restartCount 2 to 0/);
  assert.match(judge(STATUS, withCondition('Ready', { lastTransitionTime: 0 })).join(), /last transition of condition Ready went back/);
  const taken = withCondition('Initialized', { status: 'False', reason: 'ContainersNotInitialized', lastTransitionTime: seconds(2) });
  assert.match(judge(STATUS, taken).join(), /Initialized was taken back/);
  assert.match(judge(undefined, STATUS).join(), /written after the removal/);
});

test('time and the deletionTimestamp do not go back', () => {
  const trace = new Trace();
  trace.appendStatus(seconds(3), 'web', STATUS, true);
  trace.appendStatus(seconds(2), 'web', STATUS, false);
  const text = [...statusViolations(POD, trace)].join('\n');
  assert.match(text, /time went back from 3s/);
  assert.match(text, /deletionTimestamp was taken back/);
});

test('a sidecar that takes started over from the instance before may be ready for a moment without it', () => {
  const pod: Pod = { ...POD, spec: { containers: [{ name: 'app', image: 'web:1', startupProbe: { tcpSocket: { port: 1 } } }] } };
  const trace = new Trace();
  trace.appendStatus(seconds(2), 'web', withApp({ started: false }), false);
  assert.deepEqual([...statusViolations(pod, trace)], []);
});

test('a pod that was refused has no container statuses', () => {
  assert.deepEqual(judge({ phase: 'Failed', reason: 'OutOfcpu', conditions: [] }), []);
});

test('an init container is ready when it has succeeded', () => {
  const pod: Pod = { ...POD, spec: { ...POD.spec, initContainers: [{ name: 'setup', image: 'setup:1' }] } };
  const trace = new Trace();
  const setup: ContainerStatus = { ...APP, name: 'setup', started: false, state: { terminated: { exitCode: 1 } } };
  trace.appendStatus(seconds(2), 'web', { ...STATUS, initContainerStatuses: [setup] }, false);
  assert.match([...statusViolations(pod, trace)].join(), /"setup" is ready in the wrong state/);
});
