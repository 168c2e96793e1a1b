import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chooseTicks, formatSeconds } from './time-axis';

test('seconds are written as durations', () => {
  const written = [0, 0.2, 1, 2.5, 59.9995, 60, 90, 3600, 3725.25, 86_400, 90_061, -0.555, -0.0001].map(formatSeconds);
  assert.deepEqual(written, ['0s', '0.2s', '1s', '2.5s', '1m', '1m', '1m30s', '1h', '1h2m5.25s', '1d', '1d1h1m1s', '-0.555s', '0s']);
});

test('an infinite time is written as never', () => {
  assert.equal(formatSeconds(Number.POSITIVE_INFINITY), 'never');
});

test('ticks are round, within the span and not too many', () => {
  assert.deepEqual(chooseTicks({ from: 0, to: 90 }, 10), [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
  assert.deepEqual(chooseTicks({ from: 0, to: 0.375 }, 10), [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35]);
  assert.deepEqual(chooseTicks({ from: 1790, to: 2000 }, 5), [1800, 1860, 1920, 1980]);
  for (const to of [0.001, 1, 7, 61, 1000, 86_400, 1e7, 1e12]) {
    const ticks = chooseTicks({ from: 0, to }, 10);
    assert.ok(ticks.length >= 2 && ticks.length <= 10 && ticks.every((tick) => tick <= to), `${to}: ${ticks}`);
  }
});
