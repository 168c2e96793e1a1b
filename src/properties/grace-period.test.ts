import assert from 'node:assert/strict';
import { test } from 'node:test';

import { seconds } from '../simulation/time';
import { effectiveGraceSeconds, stopSignals } from './grace-period';

test('without a hook SIGTERM comes at once and SIGKILL when the grace period is over', () => {
  assert.deepEqual(stopSignals(0, 30, 0), { sigtermAt: 0, sigkillAt: seconds(30) });
});

test('a hook of 15 s leaves 50 of 65 s', () => {
  assert.deepEqual(stopSignals(0, 65, seconds(15)), { sigtermAt: seconds(15), sigkillAt: seconds(65) });
});

test('a hook longer than the grace period is abandoned, and SIGKILL comes two seconds later', () => {
  assert.deepEqual(stopSignals(0, 60, seconds(999_999)), { sigtermAt: seconds(60), sigkillAt: seconds(62) });
});

test('a hook eats whole seconds only', () => {
  assert.deepEqual(stopSignals(0, 10, seconds(3.9)), { sigtermAt: seconds(3.9), sigkillAt: seconds(10.9) });
});

test('between SIGTERM and SIGKILL there are two seconds at least', () => {
  assert.deepEqual(stopSignals(0, 1, 0), { sigtermAt: 0, sigkillAt: seconds(2) });
});

test('the grace period of the request comes before that of the pod, and nothing becomes a second', () => {
  assert.equal(effectiveGraceSeconds(30, undefined), 30);
  assert.equal(effectiveGraceSeconds(30, 5), 5);
  assert.equal(effectiveGraceSeconds(30, 0), 1);
  assert.equal(effectiveGraceSeconds(0, undefined), 1);
});
