import assert from 'node:assert/strict';
import { test } from 'node:test';

import { seconds } from '../simulation/time';
import { checkExitCode, parseExit } from './exit';

test('an exit counts from the start, or from SIGTERM, with code 0 unless another is given', () => {
  assert.deepEqual(parseExit('with code 1 after 5s'), { origin: 'start', after: seconds(5), exitCode: 1 });
  assert.deepEqual(parseExit('1m30s after SIGTERM'), { origin: 'SIGTERM', after: seconds(90), exitCode: 0 });
  assert.deepEqual(parseExit('0s after SIGTERM with code 143'), { origin: 'SIGTERM', after: 0, exitCode: 143 });
  assert.throws(() => parseExit('soon'), /"soon" is not an exit: write "with code 1 after 5s" or "3s after SIGTERM"/);
});

test('no process exits with a code beyond a byte', () => {
  assert.equal(checkExitCode(255), 255);
  assert.throws(() => checkExitCode(256), /No process exits with code 256/);
  assert.throws(() => parseExit('with code -1 after 5s'), /No process exits with code -1/);
});
