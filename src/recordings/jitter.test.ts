import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { TraceRows } from '../trace/trace-rows';

import { compareSpreads, gatherSpreads, type RecordedSpread, type SimulatedSpread } from './jitter';
import { extractSeries } from './jitter-series';
import { parseJitterRecords } from './parse-jitter';
import { readRecords, readText, recordingPath } from './read-records';
import { RecordError } from './record-error';

const jitter = parseJitterRecords(readText(recordingPath('kubelet-jitter')));
const pinned = [...readRecords(recordingPath('kubelet-basic')), ...readRecords(recordingPath('kubelet-edge'))];

// Scenarios that were recorded both with and without jitter.
const twins: readonly [withJitter: string, without: string, instants: number][] = [
  ['jitter-image-missing', 'pull-fails-10min', 87],
  ['jitter-liveness-fails', 'liveness-always-fails', 48],
  ['jitter-crash-max30', 'cfg-max30-crash', 44],
  ['jitter-image-never', 'pull-never-absent', 3],
];

for (const [withJitter, without, instants] of twins) {
  test(`the series of ${without} are those of ${withJitter} with jitter pinned to 0`, () => {
    const record = pinned.find((each) => each.scenario.name === without);
    const spreads = jitter.find((each) => each.scenario.name === withJitter)?.series ?? [];
    assert.ok(record);
    const expected = spreads.filter((each) => each.zero !== undefined && each.zero < record.scenario.until);
    const actual = gatherSpreads([record.trace]);
    assert.equal(expected.length, instants);
    const shown = (of: { what: string; container?: string; n: number }, t: number | undefined): string =>
      `${of.what} ${of.container ?? ''} ${of.n}: ${t?.toFixed(3)}`;
    assert.deepEqual(
      actual.map((each) => shown(each, each.times[0])).sort(),
      expected.map((each) => shown(each, each.zero)).sort(),
    );
  });
}

const empty: TraceRows = { status: [], events: [], runtime: [], probes: [] };

test('an empty trace has no series', () => {
  assert.deepEqual(extractSeries(empty), []);
});

test('a waiting reason counts once per restart count, and ordinary waiting not at all', () => {
  const status = (t: number, reason: string, restartCount: number): TraceRows['status'][number] => ({
    t, phase: 'Running', containerStatuses: [{ name: 'app', state: 'waiting', reason, ready: false, restartCount }],
  });
  const series = extractSeries({
    ...empty,
    status: [
      status(0, 'ContainerCreating', 0), status(1, 'CrashLoopBackOff', 0), status(2, 'CrashLoopBackOff', 0), status(3, 'CrashLoopBackOff', 1),
    ],
  });
  assert.deepEqual(series, [
    { what: 'phase Running', container: undefined, times: [0] },
    { what: 'CrashLoopBackOff', container: 'app', times: [1, 3] },
  ]);
});

test('of CreateContainer only failed calls count', () => {
  const create = { t: 1, call: 'CreateContainer', container: 'app', attempt: 0 };
  assert.deepEqual(extractSeries({ ...empty, runtime: [create] }), []);
  assert.equal(extractSeries({ ...empty, runtime: [{ ...create, error: 'no' }] })[0]?.what, 'create');
});

test('spreads gather times and gaps over the runs in ascending order', () => {
  const run = (...times: number[]): TraceRows => ({ ...empty, runtime: times.map((t) => ({ t, call: 'StartContainer', container: 'app' })) });
  assert.deepEqual(gatherSpreads([run(3, 13), run(1, 14), run(2)]), [
    { what: 'start', container: 'app', n: 1, times: [1, 2, 3], gaps: [] },
    { what: 'start', container: 'app', n: 2, times: [13, 14], gaps: [10, 13] },
  ]);
});

const simulated: SimulatedSpread = {
  what: 'start', container: 'app', n: 2, times: Array.from({ length: 101 }, (_, i) => i), gaps: Array.from({ length: 101 }, (_, i) => i / 10),
};
const recorded: RecordedSpread = {
  what: 'start', container: 'app', n: 2, runs: 25, min: 0, median: 15, max: 100, gapMin: 0, gapMedian: 8.5, gapMax: 10,
};

function kinds(change: Partial<RecordedSpread>): string[] {
  return compareSpreads([{ ...recorded, ...change }], [simulated], 101).map((difference) => difference.kind);
}

test('a recorded spread inside the simulated range with its median between the 15 % and 85 % quantiles is covered', () => {
  assert.deepEqual(kinds({}), []);
  assert.deepEqual(kinds({ median: 85 }), []);
});

test('a recorded value outside is reported by its kind', () => {
  assert.deepEqual(kinds({ min: -0.02 }), ['minimum']);
  assert.deepEqual(kinds({ max: 100.02 }), ['maximum']);
  assert.deepEqual(kinds({ median: 14 }), ['median']);
  assert.deepEqual(kinds({ median: 86 }), ['median']);
  assert.deepEqual(kinds({ gapMin: -1, gapMedian: 1, gapMax: 11 }), ['gap minimum', 'gap median', 'gap maximum']);
});

test('the median of few runs may lie further out', () => {
  assert.deepEqual(kinds({ runs: 16, median: 7 }), []);
  assert.deepEqual(kinds({ runs: 16, median: 5 }), ['median']);
  assert.deepEqual(kinds({ runs: 1, median: 0 }), []);
});

test('instants that only one side has are reported', () => {
  const [missing] = compareSpreads([{ ...recorded, n: 3 }], [{ ...simulated, times: [1], gaps: [1] }], 100);
  assert.equal(missing?.text, 'start of "app", number 3: missing: recorded in 25 runs, never simulated');
  const [additional] = compareSpreads([], [simulated], 101);
  assert.equal(additional?.text, 'start of "app", number 2: additional: simulated in 101 of 101 runs, never recorded');
});

test('a file of spreads with a median outside its range is refused', () => {
  const text = JSON.stringify([{ ...jitter[0], series: [{ ...recorded, median: 200 }] }]);
  assert.throws(() => parseJitterRecords(text), (error) => error instanceof RecordError && error.field === 'records[0].series[0].median');
});
