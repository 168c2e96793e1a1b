import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { PodStatus } from '../api/pod';
import { seconds } from '../simulation/time';
import { RowReader } from './row-reader';
import { Trace } from './trace';

const WITH_POD = { withPod: true };

function status(phase: PodStatus['phase']): PodStatus {
  return { phase, conditions: [] } as unknown as PodStatus;
}

test('what was read once is not made again, and what is new is added', () => {
  const trace = new Trace();
  const reader = new RowReader(trace, WITH_POD);
  trace.appendEvent(1_000, 'web', 'Normal', 'Started', 'app', 'Container started');
  const [first] = reader.read(seconds(1)).events;
  trace.appendEvent(seconds(2), 'web', 'Normal', 'Killing', 'app', 'Stopping container app');
  const { events } = reader.read(seconds(2));
  assert.deepEqual(events.map(({ reason }) => reason), ['Started', 'Killing']);
  assert.equal(events[0], first);
});

test('a status that lasted too short for a row is taken back when the next one comes', () => {
  const trace = new Trace();
  const reader = new RowReader(trace, WITH_POD);
  const phases = (until: number): (string | undefined)[] => reader.read(until).status.map(({ pod, phase }) => `${pod} ${phase}`);
  trace.appendStatus(0, 'web', status('Pending'), false);
  trace.appendStatus(500, 'api', status('Pending'), false);
  assert.deepEqual(phases(1_000), ['web Pending', 'api Pending']);
  trace.appendStatus(2_000, 'web', status('Running'), false);
  assert.deepEqual(phases(2_000), ['api Pending', 'web Running']);
});

test('a call becomes a row when it has ended, in the order of the beginnings', () => {
  const trace = new Trace();
  const reader = new RowReader(trace, WITH_POD);
  const stop = trace.appendCall(1_000, 'web', 'StopContainer', { container: 'app' });
  trace.appendInstant(2_000, 'web', 'SIGTERM', { container: 'app' });
  assert.deepEqual(reader.read(3_000).runtime.map(({ call }) => call), ['SIGTERM']);
  stop.end = 4_000;
  assert.deepEqual(reader.read(4_000).runtime.map(({ call, end }) => [call, end]), [['StopContainer', 0.004], ['SIGTERM', undefined]]);
});

test('an attempt that took long stands before those that began later and were rows already', () => {
  const trace = new Trace();
  const reader = new RowReader(trace, WITH_POD);
  const slow = trace.appendProbe(seconds(1), 'web', 'app', 0, 'liveness');
  const quick = trace.appendProbe(seconds(1), 'web', 'app', 0, 'readiness');
  Object.assign(quick, { duration: 0, count: Infinity, period: seconds(1) });
  const attempts = (until: number): string[] => reader.read(seconds(until)).probes.map(({ type, t }) => `${type} ${t}`);
  assert.deepEqual(attempts(3), ['readiness 1', 'readiness 2', 'readiness 3']);
  Object.assign(slow, { duration: seconds(2.5), outcome: 'timeout' });
  quick.count = 4;
  assert.deepEqual(attempts(9), ['liveness 1', 'readiness 1', 'readiness 2', 'readiness 3', 'readiness 4']);
});
