import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checked, runStages, skipped, type Stage } from './stage';
import { renderRun, renderStage } from './summary';

function recording(log: string[]): (name: string, after?: readonly string[]) => Stage {
  return (name, after) => ({
    name,
    after,
    async run() {
      log.push(`${name} starts`);
      await Promise.resolve();
      log.push(`${name} ends`);
      return checked(true, '');
    },
  });
}

test('stages start in order, no more at a time than the width', async () => {
  const log: string[] = [];
  const stage = recording(log);
  await runStages([stage('a'), stage('b'), stage('c')], 1, () => undefined);
  assert.deepEqual(log, ['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
});

test('a stage waits for those that it comes after, and others overtake it', async () => {
  const log: string[] = [];
  const stage = recording(log);
  await runStages([stage('a'), stage('report', ['a', 'b']), stage('b')], 2, () => undefined);
  assert.deepEqual(log.slice(0, 2), ['a starts', 'b starts']);
  assert.equal(log.at(-1), 'report ends');
});

test('a stage that throws has failed, and the others go on', async () => {
  const broken: Stage = { name: 'broken', run: () => Promise.reject(new Error('no such file')) };
  const [first, second] = await runStages([broken, recording([])('a')], 1, () => undefined);
  assert.equal(first?.outcome.status, 'failed');
  assert.match(first?.outcome.output ?? '', /no such file/);
  assert.equal(second?.outcome.status, 'passed');
});

test('stages that wait for each other are refused', async () => {
  const stage = recording([]);
  await assert.rejects(runStages([stage('a', ['b']), stage('b', ['a'])], 2, () => undefined), /Stages wait for what never runs: a, b/);
});

test('the summary ends with the total, in which a failed check counts one', () => {
  const tests = { status: 'passed', passed: 7, failed: 0, note: '7 tests', output: '' } as const;
  const text = renderRun(
    [
      { name: 'unit tests', seconds: 1, outcome: tests },
      { name: 'lint', seconds: 2, outcome: checked(false, 'a.ts: no') },
      { name: 'phrases', seconds: 0, outcome: skipped('none yet') },
    ],
    2.04,
  );
  assert.match(text, /── lint ─+\na\.ts: no\n/);
  assert.match(text, /\nFailed: lint in 2\.0 s\n7 passed, 1 failed$/);
});

test('the line of a stage gives its mark, its seconds and its note', () => {
  assert.equal(renderStage({ name: 'types', seconds: 1.26, outcome: checked(true, '') }), '✔ types          1.3 s');
  assert.equal(renderStage({ name: 'phrases', seconds: 0, outcome: skipped('none yet') }), '- phrases        0.0 s  none yet');
});
