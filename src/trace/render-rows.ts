import type { Instant } from '../simulation/time';
import { RowReader, type ReadOptions } from './row-reader';
import type { Trace } from './trace';
import type { TraceRows } from './trace-rows';

/** How a trace is turned into rows. */
export interface RenderOptions extends ReadOptions {
  /** Rows after this instant are left out. */
  readonly until: Instant;
}

/** Renders a trace in the schema of the recordings: seconds with three decimals, each list ordered by time. */
export function renderRows(trace: Trace, options: RenderOptions): TraceRows {
  const { status, events, runtime, probes } = new RowReader(trace, options).read(options.until);
  return { status, events, runtime, probes };
}
