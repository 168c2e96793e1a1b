import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { TraceRows } from '../trace/trace-rows';

import { countOf, summarize, withThousands } from './summary';
import { buildTimeline } from './timeline';

const EMPTY: TraceRows = { status: [], events: [], runtime: [], probes: [] };

const summary = (rows: Partial<TraceRows>): string[] => summarize(buildTimeline({ name: 'run', rows: { ...EMPTY, ...rows }, until: 60 }));

test('one pod is told by its last phase', () => {
  assert.deepEqual(summary({ status: [{ t: 0, phase: 'Pending' }, { t: 1, phase: 'Running' }] }), ['Pod Running at 1m']);
});

test('a removed pod is told by the time of its removal', () => {
  assert.deepEqual(summary({ status: [{ t: 0, phase: 'Running' }, { t: 12.5, deleted: true }] }), ['Pod removed at 12.5s']);
});

test('several pods are counted by phase', () => {
  const status = ['a', 'b', 'c'].map((pod, t) => ({ t, pod, phase: t === 0 ? 'Failed' : 'Running' }));
  assert.deepEqual(summary({ status }), ['3 pods at 1m: 1 Failed, 2 Running']);
});

test('restarts, failed probe attempts and Events are counted', () => {
  const app = { name: 'app', state: 'running', ready: true, restartCount: 1 } as const;
  const probe = { t: 1, container: 'app', attempt: 0, type: 'liveness' } as const;
  assert.deepEqual(summary({
    status: [{ t: 0, phase: 'Running', containerStatuses: [app] }],
    probes: [{ ...probe, outcome: 'success' }, { ...probe, outcome: 'error' }],
    events: [{ t: 1, type: 'Warning', reason: 'X', message: '' }, { t: 1, type: 'Normal', reason: 'Y', message: '' }],
  }), ['Pod Running at 1m', '1 restart', '1 of 2 probe attempts failed', '2 Events, 1 warning']);
});

test('a pod without a status is told so', () => {
  assert.deepEqual(summary({ runtime: [{ t: 0, call: 'RunPodSandbox' }] }), ['Pod without status at 1m']);
});

test('numbers are written with thousands and the right noun', () => {
  assert.deepEqual([0, 1, 999, 1000, 1_234_567].map(withThousands), ['0', '1', '999', '1,000', '1,234,567']);
  assert.deepEqual([countOf(1, 'pod'), countOf(0, 'pod')], ['1 pod', '0 pods']);
});
