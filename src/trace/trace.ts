import type { PodStatus } from '../api/pod';
import type { Duration, Instant } from '../simulation/time';

/** The pod's status in the API server after a change by the kubelet; undefined status: the pod object was removed. */
export interface StatusRecord {
  readonly t: Instant;
  readonly pod: string;
  readonly status: PodStatus | undefined;
  /** Whether the object carries a deletionTimestamp. */
  readonly deleting: boolean;
}

/** A Kubernetes Event (the core/v1 object), as emitted: no aggregation, no rate limit. */
export interface EventRecord {
  readonly t: Instant;
  readonly pod: string;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly container: string | undefined;
  readonly message: string;
}

/** What a call to the container runtime was about, beyond its name. */
export interface CallDetails {
  readonly container?: string;
  readonly attempt?: number;
  readonly image?: string;
  /** Seconds, of a StopContainer. */
  readonly timeout?: number;
  /** `postStart` or `preStop`, of a hook. */
  readonly what?: string;
  readonly exitCode?: number;
  readonly reason?: string;
}

/** A call to the container runtime, a signal (`SIGTERM`, `SIGKILL`) or an `exit`. */
export class CallRecord {
  /** When the call returned; undefined while it has not. */
  end: Instant | undefined;
  error: string | undefined;

  constructor(readonly t: Instant, readonly pod: string, readonly call: string, readonly details: CallDetails) {}
}

/** How a probe attempt came out. */
export type ProbeOutcome = 'success' | 'failure' | 'timeout' | 'error';

/** One or more attempts of one probe: `count` attempts, `period` apart, all with the same outcome and duration. */
export class ProbeRecord {
  /** Duration of each attempt; undefined while the only attempt runs. */
  duration: Duration | undefined;
  outcome: ProbeOutcome = 'success';
  count = 1;
  period: Duration = 0;

  constructor(
    readonly t: Instant,
    readonly pod: string,
    readonly container: string,
    readonly attempt: number,
    readonly type: 'liveness' | 'readiness' | 'startup',
  ) {}
}

/** What stands for every attempt that nobody wants to keep; its fields mean nothing. */
const UNKEPT_PROBE = new ProbeRecord(0, '', '', 0, 'liveness');

/** A line that a container wrote. */
export interface LogRecord {
  readonly t: Instant;
  readonly pod: string;
  readonly container: string;
  readonly attempt: number;
  readonly stream: 'stdout' | 'stderr';
  /** Without the newline. */
  readonly text: string;
  /** It goes on in the next record of its stream, or the program ended without a newline. */
  readonly isPartial: boolean;
}

/**
 * Everything that was observed, in the order in which it was: what the assertions, timelines, comparisons and
 * properties read. Records hold numbers and references; texts and rows are made when somebody asks for them.
 */
export class Trace {
  readonly statuses: StatusRecord[] = [];
  readonly events: EventRecord[] = [];
  readonly calls: CallRecord[] = [];
  readonly probes: ProbeRecord[] = [];
  /** What containers wrote, where programs run that write. Recordings have no such rows. */
  readonly logs: LogRecord[] = [];
  readonly #keeps: boolean;

  /** @param keeps whether records are kept; without it they are dropped */
  constructor(keeps = true) {
    this.#keeps = keeps;
  }

  /** Notes a change of a pod's status in the API server, or its removal (`status` undefined). */
  appendStatus(t: Instant, pod: string, status: PodStatus | undefined, deleting: boolean): void {
    if (this.#keeps) this.statuses.push({ t, pod, status, deleting });
  }

  /** Notes an Event about a pod, or about one of its containers. */
  appendEvent(
    t: Instant, pod: string, type: 'Normal' | 'Warning', reason: string, container: string | undefined, message: string,
  ): void {
    if (this.#keeps) this.events.push({ t, pod, type, reason, container, message });
  }

  /** Notes the beginning of a runtime call; its end and error are filled in later. */
  appendCall(t: Instant, pod: string, call: string, details: CallDetails): CallRecord {
    const record = new CallRecord(t, pod, call, details);
    if (this.#keeps) this.calls.push(record);
    return record;
  }

  /** Notes what takes no time: a signal, an exit, a removal. */
  appendInstant(t: Instant, pod: string, call: string, details: CallDetails): void {
    this.appendCall(t, pod, call, details).end = t;
  }

  /** Notes what a container wrote. */
  appendLog(t: Instant, pod: string, container: string, attempt: number, line: Pick<LogRecord, 'stream' | 'text' | 'isPartial'>): void {
    if (this.#keeps) this.logs.push({ t, pod, container, attempt, stream: line.stream, text: line.text, isPartial: line.isPartial });
  }

  /** Notes the beginning of a probe attempt; its outcome is filled in later. */
  appendProbe(
    t: Instant, pod: string, container: string, attempt: number, type: 'liveness' | 'readiness' | 'startup',
  ): ProbeRecord {
    if (!this.#keeps) return UNKEPT_PROBE;
    const record = new ProbeRecord(t, pod, container, attempt, type);
    this.probes.push(record);
    return record;
  }
}
