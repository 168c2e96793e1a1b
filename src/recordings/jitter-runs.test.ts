import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { TraceRows } from '../trace/trace-rows';

import { compareSpreads, gatherSpreads, type JitterDifference, type JitterRecord } from './jitter';
import { parseJitterRecords } from './parse-jitter';
import { readText, recordingPath } from './read-records';
import type { RecordedScenario } from './recording';
import { replayScenario } from './replay-recording';

const RUNS = 200;
const records = parseJitterRecords(readText(recordingPath('kubelet-jitter')));
const counted = new Set(records.flatMap(({ series }) => series.map(({ what }) => what)));

/** Of some 4,000 extremes so many lie outside, since the recorded one was extraordinary: it takes more runs to come upon its like. */
const RARE_EXTREMES = 5;
const MANY_RUNS = 4_000;

function* seededRuns(scenario: RecordedScenario, runs: number): Iterable<TraceRows> {
  for (let seed = 1; seed <= runs; seed += 1) yield replayScenario(scenario, seed);
}

/** Differences over so many runs, without kinds of instants that the recorded summary does not count in any pod. */
function differencesOf({ scenario, series }: JitterRecord, runs: number): JitterDifference[] {
  const spreads = gatherSpreads(seededRuns(scenario, runs)).filter(({ what }) => counted.has(what));
  return compareSpreads(series, spreads, runs);
}

test('over 200 seeded runs each recorded median lies in the middle of ours and the extremes inside, but for a few that lie inside over 4,000', () => {
  const differences = records.map((record) => ({ record, differences: differencesOf(record, RUNS) }));
  const all = differences.flatMap((each) => each.differences);
  assert.deepEqual(all.filter(({ kind }) => !/minimum|maximum/.test(kind)), []);
  assert.ok(all.length <= RARE_EXTREMES, all.map(({ text }) => text).join('\n'));
  for (const { record } of differences.filter((each) => each.differences.length > 0)) {
    const left = differencesOf(record, MANY_RUNS).map(({ text }) => text);
    assert.deepEqual(left, [], `${record.scenario.name} over ${MANY_RUNS} runs`);
  }
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
