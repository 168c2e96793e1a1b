import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readTotal } from './total';
import { reportUnitTests, type TestEvent } from './unit-reporter';

/** Name, nesting and result of a test, in the order of `node:test`: started parents first, ended children first. */
type Step = ['start' | 'pass' | 'fail', number, string, Partial<TestEvent['data']>?];

async function report(steps: readonly Step[]): Promise<string> {
  const exitCode = process.exitCode;
  async function* events(): AsyncGenerator<TestEvent> {
    for (const [type, nesting, name, more] of steps) yield { type: `test:${type}`, data: { nesting, name, ...more } };
  }
  let text = '';
  for await (const lines of reportUnitTests(events())) text += lines;
  process.exitCode = exitCode;
  return text;
}

const SUITE = { details: { type: 'suite', duration_ms: 2 } };

test('the report of unit tests counts the tests of a file, not its suites', async () => {
  const text = await report([
    ['start', 0, 'a.test.ts'],
    ['start', 1, 'adds'],
    ['pass', 1, 'adds'],
    ['start', 1, 'group'],
    ['start', 2, 'subtracts'],
    ['pass', 2, 'subtracts'],
    ['pass', 1, 'group', SUITE],
    ['pass', 0, 'a.test.ts', SUITE],
  ]);
  assert.equal(text, '✔ a.test.ts  2  2 ms\n\n2 passed, 0 failed\n');
});

test('the report of unit tests shows a failure with its path and its error, once', async () => {
  const error = new Error('outer', { cause: new Error('expected 1, found 2') });
  const text = await report([
    ['start', 0, 'a.test.ts'],
    ['start', 1, 'group'],
    ['start', 2, 'adds'],
    ['fail', 2, 'adds', { details: { error } }],
    ['fail', 1, 'group', SUITE],
    ['fail', 0, 'a.test.ts', SUITE],
  ]);
  assert.match(text, /^✖ a\.test\.ts {2}1 of 1 failed {2}2 ms\n {4}✖ group > adds\n {6}Error: expected 1, found 2\n/);
  assert.deepEqual(readTotal(text), { passed: 0, failed: 1 });
});

test('a file that holds no tests or cannot be loaded is a failure', async () => {
  const empty = await report([['start', 0, 'a.test.ts'], ['pass', 0, 'a.test.ts', SUITE]]);
  assert.match(empty, /holds no tests/);
  const broken = await report([
    ['start', 0, 'a.test.ts'],
    ['fail', 0, 'a.test.ts', { details: { type: 'suite', error: new Error('cannot find module') } }],
  ]);
  assert.match(broken, /cannot find module/);
  assert.deepEqual([readTotal(empty), readTotal(broken)], [{ passed: 0, failed: 1 }, { passed: 0, failed: 1 }]);
});

test('a test marked skip or todo counts neither way and is named', async () => {
  const text = await report([
    ['start', 0, 'a.test.ts'],
    ['start', 1, 'later'],
    ['fail', 1, 'later', { todo: true }],
    ['start', 1, 'adds'],
    ['pass', 1, 'adds'],
    ['pass', 0, 'a.test.ts', SUITE],
  ]);
  assert.match(text, /not run: later/);
  assert.deepEqual(readTotal(text), { passed: 1, failed: 0 });
});

test('a total is read from the last line only', () => {
  assert.equal(readTotal('3 passed, 0 failed\ncrash'), undefined);
  assert.deepEqual(readTotal('crash\n3 passed, 1 failed\n'), { passed: 3, failed: 1 });
});
