import { ScenarioError } from '../scenario-error';

/** A row of a table that says what happens, by the titles of its columns; a column that the table lacks is absent. */
export type InputRow = Readonly<Record<string, string | undefined>>;

/** What columns a table has. */
export interface InputColumns {
  readonly may: readonly string[];
  readonly must: readonly string[];
}

/**
 * Reads a table that says what happens.
 * @param read reads one row
 * @throws ScenarioError when a column is unknown or missing, there is no row, or one cannot be read
 */
export function readInputTable<T>(raw: readonly (readonly string[])[], { may: columns, must: required }: InputColumns, read: (row: InputRow) => T): T[] {
  const [titles = [], ...rows] = raw;
  const known = columns.map((column) => `"${column}"`).join(', ');
  for (const title of titles) {
    if (!columns.includes(title)) throw new ScenarioError(`There is no column "${title}" in this table, only ${known}`);
  }
  for (const column of required) {
    if (!titles.includes(column)) throw new ScenarioError(`This table needs a column "${column}"; it may have ${known}`);
  }
  if (rows.length === 0) throw new ScenarioError('This table needs a row');
  return rows.map((row, number) => inRow(number + 1, () => (
    read(Object.fromEntries(titles.map((title, index) => [title, row[index] === '' ? undefined : row[index]])))
  )));
}

/**
 * Reads something of a row of a table, counted from 1.
 * @param column which cell it is, where that is known
 * @throws ScenarioError that names the row, when it cannot be read
 */
export function inRow<T>(row: number, read: () => T, column?: string): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    throw new ScenarioError(`${error.message} (row ${row}${column === undefined ? '' : `, column "${column}"`})`);
  }
}

/**
 * A whole number of a cell.
 * @throws ScenarioError when it is none
 */
export function readNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new ScenarioError(`"${text}" is not a whole number`);
  return Number(text);
}
