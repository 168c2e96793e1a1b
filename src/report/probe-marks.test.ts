import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ProbeRow } from '../trace/trace-rows';

import { condenseAttempts, countOutcomes, failedAttempts, type ProbeOutcome } from './probe-marks';

function attempts(...outcomes: readonly ProbeOutcome[]): ProbeRow[] {
  return outcomes.map((outcome, t) => ({ t, container: 'app', attempt: 0, type: 'liveness', outcome }));
}

const marks = (rows: readonly ProbeRow[], distance: number): string[] =>
  condenseAttempts(rows, (t) => t, distance).map((mark) => `${mark.at}-${mark.to} ${mark.outcome} ×${mark.attempts}`);

test('attempts far enough apart have a mark each', () => {
  assert.deepEqual(marks(attempts('success', 'failure'), 1), ['0-0 success ×1', '1-1 failure ×1']);
});

test('a failure among successes is never lost', () => {
  assert.deepEqual(marks(attempts('success', 'success', 'failure', 'success'), 4), ['0-3 failure ×4']);
});

test('of several kinds of failure the most frequent is shown', () => {
  assert.deepEqual(marks(attempts('failure', 'timeout', 'timeout', 'success'), 9), ['0-3 timeout ×4']);
  assert.deepEqual(marks(attempts('error', 'error', 'error', 'failure'), 9), ['0-3 error ×4']);
});

test('no attempts give no marks', () => {
  assert.deepEqual(marks([], 3), []);
});

test('outcomes are counted, and all but successes are failures', () => {
  const counts = countOutcomes(attempts('success', 'failure', 'timeout', 'error', 'error'));
  assert.deepEqual(counts, { success: 1, failure: 1, timeout: 1, error: 2 });
  assert.equal(failedAttempts(counts), 4);
});
