import assert from 'node:assert/strict';
import { test } from 'node:test';

import { seconds } from '../simulation/time';
import { isIn, STEPS, SYNC_DELAY, thresholdWindow, killWindow } from './detection-window';
import type { ProbeTiming } from './probe-arbitrary';

function timing(D: number, P: number, T: number, F: number): ProbeTiming {
  return { initialDelaySeconds: D, periodSeconds: P, timeoutSeconds: T, failureThreshold: F };
}

/** An outage from the start of the container on. */
const AT_START = { startedAt: 0, beginsAt: 0 };

test('a container that refuses from the start with P 10 and F 3 fails in [20 s, 30 s)', () => {
  const window = thresholdWindow(timing(0, 10, 1, 3), { ...AT_START, attemptTakes: 0 });
  assert.deepEqual(window, { from: seconds(20), to: seconds(30) + STEPS });
});

test('an initial delay counts from the start in whole seconds, so it moves the window up to a second less', () => {
  const window = thresholdWindow(timing(60, 30, 15, 12), { ...AT_START, attemptTakes: 0 });
  assert.deepEqual(window, { from: seconds(389), to: seconds(420) + STEPS });
});

test('silence with T 30 and P 5 stretches the period to 30 s: four failures take [125 s - 1 s, 130 s)', () => {
  const window = thresholdWindow(timing(5, 5, 30, 4), { ...AT_START, attemptTakes: seconds(30) });
  assert.deepEqual(window, { from: seconds(124), to: seconds(130) + STEPS });
});

test('silence after the first probe is noticed between O + (F-1) max(P,T) + T and O + P + (F-1) max(P,T) + T + 1 s', () => {
  const outage = { startedAt: 0, beginsAt: seconds(100), attemptTakes: seconds(2) };
  const window = killWindow(timing(3, 10, 2, 3), outage);
  assert.deepEqual(window, { from: seconds(122), to: seconds(132) + SYNC_DELAY });
});

test('the end of a window does not belong to it', () => {
  assert.equal(isIn({ from: 1, to: 3 }, 1), true);
  assert.equal(isIn({ from: 1, to: 3 }, 3), false);
});
