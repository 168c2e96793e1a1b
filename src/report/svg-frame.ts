import type { Span } from './spans';
import type { SvgCanvas } from './svg-canvas';

/** Width of the picture in pixels. */
export const WIDTH = 1000;

/** Left and right edge of the part where time runs. */
export const PLOT = { left: 158, right: 862 } as const;

/** Left edge of the names of lanes, left edge of the figures at their ends, and the right edge of everything. */
export const COLUMNS = { names: 20, figures: 874, right: 982 } as const;

/** Width of the figures, measured with the generous estimate of text widths. */
export const FIGURE_ROOM = COLUMNS.right - COLUMNS.figures + 12;

/** Height of the bars of phases and states. */
export const BAR_HEIGHT = 16;

/** How much is drawn; each step takes less room in the file. */
export interface Detail {
  /** Pixels that two marks of a probe lie apart. */
  readonly markDistance: number;
  /** The narrowest stretch of a lane in pixels; what is narrower is joined. */
  readonly narrowestBar: number;
  /** The narrowest bar that has a text, in pixels. */
  readonly narrowestLabel: number;
  /** Texts in the label row of one lane. */
  readonly labels: number;
  /** Pods that are drawn, and containers of each; the others are only counted. */
  readonly pods: number;
  readonly containers: number;
  /** Whether lanes tell their exact times when pointed at. */
  readonly tooltips: boolean;
}

/** What the drawing functions share: where to draw, the scale of time, and the height reached. */
export interface Frame {
  readonly canvas: SvgCanvas;
  readonly shown: Span;
  readonly detail: Detail;
  y: number;
}

/** The horizontal position of a time, in whole pixels. */
export function toX(frame: Frame, t: number): number {
  const { from, to } = frame.shown;
  const share = Math.min(1, Math.max(0, (t - from) / (to - from)));
  return Math.round(PLOT.left + share * (PLOT.right - PLOT.left));
}

/** Whether a time lies in the part of the run that is drawn. */
export function isShown(frame: Frame, t: number): boolean {
  return t >= frame.shown.from && t <= frame.shown.to;
}

/** Those of some things that lie in the part of the run that is drawn. */
export function shownOnly<T extends { readonly t: number }>(frame: Frame, items: readonly T[]): T[] {
  return items.filter((item) => isShown(frame, item.t));
}
