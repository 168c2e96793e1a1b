import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LabelRow } from './label-row';

test('a text stands where it is wanted if there is room', () => {
  assert.equal(new LabelRow(0, 100, 10).place('exit 1', 20), 20);
});

test('a text that would cover another is refused', () => {
  const row = new LabelRow(0, 200, 10);
  row.place('SIGTERM', 50);
  assert.equal(row.place('exit 1', 80), undefined);
  assert.equal(row.place('exit 1', 20), undefined);
  assert.equal(row.place('exit 1', 150), 150);
});

test('a text at the right end is moved to the left, and one too wide for the row refused', () => {
  const row = new LabelRow(0, 100, 10);
  const at = row.place('exit 1', 95);
  assert.ok(at !== undefined && at > 60 && at < 80, String(at));
  assert.equal(row.place('x'.repeat(50), 0), undefined);
});
