import { ScenarioError } from '../scenario-error';
import { inRow } from './input-table';
import { readCell, writeCell, type CellMatcher, type CellValue, type ColumnKind } from './cell';

/** The columns that a table may have, by their titles. */
export type Columns = Readonly<Record<string, ColumnKind>>;

/** A row of what was found, by the titles of the columns. */
export type FoundRow = Readonly<Record<string, CellValue>>;

/** A table as it was written, checked against its columns. */
export interface ExpectedTable {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly CellMatcher[])[];
}

/**
 * Reads a table.
 * @param raw its cells, the titles first
 * @param columns which columns it may have
 * @param required which of them it must have
 * @throws ScenarioError when a column is unknown or missing, or a cell does not fit its column
 */
export function readTable(raw: readonly (readonly string[])[], columns: Columns, required: readonly string[] = []): ExpectedTable {
  const [titles = [], ...rows] = raw;
  const known = Object.keys(columns).map((title) => `"${title}"`).join(', ');
  for (const title of titles) {
    if (!(title in columns)) throw new ScenarioError(`There is no column "${title}" in this table, only ${known}`);
  }
  for (const title of required) {
    if (!titles.includes(title)) throw new ScenarioError(`This table needs a column "${title}"; it may have ${known}`);
  }
  return { titles, rows: rows.map((row, number) => row.map((text, index) => (
    inRow(number + 1, () => readCell(columns[titles[index]], text), titles[index])
  ))) };
}

/** Writes rows as a table that can be pasted into a feature. */
export function writeTable(titles: readonly string[], rows: readonly (readonly string[])[], marked: ReadonlySet<number> = new Set()): string {
  const lines = [titles, ...rows];
  const widths = titles.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const margin = (index: number): string => (marked.size === 0 ? '' : marked.has(index - 1) ? '✗ ' : '  ');
  return lines
    .map((line, index) => `${margin(index)}| ${line.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`)
    .join('\n');
}

/** The cells of a row that was found, as they are written in a table. */
export function writeRow(titles: readonly string[], columns: Columns, row: FoundRow): string[] {
  return titles.map((title) => writeCell(columns[title], row[title]));
}
