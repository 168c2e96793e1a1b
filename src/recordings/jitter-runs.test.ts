import assert from 'node:assert/strict';
import { test } from 'node:test';

import { compareSpreads, gatherSpreads, type JitterDifference, type JitterRecord } from './jitter';
import { parseJitterRecords } from './parse-jitter';
import { readText, recordingPath } from './read-records';
import { replayScenario } from './replay-recording';

const RUNS = 200;
const records = parseJitterRecords(readText(recordingPath('kubelet-jitter')));
const counted = new Set(records.flatMap(({ series }) => series.map(({ what }) => what)));

// One run in 25 was the earliest or the latest of the recorded ones, and it may have been an extraordinary one.
const RARE_EXTREMES = 5;
const RARE_SECONDS = 2.1;

/** Differences, without kinds of instants that the recorded summary does not count in any pod. */
function differencesOf({ scenario, series }: JitterRecord): JitterDifference[] {
  const traces = Array.from({ length: RUNS }, (_, index) => replayScenario(scenario, index + 1));
  const spreads = gatherSpreads(traces).filter(({ what }) => counted.has(what));
  const differences = compareSpreads(series, spreads, RUNS);
  const withRoom = compareSpreads(series, spreads, RUNS, { seconds: RARE_SECONDS, additionalShare: 0.25 });
  assert.deepEqual(withRoom.map(({ text }) => text), [], `${scenario.name} over ${RUNS} runs`);
  return differences;
}

test('over 200 seeded runs each recorded median lies in the middle of ours, and the extremes inside, but for a few by two seconds', () => {
  const differences = records.flatMap(differencesOf);
  assert.deepEqual(differences.filter(({ kind }) => !/minimum|maximum/.test(kind)), []);
  assert.ok(differences.length <= RARE_EXTREMES, differences.map(({ text }) => text).join('\n'));
  assert.equal(records.length, 20);
});

test('runs with the same seed are equal, with another one they differ, and without jitter the seed means nothing', () => {
  const [{ scenario }] = records;
  const text = (seed: number, jitter: 'zero' | 'random'): string =>
    JSON.stringify(replayScenario({ ...scenario, env: { ...scenario.env, jitter } }, seed));
  assert.equal(text(7, 'random'), text(7, 'random'));
  assert.notEqual(text(7, 'random'), text(8, 'random'));
  assert.equal(text(7, 'zero'), text(8, 'zero'));
});
