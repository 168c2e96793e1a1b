import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { compileRegex } from './compile';
import { RegexError } from './parse';
import { searchRegex } from './search';

const find = (source: string, text: string, extended = true, ignoreCase = false): readonly (string | undefined)[] | undefined =>
  searchRegex(compileRegex(source, { extended, ignoreCase }), text, 0)?.groups;

describe('an extended expression', () => {
  for (const [source, text, groups] of [
    ['b+', 'abbbc', ['bbb']],
    ['a|ab|abc', 'abcd', ['abc']],
    ['(a|ab)(c|bcd)', 'abcd', ['abcd', 'a', 'bcd']],
    ['x*', 'aaa', ['']],
    ['(a*)*', 'aa', ['aa', 'aa']],
    ['^a.c$', 'abc', ['abc']],
    ['[[:digit:]]+', 'ab12c', ['12']],
    ['[^a-c]', 'abcd', ['d']],
    ['[]x]+', 'a]x', [']x']],
    ['a{2,3}', 'aaaa', ['aaa']],
    ['(ab){2}', 'ababab', ['abab', 'ab']],
    ['a{x', 'a{x', ['a{x']],
    ['\\bword\\b', 'a word.', ['word']],
    ['\\<b', 'ab b', ['b']],
    ['a\\.b', 'axb a.b', ['a.b']],
    ['(a)|b', 'b', ['b']],
    ['\\w+\\s\\S', 'ab cd', ['ab c']],
  ] as const) {
    test(`${source} in "${text}"`, () => {
      assert.deepEqual(find(source, text)?.map((group) => group ?? ''), [...groups, ...Array<string>((find(source, text)?.length ?? 0) - groups.length).fill('')]);
    });
  }

  test('that does not match finds nothing', () => assert.equal(find('b$', 'bc'), undefined));
  test('can ignore case', () => assert.deepEqual(find('HeL[k-m]o', 'hello', true, true), ['hello']));
});

describe('a basic expression', () => {
  test('has its operators behind backslashes', () => {
    assert.deepEqual(find('\\(a\\)\\{2\\}', 'aa', false), ['aa', 'a']);
    assert.deepEqual(find('a\\|b', 'b', false), ['b']);
    assert.deepEqual(find('a+(', 'a+(', false), ['a+(']);
  });

  test('anchors only at its ends', () => {
    assert.deepEqual(find('a^b$c', 'a^b$c', false), ['a^b$c']);
  });
});

test('what cannot be read is an error', () => {
  for (const source of ['(', 'a)b(', '[a', 'a\\', '[z-a]', '[[:nope:]]', 'a{999}']) {
    assert.throws(() => find(source, 'x'), RegexError, source);
  }
});

test('no expression takes more than its length times that of the text', () => {
  const text = 'a'.repeat(2_000);
  assert.equal(find('(a*)*b', text), undefined);
  assert.equal(find(`${'a?'.repeat(100)}${'a'.repeat(100)}$`, 'a'.repeat(100))?.[0]?.length, 100);
  assert.equal(find('(a|a|aa)+$', text)?.[0]?.length, 2_000);
});
