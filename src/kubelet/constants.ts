import { MILLISECOND, SECOND, type Duration } from '../simulation/time';

/** Between two relists of all pods. `pkg/kubelet/kubelet.go` genericPlegRelistPeriod. */
export const RELIST_PERIOD: Duration = SECOND;
/** Between two looks into the work queue. `pkg/kubelet/kubelet.go` syncLoop. */
export const SYNC_TICK_PERIOD: Duration = SECOND;
/** `pkg/kubelet/kubelet.go` housekeepingPeriod. */
export const HOUSEKEEPING_PERIOD: Duration = 2 * SECOND;
/** Between two looks of the status manager at all statuses. `pkg/kubelet/status/status_manager.go` syncPeriod. */
export const STATUS_SYNC_PERIOD: Duration = 10 * SECOND;
/** The status manager starts before the PLEG: where a round and a relist fall together, the round comes first. */
export const STATUS_SYNC_LEAD: Duration = 1;
/** `pkg/kubelet/kubelet.go` ContainerGCPeriod. */
export const CONTAINER_GC_PERIOD: Duration = 60 * SECOND;
/** The delay after the first crash that has one. `pkg/kubelet/kubelet.go` initialCrashLoopBackOff. */
export const INITIAL_CRASH_BACK_OFF: Duration = 10 * SECOND;
/** `pkg/kubelet/kubelet.go` reducedInitialCrashLoopBackOff: with gate ReduceDefaultCrashLoopBackOffDecay. */
export const REDUCED_INITIAL_CRASH_BACK_OFF: Duration = SECOND;
/** `pkg/kubelet/kubelet.go` reducedMaxCrashLoopBackOff: with gate ReduceDefaultCrashLoopBackOffDecay. */
export const REDUCED_MAX_CRASH_BACK_OFF: Duration = 60 * SECOND;
/** `pkg/kubelet/kubelet.go` MaxCrashLoopBackOff and MaxImageBackOff. */
export const MAX_BACK_OFF: Duration = 300 * SECOND;
/** A back-off whose last restart is older is forgotten. `pkg/kubelet/kubelet.go` NewMainKubelet. */
export const BACK_OFF_EXPIRY: Duration = 600 * SECOND;
/** `pkg/kubelet/kubelet.go` imageBackOffPeriod. */
export const INITIAL_IMAGE_BACK_OFF: Duration = 10 * SECOND;
/** Until the next try after a failed sync. `pkg/kubelet/kubelet.go` backOffPeriod. */
export const SYNC_RETRY_PERIOD: Duration = 10 * SECOND;
/** Retries are stretched by up to this factor. `pkg/kubelet/pod_workers.go` workerResyncIntervalJitterFactor. */
export const REQUEUE_JITTER_FACTOR = 0.5;
/** The least time between SIGTERM and SIGKILL, in seconds. `pkg/kubelet/kuberuntime` minimumGracePeriodInSeconds. */
export const MINIMUM_GRACE_SECONDS = 2;
/** Tries of a probe that cannot be run. `pkg/kubelet/prober/prober.go` maxProbeRetries. */
export const MAX_PROBE_TRIES = 3;
/** Between two looks whether the volumes of a pod are there, or gone. `pkg/kubelet/volumemanager/volume_manager.go` podAttachAndMountRetryInterval. */
export const VOLUME_POLL_PERIOD: Duration = 300 * MILLISECOND;
/** Containers older than this at a kubelet's start keep their probe state. `pkg/kubelet/prober/prober_manager.go`. */
export const KUBELET_RESTART_GRACE: Duration = 10 * SECOND;
/** Pods of this priority or more are critical. `pkg/apis/scheduling/types.go` SystemCriticalPriority. */
export const SYSTEM_CRITICAL_PRIORITY = 2_000_000_000;
