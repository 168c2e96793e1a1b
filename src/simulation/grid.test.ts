import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Grid } from './grid';

test('a grid gives the instants before, after and at an instant', () => {
  const grid = new Grid(3, 10);
  assert.deepEqual([2, 3, 4, 13].map((instant) => grid.latest(instant)), [-Infinity, 3, 3, 13]);
  assert.deepEqual([2, 3, 4, 13].map((instant) => grid.after(instant)), [3, 13, 13, 23]);
  assert.deepEqual([2, 3, 4, 13].map((instant) => grid.atOrAfter(instant)), [3, 3, 13, 13]);
});
