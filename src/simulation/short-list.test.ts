import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withItem, withoutItem } from './short-list';

test('a list with one more item is a new one, whatever its length', () => {
  let list: readonly number[] = [];
  for (let item = 0; item < 6; item += 1) {
    const longer = withItem(list, item);
    assert.deepEqual(longer, [...list, item]);
    assert.notEqual(longer, list);
    list = longer;
  }
});

test('a list without an item keeps the order of the others, and the last one leaves the empty list that was given', () => {
  const none: readonly string[] = [];
  assert.deepEqual(withoutItem(['a', 'b', 'c'], 'b', none), ['a', 'c']);
  assert.equal(withoutItem(['a'], 'a', none), none);
  const other = ['a'];
  assert.equal(withoutItem(other, 'b', none), other);
  assert.equal(withoutItem(none, 'a', none), none);
});
