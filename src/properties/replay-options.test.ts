import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DEFAULT_SEED, parseReplayOptions } from './replay-options';

test('without variables the seed is always the same and each law decides its number of runs', () => {
  assert.deepEqual(parseReplayOptions({}), { seed: DEFAULT_SEED, path: undefined, runs: undefined });
});

test('seed, path and runs are taken from the environment', () => {
  const environment = { PODCLOCK_SEED: '-7', PODCLOCK_PATH: '12:0:3', PODCLOCK_RUNS: '5000' };
  assert.deepEqual(parseReplayOptions(environment), { seed: -7, path: '12:0:3', runs: 5_000 });
});

test('seed "random" leaves the choice of the seed to the moment', () => {
  assert.equal(parseReplayOptions({ PODCLOCK_SEED: 'random' }).seed, undefined);
});

test('what is not a number is refused with its name and value', () => {
  assert.throws(() => parseReplayOptions({ PODCLOCK_SEED: 'seven' }), /PODCLOCK_SEED.*whole number.*"seven"/);
  assert.throws(() => parseReplayOptions({ PODCLOCK_SEED: '' }), RangeError);
  assert.throws(() => parseReplayOptions({ PODCLOCK_RUNS: '0' }), /PODCLOCK_RUNS.*at least 1.*"0"/);
});
