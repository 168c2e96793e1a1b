import assert from 'node:assert/strict';
import { test } from 'node:test';

import { IDEAL_PROFILE } from '../../cluster/profile';
import { seconds } from '../../simulation/time';
import { parseWindow } from '../time-span';
import { Variation } from './variation';

test('seed 0 is the profile as it is', () => {
  assert.deepEqual(new Variation(0).apply(IDEAL_PROFILE), IDEAL_PROFILE);
  assert.equal(new Variation(0).describe(), 'as in the profile');
  assert.equal(new Variation(0).size, 0);
});

test('a seed always gives the same phases and latencies, within their ranges', () => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const { phases, latencies, wallFraction } = new Variation(seed).apply(IDEAL_PROFILE);
    assert.deepEqual(new Variation(seed).apply(IDEAL_PROFILE).phases, phases);
    assert.ok(phases.relist >= 0 && phases.relist < seconds(1));
    assert.ok(phases.housekeeping >= 0 && phases.housekeeping < seconds(2));
    assert.ok(latencies.start >= IDEAL_PROFILE.latencies.start);
    assert.equal(latencies.watch, IDEAL_PROFILE.latencies.watch);
    assert.ok(wallFraction >= 0 && wallFraction < seconds(1));
  }
});

test('only what is named varies, by as much as when everything does', () => {
  const all = new Variation(7).apply(IDEAL_PROFILE);
  const only = new Variation(7, ['relist']).apply(IDEAL_PROFILE);
  assert.equal(only.phases.relist, all.phases.relist);
  assert.equal(only.phases.sync, IDEAL_PROFILE.phases.sync);
  assert.deepEqual(only.latencies, IDEAL_PROFILE.latencies);
});

test('a time that is left open lies in its window, at the lower end if it does not vary', () => {
  const window = parseWindow('5s..60s');
  assert.equal(new Variation(0).choose('app/readiness', window), seconds(5));
  assert.equal(new Variation(3, ['relist']).choose('app/readiness', window), seconds(5));
  const chosen = new Variation(3).choose('app/readiness', window);
  assert.ok(chosen > seconds(5) && chosen < seconds(60));
});

test('a variation is described in words, and can be asked for again', () => {
  const variation = new Variation(3, ['start', 'app/readiness']);
  variation.choose('app/readiness', parseWindow('5s..60s'));
  assert.match(variation.describe(), /^start \d+ms, container "app" becomes ready after [\d.]+s$/);
  assert.deepEqual(variation.parts, ['start', 'app/readiness']);
  assert.equal(variation.query(), 'seed=3&only=start,app/readiness');
  assert.equal(new Variation(3).query(), 'seed=3');
});
