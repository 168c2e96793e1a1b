import { ScenarioError } from '../scenario-error';

/** A row of a table that says what happens, by the titles of its columns; a column that the table lacks is absent. */
export type InputRow = Readonly<Record<string, string | undefined>>;

/**
 * Reads a table that says what happens.
 * @param columns which columns it may have
 * @param required which of them it must have
 * @throws ScenarioError when a column is unknown or missing, or there is no row
 */
export function readInputTable(raw: readonly (readonly string[])[], columns: readonly string[], required: readonly string[]): InputRow[] {
  const [titles = [], ...rows] = raw;
  const known = columns.map((column) => `"${column}"`).join(', ');
  for (const title of titles) {
    if (!columns.includes(title)) throw new ScenarioError(`There is no column "${title}" in this table, only ${known}`);
  }
  for (const column of required) {
    if (!titles.includes(column)) throw new ScenarioError(`This table needs a column "${column}"; it may have ${known}`);
  }
  if (rows.length === 0) throw new ScenarioError('This table needs a row');
  return rows.map((row) => Object.fromEntries(titles.map((title, index) => [title, row[index] === '' ? undefined : row[index]])));
}

/**
 * A whole number of a cell.
 * @throws ScenarioError when it is none
 */
export function readNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new ScenarioError(`"${text}" is not a whole number`);
  return Number(text);
}
