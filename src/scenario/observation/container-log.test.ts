import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { LogRecord } from '../../trace/trace';
import { joinLines } from './container-log';

const record = (text: string, more: Partial<LogRecord> = {}): LogRecord => (
  { t: 0, pod: 'web', container: 'app', attempt: 0, stream: 'stdout', text, isPartial: false, ...more }
);

test('lines that the runtime had to cut are whole again, each stream for itself', () => {
  const lines = joinLines([
    record('one ', { isPartial: true }), record('error', { stream: 'stderr' }), record('two ', { isPartial: true, t: 5_000 }), record('three'), record('next'),
  ]);
  assert.deepEqual(lines.map(({ t, stream, text }) => [t, stream, text]), [[0, 'stdout', 'one two three'], [0, 'stderr', 'error'], [0, 'stdout', 'next']]);
});

test('what a run leaves without an end does not go on in the next one', () => {
  const lines = joinLines([record('no end', { isPartial: true }), record('start', { attempt: 1 })]);
  assert.deepEqual(lines.map(({ attempt, text }) => [attempt, text]), [[0, 'no end'], [1, 'start']]);
});
