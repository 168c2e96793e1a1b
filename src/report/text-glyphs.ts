import type { ProbeOutcome } from './probe-marks';
import type { StateStyle } from './state-look';

/** Which characters stand for what. */
export interface TextGlyphs {
  readonly states: Readonly<Record<StateStyle, string>>;
  readonly ready: string;
  readonly notReady: string;
  readonly probes: Readonly<Record<ProbeOutcome, string>>;
  readonly marks: Readonly<Record<'SIGTERM' | 'SIGKILL' | 'exitOk' | 'exitFailed', string>>;
  readonly event: string;
  readonly warning: string;
  readonly note: string;
}

/** For terminals that show Unicode. */
export const UNICODE_GLYPHS: TextGlyphs = {
  states: { waiting: '░', held: '▒', starting: '▓', running: '█', completed: '═', failed: '╳' },
  ready: '━',
  notReady: '·',
  probes: { success: '✓', failure: '✗', timeout: '◇', error: '■' },
  marks: { SIGTERM: 'T', SIGKILL: 'K', exitOk: '0', exitFailed: '!' },
  event: '·',
  warning: '▲',
  note: '┃',
};

/** For terminals and logs that show ASCII only. */
export const ASCII_GLYPHS: TextGlyphs = {
  states: { waiting: '.', held: '~', starting: '+', running: '#', completed: '=', failed: '/' },
  ready: '-',
  notReady: '.',
  probes: { success: 'v', failure: 'x', timeout: 't', error: 'e' },
  marks: { SIGTERM: 'T', SIGKILL: 'K', exitOk: '0', exitFailed: '!' },
  event: '.',
  warning: '^',
  note: '|',
};
