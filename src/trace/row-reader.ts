import type { Duration, Instant } from '../simulation/time';
import { eventRow, probeRow, runtimeRow, statusRow, type RowOptions } from './rows-of-records';
import type { CallRecord, EventRecord, ProbeRecord, StatusRecord, Trace } from './trace';
import type { EventRow, ProbeRow, RuntimeRow, StatusRow, TraceRows } from './trace-rows';

/** How a trace is read. */
export interface ReadOptions extends RowOptions {
  /** Whether calls that have not ended become rows without an end; recordings leave them out. */
  readonly unfinished?: boolean;
  /** Whether what recordings leave out becomes rows: statuses that last a millisecond, hooks that sleep or still run. */
  readonly detailed?: boolean;
}

/** Of writes of a pod's status less than this far apart only the last one becomes a row. */
const MERGE_WITHIN: Readonly<Record<'recorded' | 'detailed', Duration>> = { recorded: 2_500, detailed: 500 };

/** Reads a trace while it grows: a row that was made stays, and each reading makes those of what is new. */
export class RowReader {
  readonly #statuses: StatusReader;
  readonly #events: EventReader;
  readonly #calls: CallReader;
  readonly #probes: ProbeReader;

  constructor(trace: Trace, options: ReadOptions) {
    this.#statuses = new StatusReader(trace.statuses, options);
    this.#events = new EventReader(trace.events, options);
    this.#calls = new CallReader(trace.calls, options);
    this.#probes = new ProbeReader(trace.probes, options);
  }

  /**
   * The rows until an instant, which may not be earlier than that of the reading before. Each list is read when it is asked
   * for, and later readings go on with it: what they find is added to the same list.
   */
  read(until: Instant): TraceRows {
    const [statuses, events, calls, probes] = [this.#statuses, this.#events, this.#calls, this.#probes];
    return {
      get status() { return statuses.read(until); },
      get events() { return events.read(until); },
      get runtime() { return calls.read(until); },
      get probes() { return probes.read(until); },
    };
  }
}

class StatusReader {
  readonly #rows: StatusRow[] = [];
  readonly #last = new Map<string, { readonly t: Instant; readonly row: StatusRow }>();
  readonly #mergeWithin: Duration;
  #next = 0;

  constructor(readonly records: readonly StatusRecord[], readonly options: ReadOptions) {
    this.#mergeWithin = MERGE_WITHIN[options.detailed ? 'detailed' : 'recorded'];
  }

  read(until: Instant): StatusRow[] {
    for (; this.#next < this.records.length && this.records[this.#next].t <= until; this.#next += 1) this.#append(this.records[this.#next]);
    return this.#rows;
  }

  #append(record: StatusRecord): void {
    const last = this.#last.get(record.pod);
    const replaces = last !== undefined && record.status !== undefined && record.t - last.t < this.#mergeWithin;
    if (replaces) this.#rows.splice(this.#rows.lastIndexOf(last.row), 1);
    const row = statusRow(record, this.options);
    this.#rows.push(row);
    this.#last.set(record.pod, { t: record.t, row });
  }
}

class EventReader {
  readonly #rows: EventRow[] = [];

  constructor(readonly records: readonly EventRecord[], readonly options: ReadOptions) {}

  read(until: Instant): EventRow[] {
    const { records } = this;
    for (let next = this.#rows.length; next < records.length && records[next].t <= until; next += 1) {
      this.#rows.push(eventRow(records[next], this.options));
    }
    return this.#rows;
  }
}

/** Calls are rows in the order of their beginnings: what comes after one that runs may change its place. */
class CallReader {
  readonly #rows: RuntimeRow[] = [];
  /** The records before this one have ended, and so many rows were made of them. */
  #ended = { records: 0, rows: 0 };

  constructor(readonly records: readonly CallRecord[], readonly options: ReadOptions) {}

  read(until: Instant): RuntimeRow[] {
    const { records } = this;
    this.#rows.length = this.#ended.rows;
    for (let next = this.#ended.records; next < records.length && records[next].t <= until; next += 1) {
      const hasEnded = (records[next].end ?? Infinity) <= until;
      if (this.#isShown(records[next], hasEnded)) this.#rows.push(runtimeRow(records[next], until, this.options));
      if (hasEnded && next === this.#ended.records) this.#ended = { records: next + 1, rows: this.#rows.length };
    }
    return this.#rows;
  }

  #isShown({ call, details }: CallRecord, hasEnded: boolean): boolean {
    const { unfinished = false, detailed = false } = this.options;
    if (call === 'Sleep' && !detailed) return false;
    return hasEnded || unfinished || (detailed && details.what !== undefined);
  }
}

/** A record of attempts that may go on. */
interface GoingOn {
  readonly record: ProbeRecord;
  readonly place: number;
  /** So many of its attempts are rows. */
  told: number;
}

interface PlacedRow {
  readonly row: ProbeRow;
  /** The place of its record in the trace, for attempts of one instant. */
  readonly place: number;
}

class ProbeReader {
  readonly #rows: ProbeRow[] = [];
  readonly #places: number[] = [];
  #goingOn: GoingOn[] = [];
  #next = 0;

  constructor(readonly records: readonly ProbeRecord[], readonly options: ReadOptions) {}

  read(until: Instant): ProbeRow[] {
    for (; this.#next < this.records.length; this.#next += 1) {
      this.#goingOn.push({ record: this.records[this.#next], place: this.#next, told: 0 });
    }
    const fresh: PlacedRow[] = [];
    this.#goingOn = this.#goingOn.filter((each) => this.#tell(each, until, fresh));
    this.#insert(fresh);
    return this.#rows;
  }

  /** Makes rows of the attempts that have ended by an instant; says whether there may be more. */
  #tell(each: GoingOn, until: Instant, fresh: PlacedRow[]): boolean {
    const { record, place } = each;
    for (; each.told < record.count; each.told += 1) {
      const t = record.t + each.told * record.period;
      if (record.duration === undefined || t + record.duration > until) return true;
      fresh.push({ place, row: probeRow(record, t, this.options) });
    }
    return false;
  }

  /** Attempts are ordered by their beginnings, and one that took long may have begun before others that were rows already. */
  #insert(fresh: PlacedRow[]): void {
    fresh.sort(inOrder);
    const later: PlacedRow[] = [];
    while (fresh.length > 0 && this.#rows.length > 0) {
      const last = { row: this.#rows[this.#rows.length - 1], place: this.#places[this.#places.length - 1] };
      if (inOrder(last, fresh[0]) <= 0) break;
      later.push(last);
      this.#rows.pop();
      this.#places.pop();
    }
    for (const { row, place } of later.length === 0 ? fresh : [...later.reverse(), ...fresh].sort(inOrder)) {
      this.#rows.push(row);
      this.#places.push(place);
    }
  }
}

function inOrder(a: PlacedRow, b: PlacedRow): number {
  return a.row.t - b.row.t || a.place - b.place;
}
