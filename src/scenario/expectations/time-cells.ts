import type { Instant } from '../../simulation/time';
import { TIME_COLUMNS, type Origin } from '../moment';
import type { CellValue } from '../tables/cell';
import type { Columns } from '../tables/table';

/** The time columns of a table about a pod. */
export const POD_TIMES: Columns = { at: 'time', 'after creation': 'time', 'after deletion': 'time' };

/** The time columns of a table about a container. */
export const CONTAINER_TIMES: Columns = { ...POD_TIMES, 'after start': 'time', 'after exit': 'time' };

/** The cells of all time columns for something that happened at `t`. */
export function timeCells(t: Instant, originAt: (origin: Origin) => Instant | undefined): Record<string, CellValue> {
  return Object.fromEntries(Object.entries(TIME_COLUMNS).map(([title, origin]) => {
    const from = originAt(origin);
    return [title, from === undefined ? undefined : t - from];
  }));
}
