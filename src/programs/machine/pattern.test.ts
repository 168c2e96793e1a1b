import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { hasWildcard, matchesPattern, parsePattern, quotePattern, replacePattern, trimPattern, unquotePattern } from './pattern';

describe('a pattern matches', () => {
  for (const [pattern, text, expected] of [
    ['*', '', true], ['*', 'abc', true], ['a*c', 'abc', true], ['a*c', 'abd', false], ['?', 'a', true], ['?', '', false],
    ['[abc]', 'b', true], ['[!abc]', 'b', false], ['[^abc]', 'd', true], ['[a-c]x', 'bx', true], ['[]]', ']', true],
    ['[a', '[a', true], ['\\*', '*', true], ['\\*', 'a', false], ['[[:alpha:]]*', 'x1', true], ['*.txt', 'a.txt', true],
    ['a*b*c', 'aXbYbZc', true], ['*a*a*a*b', 'a'.repeat(60), false], ['[a-]', '-', true], ['**', 'x', true],
  ] as const) {
    test(`${pattern} ${expected ? 'matches' : 'does not match'} "${text.slice(0, 10)}"`, () => {
      assert.equal(matchesPattern(parsePattern(pattern), text), expected);
    });
  }
});

test('the shortest or longest part at either end is cut off', () => {
  const trim = (pattern: string, side: 'prefix' | 'suffix', longest: boolean): string =>
    trimPattern(parsePattern(pattern), 'a.b.c', side, longest);
  assert.deepEqual(
    [trim('*.', 'prefix', false), trim('*.', 'prefix', true), trim('.*', 'suffix', false), trim('.*', 'suffix', true), trim('x', 'prefix', true)],
    ['b.c', 'c', 'a.b', 'a', 'a.b.c'],
  );
});

test('the first match or each is replaced', () => {
  const pattern = parsePattern('[bd]');
  assert.deepEqual([replacePattern(pattern, 'abcd', '-', false), replacePattern(pattern, 'abcd', '-', true)], ['a-cd', 'a-c-']);
});

test('a quoted text is a pattern for itself', () => {
  const text = 'a*[b]?\\c';
  assert.equal(matchesPattern(parsePattern(quotePattern(text)), text), true);
  assert.equal(unquotePattern(quotePattern(text)), text);
  assert.deepEqual([hasWildcard(text), hasWildcard(quotePattern(text)), hasWildcard('[')], [true, false, false]);
});
