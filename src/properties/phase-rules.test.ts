import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ContainerState, ContainerStatus, Pod, PodPhase, PodStatus, RestartPolicy } from '../api/pod';
import { phaseViolations } from './phase-rules';

const RUNNING: ContainerState = { running: { startedAt: 0 } };
const CREATING: ContainerState = { waiting: { reason: 'ContainerCreating' } };
const exited = (exitCode: number): ContainerState => ({ terminated: { exitCode } });

interface Given {
  readonly state: ContainerState;
  readonly lastState?: ContainerState;
  readonly started?: boolean;
}

function containerStatus(name: string, { state, lastState = {}, started = true }: Given): ContainerStatus {
  return { name, image: '', imageID: '', state, lastState, started, ready: false, restartCount: 0 };
}

interface Situation {
  readonly policy?: RestartPolicy;
  readonly init?: Given;
  readonly sidecar?: Given;
  readonly mains: readonly Given[];
  readonly deleting?: boolean;
  readonly heldBack?: boolean;
  readonly before?: PodPhase;
}

/** What is wrong if the pod has this phase. */
function judge(phase: PodPhase, situation: Situation): readonly string[] {
  const { policy, init, sidecar, mains, deleting = false, heldBack, before } = situation;
  const pod: Pod = {
    metadata: { name: 'web' },
    spec: {
      restartPolicy: policy ?? 'Always',
      initContainers: [
        ...(sidecar ? [{ name: 'proxy', image: '', restartPolicy: 'Always' as const }] : []), ...(init ? [{ name: 'setup', image: '' }] : []),
      ],
      containers: mains.map((_, index) => ({ name: `app-${index}`, image: '' })),
    },
  };
  const status: PodStatus = {
    phase,
    conditions: heldBack ? [{ type: 'Ready', status: 'False', reason: 'PodFailed' }] : [],
    initContainerStatuses: [
      ...(sidecar ? [containerStatus('proxy', sidecar)] : []), ...(init ? [containerStatus('setup', init)] : []),
    ],
    containerStatuses: mains.map((main, index) => containerStatus(`app-${index}`, main)),
  };
  const previous: PodStatus | undefined = before && { ...status, phase: before };
  return [...phaseViolations({ pod, status, previous, deleting, mayBeEnding: false })];
}

const EXAMPLES: readonly (readonly [string, PodPhase, Situation])[] = [
  ['an image is pulled', 'Pending', { mains: [{ state: CREATING }] }],
  ['an init container runs', 'Pending', { init: { state: RUNNING }, mains: [{ state: CREATING }] }],
  ['an init container failed for good', 'Failed', { policy: 'Never', init: { state: exited(1) }, mains: [{ state: CREATING }] }],
  ['an init container failed and runs again', 'Pending', { init: { state: exited(1) }, mains: [{ state: CREATING }] }],
  ['a sidecar has not started', 'Pending', { sidecar: { state: RUNNING, started: false }, mains: [{ state: CREATING }] }],
  ['a sidecar crashes beside a running container', 'Running', { sidecar: { state: CREATING, lastState: exited(1) }, mains: [{ state: RUNNING }] }],
  ['a sidecar runs and the main container is done', 'Running', { policy: 'Never', sidecar: { state: RUNNING }, mains: [{ state: exited(0) }] }],
  ['one container waits for its first run', 'Pending', { mains: [{ state: RUNNING }, { state: CREATING }] }],
  ['a container crashes again and again', 'Running', { mains: [{ state: CREATING, lastState: exited(1) }] }],
  ['a container that is always restarted ended with 0', 'Running', { mains: [{ state: exited(0) }] }],
  ['all ended with 0 on OnFailure', 'Succeeded', { policy: 'OnFailure', mains: [{ state: exited(0) }, { state: exited(0) }] }],
  ['one failed on OnFailure', 'Running', { policy: 'OnFailure', mains: [{ state: exited(0) }, { state: exited(1) }] }],
  ['one failed on Never', 'Failed', { policy: 'Never', mains: [{ state: exited(0) }, { state: exited(1) }] }],
  ['one of two ended on Never', 'Running', { policy: 'Never', mains: [{ state: exited(1) }, { state: RUNNING }] }],
];

test('the examples of the table have the phase of the table and no other one', () => {
  for (const [name, expected, situation] of EXAMPLES) {
    for (const phase of ['Pending', 'Running', 'Succeeded', 'Failed'] as const) {
      const isRight = judge(phase, { before: 'Pending', ...situation }).length === 0;
      assert.equal(isRight, phase === expected, `${name}: ${phase}`);
    }
  }
});

test('a deleted pod ends as Succeeded only if all of its main containers ended with 0', () => {
  assert.deepEqual(judge('Succeeded', { deleting: true, mains: [{ state: exited(0) }] }), []);
  assert.deepEqual(judge('Failed', { deleting: true, mains: [{ state: exited(143) }] }), []);
  assert.equal(judge('Succeeded', { deleting: true, mains: [{ state: exited(143) }] }).length, 1);
});

test('a final phase stays', () => {
  assert.deepEqual(judge('Failed', { before: 'Failed', mains: [{ state: exited(0) }] }), []);
  assert.deepEqual(judge('Running', { before: 'Failed', mains: [{ state: RUNNING }] }), ['the phase went from Failed to Running']);
});

test('a final phase may be held back while containers could still run', () => {
  const over: Situation = { policy: 'Never', before: 'Running', mains: [{ state: exited(1) }] };
  assert.deepEqual(judge('Running', { ...over, heldBack: true }), []);
  assert.equal(judge('Running', over).length, 1);
});
