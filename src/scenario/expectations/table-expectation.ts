import type { Instant } from '../../simulation/time';
import type { Observation } from '../observation/observation';
import { compareExactly, compareIncluded, type ExactTime } from '../tables/compare-table';
import { ScenarioError } from '../scenario-error';
import { readTable, type Columns, type FoundRow } from '../tables/table';
import { fails, holds, type Expectation, type Mismatch, type PinnedTime } from '../verdict';

/** A table as cucumber gives it: its cells, the titles first. */
export type RawTable = readonly (readonly string[])[];

/** What a table is compared with. */
export interface TableSubject {
  readonly columns: Columns;
  readonly required?: readonly string[];
  /** What the rows are: `states of container "app"`. */
  readonly what: string;
  /** @param titles the columns that the table has */
  rows(observed: Observation, titles: readonly string[]): readonly FoundRow[];
  /** Whose records decide. */
  whose(observed: Observation): Pick<Mismatch, 'pod' | 'container'>;
}

/** The table lists everything: what is not listed must not have been. */
export function tableIsExactly(raw: RawTable, subject: TableSubject): Expectation {
  return compareTable(raw, subject, compareExactly, 'exactly');
}

/** What the table lists has been, in any order; there may be more. */
export function tableIsIncluded(raw: RawTable, subject: TableSubject): Expectation {
  if (raw.length < 2) throw new ScenarioError('This table needs a row: nothing is always among something');
  return compareTable(raw, subject, compareIncluded, 'among them');
}

function compareTable(raw: RawTable, subject: TableSubject, compare: typeof compareExactly, how: string): Expectation {
  const table = readTable(raw, subject.columns, subject.required);
  return (observed) => {
    const rows = subject.rows(observed, table.titles);
    const comparison = compare(table, subject.columns, rows);
    if (comparison.agrees) {
      return holds(comparison.exactTimes.map((exact) => pin(exact, subject, table.titles, rows[exact.foundRow])));
    }
    const { expected, actual, differing } = comparison;
    return fails({ expected: `${subject.what}, ${how}:\n${expected}`, actual, since: differing && timeOf(differing), ...subject.whose(observed) });
  };
}

/** When a row that was found happened, or began; undefined where it has no time. */
function timeOf(row: FoundRow): Instant | undefined {
  const time = row['at'] ?? row['from'];
  return typeof time === 'number' ? time : undefined;
}

function pin({ title, foundRow, at }: ExactTime, subject: TableSubject, titles: readonly string[], row: FoundRow): PinnedTime {
  return {
    what: `${subject.what}, row ${foundRow + 1}, "${title}"`,
    at,
    by: at + (typeof row['at'] === 'number' ? row['at'] : 0),
    find: (observed) => {
      const time = subject.rows(observed, titles)[foundRow]?.[title];
      return typeof time === 'number' ? time : undefined;
    },
  };
}
