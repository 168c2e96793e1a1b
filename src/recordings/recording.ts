import type { Pod } from '../api/pod';
import type { TraceRows } from '../trace/trace-rows';

/**
 * One record of a recording: what was given to the kubelet, and what it did. All times are seconds; t = 0 is the moment
 * at which the kubelet received the (first) pod, bound to the node, `Pending` and with `PodScheduled: True`.
 */
export interface Recording {
  readonly scenario: RecordedScenario;
  readonly trace: TraceRows;
}

/** What was given: one pod (`pod`, `behaviour`, `sandboxErrors`) or several (`pods`). */
export type RecordedScenario = SinglePodScenario | SeveralPodsScenario;

/** A scenario with one pod, whose name is `pod`. */
export interface SinglePodScenario extends ScenarioFrame, PodScript {
  readonly pods?: undefined;
}

/** A scenario with several pods on one kubelet. */
export interface SeveralPodsScenario extends ScenarioFrame {
  readonly pod?: undefined;
  readonly pods: readonly ArrivingPod[];
}

/** What every scenario has. */
export interface ScenarioFrame {
  readonly name: string;
  /** One sentence about what the record shows. */
  readonly note?: string;
  readonly env: RecordedEnvironment;
  readonly actions?: readonly RecordedAction[];
  /** The end of the recording. */
  readonly until: number;
}

/** A pod and what its containers do. */
export interface PodScript {
  /** As a user would write it: API defaults are not applied yet. */
  readonly pod: Pod;
  /** By the name of the container. When several pods use one image, the first container that names it decides. */
  readonly behaviour: Readonly<Record<string, ContainerBehaviour>>;
  /** The first n RunPodSandbox calls fail. */
  readonly sandboxErrors?: number;
}

/** A pod of several, and the time at which it is created (0 for the first). */
export interface ArrivingPod extends PodScript {
  readonly at: number;
}

/** How a container behaves, from the pull of its image on. */
export interface ContainerBehaviour {
  readonly imagePull?: ImagePullScript;
  /** The first n CreateContainer calls fail. */
  readonly createErrors?: number;
  /** The first n StartContainer calls fail: the container ends as exited, 128, StartError. */
  readonly startErrors?: number;
  /** Run k belongs to the k-th successful start; the last one repeats. */
  readonly runs?: readonly ContainerRun[];
}

/** How the pulls of an image end. No script at all, or `present: true`: the image is on the node. */
export interface ImagePullScript {
  readonly present?: boolean;
  /** How long a successful pull takes. */
  readonly latency?: number;
  /** The first n pulls fail, each after `failLatency`. */
  readonly failTimes?: number;
  readonly failLatency?: number;
  readonly error?: string;
}

/** One run of a container, from StartContainer to its exit. */
export interface ContainerRun {
  /** How long StartContainer takes, if not `env.startLatency`. */
  readonly startLatency?: number;
  /** Seconds from the start to the exit; absent: it never exits by itself. */
  readonly exitAfter?: number;
  readonly exitCode?: number;
  /** The exit has the reason OOMKilled. */
  readonly oomKilled?: boolean;
  readonly onSIGTERM?: SigtermScript;
  readonly probes?: Readonly<Partial<Record<'liveness' | 'readiness' | 'startup', readonly ProbeAnswer[]>>>;
  readonly postStart?: HookScript;
  readonly preStop?: HookScript;
}

/** Exits `after` seconds with `code`, or ignores the signal and dies (137) on SIGKILL. */
export interface SigtermScript {
  readonly ignore?: boolean;
  readonly after?: number;
  readonly code?: number;
}

/** The entry with the largest `from` not above the age of the container answers; without one the probe succeeds. */
export interface ProbeAnswer {
  readonly from: number;
  /** `error`: the probe could not be run; `timeout`: no answer within `timeoutSeconds`. */
  readonly outcome: 'success' | 'fail' | 'timeout' | 'error';
  readonly latency?: number;
}

/** What an exec or httpGet hook does. */
export interface HookScript {
  readonly latency?: number;
  readonly outcome?: 'success' | 'fail';
}

/** Something done to the pods or to the kubelet from outside; with several pods, `pod` says to which. */
export type RecordedAction =
  | { readonly at: number; readonly do: 'delete'; readonly pod?: string; readonly gracePeriodSeconds?: number }
  | { readonly at: number; readonly do: 'killContainer'; readonly pod?: string; readonly container: string; readonly exitCode: number }
  | { readonly at: number; readonly do: 'setImage'; readonly pod?: string; readonly container: string; readonly image: string }
  | { readonly at: number; readonly do: 'evict'; readonly pod?: string; readonly gracePeriodSeconds?: number }
  | { readonly at: number; readonly do: 'restartKubelet'; readonly downFor: number; readonly listAfter: number }
  | { readonly at: number; readonly do: 'shutdownNode' }
  | { readonly at: number; readonly do: 'cancelShutdown' };

/** The surroundings of a recording. Phases say how long before t = 0 a periodic activity last ran. */
export interface RecordedEnvironment {
  /** Relists happen at `1 - plegPhase + k`. */
  readonly plegPhase: number;
  /** The sync loop's ticker of 1 s. */
  readonly syncPhase: number;
  /** Housekeeping, every 2 s. */
  readonly housekeepingPhase: number;
  /** Container garbage collection, every 60 s. */
  readonly gcPhase: number;
  /** Fraction of the wall-clock second at t = 0. */
  readonly wallFraction: number;
  /** How long the kubelet had been up, less `plegPhase`. */
  readonly kubeletUptime: number;
  readonly sandboxLatency: number;
  readonly createLatency: number;
  readonly startLatency: number;
  readonly stopSandboxLatency: number;
  /** From a change in the API to the kubelet seeing it. */
  readonly watchLatency: number;
  /** Duration of a probe whose script gives none. */
  readonly probeLatency: number;
  /** From SIGKILL to the exit of the process. */
  readonly killLatency: number;
  /** Until a probe worker reacts to a manual trigger. */
  readonly triggerLatency: number;
  /** Whether the kubelet's own random jitter was pinned to 0 or left random. */
  readonly jitter: 'zero' | 'random';
  /** Part of its period for which a probe worker waits that begins while the kubelet is young. */
  readonly probeStartFraction?: number;
  readonly config?: RecordedKubeletConfiguration;
}

/** Kubelet configuration that differs from the defaults; durations in seconds. */
export interface RecordedKubeletConfiguration {
  readonly maxContainerRestartPeriod?: number;
  readonly syncFrequency?: number;
  readonly serializeImagePulls?: boolean;
  readonly maxParallelImagePulls?: number;
  readonly registryPullQPS?: number;
  readonly registryBurst?: number;
  readonly allowedUnsafeSysctls?: readonly string[];
  readonly shutdownGracePeriod?: number;
  readonly shutdownGracePeriodCriticalPods?: number;
  readonly shutdownGracePeriodByPodPriority?: readonly { readonly priority: number; readonly shutdownGracePeriodSeconds: number }[];
  readonly featureGates?: Readonly<Record<string, boolean>>;
}
