import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { readLines, readRecords, recordingPath, type RecordingName } from './read-records';
import { RecordError } from './record-error';

const counts: readonly [RecordingName, number][] = [
  ['kubelet-basic', 111], ['kubelet-random', 400], ['kubelet-edge', 265], ['kubelet-rules', 32],
];

for (const [recording, expected] of counts) {
  test(`the ${expected} records of ${recording} are well formed and have names of their own`, () => {
    const records = readRecords(recordingPath(recording));
    assert.equal(records.length, expected);
    assert.equal(new Set(records.map((record) => record.scenario.name)).size, expected);
  });
}

test('the recordings take less than 4 MB', () => {
  const names: RecordingName[] = ['kubelet-basic', 'kubelet-random', 'kubelet-edge', 'kubelet-rules', 'kubelet-jitter', 'cluster'];
  const bytes = names.reduce((sum, each) => sum + statSync(recordingPath(each)).size, 0);
  assert.ok(bytes < 4_000_000, `${bytes} bytes`);
});


function withFile(name: string, content: string | Buffer, use: (path: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'records-'));
  try {
    writeFileSync(join(folder, name), content);
    use(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [first = { text: '' }] = readLines(recordingPath('kubelet-basic'));

test('records are read from plain and from compressed files, blank lines aside', () => {
  const content = `${first.text}\n\n${first.text}\n`;
  withFile('r.jsonl', content, (path) => assert.equal(readRecords(path).length, 2));
  withFile('r.jsonl.gz', gzipSync(content), (path) => assert.equal(readRecords(path).length, 2));
});

test('a malformed record is refused with its file, line and field', () => {
  withFile('r.jsonl', `${first.text}\n\n{"scenario": {}}\n`, (path) => {
    assert.throws(() => readRecords(path), (error) => error instanceof RecordError
      && error.place === `${path}:3` && error.field === 'scenario.name'
      && error.message === `Cannot read record at ${path}:3: scenario.name is missing`);
  });
});

test('the recordings are compressed without a name and a time, so that equal contents give equal bytes', () => {
  for (const [recording] of counts) {
    const header = readFileSync(recordingPath(recording)).subarray(3, 8);
    assert.deepEqual([...header], [0, 0, 0, 0, 0], recording);
  }
});
