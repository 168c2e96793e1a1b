import type { Pod } from '../../api/pod';
import { seconds, type Instant } from '../../simulation/time';
import type { EventRow, ProbeRow, RuntimeRow, StatusRow } from '../../trace/trace-rows';
import type { Origin } from '../moment';
import { inTraceTime, type TimePoint } from './time-point';
import { isPodIn, type PodMoment, type PodState } from './pod-state';
import type { RowsByPod } from './rows-by-pod';
import { spansWhere, type Span, type Timed } from './spans';

/** A pod that a scenario created. */
export interface CreatedPod {
  /** As it was created, with the defaults of the API. */
  readonly pod: Pod;
  readonly createdAt: Instant;
  /** The first request to delete it. */
  deletedAt?: Instant;
  /** Whether it is known what a container writes: a program that is only described writes nothing. */
  hasLog?(container: string): boolean;
}

/** So much before its creation (microseconds) a row may still be of a pod: rows have whole milliseconds. */
const ROUNDING = 1_000;

/** What can be known of a pod from outside: its rows of the trace, and what was asked of the API. */
export class PodObservation {
  readonly name: string;
  readonly pod: Pod;
  readonly createdAt: Instant;
  readonly deletedAt: Instant | undefined;
  readonly #rows: RowsByPod;
  #history: readonly Timed<PodMoment>[] | undefined;

  constructor(readonly created: CreatedPod, rows: RowsByPod, readonly now: Instant) {
    this.pod = created.pod;
    this.name = created.pod.metadata.name;
    this.createdAt = inTraceTime(created.createdAt);
    this.deletedAt = created.deletedAt === undefined ? undefined : inTraceTime(created.deletedAt);
    this.#rows = rows;
  }

  get subject(): string {
    return `pod "${this.name}"`;
  }

  /** The rows of this pod; of an earlier pod of the same name there are none. */
  get statuses(): readonly StatusRow[] {
    return this.#rows.of('status', this.name, this.createdAt - ROUNDING);
  }

  get events(): readonly EventRow[] {
    return this.#rows.of('events', this.name, this.createdAt - ROUNDING);
  }

  get calls(): readonly RuntimeRow[] {
    return this.#rows.of('runtime', this.name, this.createdAt - ROUNDING);
  }

  get probes(): readonly ProbeRow[] {
    return this.#rows.of('probes', this.name, this.createdAt - ROUNDING);
  }

  /** Its status from its creation on: `Pending` until the kubelet says something. */
  get history(): readonly Timed<PodMoment>[] {
    this.#history ??= this.#collectHistory();
    return this.#history;
  }

  /** Its status now. */
  get current(): PodMoment {
    return this.history.at(-1)!.value;
  }

  /** When it was in a state. */
  spans(state: PodState): Span[] {
    return spansWhere(this.history, this.now, (moment) => isPodIn(state, moment));
  }

  /** Whether its deletion had been requested by a moment. */
  isDeletedBy(t: Instant): boolean {
    return this.deletedAt !== undefined && inTraceTime(t) >= this.deletedAt;
  }

  /** A moment at which something happened to the pod. */
  timePoint(t: Instant): TimePoint {
    return { t, origin: (origin) => this.originOf(origin) };
  }

  /** Where an origin lies for what concerns the pod; undefined when there has been no such thing. */
  originOf(origin: Origin): Instant | undefined {
    switch (origin) {
      case 'beginning':
        return 0;
      case 'creation':
        return this.createdAt;
      case 'deletion':
        return this.deletedAt;
      case 'start':
      case 'exit':
        return undefined;
    }
  }

  #collectHistory(): readonly Timed<PodMoment>[] {
    const { statuses } = this;
    const pending: StatusRow = { t: this.createdAt / 1e6, phase: 'Pending', conditions: {} };
    const [first] = statuses;
    const isPendingAtFirst = first === undefined || seconds(first.t) > this.createdAt || first.phase !== 'Pending';
    const rows = isPendingAtFirst ? [pending, ...statuses] : statuses;
    return this.#withDeletion(rows.map((row): Timed<PodMoment> => ({ t: seconds(row.t), value: this.#moment(row) })));
  }

  #moment(row: StatusRow): PodMoment {
    return { row, isTerminating: this.deletedAt !== undefined && seconds(row.t) >= this.deletedAt };
  }

  /** The deletion is a moment of its own: the API marks the pod before the kubelet says anything. */
  #withDeletion(history: Timed<PodMoment>[]): Timed<PodMoment>[] {
    const { deletedAt } = this;
    if (deletedAt === undefined || !this.isDeletedBy(this.now)) return history;
    const before = history.filter(({ t }) => t < deletedAt);
    const last = before.at(-1);
    if (last === undefined) return history;
    const marked: Timed<PodMoment> = { t: deletedAt, value: { ...last.value, isTerminating: true } };
    return [...before, marked, ...history.filter(({ t }) => t >= deletedAt)];
  }
}
