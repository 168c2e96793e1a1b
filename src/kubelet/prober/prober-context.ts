import type { PodStatus } from '../../api/pod';
import type { ProbeType } from '../../programs/program';
import type { RuntimeContainer } from '../../runtime/runtime-pod';
import type { RandomSource } from '../../simulation/random';
import type { Simulation } from '../../simulation/simulation';
import type { Duration, Instant } from '../../simulation/time';
import type { Trace } from '../../trace/trace';
import type { EventRecorder } from '../event-recorder';

/** What probe workers need of their surroundings. */
export interface ProberContext {
  readonly simulation: Simulation;
  readonly trace: Trace;
  readonly recorder: EventRecorder;
  /** When the kubelet began. */
  readonly startedAt: Instant;
  /** From a manual trigger to the reaction of the worker. */
  readonly triggerLatency: Duration;
  /** Which part of the first period a worker waits on a kubelet that is younger than the period. */
  readonly startJitter: RandomSource;
  /** Gate ChangeContainerStatusOnKubeletRestart: containers that outlived the kubelet begin anew. */
  readonly forgetsOnRestart: boolean;
  /** Whether a cancelled context stops network probes too, and not only commands. */
  readonly cancelsNetworkProbes: boolean;
  /** The status manager's latest status of a pod. */
  podStatus(uid: string): PodStatus | undefined;
  runtimeContainer(uid: string, containerId: string): RuntimeContainer | undefined;
  /** Told by a worker that has ended. */
  workerEnded(uid: string, container: string, type: ProbeType): void;
}
