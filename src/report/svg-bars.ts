import { condenseStretches, mergeIntervals, type Stretch } from './condense';
import type { Span } from './spans';
import { rankOfStyle, type StateLook, type StateStyle } from './state-look';
import { BAR_HEIGHT, PLOT, toX, type Frame } from './svg-frame';
import { measuredSize, type ShapeStyle } from './svg-style';
import { firstThatFits } from './svg-text';

/** Pixels that every bar is at least wide. */
const VISIBLE = 3;

/** Draws a band of states as bars with texts where they fit. */
export function drawBand<S extends Span>(frame: Frame, spans: readonly S[], y: number, look: (span: S) => StateLook): void {
  const stretches: Stretch<StateStyle>[] = [];
  for (const span of spans) {
    if (span.from > frame.shown.to || span.to < frame.shown.from) continue;
    stretches.push({ from: toX(frame, span.from), to: toX(frame, span.to), states: 1, ...look(span) });
  }
  const condensed = condenseStretches(stretches, frame.detail.narrowestBar, VISIBLE, rankOfStyle);
  for (const stretch of condensed) drawBar(frame, stretch, y);
}

function drawBar(frame: Frame, { from, to, style, texts }: Stretch<StateStyle>, y: number): void {
  const { canvas, detail } = frame;
  canvas.line(style, from, Math.max(from + 2, to - 1), y + BAR_HEIGHT / 2);
  if (to - from < detail.narrowestLabel) return;
  const text = firstThatFits(texts, to - from - 9, measuredSize('state'));
  if (text !== undefined) canvas.text('state', from + 6, y + 12, text);
}

/**
 * Draws thin strips of one look, at least `narrowest` pixels wide; those that touch become one.
 * @param atTimes the look of a strip of which the spans take less than half
 */
export function drawStrips(frame: Frame, style: ShapeStyle, spans: readonly Span[], y: number, narrowest = 2, atTimes = style): void {
  const shown = spans.filter((span) => span.from <= frame.shown.to && span.to >= frame.shown.from);
  const intervals = shown.map((span) => ({ from: toX(frame, span.from), to: toX(frame, span.to) }));
  for (const strip of mergeIntervals(intervals, frame.detail.narrowestBar - 3, narrowest)) {
    const isMostly = strip.to - strip.from < 2 * VISIBLE || pixelsOf(frame, shown, strip) >= (strip.to - strip.from) / 2;
    frame.canvas.line(isMostly ? style : atTimes, strip.from, strip.to, y);
  }
}

/** How many pixels of a strip the spans in it would take, if pixels could be divided. */
function pixelsOf(frame: Frame, spans: readonly Span[], strip: Span): number {
  const { from, to } = frame.shown;
  const inStrip = spans.filter((span) => toX(frame, span.from) >= strip.from && toX(frame, span.from) <= strip.to);
  const seconds = inStrip.reduce((sum, span) => sum + Math.min(span.to, to) - Math.max(span.from, from), 0);
  return (seconds / (to - from)) * (PLOT.right - PLOT.left);
}
