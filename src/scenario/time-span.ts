import { MILLISECOND, type Duration } from '../simulation/time';
import { DURATION_PATTERN, formatDuration, parseDuration } from './duration';
import { ScenarioError } from './scenario-error';

/** When something is expected, counted from some origin. */
export type TimeSpan =
  | { readonly kind: 'exact'; readonly at: Duration }
  /** `to` is excluded. */
  | { readonly kind: 'window'; readonly from: Duration; readonly to: Duration }
  | { readonly kind: 'any' };

/** A stretch of time with two ends. */
export type Window = Extract<TimeSpan, { kind: 'window' }>;

/** How far from an exact time a record may lie: a hundredth of a second. */
export const EXACT_WITHIN: Duration = 10 * MILLISECOND;

/** What a window looks like: `50s..60s`. A source of regular expressions. */
export const WINDOW_PATTERN = String.raw`${DURATION_PATTERN}\.\.${DURATION_PATTERN}`;

/** What a delay looks like: `20s`, or `any time in 5s..60s`. A source of regular expressions. */
export const DELAY_PATTERN = `any time in ${WINDOW_PATTERN}|${DURATION_PATTERN}`;

/**
 * Reads a delay: a duration, or a window of which any time may be meant.
 * @throws ScenarioError when it is neither
 */
export function parseDelay(text: string): Duration | Window {
  return text.startsWith('any time in ') ? parseWindow(text.slice('any time in '.length)) : parseDuration(text);
}

/**
 * Reads an exact time (`70s`), a window (`50s..60s`) or `*`.
 * @throws ScenarioError when the text is none of these, or the window has no length
 */
export function parseTimeSpan(text: string): TimeSpan {
  if (text === '*') return { kind: 'any' };
  return text.includes('..') ? parseWindow(text) : { kind: 'exact', at: parseDuration(text) };
}

/**
 * Reads a window: `50s..60s`.
 * @throws ScenarioError when it is none, or has no length
 */
export function parseWindow(text: string): Window {
  const ends = text.split('..');
  if (ends.length !== 2) throw new ScenarioError(`"${text}" is not a window: write 50s..60s`);
  const [from, to] = ends.map(parseDuration);
  if (from >= to) throw new ScenarioError(`The window ${text} has no length: its upper end is excluded`);
  return { kind: 'window', from, to };
}

/** Whether a time lies where it is expected. */
export function isWithin(span: TimeSpan, time: Duration): boolean {
  return distanceTo(span, time) === 0;
}

/** How far outside a span a time lies; 0 inside. */
export function distanceTo(span: TimeSpan, time: Duration): Duration {
  switch (span.kind) {
    case 'any':
      return 0;
    case 'exact': {
      const distance = Math.abs(time - span.at);
      return distance <= EXACT_WITHIN ? 0 : distance;
    }
    case 'window':
      if (time < span.from) return span.from - time;
      return time < span.to ? 0 : time - span.to + 1;
  }
}

/** A span as {@link parseTimeSpan} reads it. */
export function formatTimeSpan(span: TimeSpan): string {
  switch (span.kind) {
    case 'any':
      return '*';
    case 'exact':
      return formatDuration(span.at);
    case 'window':
      return `${formatDuration(span.from)}..${formatDuration(span.to)}`;
  }
}
