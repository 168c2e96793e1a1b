import type { Instant } from '../../simulation/time';
import type { LogRecord } from '../../trace/trace';
import { inTraceTime } from './time-point';

/** A line of a container's log, of any run. */
export interface LoggedLine {
  readonly t: Instant;
  readonly attempt: number;
  readonly stream: LogRecord['stream'];
  readonly text: string;
}

/**
 * The lines that a container wrote, in their order: those that the runtime had to cut are whole again.
 * @param records of this container
 */
export function joinLines(records: readonly LogRecord[]): LoggedLine[] {
  const lines: LoggedLine[] = [];
  const unfinished = new Map<string, number>();
  for (const { t, attempt, stream, text, isPartial } of records) {
    const key = `${attempt} ${stream}`;
    const place = unfinished.get(key);
    if (place === undefined) lines.push({ t: inTraceTime(t), attempt, stream, text });
    else lines[place] = { ...lines[place], text: lines[place].text + text };
    if (isPartial) unfinished.set(key, place ?? lines.length - 1);
    else unfinished.delete(key);
  }
  return lines;
}
