import assert from 'node:assert/strict';
import { test } from 'node:test';

import { condenseStretches, mergeIntervals, thinOut, type Stretch } from './condense';

const rank = (style: string): number => 'abcdef'.indexOf(style);

function stretches(...list: readonly [from: number, to: number, style: string][]): Stretch<string>[] {
  return list.map(([from, to, style]) => ({ from, to, style, texts: [style], states: 1 }));
}

function shown(list: readonly Stretch<string>[]): string[] {
  return list.map(({ from, to, style, states }) => `${from}-${to} ${style}${states > 1 ? ` ×${states}` : ''}`);
}

test('stretches that are wide enough stay as they are', () => {
  const wide = stretches([0, 10, 'a'], [10, 20, 'b'], [20, 23, 'a']);
  assert.deepEqual(condenseStretches(wide, 3, 3, rank), wide);
});

test('a narrow stretch between wide ones is widened until it can be seen', () => {
  assert.deepEqual(shown(condenseStretches(stretches([0, 10, 'a'], [10, 10, 'b'], [10, 20, 'a']), 3, 3, rank)), ['0-10 a', '10-13 b', '10-20 a']);
});

test('narrow neighbours are joined and look like the one that matters most', () => {
  assert.deepEqual(shown(condenseStretches(stretches([0, 1, 'a'], [1, 2, 'f'], [2, 3, 'b'], [3, 20, 'a']), 3, 3, rank)), ['0-3 f ×3', '3-20 a']);
});

test('a long row of narrow stretches becomes few', () => {
  const many = Array.from({ length: 900 }, (_, i): [number, number, string] => [Math.floor(i / 3), Math.floor((i + 1) / 3), 'abc'[i % 3] as string]);
  assert.deepEqual(shown(condenseStretches(stretches(...many), 3, 3, rank)), ['0-300 c ×900']);
});

test('intervals that touch are merged, and all are wide enough to be seen', () => {
  assert.deepEqual(mergeIntervals([{ from: 10, to: 10 }, { from: 0, to: 4 }, { from: 4, to: 6 }], 0, 2), [{ from: 0, to: 6 }, { from: 10, to: 12 }]);
  assert.deepEqual(mergeIntervals([{ from: 0, to: 4 }, { from: 6, to: 7 }], 2, 1), [{ from: 0, to: 7 }]);
  assert.deepEqual(mergeIntervals([], 0, 1), []);
});

test('positions too close to the one kept before are left out', () => {
  assert.deepEqual(thinOut([0, 1, 4, 5, 9], (x) => x, 4), [0, 4, 9]);
});

test('a joined stretch says what it repeats', () => {
  const states = ['run', 'exit 1', 'wait', 'run', 'exit 1', 'wait'].map((text, index) => (
    { from: index, to: index + 1, style: text === 'exit 1' ? 'bad' : 'good', texts: [text], states: 1 }
  ));
  const [joined] = condenseStretches(states, 20, 3, (style) => (style === 'bad' ? 1 : 0));
  assert.deepEqual(joined?.texts, ['exit 1 ×2, 6 states in all', 'exit 1 ×2', '6 states']);
});
