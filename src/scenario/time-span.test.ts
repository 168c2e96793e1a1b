import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MILLISECOND, SECOND, seconds } from '../simulation/time';
import { distanceTo, formatTimeSpan, isWithin, parseTimeSpan, parseWindow } from './time-span';

test('an exact time is exact to a hundredth of a second', () => {
  const span = parseTimeSpan('70s');
  assert.equal(isWithin(span, seconds(70)), true);
  assert.equal(isWithin(span, seconds(70.01)), true);
  assert.equal(isWithin(span, seconds(69.99)), true);
  assert.equal(isWithin(span, seconds(70.011)), false);
  assert.equal(isWithin(span, seconds(69.989)), false);
});

test('a window holds its lower end and not its upper end', () => {
  const span = parseTimeSpan('50s..60s');
  assert.equal(isWithin(span, seconds(50)), true);
  assert.equal(isWithin(span, seconds(59.999)), true);
  assert.equal(isWithin(span, seconds(60)), false);
  assert.equal(isWithin(span, seconds(49.999)), false);
});

test('a star holds every time', () => {
  assert.equal(isWithin(parseTimeSpan('*'), seconds(1234)), true);
});

test('the distance tells the nearest record', () => {
  assert.equal(distanceTo(parseWindow('50s..60s'), seconds(48)), 2 * SECOND);
  assert.ok(distanceTo(parseWindow('50s..60s'), seconds(60)) > 0);
  assert.equal(distanceTo(parseTimeSpan('70s'), seconds(71)), SECOND);
});

test('windows without length and other texts are refused', () => {
  assert.throws(() => parseWindow('60s..50s'), /has no length/);
  assert.throws(() => parseWindow('50s..50s'), /has no length/);
  assert.throws(() => parseWindow('50s'), /is not a window/);
  assert.throws(() => parseTimeSpan('soon'), /is not a duration/);
});

test('spans are written so that they can be read again', () => {
  for (const text of ['70s', '50s..1m', '*', '500ms..1.5s']) {
    assert.equal(formatTimeSpan(parseTimeSpan(formatTimeSpan(parseTimeSpan(text)))), formatTimeSpan(parseTimeSpan(text)));
  }
  assert.equal(formatTimeSpan(parseTimeSpan('70s')), '1m10s');
  assert.equal(formatTimeSpan({ kind: 'exact', at: 30 * MILLISECOND }), '30ms');
});
