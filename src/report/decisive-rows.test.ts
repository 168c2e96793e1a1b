import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ProbeRow, StatusRow, TraceRows } from '../trace/trace-rows';

import { decisiveRows, renderFacts, type DecisiveRowsOptions } from './decisive-rows';

const EMPTY: TraceRows = { status: [], events: [], runtime: [], probes: [] };

function probe(t: number, outcome: ProbeRow['outcome'], more: Partial<ProbeRow> = {}): ProbeRow {
  return { t, container: 'app', attempt: 0, type: 'liveness', outcome, ...more };
}

function told(rows: Partial<TraceRows>, options: DecisiveRowsOptions = {}): string[] {
  return decisiveRows({ ...EMPTY, ...rows }, options).map((fact) => `${fact.t} ${fact.what} ${fact.detail}`);
}

test('an empty trace has nothing to tell', () => {
  assert.deepEqual(told({}), []);
});

test('failures in a row are counted against the threshold, anew after a success', () => {
  const probes = [probe(50, 'failure'), probe(60, 'timeout'), probe(70, 'success'), probe(80, 'failure')];
  assert.deepEqual(told({ probes }, { failureThreshold: () => 3 }), [
    '50 probe.result liveness failure 1/3', '60 probe.result liveness timeout 2/3', '70 probe.result liveness success', '80 probe.result liveness failure 1/3',
  ]);
});

test('failures are counted anew after a restart', () => {
  assert.deepEqual(told({ probes: [probe(1, 'failure'), probe(2, 'failure', { attempt: 1 })] }), [
    '1 probe.result liveness failure, number 1 in a row', '2 probe.result liveness failure, number 1 in a row',
  ]);
});

test('a count goes on after a restart unless it has led to it', () => {
  const rows = [probe(1, 'failure'), probe(2, 'failure', { attempt: 1 }), probe(3, 'failure', { attempt: 2 })];
  assert.deepEqual(told({ probes: rows }, { failureThreshold: () => 2 }), [
    '1 probe.result liveness failure 1/2', '2 probe.result liveness failure 2/2', '3 probe.result liveness failure 1/2',
  ]);
});

test('an attempt that could not be run counts for nothing, and its repetitions are not told', () => {
  const probes = [probe(1, 'failure'), probe(2, 'error'), probe(2.1, 'error'), probe(2.2, 'error'), probe(3, 'failure')];
  assert.deepEqual(told({ probes }, { limit: 3, failureThreshold: () => 3 }), [
    '1 probe.result liveness failure 1/3', '2 probe.result liveness error, not counted', '3 probe.result liveness failure 2/3',
  ]);
});

test('of a long row of successes only the last is told', () => {
  const probes = Array.from({ length: 20 }, (_, i) => probe(i, 'success'));
  assert.deepEqual(told({ probes: [...probes, probe(20, 'failure')] }, { limit: 2 }), [
    '19 probe.result liveness success, number 20 in a row', '20 probe.result liveness failure, number 1 in a row',
  ]);
});

test('a probe is told at its end', () => {
  assert.deepEqual(told({ probes: [probe(1, 'timeout', { end: 3 })] }), ['3 probe.result liveness timeout, number 1 in a row']);
});

test('an exit is worth more than younger routine', () => {
  const runtime = [
    { t: 1, call: 'exit', container: 'app', exitCode: 137, reason: 'OOMKilled' },
    { t: 2, end: 3, call: 'PullImage', container: 'app', image: 'app:1', attempt: 1 },
    { t: 4, end: 5, call: 'CreateContainer', container: 'app', attempt: 1 },
  ];
  assert.deepEqual(told({ runtime }, { limit: 1 }), ['1 runtime.exit exit code 137 (OOMKilled)']);
});

test('only what happened up to the time in question is told', () => {
  assert.deepEqual(told({ probes: [probe(1, 'failure'), probe(9, 'failure')] }, { around: 5 }), ['1 probe.result liveness failure, number 1 in a row']);
});

test('only what concerns the container is told, and the end of its pod', () => {
  const rows = {
    runtime: [{ t: 1, call: 'exit', container: 'log', exitCode: 0 }, { t: 2, call: 'SIGTERM', container: 'app', attempt: 3 }],
    status: [{ t: 0, phase: 'Running' }, { t: 3, deleted: true } as const],
  };
  assert.deepEqual(told(rows, { container: 'app' }), ['2 runtime.SIGTERM attempt 3', '3 status.deleted removed from the API']);
});

test('only what concerns the pod is told', () => {
  const runtime = [{ t: 1, pod: 'a', call: 'exit', container: 'app', exitCode: 1 }, { t: 2, pod: 'b', call: 'exit', container: 'app', exitCode: 2 }];
  assert.deepEqual(told({ runtime }, { pod: 'b' }), ['2 runtime.exit exit code 2']);
});

test('a status is told by what changed in it', () => {
  const app = { name: 'app', state: 'running', ready: false, restartCount: 0 } as const;
  const status: StatusRow[] = [
    { t: 0, phase: 'Pending', conditions: { Ready: 'False' }, containerStatuses: [{ ...app, state: 'waiting', reason: 'ContainerCreating' }] },
    { t: 1, phase: 'Running', conditions: { Ready: 'False' }, containerStatuses: [app] },
    { t: 2, phase: 'Running', conditions: { Ready: 'True' }, containerStatuses: [{ ...app, ready: true }] },
    { t: 3, phase: 'Running', conditions: { Ready: 'True' }, containerStatuses: [{ ...app, ready: true }], deletionTimestampSet: true },
    { t: 4, phase: 'Failed', reason: 'Evicted', conditions: { Ready: 'True' }, containerStatuses: [{ ...app, state: 'terminated', reason: 'Error', exitCode: 1 }] },
  ];
  assert.deepEqual(told({ status }, { limit: 20 }), [
    '0 status.phase Pending', '0 status.ready False', '0 status.container waiting ContainerCreating',
    '1 status.phase Pending → Running', '1 status.container running, not ready',
    '2 status.ready True', '2 status.container running, ready',
    '3 status.deleting deletion requested',
    '4 status.phase Running → Failed, Evicted', '4 status.container terminated Error, exit code 1',
  ]);
});

test('facts are written in fixed columns', () => {
  const facts = decisiveRows({
    ...EMPTY,
    runtime: [{ t: 7.5, pod: 'web', call: 'exit', container: 'app', exitCode: 1 }],
    status: [{ t: 120, pod: 'web', deleted: true }],
  });
  assert.deepEqual(renderFacts(facts), [
    '     7.500 runtime.exit     web/app  exit code 1',
    '   120.000 status.deleted   web      removed from the API',
  ]);
  assert.deepEqual(renderFacts(facts, { withSubject: false }), [
    '     7.500 runtime.exit     exit code 1',
    '   120.000 status.deleted   removed from the API',
  ]);
});

test('long and hostile texts are cut and escaped', () => {
  const [line = ''] = renderFacts(decisiveRows({
    ...EMPTY, events: [{ t: 1, type: 'Warning', reason: 'Bad\u001b[2J', message: `two\nlines ${'x'.repeat(500)}` }],
  }));
  assert.match(line, /^ {5}1\.000 event {12}pod {2}Warning Bad\\x1b\[2J: two\\nlines x+…$/);
  assert.equal(line.length, 100);
});
