import type { DataTable } from '@cucumber/cucumber';

import { ScenarioError } from '../src/index';

/**
 * The cells of the table under a step, the titles first; `DataTable` is cucumber's and stays in the steps.
 * @throws ScenarioError when there is none: cucumber then gives a text, or its callback
 */
export function cellsOf(table: DataTable): readonly (readonly string[])[] {
  if (typeof (table as Partial<DataTable>).raw !== 'function') {
    throw new ScenarioError('This phrase needs a table under it: lines of cells between strokes, with the titles of the columns first');
  }
  return table.raw();
}

/**
 * The text under a step.
 * @throws ScenarioError when there is none
 */
export function textOf(text: unknown): string {
  if (typeof text === 'string') return text;
  throw new ScenarioError('This phrase needs a text under it, between two lines that hold """ alone');
}
