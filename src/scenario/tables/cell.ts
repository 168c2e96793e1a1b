import type { Duration } from '../../simulation/time';
import { formatHundredths } from '../duration';
import { globSource } from '../glob';
import { ScenarioError } from '../scenario-error';
import { distanceTo, formatTimeSpan, parseTimeSpan, type TimeSpan } from '../time-span';

/** What stands in a column: times, numbers, yes or no, or text in which `*` stands for anything. */
export type ColumnKind = 'time' | 'number' | 'flag' | 'text';

/** How yes and no may be written. */
const FLAGS: Readonly<Record<string, string>> = { true: 'true', yes: 'true', false: 'false', no: 'false' };

/** The value of a cell: times in microseconds; undefined where there is none. */
export type CellValue = string | number | undefined;

/** What an expected cell asks for. */
export interface CellMatcher {
  readonly kind: ColumnKind;
  /** The cell as it was written. */
  readonly text: string;
  /** Of a time column. */
  readonly span?: TimeSpan;
  matches(value: CellValue): boolean;
  /** How far outside an expected time the value lies; infinite where it does not match for another reason. */
  distance(value: CellValue): Duration;
}

/**
 * Reads an expected cell. An empty cell means that there is no value, `*` that any will do.
 * @throws ScenarioError when the text does not fit the column
 */
export function readCell(kind: ColumnKind, text: string): CellMatcher {
  if (kind === 'time' && text !== '' && text !== '*' && text !== 'now') return timeCell(text);
  if (kind === 'number' && text !== '' && text !== '*' && !/^-?\d+$/.test(text)) {
    throw new ScenarioError(`"${text}" is not a whole number`);
  }
  if (kind === 'flag' && text !== '' && text !== '*') return flagCell(text);
  const pattern = text === '*' ? undefined : new RegExp(`^${globSource(text)}$`);
  const matches = (value: CellValue): boolean => pattern?.test(value === undefined ? '' : String(value)) ?? true;
  return { kind, text, matches, distance: (value) => (matches(value) ? 0 : Infinity) };
}

/** A value as it is written in a table: a stroke, a backslash and the end of a line are escaped as Gherkin wants it. */
export function writeCell(kind: ColumnKind, value: CellValue): string {
  if (value === undefined) return '';
  if (kind === 'time' && typeof value === 'number') return formatHundredths(value);
  return String(value).replace(/[\\|]/g, '\\$&').replace(/\n/g, '\\n');
}

function flagCell(text: string): CellMatcher {
  if (!(text in FLAGS)) throw new ScenarioError(`"${text}" is neither "true" nor "false"`);
  const matches = (value: CellValue): boolean => value === FLAGS[text];
  return { kind: 'flag', text, matches, distance: (value) => (matches(value) ? 0 : Infinity) };
}

function timeCell(text: string): CellMatcher {
  const span = parseTimeSpan(text);
  const distance = (value: CellValue): Duration => (typeof value === 'number' ? distanceTo(span, value) : Infinity);
  return { kind: 'time', text: formatTimeSpan(span), span, matches: (value) => distance(value) === 0, distance };
}
