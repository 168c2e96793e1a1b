import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readRecords, recordingPath } from '../recordings/read-records';
import type { Recording } from '../recordings/recording';
import type { StatusRow, TraceRows } from '../trace/trace-rows';

import { LARGEST_SVG_BYTES, renderSvg } from './render-svg';
import { measuredSize, type TextStyle } from './svg-style';
import { textWidth } from './svg-text';
import { buildTimeline, type TimelineNote } from './timeline';

const EMPTY: TraceRows = { status: [], events: [], runtime: [], probes: [] };

const records = (['kubelet-basic', 'kubelet-random', 'kubelet-edge'] as const).flatMap((name) => readRecords(recordingPath(name)));

function render(name: string, rows: TraceRows, until?: number, notes: readonly TimelineNote[] = []): string {
  return renderSvg(buildTimeline({ name, rows, notes, ...(until !== undefined && { until }) }));
}

function renderRecord({ scenario, trace }: Recording): string {
  const notes = (scenario.actions ?? []).map((action): TimelineNote => ({ t: action.at, subject: 'actions', text: action.do }));
  return render(scenario.name, trace, scenario.until, notes);
}

/** Fails unless every element is closed in order and no character stands where XML forbids it. */
function assertWellFormed(svg: string): void {
  const open: string[] = [];
  const rest = svg.replace(/<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<]*")*)(\/?)>/g, (_, closing: string, element: string, __: string, empty: string) => {
    if (closing) assert.equal(open.pop(), element);
    else if (!empty) open.push(element);
    return '';
  });
  assert.deepEqual(open, []);
  assert.ok(!/[<>]|&(?!(?:amp|lt|gt|quot|#39);)/.test(rest), 'markup outside of elements');
}

/** All texts with their estimated extents, by the height of their baselines. */
function readTexts(svg: string): { y: number; from: number; to: number; text: string }[] {
  return [...svg.matchAll(/<g class="([\w-]+)">(.*?)<\/g>/g)].flatMap(([, style = '', group = '']) =>
    [...group.matchAll(/<text x="([\d.]+)" y="([\d.]+)">(.*?)<\/text>/g)].map(([, x, y, escaped = '']) => {
      const text = escaped.replace(/&[#\w]+;/g, '?');
      const width = textWidth(text, measuredSize(style as TextStyle));
      const from = Number(x) - (style.startsWith('tick') ? width / 2 : style === 'kind' || style === 'quiet' ? width : 0);
      return { y: Number(y), from, to: from + width, text };
    }));
}

test('the picture of every recording is well formed and small', () => {
  for (const record of records) {
    const svg = renderRecord(record);
    assert.ok(Buffer.byteLength(svg) < LARGEST_SVG_BYTES, `${record.scenario.name}: ${Buffer.byteLength(svg)} bytes`);
    assertWellFormed(svg);
  }
});

test('no text of any recording covers another or leaves the card', () => {
  for (const record of records) {
    const texts = readTexts(renderRecord(record));
    for (const [i, a] of texts.entries()) {
      assert.ok(a.from >= 0 && a.to <= 1000, `${record.scenario.name}: ${a.text}`);
      const covered = texts.slice(i + 1).find((b) => Math.abs(a.y - b.y) < 8 && a.from < b.to && b.from < a.to);
      assert.equal(covered, undefined, `${record.scenario.name}: "${a.text}" and "${covered?.text}"`);
    }
  }
});

test('a picture says what it shows to those who cannot see it', () => {
  const record = records.find((each) => each.scenario.name === 'liveness-http-fails');
  assert.ok(record);
  const svg = renderRecord(record);
  assert.match(svg, /role="img"/);
  assert.match(svg, /<title>liveness-http-fails<\/title>/);
  assert.match(svg, /<desc>Pod Running at 1m30s\. 3 restarts\. 9 of 17 probe attempts failed\. 24 Events, 9 warnings\.<\/desc>/);
});

test('equal timelines give equal pictures', () => {
  const [record] = records;
  assert.ok(record);
  assert.equal(renderRecord(record), renderRecord(record));
});

test('an empty trace gives an empty card', () => {
  const svg = render('nothing', EMPTY);
  assertWellFormed(svg);
  assert.match(svg, /Nothing happened/);
});

test('a quiet end is told and not drawn', () => {
  const status: StatusRow = { t: 0, phase: 'Running', conditions: { Ready: 'True' } };
  assert.match(render('quiet', { ...EMPTY, status: [status, { ...status, t: 2, phase: 'Failed' }] }, 600), /quiet until 10m/);
});

test('several pods have a block each, with their names', () => {
  const record = records.find((each) => each.scenario.name === 'mp-six');
  assert.ok(record);
  const svg = renderRecord(record);
  for (const name of ['p0', 'p1', 'p2', 'p3', 'p4', 'p5']) assert.ok(svg.includes(`>Pod ${name}<`), name);
});

const HOSTILE = `</svg><script>alert(1)</script><!-- ]]> "' & \u0000\u001b[31m\ud800\u202e ${'x'.repeat(500)}`;

/** A trace in which every text is hostile. */
function hostileRows(pods: number, containers: number, times: number): TraceRows {
  const rows: TraceRows = { status: [], events: [], runtime: [], probes: [] };
  for (let t = 0; t < times; t += 1) {
    for (let p = 0; p < pods; p += 1) {
      const pod = `${p}${HOSTILE}`;
      const names = Array.from({ length: containers }, (_, c) => `${c}${HOSTILE}`);
      rows.status.push({
        t, pod, phase: `${HOSTILE}${t}`, reason: HOSTILE, message: HOSTILE, conditions: { Ready: HOSTILE },
        containerStatuses: names.map((name) => ({
          name, state: 'terminated', reason: `${HOSTILE}${t}`, exitCode: t % 3, ready: false, restartCount: t,
        })),
      });
      rows.events.push({ t, pod, type: t % 2 === 0 ? 'Warning' : HOSTILE, reason: `${HOSTILE}${t}`, message: HOSTILE });
      for (const container of names) {
        rows.runtime.push({ t, pod, container, call: 'exit', exitCode: t % 3, reason: HOSTILE });
        rows.probes.push({ t, pod, container, attempt: 0, type: 'liveness', outcome: t % 2 === 0 ? 'failure' : 'error' });
      }
    }
  }
  return rows;
}

test('hostile texts stay texts', () => {
  const notes = [{ t: 1, end: 2, subject: HOSTILE, text: HOSTILE }];
  const svg = render(HOSTILE, hostileRows(1, 1, 3), 10, notes);
  assertWellFormed(svg);
  assert.ok(!svg.includes('<script'));
  assert.ok(svg.includes('&lt;/svg&gt;&lt;script&gt;'));
  assert.ok(Buffer.byteLength(svg) < LARGEST_SVG_BYTES);
});

test('a hundred pods with hostile texts still give a small picture, which says what it leaves out', () => {
  const notes = Array.from({ length: 500 }, (_, i) => ({ t: i / 10, subject: `${i % 50}${HOSTILE}`, text: HOSTILE }));
  const svg = render(HOSTILE, hostileRows(100, 5, 20), 20, notes);
  assertWellFormed(svg);
  assert.match(svg, /99 more pods/);
  assert.ok(Buffer.byteLength(svg) < LARGEST_SVG_BYTES, `${Buffer.byteLength(svg)} bytes`);
});

function dayOfProbes(): TraceRows {
  const container = { name: 'app', state: 'running', ready: true, restartCount: 0 } as const;
  const rows: TraceRows = { ...EMPTY, status: [{ t: 0, phase: 'Running', conditions: { Ready: 'True' }, containerStatuses: [container] }], probes: [] };
  for (let i = 0; i < 26_000; i += 1) {
    const outcome = i === 9000 ? 'failure' : i === 9001 ? 'timeout' : i === 20_000 ? 'error' : 'success';
    rows.probes.push({ t: i * (86_400 / 26_000), container: 'app', attempt: 0, type: 'liveness', outcome });
  }
  return rows;
}

test('a day with 26,000 probe attempts is condensed without losing a failure', () => {
  const svg = render('a day', dayOfProbes(), 86_400);
  assert.ok(Buffer.byteLength(svg) < 6000, `${Buffer.byteLength(svg)} bytes`);
  assert.match(svg, />3 of 26,000 failed</);
  assert.match(svg, /<path class="failure" d="M\d+ \d+l6 6m0-6l-6 6M/);
  assert.match(svg, /<path class="error" d="M\d+ \d+h6v6h-6z/);
});

test('successes that can be told apart are dots, even beside errors that share a mark', () => {
  const record = records.find((each) => each.scenario.name === 'liveness-exec-error');
  assert.ok(record);
  const svg = renderRecord(record);
  assert.match(svg, /<path class="success"/);
  assert.doesNotMatch(svg, /<path class="many"/);
});

test('a day in a crash loop is condensed', () => {
  const rows: TraceRows = { status: [], events: [], runtime: [], probes: [] };
  for (let n = 0; n < 280; n += 1) {
    const app = { name: 'app', ready: false, restartCount: n } as const;
    const add = (t: number, containerStatuses: StatusRow['containerStatuses']): void => {
      rows.status.push({ t, phase: 'Running', conditions: { Ready: 'False' }, ...(containerStatuses && { containerStatuses }) });
    };
    add(n * 305, [{ ...app, state: 'running' }]);
    add(n * 305 + 2, [{ ...app, state: 'terminated', reason: 'Error', exitCode: 1 }]);
    add(n * 305 + 60, [{ ...app, state: 'waiting', reason: 'CrashLoopBackOff' }]);
    rows.runtime.push({ t: n * 305 + 1, call: 'exit', container: 'app', attempt: n, exitCode: 1 });
  }
  const svg = render('a day', rows, 86_400);
  assert.ok(Buffer.byteLength(svg) < LARGEST_SVG_BYTES);
  assert.match(svg, /\d+ states/);
  assert.match(svg, />279 restarts</);
});

test('pictures are drawn fast', () => {
  const timelines = records.map(({ scenario, trace }) => buildTimeline({ name: scenario.name, rows: trace, until: scenario.until }));
  for (const timeline of timelines) renderSvg(timeline);
  const took = timelines.map((timeline) => {
    const start = process.hrtime.bigint();
    renderSvg(timeline);
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  const median = took.sort((a, b) => a - b)[Math.floor(took.length / 2)] as number;
  assert.ok(median < 2, `median ${median.toFixed(2)} ms (about 0.1 ms on an idle machine)`);
});
