import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { IDEAL_PROFILE } from '../cluster/profile';
import { seconds } from '../simulation/time';
import { checkLaw, LawError, type Law } from './law';
import type { ReplayOptions } from './replay-options';

const FILE = 'src/properties/grace.property.ts';

const OPTIONS: ReplayOptions = { seed: 42, path: undefined, runs: undefined };

/** A law about a pod whose container has as many seconds of grace as the input says. */
function law(violations: Law<number>['violations']): Law<number> {
  return {
    name: 'grace is short',
    runs: 100,
    inputs: fc.integer({ min: 0, max: 1_000 }),
    experiment: (graceSeconds) => ({
      pod: {
        metadata: { name: 'web' },
        spec: { containers: [{ name: 'app', image: 'web:1' }], terminationGracePeriodSeconds: graceSeconds },
      },
      plans: {},
      profile: IDEAL_PROFILE,
      until: seconds(1),
    }),
    violations,
    expectations: () => ['pod "web" is now Running'],
  };
}

const SHORT = law((graceSeconds) => (graceSeconds <= 30 ? [] : [`the grace period is ${graceSeconds} s`]));

function failureOf(failing: Law<number>, options: ReplayOptions): string {
  try {
    checkLaw(failing, options, FILE);
  } catch (error) {
    assert.ok(error instanceof LawError);
    return error.message;
  }
  return assert.fail('The law holds');
}

test('a law that holds says how often it was tried, and with which seed', () => {
  assert.deepEqual(checkLaw(law(() => []), OPTIONS, FILE), { runs: 100, seed: 42 });
  assert.deepEqual(checkLaw(law(() => []), { ...OPTIONS, runs: 7 }, FILE), { runs: 7, seed: 42 });
});

test('a law sees the cluster at the end of the experiment', () => {
  const running = law((_, { trace, now }) => (now === seconds(1) && trace.calls.length > 0 ? [] : ['nothing happened']));
  assert.equal(checkLaw(running, { ...OPTIONS, runs: 3 }, FILE).runs, 3);
});

test('a failure tells seed, path, reason and the smallest pod as a feature', () => {
  const message = failureOf(SHORT, OPTIONS);
  assert.match(message, /^Law does not hold: grace is short\nSeed 42, path "[\d:]+": failed in run \d+, shrunk \d+ times\n/);
  assert.match(message, /\nReplay: PODCLOCK_SEED=42 PODCLOCK_PATH=[\d:]+ npm run unit -- src\/properties\/grace\.property\.ts\n/);
  assert.match(message, /\n\nthe grace period is 31 s\n\n/);
  assert.match(message, /\nFeature: Counter-example\n[^]* {10}terminationGracePeriodSeconds: 31\n[^]* {4}Then pod "web" is now Running$/);
});

test('seed and path of a failure lead to the same counter-example at once', () => {
  const path = /path "([\d:]+)"/.exec(failureOf(SHORT, OPTIONS))![1];
  const replayed = failureOf(SHORT, { ...OPTIONS, path });
  assert.match(replayed, /failed in run 1, shrunk 0 times/);
  assert.match(replayed, /the grace period is 31 s/);
});

test('an error of the engine is told with its stack', () => {
  const broken = law(() => { throw new TypeError('no such container'); });
  assert.match(failureOf(broken, OPTIONS), /TypeError: no such container\n\s+at /);
});

test('of many violations the first few are told', () => {
  const message = failureOf(law(() => Array.from({ length: 9 }, (_, index) => `violation ${index}`)), OPTIONS);
  assert.match(message, /violation 4/);
  assert.doesNotMatch(message, /violation 5/);
});
