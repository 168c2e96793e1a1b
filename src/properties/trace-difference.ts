import type { Instant } from '../simulation/time';
import { renderRows } from '../trace/render-rows';
import type { Trace } from '../trace/trace';
import type { TraceRows } from '../trace/trace-rows';

/** Every row of the trace, as text: statuses, Events, runtime calls and probes, each in their order. */
export function rowTexts(trace: Trace, until: Instant): readonly string[] {
  return textsOf(renderRows(trace, { withPod: true, until, unfinished: true }));
}

/** Rows as texts. */
export function textsOf({ status, events, runtime, probes }: TraceRows): readonly string[] {
  return [...status, ...events, ...runtime, ...probes].map((row) => JSON.stringify(row));
}

/** The first row in which two runs differ, as a sentence; nothing if they do not. */
export function* rowDifferences(one: readonly string[], other: readonly string[]): Iterable<string> {
  const index = one.findIndex((row, at) => row !== other[at]);
  if (index >= 0) yield `${one[index]} became ${other[index]}`;
  else if (other.length > one.length) yield `${other[one.length]} was added`;
}
