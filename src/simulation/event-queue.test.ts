import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EventQueue, Timer } from './event-queue';

const target = { expire: (): void => undefined };

test('timers come out by due time, and those of one instant in the order in which they were made', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (dues) => {
    const queue = new EventQueue();
    dues.forEach((due, sequence) => { queue.push(new Timer(due, sequence, target)); });
    const taken: [number, number][] = [];
    for (let timer = queue.pop(); timer !== undefined; timer = queue.pop()) taken.push([timer.due, timer.sequence]);
    const expected = dues.map((due, sequence): [number, number] => [due, sequence]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    assert.deepEqual(taken, expected);
  }), { seed: 1 });
});

test('a cancelled timer is passed over', () => {
  const queue = new EventQueue();
  const [first, second] = [new Timer(1, 0, target), new Timer(2, 1, target)];
  queue.push(first);
  queue.push(second);
  first.cancel();
  assert.equal(queue.size, 2);
  assert.equal(queue.peek(), second);
  assert.equal(queue.pop(), second);
  assert.equal(queue.pop(), undefined);
});
