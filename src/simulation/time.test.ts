import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HOUR, MICROSECOND, MILLISECOND, MINUTE, NEVER, SECOND, milliseconds, seconds, toSeconds } from './time';

test('the units of time are whole microseconds', () => {
  assert.deepEqual(
    [MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR],
    [1, 1_000, 1_000_000, 60_000_000, 3_600_000_000],
  );
});

test('seconds and milliseconds round to the microsecond', () => {
  assert.equal(seconds(1.5), 1_500_000);
  assert.equal(seconds(0.1 + 0.2), 300_000);
  assert.equal(seconds(0.000_000_6), 1);
  assert.equal(milliseconds(0.25), 250);
});

test('a duration converts to seconds without rounding', () => {
  assert.equal(toSeconds(1_500_001), 1.500_001);
});

test('never comes after every moment', () => {
  assert.ok(NEVER > Number.MAX_SAFE_INTEGER);
});
