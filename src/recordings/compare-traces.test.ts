import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { TraceRows } from '../trace/trace-rows';

import { compareTraces, type MatchLevel } from './compare-traces';
import { readRecords, recordingPath } from './read-records';

const records = readRecords(recordingPath('kubelet-basic'));

function recorded(name: string): TraceRows {
  const record = records.find((each) => each.scenario.name === name);
  assert.ok(record, name);
  return record.trace;
}

/** Compares a recorded trace with a changed copy of itself. */
function compareChanged(name: string, change: (copy: TraceRows) => void): ReturnType<typeof compareTraces> {
  const copy = structuredClone(recorded(name));
  change(copy);
  return compareTraces(recorded(name), copy);
}

test('every recorded trace matches itself completely', () => {
  for (const record of records) assert.deepEqual(compareTraces(record.trace, record.trace), { level: 4 }, record.scenario.name);
});

const verdicts: readonly [change: string, level: MatchLevel, (trace: TraceRows) => void][] = [
  ['a missing status', 0, (trace) => trace.status.splice(2, 1)],
  ['another phase', 0, (trace) => { trace.status[1]!.phase = 'Running'; }],
  ['another condition', 0, (trace) => { trace.status[1]!.conditions!['Ready'] = 'True'; }],
  ['another restart count', 0, (trace) => { trace.status.at(-1)!.containerStatuses![0]!.restartCount += 1; }],
  ['statuses of another pod', 0, (trace) => { trace.status[0]!.pod = 'other'; }],
  ['a status 11 ms late', 1, (trace) => { trace.status[2]!.t += 0.011; }],
  ['a status 10 ms late', 4, (trace) => { trace.status[2]!.t += 0.01; }],
  ['another startedAt', 1, (trace) => { trace.status[2]!.containerStatuses![0]!.startedAt = 4; }],
  ['a missing startedAt', 1, (trace) => { delete trace.status[2]!.containerStatuses![0]!.startedAt; }],
  ['a missing probe', 2, (trace) => trace.probes.pop()],
  ['another outcome of a probe', 2, (trace) => { trace.probes[0]!.outcome = 'error'; }],
  ['a probe that ends later', 2, (trace) => { trace.probes[0]!.end = trace.probes[0]!.t + 0.5; }],
  ['another message in a status', 3, (trace) => { trace.status[1]!.containerStatuses![0]!.message = 'x'; }],
  ['a missing call', 3, (trace) => trace.runtime.shift()],
  ['an additional exit', 3, (trace) => trace.runtime.push({ t: 1, call: 'exit', container: 'app', attempt: 0, exitCode: 1 })],
  ['an additional clean-up call', 4, (trace) => trace.runtime.push({ t: 1, call: 'RemoveContainer', container: 'app', attempt: 0 })],
  ['another message of an Event', 3, (trace) => { trace.events[0]!.message += '!'; }],
  ['an Event twice', 3, (trace) => trace.events.push({ ...trace.events[0]! })],
  ['rows in another order', 4, (trace) => { trace.events.reverse(); trace.runtime.reverse(); trace.probes.reverse(); }],
  ['conditions in another order', 4, (trace) => {
    trace.status[0]!.conditions = Object.fromEntries(Object.entries(trace.status[0]!.conditions!).reverse());
  }],
  ['a status repeated', 4, (trace) => { trace.status.splice(1, 0, { ...trace.status[0]!, t: 0.1 }); }],
];

for (const [change, level, apply] of verdicts) {
  test(`a trace with ${change} matches at level ${level}`, () => {
    const comparison = compareChanged('liveness-http-fails', apply);
    assert.equal(comparison.level, level, comparison.difference);
    assert.equal(comparison.difference === undefined, level === 4);
  });
}

test('a status that lasts less than 2.5 ms may be additional', () => {
  const flash = (lasts: number) => (trace: TraceRows): void => {
    const next = trace.status[2]!;
    trace.status.splice(2, 0, { ...next, phase: 'Unknown', t: next.t - lasts });
  };
  assert.equal(compareChanged('liveness-http-fails', flash(0.0124)).level, 4);
  assert.equal(compareChanged('liveness-http-fails', flash(0.0126)).level, 0);
});

test('a difference names the field, both values and both times', () => {
  const { difference } = compareChanged('liveness-http-fails', (trace) => { trace.status[0]!.containerStatuses![0]!.ready = true; });
  assert.equal(difference, 'status recorded at 0, simulated at 0: containerStatuses[app].ready: recorded false, simulated true');
});

test('the tolerance can be widened', () => {
  const late = structuredClone(recorded('liveness-http-fails'));
  for (const probe of late.probes) {
    probe.t += 0.3;
    probe.end = (probe.end ?? probe.t) + 0.3;
  }
  assert.equal(compareTraces(recorded('liveness-http-fails'), late).level, 2);
  assert.equal(compareTraces(recorded('liveness-http-fails'), late, 0.3).level, 4);
});
