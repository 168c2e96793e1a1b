import assert from 'node:assert/strict';
import { test } from 'node:test';

import { escapeXml, firstThatFits, fitText, textWidth } from './svg-text';

test('markup is escaped', () => {
  assert.equal(escapeXml('</svg><script a="b" c=\'d\'>&'), '&lt;/svg&gt;&lt;script a=&quot;b&quot; c=&#39;d&#39;&gt;&amp;');
});

test('characters that XML does not allow or that turn the text round become replacement characters', () => {
  assert.equal(escapeXml('a\u0000b\u001bc\u202ed\ud800e\ufffff'), 'a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf');
  assert.equal(escapeXml('ünïcode 日本 😀'), 'ünïcode 日本 😀');
});

test('wide characters are estimated wider than narrow ones', () => {
  assert.ok(textWidth('WWW', 10) > textWidth('aaa', 10));
  assert.ok(textWidth('aaa', 10) > textWidth('iii', 10));
  assert.ok(textWidth('日本', 10) > textWidth('ab', 10));
});

test('a text that fits stays, one that does not is cut, and one that hardly has room is left out', () => {
  assert.equal(fitText('alpha', 100, 10), 'alpha');
  assert.match(fitText('a'.repeat(5000), 100, 10), /^a{10,16}…$/);
  assert.ok(textWidth(fitText('mwiW'.repeat(500), 100, 10), 10) <= 100);
  assert.equal(fitText('alpha', 10, 10), '');
  assert.equal(fitText('😀😀😀😀', 40, 10), '😀😀…');
});

test('the first text that fits is chosen', () => {
  assert.equal(firstThatFits(['CrashLoopBackOff', 'back-off'], 60, 10), 'back-off');
  assert.equal(firstThatFits(['CrashLoopBackOff', 'back-off'], 10, 10), undefined);
});
