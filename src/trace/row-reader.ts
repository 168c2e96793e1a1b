import type { Duration, Instant } from '../simulation/time';
import { eventRow, probeRow, runtimeRow, statusRow, type RowOptions, type ToldStatus } from './rows-of-records';
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
  readonly #readers: Readers;

  constructor(trace: Trace, options: ReadOptions) {
    this.#readers = {
      statuses: new StatusReader(trace.statuses, options),
      events: new EventReader(trace.events, options),
      calls: new CallReader(trace.calls, options),
      probes: new ProbeReader(trace.probes, options),
    };
  }

  /**
   * The rows until an instant, which may not be earlier than that of the reading before. Each list is read when it is asked
   * for, and later readings go on with it: what they find is added to the same list.
   */
  read(until: Instant): TraceRows {
    return new RowsUntil(this.#readers, until);
  }
}

interface Readers {
  readonly statuses: StatusReader;
  readonly events: EventReader;
  readonly calls: CallReader;
  readonly probes: ProbeReader;
}

/** A class, since the getters of an object literal would keep all that they reach alive until the next complete collection. */
class RowsUntil implements TraceRows {
  constructor(readonly readers: Readers, readonly until: Instant) {}

  get status(): StatusRow[] { return this.readers.statuses.read(this.until); }
  get events(): EventRow[] { return this.readers.events.read(this.until); }
  get runtime(): RuntimeRow[] { return this.readers.calls.read(this.until); }
  get probes(): ProbeRow[] { return this.readers.probes.read(this.until); }
}

class StatusReader {
  readonly #rows: StatusRow[] = [];
  readonly #last = new Map<string, ToldStatus>();
  readonly #mergeWithin: Duration;
  #next = 0;

  constructor(readonly records: readonly StatusRecord[], readonly options: ReadOptions) {
    this.#mergeWithin = MERGE_WITHIN[options.detailed ? 'detailed' : 'recorded'];
  }

  read(until: Instant): StatusRow[] {
    for (; this.#next < this.records.length && this.records[this.#next].t <= until; this.#next += 1) {
      if (!this.#isReplaced(this.#next, until)) this.#append(this.records[this.#next]);
    }
    return this.#rows;
  }

  /** Whether the pod's next status comes too soon, and is there already. */
  #isReplaced(index: number, until: Instant): boolean {
    const { t, pod } = this.records[index];
    for (let next = index + 1; next < this.records.length; next += 1) {
      const later = this.records[next];
      if (later.t > until || later.t - t >= this.#mergeWithin) return false;
      if (later.pod === pod) return later.status !== undefined;
    }
    return false;
  }

  #append(record: StatusRecord): void {
    const last = this.#last.get(record.pod);
    // Of the reading before, which did not know of this one.
    const replaces = last !== undefined && record.status !== undefined && record.t - last.record.t < this.#mergeWithin;
    if (replaces) this.#rows.splice(this.#rows.lastIndexOf(last.row), 1);
    const row = statusRow(record, this.options, last);
    this.#rows.push(row);
    this.#last.set(record.pod, { record, row });
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

class ProbeReader {
  readonly #told = new OrderedRows();
  #goingOn: GoingOn[] = [];
  #next = 0;

  constructor(readonly records: readonly ProbeRecord[], readonly options: ReadOptions) {}

  read(until: Instant): ProbeRow[] {
    for (; this.#next < this.records.length; this.#next += 1) {
      this.#goingOn.push({ record: this.records[this.#next], place: this.#next, told: 0 });
    }
    this.#goingOn = this.#goingOn.filter((each) => this.#tell(each, until));
    return this.#told.inOrder();
  }

  /** Makes rows of the attempts that have ended by an instant; says whether there may be more. */
  #tell(each: GoingOn, until: Instant): boolean {
    const { record, place } = each;
    for (; each.told < record.count; each.told += 1) {
      const t = record.t + each.told * record.period;
      if (record.duration === undefined || t + record.duration > until) return true;
      this.#told.push(probeRow(record, t, this.options), place);
    }
    return false;
  }
}

/**
 * Rows by their time, and those of one instant by the places of their records in the trace. An attempt that took long may
 * have begun before others that were rows already.
 */
class OrderedRows {
  readonly #rows: ProbeRow[] = [];
  readonly #places: number[] = [];
  /** The rows before this one are in order. */
  #ordered = 0;

  push(row: ProbeRow, place: number): void {
    this.#rows.push(row);
    this.#places.push(place);
    const last = this.#rows.length - 1;
    if (this.#ordered === last && (last === 0 || this.#compare(last - 1, last) <= 0)) this.#ordered += 1;
  }

  inOrder(): ProbeRow[] {
    if (this.#ordered < this.#rows.length) this.#sortFrom(this.#firstOutOfPlace());
    return this.#rows;
  }

  /** Where the earliest of the rows that are not in order belongs. */
  #firstOutOfPlace(): number {
    let earliest = this.#ordered;
    for (let index = this.#ordered + 1; index < this.#rows.length; index += 1) {
      if (this.#compare(index, earliest) < 0) earliest = index;
    }
    let first = this.#ordered;
    while (first > 0 && this.#compare(first - 1, earliest) > 0) first -= 1;
    return first;
  }

  #sortFrom(first: number): void {
    const [rows, places] = [this.#rows.slice(first), this.#places.slice(first)];
    const order = rows.map((_, index) => index).sort((a, b) => compareRows(rows, places, a, b));
    for (let index = 0; index < order.length; index += 1) {
      this.#rows[first + index] = rows[order[index]];
      this.#places[first + index] = places[order[index]];
    }
    this.#ordered = this.#rows.length;
  }

  #compare(a: number, b: number): number {
    return compareRows(this.#rows, this.#places, a, b);
  }
}

function compareRows(rows: readonly ProbeRow[], places: readonly number[], a: number, b: number): number {
  return rows[a].t - rows[b].t || places[a] - places[b];
}
