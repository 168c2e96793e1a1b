/**
 * The rows of a trace as recordings have them: plain JSON, times in seconds since t = 0 (the moment at which the
 * kubelet receives the first pod), rounded to the millisecond. With several pods each row carries `pod`.
 */

/** One container in a {@link StatusRow}. */
export interface ContainerStatusRow {
  name: string;
  state: 'waiting' | 'running' | 'terminated' | 'unknown';
  reason?: string;
  message?: string;
  exitCode?: number;
  ready: boolean;
  started?: boolean;
  restartCount: number;
  startedAt?: number;
  finishedAt?: number;
  lastState?: { reason?: string; exitCode?: number; startedAt?: number; finishedAt?: number };
}

/** A change of the pod's status in the API server, or the removal of the pod. */
export interface StatusRow {
  t: number;
  pod?: string;
  deleted?: true;
  phase?: string;
  reason?: string;
  message?: string;
  deletionTimestampSet?: true;
  /** Condition type → `True`, or `False Reason`. */
  conditions?: Record<string, string>;
  initContainerStatuses?: ContainerStatusRow[];
  containerStatuses?: ContainerStatusRow[];
}

/** A Kubernetes Event as the kubelet emitted it. */
export interface EventRow {
  t: number;
  pod?: string;
  type: string;
  reason: string;
  container?: string;
  message: string;
}

/** A call to the container runtime, a signal, or the exit of a container's first process. */
export interface RuntimeRow {
  t: number;
  end?: number;
  pod?: string;
  call: string;
  container?: string;
  attempt?: number;
  image?: string;
  timeout?: number;
  what?: string;
  exitCode?: number;
  reason?: string;
  error?: string;
}

/** One probe attempt. */
export interface ProbeRow {
  t: number;
  end?: number;
  pod?: string;
  container: string;
  attempt: number;
  type: 'liveness' | 'readiness' | 'startup';
  outcome: 'success' | 'failure' | 'timeout' | 'error';
}

/** A whole trace; each list is ordered by t. */
export interface TraceRows {
  status: StatusRow[];
  events: EventRow[];
  runtime: RuntimeRow[];
  probes: ProbeRow[];
}
