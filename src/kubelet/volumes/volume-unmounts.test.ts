import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Pod } from '../../api/pod';
import { sleep } from '../../simulation/process';
import { Simulation } from '../../simulation/simulation';
import { milliseconds, type Duration, type Instant } from '../../simulation/time';
import { VolumeUnmounts } from './volume-unmounts';

const pod = { metadata: { name: 'web', uid: 'uid-1' }, spec: { containers: [] } } as unknown as Pod;

/** When a worker that asks at some time goes on. */
function goesOnAt(asksAt: Duration, duration: Duration): Instant | undefined {
  const simulation = new Simulation();
  const unmounts = new VolumeUnmounts(simulation, () => duration);
  let goneAt: Instant | undefined;
  unmounts.start(pod);
  simulation.start((function* () {
    yield* sleep(simulation, asksAt);
    yield* unmounts.wait(pod);
    goneAt = simulation.now;
  })());
  simulation.advanceTo(milliseconds(5_000));
  return goneAt;
}

test('a worker that asks after the volumes are gone does not wait', () => {
  assert.equal(goesOnAt(milliseconds(400), milliseconds(130)), milliseconds(400));
  assert.equal(goesOnAt(0, 0), 0);
});

test('a worker that asks before the volumes are gone looks again every 300 milliseconds', () => {
  assert.equal(goesOnAt(milliseconds(100), milliseconds(130)), milliseconds(400));
  assert.equal(goesOnAt(milliseconds(100), milliseconds(900)), milliseconds(1_000));
});
