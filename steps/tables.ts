import type { DataTable } from '@cucumber/cucumber';

/** The cells of a table, the titles first; `DataTable` is cucumber's and stays in the steps. */
export function cellsOf(table: DataTable): readonly (readonly string[])[] {
  return table.raw();
}
