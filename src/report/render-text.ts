import type { TraceRows } from '../trace/trace-rows';

import { decisiveRows, renderFacts, type DecisiveRowsOptions } from './decisive-rows';
import { cutText, escapeControls } from './plain-text';
import { formatRowTimes } from './row-time';
import { summarize } from './summary';
import { TextChart } from './text-chart';
import { ASCII_GLYPHS, UNICODE_GLYPHS, type TextGlyphs } from './text-glyphs';
import { formatSeconds } from './time-axis';
import { buildTimeline, type Timeline, type TimelineInput } from './timeline';

/** How a trace is written for a terminal. */
export interface RenderTextOptions extends DecisiveRowsOptions {
  /** The longest line, in characters; 100 if nothing is said. */
  readonly columns?: number;
  /** Whether only ASCII characters are drawn with. */
  readonly ascii?: boolean;
}

/** Writes a run as text: a chart with a lane per line, what its characters mean, and the rows that decide. */
export function renderText(input: TimelineInput, options: RenderTextOptions = {}): string {
  const { columns = 100, ascii = false, limit = 10 } = options;
  const timeline = buildTimeline(input);
  const { shown, notes } = timeline;
  const glyphs = ascii ? ASCII_GLYPHS : UNICODE_GLYPHS;
  const facts = decisiveRows(input.rows, options);
  const lines = [
    escapeControls(timeline.name),
    escapeControls(summarize(timeline).join(' · ')),
    '',
    ...new TextChart(shown, glyphs, Math.max(40, columns)).draw(timeline),
    '',
    ...explainGlyphs(glyphs, input.rows),
    ...describeQuiet(timeline),
    ...renderNotes(notes.slice(0, limit)),
    ...(facts.length > 0 ? ['', 'Decisive rows:', ...renderFacts(facts, { columns })] : []),
    '',
  ];
  const text = lines.map((line) => cutText(line, columns)).join('\n');
  return ascii ? toAscii(text) : text;
}

function renderNotes(notes: Timeline['notes']): string[] {
  const times = formatRowTimes(notes.map(({ t }) => t));
  return notes.map(({ subject, text }, i) => `${times[i]} ${escapeControls(`${subject}: ${text}`)}`);
}

function describeQuiet({ shown, until, complete }: Timeline): string[] {
  if (!complete) return [`Only ${formatSeconds(shown.from)} to ${formatSeconds(shown.to)} of ${formatSeconds(until)} is shown`];
  return until - shown.to > 0.001 ? [`Quiet from ${formatSeconds(shown.to)} until ${formatSeconds(until)}`] : [];
}

/** Replaces each character that is not ASCII by one that is. */
function toAscii(text: string): string {
  return text.replace(/[^\n -~]/gu, (character) => ({ '→': '>', '…': '~', '×': 'x', '·': '-' })[character] ?? '?');
}

function explainGlyphs(glyphs: TextGlyphs, rows: TraceRows): string[] {
  const { states, probes, marks, event, warning } = glyphs;
  const marked = rows.runtime.some((row) => row.call === 'exit' || row.call.startsWith('SIG'));
  const lines = [
    rows.status.length > 0 ? `${states.waiting} waiting  ${states.held} held up  ${states.starting} not ready  ${states.running} running  `
      + `${states.completed} completed  ${states.failed} failed` : '',
    rows.probes.length > 0 ? `${probes.success} passed  ${probes.failure} failed  ${probes.timeout} timed out  ${probes.error} not possible` : '',
    [
      marked ? `${marks.SIGTERM} SIGTERM  ${marks.SIGKILL} SIGKILL  ${marks.exitOk} exit 0  ${marks.exitFailed} other exit` : '',
      rows.events.length > 0 ? `${event} Event  ${warning} Warning` : '',
    ].filter((part) => part !== '').join('  '),
  ];
  return lines.filter((line) => line !== '');
}
