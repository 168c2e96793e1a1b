import { thinOut } from './condense';
import type { Activity, ContainerTimeline, Mark } from './container-timeline';
import { LabelRow } from './label-row';
import { lookOfState } from './state-look';
import { countOf } from './summary';
import { drawBand, drawStrips } from './svg-bars';
import { COLUMNS, PLOT, shownOnly, toX, type Frame } from './svg-frame';
import { SIGNAL_GLYPHS, exitGlyph, type Glyph } from './svg-glyphs';
import { drawProbe } from './svg-probe';
import { measuredSize, type ShapeStyle } from './svg-style';
import { fitText, textWidth } from './svg-text';
import { describeStates } from './tooltips';

const ACTIVITY_STYLE: Readonly<Record<Activity['kind'], ShapeStyle>> = {
  pull: 'pull', create: 'pull', start: 'pull', run: 'process', stop: 'stop', postStart: 'hook', preStop: 'hook',
};

/** Draws the lane of a container (what the API says above what the runtime does), then one lane per probe. */
export function drawContainer(frame: Frame, container: ContainerTimeline): void {
  const { canvas, y } = frame;
  const tag = container.kind === 'main' ? '' : container.kind;
  const room = PLOT.left - COLUMNS.names - 12 - textWidth(tag, measuredSize('kind'));
  canvas.text('container', COLUMNS.names, y + 13, fitText(container.name, room, measuredSize('container')));
  canvas.text('kind', PLOT.left - 8, y + 13, tag);
  if (container.restarts > 0) canvas.text('count', COLUMNS.figures, y + 13, countOf(container.restarts, 'restart'));
  drawBand(frame, container.states, y, (span) => lookOfState(span, container.kind));
  drawActivities(frame, container.activities, y);
  drawMarks(frame, container.marks, y);
  if (frame.detail.tooltips) canvas.tooltip(PLOT.left, y, PLOT.right - PLOT.left, 26, describeStates(container));
  frame.y += container.marks.length > 0 ? 38 : 27;
  for (const probe of container.probes) drawProbe(frame, container.name, probe);
}

function drawActivities(frame: Frame, activities: readonly Activity[], y: number): void {
  const byStyle = new Map<ShapeStyle, Activity[]>();
  for (const activity of activities) {
    const style = activity.failed ? 'failed-call' : ACTIVITY_STYLE[activity.kind];
    const group = byStyle.get(style);
    if (group) group.push(activity);
    else byStyle.set(style, [activity]);
  }
  for (const [style, spans] of byStyle) drawStrips(frame, style, spans, y + 19);
}

/** Signals and exits with their names; those that follow each other closely share one text. */
function drawMarks(frame: Frame, marks: readonly Mark[], y: number): void {
  const x = (mark: Mark): number => toX(frame, mark.t);
  const byStyle = new Map<Glyph, Mark[]>();
  for (const mark of shownOnly(frame, marks)) {
    const glyph = mark.kind === 'exit' ? exitGlyph(mark.exitCode) : SIGNAL_GLYPHS[mark.kind];
    const group = byStyle.get(glyph);
    if (group) group.push(mark);
    else byStyle.set(glyph, [mark]);
  }
  for (const [{ style, draw }, group] of byStyle) {
    for (const mark of thinOut(group, x, frame.detail.narrowestBar)) frame.canvas.path(style, draw(x(mark), y + 20));
  }
  const row = new LabelRow(PLOT.left, PLOT.right, measuredSize('mark'));
  const groups = groupMarks(shownOnly(frame, marks), x);
  const step = Math.ceil(groups.length / Math.max(1, frame.detail.labels));
  for (const { first, text } of groups.filter((_, i) => frame.detail.labels > 0 && i % step === 0)) {
    const at = row.place(text, x(first) - 3);
    if (at !== undefined) frame.canvas.text('mark', at, y + 33, text);
  }
}

/** A mark is told together with the one before if it is its consequence and too close to it for a text of its own. */
function groupMarks(marks: readonly Mark[], x: (mark: Mark) => number): { first: Mark; text: string }[] {
  const groups: { first: Mark; text: string }[] = [];
  marks.forEach((mark, i) => {
    const before = marks[i - 1];
    const last = groups.at(-1);
    if (before && last && before.kind !== 'exit' && x(mark) - x(before) < 56) last.text += ` → ${describeMark(mark)}`;
    else groups.push({ first: mark, text: describeMark(mark) });
  });
  return groups;
}

function describeMark(mark: Mark): string {
  if (mark.kind !== 'exit') return mark.kind;
  return mark.reason === 'OOMKilled' ? `OOM, exit ${mark.exitCode}` : `exit ${mark.exitCode}`;
}
