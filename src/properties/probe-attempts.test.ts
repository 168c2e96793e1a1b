import assert from 'node:assert/strict';
import { test } from 'node:test';

import { seconds } from '../simulation/time';
import { Trace } from '../trace/trace';
import { probeAttempts } from './probe-attempts';

test('a record of many attempts is taken apart', () => {
  const trace = new Trace();
  Object.assign(trace.appendProbe(seconds(5), 'web', 'app', 0, 'liveness'), { count: 3, period: seconds(10), duration: seconds(1) });
  assert.deepEqual(probeAttempts(trace, seconds(60)).map(({ beganAt, endedAt }) => [beganAt, endedAt]), [
    [seconds(5), seconds(6)], [seconds(15), seconds(16)], [seconds(25), seconds(26)],
  ]);
});

test('of attempts without an end those are told that have begun, and the last one may still run', () => {
  const trace = new Trace();
  Object.assign(trace.appendProbe(0, 'web', 'app', 0, 'liveness'), {
    count: Infinity, period: seconds(10), duration: seconds(2), outcome: 'failure',
  });
  assert.deepEqual(probeAttempts(trace, seconds(11)).map(({ endedAt, outcome }) => [endedAt, outcome]), [
    [seconds(2), 'failure'], [Infinity, undefined],
  ]);
});

test('attempts of several probes are ordered by their beginnings', () => {
  const trace = new Trace();
  Object.assign(trace.appendProbe(0, 'web', 'app', 0, 'liveness'), { count: 2, period: seconds(10), duration: 0 });
  Object.assign(trace.appendProbe(seconds(4), 'web', 'app', 0, 'readiness'), { duration: 0 });
  assert.deepEqual(probeAttempts(trace, seconds(60)).map(({ type }) => type), ['liveness', 'readiness', 'liveness']);
});
