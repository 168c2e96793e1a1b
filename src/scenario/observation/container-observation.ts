import { seconds, type Instant } from '../../simulation/time';
import type { LogRecord } from '../../trace/trace';
import type { ContainerStatusRow, ProbeRow, RuntimeRow } from '../../trace/trace-rows';
import type { FoundContainer } from '../find-container';
import type { Origin } from '../moment';
import { joinLines, type LoggedLine } from './container-log';
import { collectRuns, type ContainerRun } from './container-run';
import { containerOf, isContainerIn, type ContainerState } from './container-state';
import type { PodObservation } from './pod-observation';
import { inTraceTime, type TimePoint } from './time-point';
import { spansWhere, type Span, type Timed } from './spans';

/** A signal that a container received. */
export interface ReceivedSignal {
  readonly point: TimePoint;
  readonly signal: string;
}

/** What can be known of a container from outside. */
export class ContainerObservation {
  readonly name: string;
  #history: readonly Timed<ContainerStatusRow | undefined>[] | undefined;
  #runs: readonly ContainerRun[] | undefined;

  /** @param logs what containers wrote, of all pods */
  constructor(readonly pod: PodObservation, readonly found: FoundContainer, readonly logs: readonly LogRecord[] = []) {
    this.name = found.container.name;
  }

  get subject(): string {
    return `${this.found.kind === 'main container' ? 'container' : this.found.kind} "${this.name}"`;
  }

  get now(): Instant {
    return this.pod.now;
  }

  /** Its status in the API from its first appearance to the removal of the pod. */
  get history(): readonly Timed<ContainerStatusRow | undefined>[] {
    this.#history ??= this.pod.statuses.map((row) => ({ t: seconds(row.t), value: containerOf(row, this.name) }));
    return this.#history;
  }

  get runs(): readonly ContainerRun[] {
    this.#runs ??= collectRuns(this.name, this.pod.calls);
    return this.#runs;
  }

  get calls(): readonly RuntimeRow[] {
    return this.pod.calls.filter(({ container }) => container === this.name);
  }

  get signals(): readonly ReceivedSignal[] {
    return this.calls
      .filter(({ call }) => call.startsWith('SIG'))
      .map(({ t, call, attempt }) => ({ point: this.timePoint(seconds(t), this.runOf(attempt, seconds(t))), signal: call }));
  }

  /** What it wrote, in all of its runs; undefined when nobody knows what it writes. */
  get log(): readonly LoggedLine[] | undefined {
    if (this.pod.created.hasLog?.(this.name) !== true) return undefined;
    return joinLines(this.logs.filter(({ t, pod, container }) => (
      container === this.name && pod === this.pod.name && inTraceTime(t) >= this.pod.createdAt && t <= this.now
    )));
  }

  /** Its status in the API now; undefined before the first one and when the pod is gone. */
  get current(): ContainerStatusRow | undefined {
    return this.history.at(-1)?.value;
  }

  /** How often it was restarted, as the API says, or last said. */
  get restartCount(): number {
    return this.history.reduce((most, { value }) => Math.max(most, value?.restartCount ?? 0), 0);
  }

  /** When it was in a state; a restart begins a new span. */
  spans(state: ContainerState): Span[] {
    const isSo = (row: ContainerStatusRow | undefined): boolean => row !== undefined && isContainerIn(state, row);
    return spansWhere(this.history, this.now, isSo, (before, row) => before?.restartCount === row?.restartCount);
  }

  /** The attempts of one of its probes, in order of time. */
  attempts(type: ProbeRow['type']): readonly ProbeRow[] {
    return this.pod.probes.filter((row) => row.container === this.name && row.type === type);
  }

  /** The run of an attempt that had begun by a moment: attempts count from 0 again when all containers were restarted in place. */
  runOf(attempt: number | undefined, t: Instant): ContainerRun | undefined {
    return this.runs.filter((run) => run.attempt === attempt && run.startedAt <= t).at(-1);
  }

  /**
   * A moment at which something happened to the container.
   * @param run which run it concerned; absent = the one that had begun last
   */
  timePoint(t: Instant, run?: ContainerRun): TimePoint {
    return { t, origin: (origin) => this.#originOf(origin, t, run) };
  }

  #originOf(origin: Origin, t: Instant, run: ContainerRun | undefined): Instant | undefined {
    switch (origin) {
      case 'start':
        return (run ?? this.runs.filter(({ startedAt }) => startedAt <= t).at(-1))?.startedAt;
      case 'exit':
        return this.runs.filter(({ ordinal, exit }) => exit !== undefined && exit.t <= t && ordinal < (run?.ordinal ?? Infinity)).at(-1)?.exit?.t;
      case 'beginning':
      case 'creation':
      case 'deletion':
        return this.pod.originOf(origin);
    }
  }
}
