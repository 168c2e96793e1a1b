import { MILLISECOND, milliseconds, type Instant } from '../../simulation/time';
import { TIME_COLUMNS, type Origin } from '../moment';
import type { CellValue } from '../tables/cell';
import type { Columns } from '../tables/table';

/** A moment at which something happened, and where the origins lie that it can be counted from. */
export interface TimePoint {
  readonly t: Instant;
  /** Undefined when there has been no such thing. */
  origin(origin: Origin): Instant | undefined;
}

/** A moment as exact as those of the rows of a trace, so that what happens at once does not seem to happen before it. */
export function inTraceTime(t: Instant): Instant {
  return milliseconds(Math.round(t / MILLISECOND));
}

/** The time columns of a table about a pod. */
export const POD_TIMES: Columns = { at: 'time', 'after creation': 'time', 'after deletion': 'time' };

/** The time columns of a table about a container. */
export const CONTAINER_TIMES: Columns = { ...POD_TIMES, 'after start': 'time', 'after exit': 'time' };

/** How long after an origin something happened; undefined when there has been no such thing. */
export function timeSince(point: TimePoint, origin: Origin): Instant | undefined {
  const from = point.origin(origin);
  return from === undefined ? undefined : point.t - from;
}

/** The cells of all time columns for something that happened. */
export function timeCells(point: TimePoint): Record<string, CellValue> {
  return Object.fromEntries(Object.entries(TIME_COLUMNS).map(([title, origin]) => [title, timeSince(point, origin)]));
}
