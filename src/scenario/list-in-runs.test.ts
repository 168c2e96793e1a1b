import assert from 'node:assert/strict';
import { test } from 'node:test';

import { listInRuns } from './list-in-runs';

test('equal items in a row are told once', () => {
  assert.equal(listInRuns(['1', '1', '137', '1']), '1 ×2, 137, 1');
});

test('a long list is cut', () => {
  assert.equal(listInRuns(Array.from({ length: 20 }, (_, index) => String(index))), '0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …');
});
