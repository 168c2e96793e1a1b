import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fifo } from './fifo';

test('a queue gives back what was put in, oldest first', () => {
  const queue = new Fifo<number>();
  queue.push(1);
  queue.push(2);
  assert.equal(queue.length, 2);
  assert.deepEqual([queue.take(), queue.take(), queue.take()], [1, 2, undefined]);
});

test('a queue keeps its order while it grows and shrinks over many thousands', () => {
  const queue = new Fifo<number>();
  const taken: number[] = [];
  for (let index = 0; index < 10_000; index += 1) {
    queue.push(2 * index);
    queue.push(2 * index + 1);
    taken.push(queue.take()!);
  }
  while (queue.length > 0) taken.push(queue.take()!);
  assert.deepEqual(taken, Array.from({ length: 20_000 }, (_, index) => index));
});

test('a queue that was cleared is empty', () => {
  const queue = new Fifo<string>();
  queue.push('gone');
  queue.clear();
  assert.equal(queue.take(), undefined);
  assert.equal(queue.length, 0);
});
