import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PodTable } from './pod-table';

test('a column of the pod table knows nothing of the others', () => {
  const table = new PodTable();
  const names = table.addColumn<{ name: string }>();
  const counts = table.addColumn<number>();
  counts.set('a', 0);
  assert.equal(names.get('a'), undefined);
  assert.equal(names.has('a'), false);
  assert.equal(names.size, 0);
  assert.equal(counts.get('a'), 0);
  assert.equal(counts.has('a'), true);
  assert.equal(counts.size, 1);
});

test('a value of the pod table is replaced and forgotten', () => {
  const table = new PodTable();
  const counts = table.addColumn<number>();
  counts.set('a', 1);
  counts.set('a', 2);
  assert.deepEqual([counts.get('a'), counts.size], [2, 1]);
  counts.delete('a');
  counts.delete('a');
  assert.deepEqual([counts.get('a'), counts.size], [undefined, 0]);
});

test('a column lists its pods in the order in which they came into the table', () => {
  const table = new PodTable();
  const [first, second] = [table.addColumn<number>(), table.addColumn<number>()];
  first.set('b', 1);
  second.set('a', 2);
  second.set('c', 3);
  second.set('b', 4);
  assert.deepEqual([...second.uids()], ['b', 'a', 'c']);
  assert.deepEqual([...second.values()], [4, 2, 3]);
  assert.deepEqual([...first.uids()], ['b']);
});

test('a pod that nobody keeps anything of leaves the table, and comes back as the last one', () => {
  const table = new PodTable();
  const [first, second] = [table.addColumn<number>(), table.addColumn<number>()];
  first.set('a', 1);
  second.set('a', 1);
  first.set('b', 2);
  second.delete('a');
  first.set('a', 3);
  assert.deepEqual([...first.uids()], ['a', 'b']);
  first.delete('a');
  first.set('a', 4);
  assert.deepEqual([...first.uids()], ['b', 'a']);
});
