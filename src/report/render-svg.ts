import { countOf, describeRest, summarize } from './summary';
import { SvgCanvas } from './svg-canvas';
import { drawNotes } from './svg-flags';
import { COLUMNS, WIDTH, toX, type Detail, type Frame } from './svg-frame';
import { drawLegend } from './svg-legend';
import { drawPod, drawRest } from './svg-pod';
import { measuredSize } from './svg-style';
import { fitText } from './svg-text';
import { chooseTicks, formatSeconds } from './time-axis';
import type { Timeline } from './timeline';

/** A picture takes less than this, in bytes of UTF-8. */
export const LARGEST_SVG_BYTES = 12_000;

/** From everything to little: the first detail whose picture is small enough is taken. */
const DETAILS: readonly Detail[] = [
  { markDistance: 8, narrowestBar: 3, narrowestLabel: 20, labels: 24, pods: 20, containers: 30, tooltips: true },
  { markDistance: 8, narrowestBar: 3, narrowestLabel: 20, labels: 20, pods: 20, containers: 30, tooltips: false },
  { markDistance: 9, narrowestBar: 5, narrowestLabel: 40, labels: 8, pods: 20, containers: 30, tooltips: false },
  { markDistance: 11, narrowestBar: 7, narrowestLabel: 60, labels: 3, pods: 16, containers: 24, tooltips: false },
  { markDistance: 14, narrowestBar: 9, narrowestLabel: 80, labels: 2, pods: 12, containers: 18, tooltips: false },
  { markDistance: 20, narrowestBar: 12, narrowestLabel: 110, labels: 1, pods: 10, containers: 15, tooltips: false },
  { markDistance: 30, narrowestBar: 18, narrowestLabel: 160, labels: 0, pods: 7, containers: 10, tooltips: false },
  { markDistance: 50, narrowestBar: 30, narrowestLabel: 250, labels: 0, pods: 4, containers: 6, tooltips: false },
  { markDistance: 120, narrowestBar: 60, narrowestLabel: 400, labels: 0, pods: 1, containers: 2, tooltips: false },
];

/**
 * Draws a timeline as SVG: a white card 1,000 pixels wide with lanes below a time axis, and a legend. Texts from outside
 * are escaped; long timelines are condensed until the picture takes less than {@link LARGEST_SVG_BYTES}.
 */
export function renderSvg(timeline: Timeline): string {
  let svg = '';
  for (const detail of DETAILS) {
    svg = draw(timeline, detail);
    if (Buffer.byteLength(svg) < LARGEST_SVG_BYTES) break;
  }
  return svg;
}

function draw(timeline: Timeline, detail: Detail): string {
  const canvas = new SvgCanvas();
  const frame: Frame = { canvas, shown: timeline.shown, detail, y: 96 };
  const facts = summarize(timeline);
  const room = COLUMNS.right - COLUMNS.names;
  canvas.text('heading', COLUMNS.names, 32, fitText(timeline.name, room, measuredSize('heading')));
  canvas.text('facts', COLUMNS.names, 52, fitText(facts.join(' · '), room, measuredSize('facts')));
  drawNotes(frame, timeline.notes);
  timeline.pods.slice(0, detail.pods).forEach((pod, i) => {
    if (i > 0) drawRule(frame);
    drawPod(frame, pod);
  });
  if (timeline.pods.length > detail.pods) drawRest(frame, countOf(timeline.pods.length - detail.pods, 'more pod'));
  drawAxis(frame, describeRest(timeline));
  drawRule(frame);
  frame.y += drawLegend(canvas, frame.y + 4);
  return canvas.render(WIDTH, Math.round(frame.y + 12), fitText(timeline.name, 100, 1), fitText(`${facts.join('. ')}.`, 300, 1));
}

function drawRule(frame: Frame): void {
  frame.canvas.path('rule', `M${COLUMNS.names} ${frame.y + 0.5}H${COLUMNS.right}`);
  frame.y += 8;
}

/** The lanes from which on the ticks are written below as well. */
const TALL = 480;

/** Ticks above the lanes (of a tall picture also below), lines through them, and what is not shown. */
function drawAxis(frame: Frame, rest: string | undefined): void {
  const { canvas, shown } = frame;
  const tall = frame.y > TALL;
  const bottom = frame.y;
  chooseTicks(shown, 10).forEach((tick, i) => {
    const style = i % 2 === 0 ? 'tick' : 'tick-between';
    const x = toX(frame, tick);
    canvas.path('grid', `M${x + 0.5} 83V${bottom - 2}`);
    canvas.text(style, x, 78, formatSeconds(tick));
    if (tall) canvas.text(style, x, bottom + 10, formatSeconds(tick));
  });
  if (rest !== undefined) canvas.text('quiet', COLUMNS.right, 78, rest);
  if (tall) frame.y += 18;
}
