import { DEFAULT_KUBELET_CONFIG, type KubeletConfig } from '../kubelet/configuration/kubelet-config';
import { milliseconds, seconds, type Duration } from '../simulation/time';

/** How long before t = 0 each loop of the kubelet ran last. */
export interface Phases {
  /** Relists of all pods, every second. */
  readonly relist: Duration;
  /** The main loop's tick that hands due pods to their workers, every second. */
  readonly sync: Duration;
  /** Housekeeping, every two seconds. */
  readonly housekeeping: Duration;
  /** Garbage collection of containers, every minute. */
  readonly containerGc: Duration;
}

/** How long things take that are not the kubelet's own waits. */
export interface Latencies {
  readonly sandbox: Duration;
  readonly create: Duration;
  readonly start: Duration;
  /** From the end of the process of a program that runs as written to the moment when the runtime says so. */
  readonly exitNotice: Duration;
  readonly stopSandbox: Duration;
  /** Stopping a sandbox that is stopped already. */
  readonly restopSandbox: Duration;
  /** From SIGKILL to the exit of the process. */
  readonly kill: Duration;
  /** A probe whose program does not say how long it takes. */
  readonly probe: Duration;
  /** From a change in the API to the kubelet seeing it. */
  readonly watch: Duration;
  /** From a new status in the kubelet to its write in the API. */
  readonly statusWrite: Duration;
  /** From a manual trigger of a readiness probe to the check. */
  readonly probeTrigger: Duration;
  /** From a change of a pod or service to that of its endpoints. */
  readonly endpoints: Duration;
  /** From the first sync of a pod to the first attempt to set up its volumes. */
  readonly volumeSetUp: Duration;
  /** Until the volumes of a pod that has any are mounted. */
  readonly volumeMount: Duration;
  /** From the end of a pod's last container until its volumes are gone. */
  readonly volumeUnmount: Duration;
}

/** The small steps that put the kubelet's doings of one instant in order. */
export interface Steps {
  /** One turn of the main loop. */
  readonly loop: Duration;
  /** From an update of a pod to its worker taking it. */
  readonly workerWake: Duration;
  /** One sync of a pod. */
  readonly worker: Duration;
  /** Before a relist on demand. */
  readonly relist: Duration;
}

/** A set of latencies and phases that a cluster runs with, and the configuration of its kubelet. */
export interface Profile {
  readonly name: string;
  readonly phases: Phases;
  readonly latencies: Latencies;
  readonly steps: Steps;
  /** How far t = 0 is into a second of the wall clock; the kubelet cuts times to whole seconds. */
  readonly wallFraction: Duration;
  /** How long the kubelet has been up at t = 0. */
  readonly kubeletUptime: Duration;
  /** Which part of its first period a probe worker of a young kubelet waits. */
  readonly probeStartFraction: number;
  /** Whether retries are stretched by random factors. */
  readonly jitter: 'zero' | 'random';
  /** Whether a delete with grace 0 reaches the kubelet as an update before the removal, as from a real API server. */
  readonly announcesForceDelete: boolean;
  /** Whether a cancelled sync stops network probes too; on a node only commands notice. */
  readonly cancelsNetworkProbes: boolean;
  /** Whether pods have cgroups, in which the kubelet can read what they were given. */
  readonly hasPodCgroups: boolean;
  readonly config: KubeletConfig;
}

/** The steps of the recordings: main loop 20 µs, sync 100 µs, relist on demand 100 µs. */
export const RECORDED_STEPS: Steps = { loop: 20, workerWake: 0, worker: 100, relist: 100 };

/** What the profiles of this file have in common: a kubelet that has been up for long, without jitter, behind a real API server. */
const ON_A_CALM_NODE = {
  kubeletUptime: seconds(3_600),
  probeStartFraction: 0,
  jitter: 'zero',
  announcesForceDelete: true,
  cancelsNetworkProbes: false,
  hasPodCgroups: true,
  config: DEFAULT_KUBELET_CONFIG,
} as const;

/**
 * Numbers that read well: nothing takes time but what the kubelet waits for by its own rules. Relists are at k + 0.3 s
 * and sync ticks at k + 0.6 s, so that nothing falls together by accident. A container starts in a millisecond: probe
 * workers are made before, and a tick never meets the very moment of a start. What one relist finds in a pod makes one
 * sync, as on a node: the main loop has handed all of it over before the worker wakes up.
 */
export const IDEAL_PROFILE: Profile = {
  name: 'ideal',
  phases: { relist: seconds(0.7), sync: seconds(0.4), housekeeping: seconds(1.4), containerGc: seconds(30.7) },
  latencies: {
    sandbox: 0, create: 0, start: milliseconds(1), exitNotice: 0, stopSandbox: 0, restopSandbox: 0, kill: 0, probe: 0, watch: 0, statusWrite: 0, probeTrigger: 0,
    endpoints: 0, volumeSetUp: 0, volumeMount: 0, volumeUnmount: 0,
  },
  steps: { ...RECORDED_STEPS, workerWake: 100 },
  wallFraction: 0,
  ...ON_A_CALM_NODE,
};

/** The medians of a real node with containerd under little load, and its wait for volumes. */
export const NODE_PROFILE: Profile = {
  name: 'node',
  phases: { relist: seconds(0.85), sync: seconds(0.2), housekeeping: seconds(1.2), containerGc: seconds(30.55) },
  latencies: {
    sandbox: milliseconds(170),
    create: milliseconds(25),
    start: milliseconds(75),
    exitNotice: milliseconds(20),
    stopSandbox: milliseconds(110),
    restopSandbox: 0,
    kill: milliseconds(25),
    probe: milliseconds(2),
    watch: milliseconds(4),
    statusWrite: milliseconds(8),
    probeTrigger: milliseconds(1),
    endpoints: milliseconds(5),
    volumeSetUp: milliseconds(180),
    volumeMount: milliseconds(300),
    volumeUnmount: milliseconds(130),
  },
  steps: { loop: 20, workerWake: milliseconds(1), worker: 100, relist: 100 },
  wallFraction: seconds(0.4),
  ...ON_A_CALM_NODE,
};
