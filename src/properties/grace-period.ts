import { seconds, SECOND, type Duration, type Instant } from '../simulation/time';

/** The least time between the stop signal and SIGKILL. `pkg/kubelet/kuberuntime` minimumGracePeriodInSeconds. */
const MINIMUM_STOP_SECONDS = 2;

/** The signals of a container that is stopped and does not react. */
export interface StopSignals {
  readonly sigtermAt: Instant;
  readonly sigkillAt: Instant;
}

/**
 * The grace period of a deleted pod: that of the request, or else of the pod; the kubelet makes a second of nothing
 * (`pkg/kubelet/pod_workers.go` calculateEffectiveGracePeriod).
 */
export function effectiveGraceSeconds(ofPod: number, ofRequest: number | undefined): number {
  return Math.max(1, ofRequest ?? ofPod);
}

/**
 * When a container that ignores SIGTERM gets its signals, if its kill begins at `begin` and it waits for no other one
 * (`pkg/kubelet/kuberuntime/kuberuntime_container.go` killContainer).
 *
 * 1. The preStop hook is awaited, but not longer than the grace period g: w = min(hook, g). It eats whole seconds of it:
 *    g - trunc(w) are left.
 * 2. SIGTERM comes then, at begin + w.
 * 3. SIGKILL comes when the rest is over, but not less than 2 s after SIGTERM: max(2, g - trunc(w)) later.
 *
 * In all that is w + g - trunc(w) < g + 1 s, or w + 2 s <= g + 2 s: never more than g + 2 s (if g is at least 1).
 */
export function stopSignals(begin: Instant, graceSeconds: number, hook: Duration): StopSignals {
  const waited = Math.min(hook, seconds(graceSeconds));
  const leftSeconds = graceSeconds - Math.floor(waited / SECOND);
  const sigtermAt = begin + waited;
  return { sigtermAt, sigkillAt: sigtermAt + seconds(Math.max(MINIMUM_STOP_SECONDS, leftSeconds)) };
}
