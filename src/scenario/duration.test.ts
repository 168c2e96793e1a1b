import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MILLISECOND, MINUTE, SECOND } from '../simulation/time';
import { formatDuration, parseDuration } from './duration';

test('durations are read as Go and Kubernetes write them', () => {
  assert.equal(parseDuration('90s'), 90 * SECOND);
  assert.equal(parseDuration('1m30s'), 90 * SECOND);
  assert.equal(parseDuration('1.5s'), 1_500 * MILLISECOND);
  assert.equal(parseDuration('500ms'), 500 * MILLISECOND);
  assert.equal(parseDuration('2h5m'), 125 * MINUTE);
  assert.equal(parseDuration('0s'), 0);
});

test('what is not a duration is refused', () => {
  for (const text of ['', '5', 's', '5 s', '-5s', '5x', '5s..6s']) assert.throws(() => parseDuration(text), /is not a duration/, text);
});

test('durations are written so that they can be read again', () => {
  for (const text of ['0s', '1ms', '500ms', '1.5s', '59.999s', '1m', '1m30s', '2h5m0.25s']) {
    assert.equal(formatDuration(parseDuration(text)), text);
  }
  assert.equal(formatDuration(-90 * SECOND), '-1m30s');
  assert.equal(formatDuration(Infinity), 'never');
});
