import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ContainerStatusRow, StatusRow, TraceRows } from '../trace/trace-rows';

import { buildTimeline } from './timeline';

const EMPTY: TraceRows = { status: [], events: [], runtime: [], probes: [] };

function container(name: string, state: ContainerStatusRow['state'], more: Partial<ContainerStatusRow> = {}): ContainerStatusRow {
  return { name, state, ready: false, restartCount: 0, ...more };
}

function status(t: number, phase: string, containers: ContainerStatusRow[], more: Partial<StatusRow> = {}): StatusRow {
  return { t, phase, conditions: { Ready: 'False ContainersNotReady' }, containerStatuses: containers, ...more };
}

function build(rows: Partial<TraceRows>, until = 100): ReturnType<typeof buildTimeline> {
  return buildTimeline({ name: 'run', rows: { ...EMPTY, ...rows }, until });
}

test('an empty trace has no pods and a span to be drawn', () => {
  const timeline = buildTimeline({ name: 'nothing', rows: EMPTY });
  assert.deepEqual(timeline, { name: 'nothing', until: 0, shown: { from: 0, to: 1 }, complete: true, notes: [], pods: [] });
});

test('phases and the Ready condition become bands that end where the next begins', () => {
  const { pods } = build({
    status: [
      status(0, 'Pending', []),
      status(1, 'Pending', []),
      status(3, 'Running', [], { conditions: { Ready: 'True' } }),
      status(90, 'Failed', [], { reason: 'Evicted' }),
    ],
  });
  assert.deepEqual(pods[0]?.phases, [
    { from: 0, to: 3, phase: 'Pending' }, { from: 3, to: 90, phase: 'Running' }, { from: 90, to: 100, phase: 'Failed', reason: 'Evicted' },
  ]);
  assert.deepEqual(pods[0]?.ready, [{ from: 0, to: 3, ready: false }, { from: 3, to: 90, ready: true }, { from: 90, to: 100, ready: false }]);
});

test('the removal of a pod ends its bands, and a pod of the same name begins new ones', () => {
  const { pods } = build({
    status: [
      status(0, 'Running', [container('app', 'running')], { deletionTimestampSet: true }),
      { t: 10, deleted: true },
      status(20, 'Pending', [container('app', 'waiting')]),
    ],
  });
  assert.deepEqual(pods[0]?.phases.map((span) => [span.from, span.to]), [[0, 10], [20, 100]]);
  assert.deepEqual(pods[0]?.containers[0]?.states.map((span) => [span.from, span.to, span.state]), [[0, 10, 'running'], [20, 100, 'waiting']]);
  assert.deepEqual(pods[0]?.deletions, [{ t: 0, kind: 'requested' }, { t: 10, kind: 'removed' }]);
});

test('a container has a span per state, reason, readiness and restart count', () => {
  const { pods } = build({
    status: [
      status(0, 'Pending', [container('app', 'waiting', { reason: 'ContainerCreating' })]),
      status(1, 'Running', [container('app', 'running')]),
      status(2, 'Running', [container('app', 'running', { ready: true })]),
      status(3, 'Running', [container('app', 'running', { ready: true })]),
      status(4, 'Running', [container('app', 'terminated', { reason: 'Error', exitCode: 1 })]),
      status(5, 'Running', [container('app', 'running', { ready: true, restartCount: 1 })]),
    ],
  });
  const app = pods[0]?.containers[0];
  assert.equal(app?.restarts, 1);
  assert.deepEqual(app?.states.map((span) => `${span.from}-${span.to} ${span.state}`), [
    '0-1 waiting', '1-2 running', '2-4 running', '4-5 terminated', '5-100 running',
  ]);
});

test('an init container that runs beside later containers is a sidecar', () => {
  const init = (setup: ContainerStatusRow['state'], proxy: ContainerStatusRow['state'], app: ContainerStatusRow['state'], t: number): StatusRow => ({
    ...status(t, 'Pending', [container('app', app)]), initContainerStatuses: [container('setup', setup), container('proxy', proxy)],
  });
  const { pods } = build({
    status: [init('waiting', 'waiting', 'waiting', 0), init('running', 'waiting', 'waiting', 1), init('terminated', 'running', 'running', 2)],
  });
  assert.deepEqual(pods[0]?.containers.map((each) => `${each.name} ${each.kind}`), ['setup init', 'proxy sidecar', 'app main']);
});

test('the process of a container lives from the end of its start to its exit', () => {
  const { pods } = build({
    runtime: [
      { t: 1, end: 2, call: 'PullImage', container: 'app', error: 'not found' },
      { t: 3, end: 3.5, call: 'StartContainer', container: 'app', attempt: 0 },
      { t: 4, end: 5, call: 'ExecSync', container: 'app', what: 'postStart' },
      { t: 9, call: 'SIGTERM', container: 'app' },
      { t: 10, call: 'exit', container: 'app', exitCode: 143, reason: 'Error' },
      { t: 20, end: 21, call: 'StartContainer', container: 'app', attempt: 1 },
    ],
  });
  const app = pods[0]?.containers[0];
  assert.deepEqual(app?.activities.map((each) => `${each.kind} ${each.from}-${each.to}${each.failed ? ' failed' : ''}`), [
    'pull 1-2 failed', 'start 3-3.5', 'postStart 4-5', 'run 3.5-10', 'start 20-21', 'run 21-100',
  ]);
  assert.deepEqual(app?.marks, [{ t: 9, kind: 'SIGTERM' }, { t: 10, kind: 'exit', exitCode: 143, reason: 'Error' }]);
});

test('a container whose start fails has no process', () => {
  const { pods } = build({ runtime: [{ t: 3, end: 4, call: 'StartContainer', container: 'app', error: 'no such file' }] });
  assert.deepEqual(pods[0]?.containers[0]?.activities, [{ kind: 'start', from: 3, to: 4, failed: true }]);
});

test('probes are told apart by kind and keep every attempt', () => {
  const { pods } = build({
    probes: [
      { t: 1, container: 'app', attempt: 0, type: 'liveness', outcome: 'success' },
      { t: 2, container: 'app', attempt: 0, type: 'startup', outcome: 'failure' },
      { t: 3, container: 'app', attempt: 1, type: 'liveness', outcome: 'timeout' },
    ],
  });
  assert.deepEqual(pods[0]?.containers[0]?.probes.map((probe) => `${probe.type} ${probe.attempts.length}`), ['startup 1', 'liveness 2']);
});

test('pods come in the order of their first statuses, each with its own rows', () => {
  const { pods } = build({
    status: [{ ...status(0, 'Pending', []), pod: 'b' }, { ...status(1, 'Pending', []), pod: 'a' }],
    events: [{ t: 2, pod: 'a', type: 'Normal', reason: 'Pulled', message: '' }],
  });
  assert.deepEqual(pods.map((pod) => [pod.name, pod.events.length]), [['b', 0], ['a', 1]]);
});

test('a long quiet end is not drawn, clean-up calls aside', () => {
  const rows = { status: [status(0, 'Pending', []), status(8, 'Running', [])] };
  assert.deepEqual(build(rows).shown, { from: 0, to: 10 });
  assert.deepEqual(build({ ...rows, runtime: [{ t: 99, call: 'RemovePodSandbox' }] }).shown, { from: 0, to: 10 });
  assert.deepEqual(build({ ...rows, events: [{ t: 70, type: 'Normal', reason: 'X', message: '' }] }).shown, { from: 0, to: 100 });
});

test('a run that begins late is drawn from shortly before its first row', () => {
  assert.deepEqual(build({ status: [status(600, 'Pending', []), status(700, 'Running', [])] }, 700).shown, { from: 590, to: 700 });
});

test('without an end the last thing in the trace is the end', () => {
  const rows = { ...EMPTY, probes: [{ t: 4, end: 5, container: 'app', attempt: 0, type: 'liveness', outcome: 'success' } as const] };
  assert.equal(buildTimeline({ name: 'run', rows }).until, 5);
  assert.equal(buildTimeline({ name: 'run', rows, notes: [{ t: 6, subject: 'node', text: 'reboot' }] }).until, 6);
});

test('of a long run what lies around the focus is drawn; a short one is drawn as a whole', () => {
  const rows = { ...EMPTY, status: [status(0, 'Pending', []), status(7000, 'Running', [])] };
  const { shown, complete } = buildTimeline({ name: 'run', rows, until: 7200, focus: 100 });
  assert.deepEqual([shown, complete], [{ from: 0, to: 400 }, false]);
  assert.deepEqual(buildTimeline({ name: 'run', rows, until: 7200, focus: 3000 }).shown, { from: 2700, to: 3300 });
  assert.equal(buildTimeline({ name: 'run', rows: { ...rows, status: rows.status.slice(0, 1) }, until: 700, focus: 100 }).complete, true);
});
