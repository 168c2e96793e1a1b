import assert from 'node:assert/strict';
import { test } from 'node:test';

import { formatMoment, MOMENT_PATTERN, parseMoment } from './moment';

const MOMENTS = ['at 50s', 'at 50s..59s', '30s after deletion', '5s..6s after start', '10s after exit', '2s after creation'];

test('moments are read, and written as they were', () => {
  for (const text of MOMENTS) assert.equal(formatMoment(parseMoment(text)), text);
});

test('the pattern holds for moments and for nothing else', () => {
  const pattern = new RegExp(`^(?:${MOMENT_PATTERN})$`);
  for (const text of MOMENTS) assert.match(text, pattern);
  for (const text of ['50s', 'at', 'at 50s after deletion', '30s after lunch', 'after deletion']) assert.doesNotMatch(text, pattern);
});

test('other texts are refused', () => {
  for (const text of ['50s', '30s after lunch', 'at noon', 'after deletion']) assert.throws(() => parseMoment(text));
});
