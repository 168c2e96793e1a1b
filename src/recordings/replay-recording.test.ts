import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareTraces } from './compare-traces';
import { readRecords, recordingPath, type RecordingName } from './read-records';
import { replayScenario } from './replay-recording';

const RECORDINGS: readonly [RecordingName, number][] = [
  ['kubelet-basic', 111], ['kubelet-random', 400], ['kubelet-edge', 265], ['kubelet-rules', 32],
];

for (const [recording, count] of RECORDINGS) {
  test(`every record of ${recording} is reproduced to the millisecond`, () => {
    const records = readRecords(recordingPath(recording));
    const differences = records.flatMap(({ scenario, trace }) => {
      const { level, difference } = compareTraces(trace, replayScenario(scenario));
      return level === 4 ? [] : [`${scenario.name}: level ${level}: ${difference}`];
    });
    assert.deepEqual(differences, []);
    assert.equal(records.length, count);
  });
}

test('a replay differs when the input differs', () => {
  const [{ scenario, trace }] = readRecords(recordingPath('kubelet-basic')).filter(({ scenario: { name } }) => name === 'delete-graceful');
  const changed = { ...scenario, env: { ...scenario.env, plegPhase: scenario.env.plegPhase + 0.2 } };
  assert.notEqual(compareTraces(trace, replayScenario(changed)).level, 4);
});
