import type { Pod } from '../../api/pod';
import type { Grid } from '../../simulation/grid';
import type { RandomSource } from '../../simulation/random';
import type { Duration, Instant } from '../../simulation/time';

/** The phases of a kubelet's loops: facts of its start that nobody chooses. */
export interface KubeletPhases {
  /** When the kubelet began. */
  readonly startedAt: Instant;
  /** When the main loop began, and the first list of pods can be handled. */
  readonly listAt: Instant;
  readonly relists: Grid;
  readonly syncTicks: Grid;
  readonly housekeeping: Grid;
  readonly containerGc: Grid;
}

/** How long the kubelet's own steps take. */
export interface KubeletLatencies {
  /** From a change in the API to the kubelet seeing it. */
  readonly watch: Duration;
  /** From a new status to its write. */
  readonly statusWrite: Duration;
  /** From a manual trigger of a readiness probe to the check. */
  readonly probeTrigger: Duration;
  /** One turn of the main loop. */
  readonly loopStep: Duration;
  /** From an update of a pod to its worker taking it. */
  readonly workerWake: Duration;
  /** One sync of a pod. */
  readonly workerStep: Duration;
  /** Before an on-demand relist. */
  readonly relistStep: Duration;
  /** From the first sync of a pod to the first attempt to set up its volumes. */
  readonly volumeSetUp: Duration;
  /** Until a pod's volumes are mounted, at its first sync. */
  readonly volumeMount: (pod: Pod) => Duration;
  /** Until a pod's volumes are gone, from the end of its last container on. */
  readonly volumeUnmount: (pod: Pod) => Duration;
}

/** In what the surroundings of a kubelet can differ, besides times. */
export interface KubeletSurroundings {
  /** Whether a cancelled context stops network probes too, and not only commands. */
  readonly cancelsNetworkProbes: boolean;
  /** Whether pods have cgroups, in which the kubelet can read what they were given. */
  readonly hasPodCgroups: boolean;
}

/** The kubelet's own randomness; zero everywhere gives the earliest times. */
export interface KubeletJitter {
  /** How far retries are stretched, from 0 to 1 of the greatest stretch. */
  readonly requeue: RandomSource;
  /** Which part of the first period a probe worker waits on a young kubelet. */
  readonly probeStart: RandomSource;
}
