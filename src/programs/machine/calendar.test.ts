import assert from 'node:assert/strict';
import { test } from 'node:test';

import { civilTime, daysSinceEpoch, formatTime } from './calendar';

const DAY = 86_400_000_000;

test('days and dates belong to each other over leap years and centuries', () => {
  for (let days = -200_000; days < 200_000; days += 97) {
    const { year, month, day, weekday, dayOfYear } = civilTime(days * DAY);
    assert.equal(daysSinceEpoch(year, month, day), days);
    const date = new Date(days * 86_400_000);
    assert.deepEqual([year, month, day, weekday], [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay()]);
    assert.equal(dayOfYear, days - daysSinceEpoch(year, 1, 1) + 1);
  }
});

test('a time is rendered by its format', () => {
  const time = 1_700_000_000_123_456;
  assert.equal(formatTime('%Y-%m-%d %H:%M:%S.%N %Z %z', time), '2023-11-14 22:13:20.123456000 UTC +0000');
  assert.equal(formatTime('%a %A %b %B %e %j %u %w %p %I %y %C', time), 'Tue Tuesday Nov November 14 318 2 2 PM 10 23 20');
  assert.equal(formatTime('%c|%D|%F|%T|%R|%r', time), 'Tue Nov 14 22:13:20 2023|11/14/23|2023-11-14|22:13:20|22:13|10:13:20 PM');
  assert.equal(formatTime('%-d %_d %^a %% %n%t%Q', 1_699_000_000_000_000), '3  3 FRI % \n\t%Q');
});
