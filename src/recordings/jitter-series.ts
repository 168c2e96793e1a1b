import type { ContainerStatusRow, TraceRows } from '../trace/trace-rows';

/** One kind of instant of a trace: `start` of `app`, `event BackOff` of `app`, `phase Running`. */
export interface SeriesName {
  /**
   * `start`, `pull`, `create` (failed ones only), `sandbox`: calls; `exit`, `SIGTERM`; `phase …`; `event …`; or a waiting
   * reason such as `CrashLoopBackOff`: its first status for each restart count.
   */
  readonly what: string;
  /** Absent where the instants belong to the pod as a whole. */
  readonly container?: string;
}

/** All instants of one kind in a trace, in seconds and in order of time. */
export interface InstantSeries extends SeriesName {
  readonly times: readonly number[];
}

/** What waits in the ordinary course of a start; other waiting reasons have a series. */
const ORDINARY_WAITING = new Set(['ContainerCreating', 'PodInitializing']);

const SERIES_OF_CALL: Readonly<Record<string, string>> = {
  StartContainer: 'start', PullImage: 'pull', CreateContainer: 'create', RunPodSandbox: 'sandbox', exit: 'exit', SIGTERM: 'SIGTERM',
};

const EVENTS_WITH_SERIES = new Set(['BackOff', 'FailedCreatePodSandBox']);

/** Extracts the series of instants that jitter moves from the trace of one pod. */
export function extractSeries(trace: TraceRows): InstantSeries[] {
  const series = new SeriesCollector();
  for (const row of trace.runtime) {
    const what = SERIES_OF_CALL[row.call];
    if (what !== undefined && (what !== 'create' || row.error !== undefined)) series.add(what, row.container, row.t);
  }
  for (const row of trace.events) {
    if (EVENTS_WITH_SERIES.has(row.reason)) series.add(`event ${row.reason}`, row.container, row.t);
  }
  addStatuses(trace, series);
  return series.all();
}

function addStatuses(trace: TraceRows, series: SeriesCollector): void {
  let phase: string | undefined;
  const seen = new Set<string>();
  for (const row of trace.status) {
    if (row.phase !== undefined && row.phase !== phase) series.add(`phase ${row.phase}`, undefined, row.t);
    phase = row.phase;
    for (const container of [...(row.initContainerStatuses ?? []), ...(row.containerStatuses ?? [])]) {
      if (!isHeldUp(container)) continue;
      const once = JSON.stringify([container.name, container.reason, container.restartCount]);
      if (!seen.has(once)) series.add(container.reason, container.name, row.t);
      seen.add(once);
    }
  }
}

function isHeldUp(container: ContainerStatusRow): container is ContainerStatusRow & { reason: string } {
  return container.state === 'waiting' && container.reason !== undefined && !ORDINARY_WAITING.has(container.reason);
}

class SeriesCollector {
  readonly #series = new Map<string, { what: string; container?: string; times: number[] }>();

  add(what: string, container: string | undefined, t: number): void {
    const key = seriesKey({ what, container });
    const found = this.#series.get(key);
    if (found) found.times.push(t);
    else this.#series.set(key, { what, container, times: [t] });
  }

  all(): InstantSeries[] {
    const list = [...this.#series.values()];
    for (const { times } of list) times.sort((a, b) => a - b);
    return list;
  }
}

/** A text that is equal for equal names. */
export function seriesKey(name: { readonly what: string; readonly container?: string | undefined }): string {
  return JSON.stringify([name.what, name.container ?? null]);
}
