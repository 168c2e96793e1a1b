import { SECOND, type Duration } from '../../simulation/time';
import {
  INITIAL_CRASH_BACK_OFF, MAX_BACK_OFF, REDUCED_INITIAL_CRASH_BACK_OFF, REDUCED_MAX_CRASH_BACK_OFF,
} from '../constants';
import { DEFAULT_KUBELET_VERSION, traitsOf, type FeatureGates, type KubeletVersion } from './kubelet-version';

/** How long pods of a priority may take to stop when the node shuts down. */
export interface PriorityShutdownPeriod {
  readonly priority: number;
  readonly seconds: number;
}

/** The kubelet's configuration file, as far as it bears on a pod's life. */
export interface KubeletConfig {
  readonly version: KubeletVersion;
  /** `crashLoopBackOff.maxContainerRestartPeriod`; undefined = 300 s. */
  readonly maxContainerRestartPeriod?: Duration;
  /** Between two syncs of a pod that nothing happens to. */
  readonly syncFrequency: Duration;
  readonly serializeImagePulls: boolean;
  /** How many pulls may run at once when they are not serialized; undefined = no limit. */
  readonly maxParallelImagePulls?: number;
  /** How many pulls may begin in a second; 0 = no limit. */
  readonly registryPullQps: number;
  /** How many pulls may begin at once that the limit has put by. */
  readonly registryBurst: number;
  /** Sysctls that pods may set besides the safe ones, or their beginnings before a `*`. */
  readonly allowedUnsafeSysctls: readonly string[];
  /** In ascending priority; empty = no graceful node shutdown. */
  readonly shutdownPeriods: readonly PriorityShutdownPeriod[];
  readonly featureGates: FeatureGates;
}

/** The defaults of v1.36 (`pkg/kubelet/apis/config/v1beta1/defaults.go`). */
export const DEFAULT_KUBELET_CONFIG: KubeletConfig = {
  version: DEFAULT_KUBELET_VERSION,
  syncFrequency: 60 * SECOND,
  serializeImagePulls: true,
  registryPullQps: 5,
  registryBurst: 10,
  allowedUnsafeSysctls: [],
  shutdownPeriods: [],
  featureGates: traitsOf(DEFAULT_KUBELET_VERSION).featureGates,
};

/**
 * First and longest delay of the crash-loop back-off.
 * Follows `pkg/kubelet/kubelet.go` newCrashLoopBackOff.
 */
export function crashBackOffRange(config: KubeletConfig): { initial: Duration; max: Duration } {
  const reduced = config.featureGates.ReduceDefaultCrashLoopBackOffDecay;
  let initial = reduced ? REDUCED_INITIAL_CRASH_BACK_OFF : INITIAL_CRASH_BACK_OFF;
  let max = reduced ? REDUCED_MAX_CRASH_BACK_OFF : MAX_BACK_OFF;
  if (config.featureGates.KubeletCrashLoopBackOffMax) {
    max = config.maxContainerRestartPeriod ?? MAX_BACK_OFF;
    initial = Math.min(initial, max);
  }
  return { initial, max };
}
