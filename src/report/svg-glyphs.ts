import type { ProbeOutcome } from './probe-marks';
import type { ShapeStyle } from './svg-style';

/** A small shape: its style, and its path data round a centre. */
export interface Glyph {
  readonly style: ShapeStyle;
  readonly draw: (x: number, y: number) => string;
}

/** Disc, cross, hollow diamond, square: told apart without their colours. */
export const PROBE_GLYPHS: Readonly<Record<ProbeOutcome, Glyph>> = {
  success: { style: 'success', draw: (x, y) => `M${x} ${y}h0` },
  failure: { style: 'failure', draw: (x, y) => `M${x - 3} ${y - 3}l6 6m0-6l-6 6` },
  timeout: { style: 'timeout', draw: (x, y) => `M${x} ${y - 4}l4 4-4 4-4-4z` },
  error: { style: 'error', draw: (x, y) => `M${x - 3} ${y - 3}h6v6h-6z` },
};

/** Hollow triangle: SIGTERM asks. Filled triangle: SIGKILL does not. */
export const SIGNAL_GLYPHS: Readonly<Record<'SIGTERM' | 'SIGKILL', Glyph>> = {
  SIGTERM: { style: 'sigterm', draw: (x, y) => `M${x - 4} ${y - 3}h8l-4 7z` },
  SIGKILL: { style: 'sigkill', draw: (x, y) => `M${x - 4} ${y - 3}h8l-4 7z` },
};

const EXIT_OK: Glyph = { style: 'exit-ok', draw: (x, y) => `M${x} ${y - 4}v9` };
const EXIT_FAILED: Glyph = { ...EXIT_OK, style: 'exit-failed' };

/** An upright bar in one of two colours; the exit code is written below it. */
export function exitGlyph(exitCode: number): Glyph {
  return exitCode === 0 ? EXIT_OK : EXIT_FAILED;
}

/** An upright line for a Normal Event, a triangle for a Warning. */
export const EVENT_GLYPHS: Readonly<Record<'normal' | 'warning', Glyph>> = {
  normal: { style: 'event', draw: (x, y) => `M${x} ${y - 4}v8` },
  warning: { style: 'warning', draw: (x, y) => `M${x - 4} ${y + 4}l4-8 4 8z` },
};
