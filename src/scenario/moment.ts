import { DURATION_PATTERN } from './duration';
import { ScenarioError } from './scenario-error';
import { formatTimeSpan, parseTimeSpan, WINDOW_PATTERN, type TimeSpan } from './time-span';

/**
 * What a time counts from: the beginning of the scenario; the creation of the pod; the first request to delete it; the
 * start of the container's run in question; the exit of the run before.
 */
export type Origin = 'beginning' | 'creation' | 'deletion' | 'start' | 'exit';

/** When something is expected, and what that counts from. */
export interface Moment {
  readonly span: TimeSpan;
  readonly origin: Origin;
}

/** The headers of time columns, with what they count from. */
export const TIME_COLUMNS: Readonly<Record<string, Origin>> = {
  at: 'beginning',
  'after creation': 'creation',
  'after deletion': 'deletion',
  'after start': 'start',
  'after exit': 'exit',
};

const SPAN_PATTERN = `(?:${WINDOW_PATTERN}|${DURATION_PATTERN})`;

/** What a moment looks like: `at 70s`, `at 50s..60s`, `30s after deletion`. A source of regular expressions. */
export const MOMENT_PATTERN = `at ${SPAN_PATTERN}|${SPAN_PATTERN} after (?:creation|deletion|start|exit)`;

/**
 * Reads a moment: `at 70s`, `at 50s..60s`, `30s after deletion`, `5s..6s after start`.
 * @throws ScenarioError when the text is none
 */
export function parseMoment(text: string): Moment {
  const at = /^at (\S+)$/.exec(text);
  if (at !== null) return { span: parseTimeSpan(at[1]), origin: 'beginning' };
  const after = /^(\S+) (after (?:creation|deletion|start|exit))$/.exec(text);
  if (after === null) throw new ScenarioError(`"${text}" is not a moment: write "at 70s" or "30s after deletion"`);
  return { span: parseTimeSpan(after[1]), origin: TIME_COLUMNS[after[2]] };
}

/** A moment as {@link parseMoment} reads it. */
export function formatMoment({ span, origin }: Moment): string {
  return origin === 'beginning' ? `at ${formatTimeSpan(span)}` : `${formatTimeSpan(span)} after ${origin}`;
}
