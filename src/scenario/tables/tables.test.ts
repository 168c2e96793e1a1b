import assert from 'node:assert/strict';
import { test } from 'node:test';

import { seconds } from '../../simulation/time';
import { compareExactly, compareIncluded } from './compare-table';
import { readInputTable, readNumber } from './input-table';
import { readTable, type Columns, type FoundRow } from './table';

const COLUMNS: Columns = { at: 'time', reason: 'text', count: 'number' };
const FOUND: readonly FoundRow[] = [
  { at: seconds(1), reason: 'Pulled (1/2)', count: 1 },
  { at: seconds(2.5), reason: 'Started', count: undefined },
];
const exactly = (raw: string[][]) => compareExactly(readTable(raw, COLUMNS), COLUMNS, FOUND);
const included = (raw: string[][]) => compareIncluded(readTable(raw, COLUMNS), COLUMNS, FOUND);

test('a table that lists everything agrees', () => {
  assert.equal(exactly([['at', 'reason'], ['1s', 'Pulled (1/2)'], ['2s..3s', 'Started']]).agrees, true);
  assert.equal(exactly([['reason', 'count'], ['Pulled*', '1'], ['*', '']]).agrees, true);
});

test('what is not listed, and what is not there, does not agree', () => {
  assert.equal(exactly([['reason'], ['Pulled*']]).agrees, false);
  assert.equal(exactly([['reason'], ['Pulled*'], ['Started'], ['Started']]).agrees, false);
  assert.equal(exactly([['reason']]).agrees, false);
  assert.equal(exactly([['reason'], ['Started'], ['Pulled*']]).agrees, false);
});

test('a difference is shown as two tables with the rows that differ', () => {
  const comparison = exactly([['at', 'reason'], ['1s', 'Pulled*'], ['3s..4s', 'Started']]);
  assert.ok(!comparison.agrees);
  assert.equal(comparison.expected, '  | at     | reason  |\n  | 1s     | Pulled* |\n✗ | 3s..4s | Started |');
  assert.equal(comparison.actual, '  | at   | reason       |\n  | 1s   | Pulled (1/2) |\n✗ | 2.5s | Started      |');
});

test('yes and no are written as in the API, or as words', () => {
  const ready = (cell: string) => compareExactly(readTable([['ready'], [cell]], { ready: 'flag' }), { ready: 'flag' }, [{ ready: 'true' }]).agrees;
  assert.deepEqual(['true', 'yes', '*', 'false', 'no', ''].map(ready), [true, true, true, false, false, false]);
  assert.throws(() => ready('maybe'), /"maybe" is neither "true" nor "false"/);
});

test('exact times are told, windows are not', () => {
  const comparison = exactly([['at', 'reason'], ['1s', '*'], ['2s..3s', '*']]);
  assert.deepEqual(comparison, { agrees: true, exactTimes: [{ title: 'at', foundRow: 0, at: seconds(1) }] });
});

test('listed rows may be among others, and each needs one of its own', () => {
  assert.equal(included([['reason'], ['Started']]).agrees, true);
  assert.equal(included([['reason'], ['Started'], ['Pulled*']]).agrees, true);
  assert.equal(included([['reason'], ['Started'], ['Started']]).agrees, false);
});

test('a row that is missing is answered with the nearest in time, or with all', () => {
  const near = included([['at', 'reason'], ['4s..5s', 'Started']]);
  assert.ok(!near.agrees && near.actual.startsWith('nearest:\n') && near.actual.includes('2.5s'));
  const none = included([['reason'], ['Killing']]);
  assert.ok(!none.agrees && none.actual.includes('Pulled') && none.actual.includes('Started'));
  const empty = compareIncluded(readTable([['reason'], ['x']], COLUMNS), COLUMNS, []);
  assert.ok(!empty.agrees && empty.actual === 'nothing');
});

test('of a long table the rows around the first that differs are shown', () => {
  const found = Array.from({ length: 100 }, (_, index) => ({ at: seconds(index), reason: 'Started' }));
  const expected = [['at', 'reason'], ...found.map(({ reason }, index) => [`${index}s`, index === 50 ? 'Killing' : reason])];
  const comparison = compareExactly(readTable(expected, COLUMNS), COLUMNS, found);
  assert.ok(!comparison.agrees);
  assert.match(comparison.actual, /^47 rows that agree, and then\n +\| at +\| reason +\|\n +\| 47s .*\n +\| 48s .*\n +\| 49s .*\n✗ \| 50s /);
  assert.match(comparison.actual, /and 29 more$/);
  assert.equal(comparison.differing, found[50]);
});

test('unknown and missing columns are refused with those that there are', () => {
  assert.throws(() => readTable([['when']], COLUMNS), /There is no column "when" in this table, only "at", "reason", "count"/);
  assert.throws(() => readTable([['at']], COLUMNS, ['reason']), /needs a column "reason"/);
  assert.throws(() => readTable([['count'], ['many']], COLUMNS), /"many" is not a whole number/);
  assert.throws(() => readTable([['at'], ['soon']], COLUMNS), /is not a duration/);
});

test('a star in a text stands for anything, every other sign for itself', () => {
  assert.equal(included([['reason'], ['P*(*)']]).agrees, true);
  assert.equal(included([['reason'], ['P.lled (1/2)']]).agrees, false);
  assert.equal(included([['reason'], ['Pulled']]).agrees, false);
});

test('tables that say what happens need their columns and a row', () => {
  assert.deepEqual(readInputTable([['run', 'code'], ['1', '']], { may: ['run', 'code'], must: ['run'] }, (row) => row), [{ run: '1', code: undefined }]);
  assert.throws(() => readInputTable([['x'], ['1']], { may: ['run'], must: [] }, String), /There is no column "x"/);
  assert.throws(() => readInputTable([['code'], ['1']], { may: ['run', 'code'], must: ['run'] }, String), /needs a column "run"/);
  assert.throws(() => readInputTable([['run']], { may: ['run'], must: ['run'] }, String), /needs a row/);
  assert.throws(() => readNumber('-1'), /is not a whole number/);
});
