import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cutText, escapeControls } from './plain-text';

test('control characters are written as escapes', () => {
  assert.equal(escapeControls('a\nb\u001b[31m\u202e\u2028\ud800'), 'a\\nb\\x1b[31m\\u202e\\u2028\\ud800');
  assert.equal(escapeControls('ünïcode 日本 😀'), 'ünïcode 日本 😀');
});

test('a long text is cut between characters', () => {
  assert.equal(cutText('abcdef', 6), 'abcdef');
  assert.equal(cutText('abcdefg', 6), 'abcde…');
  assert.equal(cutText('😀😀😀', 3), '😀😀😀');
  assert.equal(cutText('😀😀😀😀', 3), '😀😀…');
});
