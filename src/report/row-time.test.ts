import assert from 'node:assert/strict';
import { test } from 'node:test';

import { formatRowTimes } from './row-time';

test('rows of a short run have seconds', () => {
  assert.deepEqual(formatRowTimes([0, 7.5, 599.999]), ['     0.000', '     7.500', '   599.999']);
  assert.deepEqual(formatRowTimes([]), []);
});

test('as soon as one row is later than ten minutes, all have minutes and hours', () => {
  assert.deepEqual(formatRowTimes([9.25, 65, 600]), ['     9.250', '  1m05.000', ' 10m00.000']);
  assert.deepEqual(formatRowTimes([3_599.999_6, 85_598.601]), [' 1h00m00.000', '23h46m38.601']);
});
