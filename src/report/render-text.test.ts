import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readRecords, recordingPath } from '../recordings/read-records';
import type { TraceRows } from '../trace/trace-rows';

import { renderText } from './render-text';

const records = readRecords(recordingPath('kubelet-basic'));

function recorded(name: string): { name: string; rows: TraceRows; until: number } {
  const record = records.find((each) => each.scenario.name === name);
  assert.ok(record, name);
  return { name, rows: record.trace, until: record.scenario.until };
}

test('a run is written as a chart with the rows that decide below it', () => {
  const text = renderText(recorded('liveness-threshold-1'), { columns: 70, limit: 4, failureThreshold: () => 1 });
  assert.equal(text, `liveness-threshold-1
Pod Running at 1m · 1 restart · 1 of 8 probe attempts failed · 8 Even…

                    0s          15s          30s         45s        1m
Pod                 ██████████████████████████████████████████████████
  Ready             ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
  app ×1            ██████████████████████████████████████████████████
    signals, exits                   !
    liveness             ✓     ✓     ✗     ✓     ✓     ✓    ✓     ✓
  Events            ·                ▲

░ waiting  ▒ held up  ▓ not ready  █ running  ═ completed  ╳ failed
✓ passed  ✗ failed  ◇ timed out  ■ not possible
T SIGTERM  K SIGKILL  0 exit 0  ! other exit  · Event  ▲ Warning

Decisive rows:
    21.003 probe.result     app  liveness failure 1/1
    21.003 runtime.SIGTERM  app  attempt 0
    21.353 runtime.exit     app  exit code 143 (Error)
    21.453 status.container app  running, ready, restartCount 1
`);
});

test('no line is longer than the columns', () => {
  for (const { scenario, trace } of records) {
    for (const columns of [60, 100]) {
      const lines = renderText({ name: scenario.name, rows: trace, until: scenario.until }, { columns }).split('\n');
      const longest = Math.max(...lines.map((line) => [...line].length));
      assert.ok(longest <= columns, `${scenario.name}: ${longest}`);
    }
  }
});

test('ASCII is enough where nothing else is shown', () => {
  for (const { scenario, trace } of records) {
    const text = renderText({ name: `${scenario.name} é`, rows: trace, until: scenario.until }, { ascii: true });
    assert.match(text, /^[\n -~]*$/, scenario.name);
  }
});

test('an empty trace gives an axis and says that nothing happened', () => {
  const text = renderText({ name: 'nothing', rows: { status: [], events: [], runtime: [], probes: [] } });
  assert.match(text, /^nothing\nNothing happened\n/);
  assert.doesNotMatch(text, /Decisive/);
});

test('notes are marked in the chart and told below it', () => {
  const text = renderText({ ...recorded('delete-graceful'), notes: [{ t: 20.137, subject: 'node', text: 'kubelet down' }] });
  assert.match(text, /\nnode +┃\n/);
  assert.match(text, /\n {4}20\.137 node: kubelet down\n/);
  assert.match(text, /\n {2}deletion +D +R\n/);
  assert.match(text, /\nQuiet from 28\.\d+s until 1m\n/);
});

test('names cannot move the cursor or forge lines', () => {
  const evil = 'app\u001b[2J\r\nPod web is fine\u202e';
  const text = renderText({
    name: evil,
    rows: {
      status: [{
        t: 0, pod: evil, phase: evil, reason: evil,
        containerStatuses: [{ name: evil, state: 'waiting', reason: evil, ready: false, restartCount: 1 }],
      }],
      events: [{ t: 1, pod: evil, type: evil, reason: evil, message: evil }],
      runtime: [{ t: 1, pod: evil, container: evil, call: 'PullImage', image: evil, error: evil }],
      probes: [],
    },
    notes: [{ t: 1, subject: evil, text: evil }],
  });
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u202e]|\nPod web is fine/);
});
