import type { Duration } from '../../simulation/time';
import { writeRow, writeTable, type Columns, type ExpectedTable, type FoundRow } from './table';

/** How a table compares with what was found; where it differs, with the first row that was found instead of another. */
export type TableComparison =
  | { readonly agrees: true; readonly exactTimes: readonly ExactTime[] }
  | { readonly agrees: false; readonly expected: string; readonly actual: string; readonly differing?: FoundRow };

/** A cell with an exact time, and the row that was found for it. */
export interface ExactTime {
  readonly title: string;
  readonly foundRow: number;
  readonly at: Duration;
}

/** So many rows are shown at most of what was found, and so many of them before the first that differs. */
const SHOWN_ROWS = 24;
const SHOWN_BEFORE = 3;

/** Compares row by row, in order: what is not listed must not be there. */
export function compareExactly(expected: ExpectedTable, columns: Columns, found: readonly FoundRow[]): TableComparison {
  const { titles, rows } = expected;
  const length = Math.max(rows.length, found.length);
  const differing = new Set<number>();
  for (let index = 0; index < length; index += 1) {
    if (index >= rows.length || index >= found.length || !rowMatches(expected, index, found[index])) differing.add(index);
  }
  if (differing.size === 0) {
    return { agrees: true, exactTimes: rows.flatMap((_, index) => exactTimesOf(expected, index, found[index], index)) };
  }
  return {
    agrees: false,
    expected: writeTable(titles, rows.map((row) => row.map(({ text }) => text)), differing),
    actual: describeFound(expected, columns, found, differing),
    differing: found[Math.min(...differing)],
  };
}

/** Compares without regard to order and to what is not listed. Each listed row needs a row of its own. */
export function compareIncluded(expected: ExpectedTable, columns: Columns, found: readonly FoundRow[]): TableComparison {
  const free = new Set(found.keys());
  const exactTimes: ExactTime[] = [];
  for (const [index, row] of expected.rows.entries()) {
    const match = [...free].find((each) => rowMatches(expected, index, found[each]));
    if (match === undefined) {
      return {
        agrees: false,
        expected: writeTable(expected.titles, [row.map(({ text }) => text)]),
        actual: describeNearest(expected, columns, found, index),
      };
    }
    free.delete(match);
    exactTimes.push(...exactTimesOf(expected, index, found[match], match));
  }
  return { agrees: true, exactTimes };
}

function rowMatches({ titles, rows }: ExpectedTable, index: number, found: FoundRow): boolean {
  return rows[index].every((cell, column) => cell.matches(found[titles[column]]));
}

function exactTimesOf({ titles, rows }: ExpectedTable, index: number, found: FoundRow, foundRow: number): ExactTime[] {
  return rows[index].flatMap(({ span }, column) => (
    span?.kind === 'exact' ? [{ title: titles[column], foundRow, at: found[titles[column]] as Duration }] : []
  ));
}

function describeFound(expected: ExpectedTable, columns: Columns, found: readonly FoundRow[], differing: ReadonlySet<number>): string {
  if (found.length === 0) return 'nothing';
  const firstDiffering = differing.size === 0 ? 0 : Math.min(...differing);
  const start = found.length <= SHOWN_ROWS ? 0 : Math.max(0, Math.min(firstDiffering - SHOWN_BEFORE, found.length - SHOWN_ROWS));
  const rows = found.slice(start, start + SHOWN_ROWS).map((row) => writeRow(expected.titles, columns, row));
  const marked = new Set([...differing].map((index) => index - start));
  const left = found.length - start - rows.length;
  return [
    ...(start > 0 ? [`${start} rows that agree, and then`] : []),
    writeTable(expected.titles, rows, marked),
    ...(left > 0 ? [`and ${left} more`] : []),
  ].join('\n');
}

/** The row that is right but for its times, and the nearest in time, if there is one; otherwise all. */
function describeNearest(expected: ExpectedTable, columns: Columns, found: readonly FoundRow[], index: number): string {
  const distance = (row: FoundRow): Duration => (
    expected.rows[index].reduce((sum, cell, column) => sum + cell.distance(row[expected.titles[column]]), 0)
  );
  const [nearest] = found.filter((row) => Number.isFinite(distance(row))).sort((a, b) => distance(a) - distance(b));
  if (nearest === undefined) return describeFound(expected, columns, found, new Set());
  return `nearest:\n${writeTable(expected.titles, [writeRow(expected.titles, columns, nearest)])}`;
}
