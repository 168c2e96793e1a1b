import { seconds, SECOND, type Duration, type Instant } from '../simulation/time';
import type { ContainerLife } from './container-lives';
import { SYNC_DELAY, type Window } from './detection-window';

/** A restart is decided at the first tick after it is due. `pkg/kubelet/kubelet.go` syncLoop. */
const SYNC_TICK: Duration = SECOND;
/** A longer wait is waited for in pieces. `pkg/kubelet/apis/config/v1beta1/defaults.go` syncFrequency. */
const LONGEST_PIECE: Duration = seconds(60);
/** An exit so long after the last start begins the delays anew. `pkg/kubelet/kubelet.go` NewMainKubelet. */
const RESET_AFTER: Duration = seconds(600);

/** What decides how long a container that has exited waits. */
export interface BackOffRules {
  /** The first delay and the greatest: 10 s and 300 s, both at most `maxContainerRestartPeriod`. */
  readonly initial: Duration;
  readonly max: Duration;
  /** How far waits are stretched: 0, or up to a half on a node. */
  readonly stretch: 0 | 0.5;
}

/** The rules with this greatest delay; absent = 300 s. */
export function backOffRules(max: Duration | undefined, stretch: BackOffRules['stretch']): BackOffRules {
  return { initial: Math.min(seconds(10), max ?? Infinity), max: max ?? seconds(300), stretch };
}

/**
 * The delay after the exit of each life but the last: none after the first, then `initial` and twice as long each time up
 * to `max`. An exit more than 600 s after the start of its life begins anew: none, `initial`, ….
 *
 * Follows `pkg/kubelet/kuberuntime/kuberuntime_manager.go` doBackOff: an entry is made or doubled at each restart. (Its
 * sweep, which forgets an entry 600 s after the last start even while somebody waits, is out of reach if a life and the
 * wait after it together are shorter than that.)
 */
export function delaysAfter(
  lives: readonly Pick<ContainerLife, 'createdAt' | 'exitedAt'>[], { initial, max }: BackOffRules,
): readonly Duration[] {
  const delays: Duration[] = [];
  let entry: Duration | undefined;
  for (const { createdAt, exitedAt } of lives.slice(0, -1)) {
    if (entry !== undefined && exitedAt! - createdAt > RESET_AFTER) entry = undefined;
    delays.push(entry ?? 0);
    entry = entry === undefined ? initial : Math.min(2 * entry, max);
  }
  return delays;
}

/**
 * The window in which the next instance is created after an exit.
 *
 * 1. Never before exit + delay: each sync of the pod compares the time since the exit with the delay.
 * 2. Without a delay: the exit is noticed at the next relist, and the sync that follows restarts the container.
 * 3. With a delay: the sync that notices the exit is refused, and the pod is due again when the delay is over; the first
 *    tick after that syncs it, which may have to wait for a relist if the pod was synced less than a second before.
 * 4. The worker stretches that wait by up to a half, and waits in pieces of at most 60 s (stretched too), comparing anew
 *    after each. So what is overshot is at most half of the last piece.
 */
export function restartWindow(exitedAt: Instant, delay: Duration, { stretch }: BackOffRules): Window {
  const from = exitedAt + delay;
  if (delay === 0) return { from, to: from + SYNC_DELAY };
  return { from, to: from + stretch * Math.min(delay, LONGEST_PIECE) + SYNC_TICK + SYNC_DELAY };
}
