import assert from 'node:assert/strict';
import { test } from 'node:test';

import { rowDifferences } from './trace-difference';

test('the first row that differs is told', () => {
  assert.deepEqual([...rowDifferences(['a', 'b'], ['a', 'b'])], []);
  assert.deepEqual([...rowDifferences(['a', 'b', 'c'], ['a', 'x', 'y'])], ['b became x']);
});

test('rows that are missing or added are told', () => {
  assert.deepEqual([...rowDifferences(['a', 'b'], ['a'])], ['b became undefined']);
  assert.deepEqual([...rowDifferences(['a'], ['a', 'b'])], ['b was added']);
});
