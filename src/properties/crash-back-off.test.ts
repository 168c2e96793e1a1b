import assert from 'node:assert/strict';
import { test } from 'node:test';

import { seconds, toSeconds } from '../simulation/time';
import { backOffRules, delaysAfter, restartWindow, type BackOffRules } from './crash-back-off';
import { SYNC_DELAY } from './detection-window';

/** Lives of this length, each begun as soon as its delay was over. */
function livesOf(lengthSeconds: number, count: number, rules: BackOffRules): { createdAt: number; exitedAt: number }[] {
  const lives = [{ createdAt: 0, exitedAt: seconds(lengthSeconds) }];
  while (lives.length < count) {
    const { exitedAt } = lives.at(-1)!;
    const delay = delaysAfter([...lives, { createdAt: 0, exitedAt: 0 }], rules).at(-1)!;
    lives.push({ createdAt: exitedAt + delay, exitedAt: exitedAt + delay + seconds(lengthSeconds) });
  }
  return lives;
}

function startsInSeconds(lengthSeconds: number, count: number, rules: BackOffRules): readonly number[] {
  return livesOf(lengthSeconds, count, rules).slice(1).map(({ createdAt }) => toSeconds(createdAt));
}

const DEFAULTS = backOffRules(undefined, 0);

test('a container that runs for 10 s is restarted ten times in half an hour', () => {
  assert.deepEqual(startsInSeconds(10, 11, DEFAULTS), [10, 30, 60, 110, 200, 370, 680, 990, 1_300, 1_610]);
});

test('a container that runs for 601 s is restarted at once every time', () => {
  assert.deepEqual(startsInSeconds(601, 4, DEFAULTS), [601, 1_202, 1_803]);
});

test('a smaller maximum caps the delays, and the first one too', () => {
  const delays = (max: number): readonly number[] => (
    delaysAfter(livesOf(1, 7, backOffRules(seconds(max), 0)), backOffRules(seconds(max), 0)).map(toSeconds)
  );
  assert.deepEqual(delays(30), [0, 10, 20, 30, 30, 30]);
  assert.deepEqual(delays(5), [0, 5, 5, 5, 5, 5]);
});

test('a restart comes with the delay at the earliest, and a tick and a relist after it at the latest', () => {
  assert.deepEqual(restartWindow(seconds(5), 0, DEFAULTS), { from: seconds(5), to: seconds(5) + SYNC_DELAY });
  assert.deepEqual(restartWindow(seconds(5), seconds(40), DEFAULTS), { from: seconds(45), to: seconds(46) + SYNC_DELAY });
});

test('jitter stretches a wait by half of it, and by no more than 30 s', () => {
  const rules = backOffRules(undefined, 0.5);
  assert.equal(restartWindow(0, seconds(40), rules).to, seconds(61) + SYNC_DELAY);
  assert.equal(restartWindow(0, seconds(300), rules).to, seconds(331) + SYNC_DELAY);
});
