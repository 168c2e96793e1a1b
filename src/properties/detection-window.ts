import { milliseconds, seconds, SECOND, type Duration, type Instant } from '../simulation/time';
import type { ProbeTiming } from './probe-arbitrary';

/** A span of time; its end does not belong to it. */
export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

/** A time from which a probe fails, without a success in between. */
export interface Outage {
  /** S: when the process of the container began to run. */
  readonly startedAt: Instant;
  /** O: an attempt that begins now or later fails; one that is under way now still comes out as it would have. */
  readonly beginsAt: Instant;
  /** a: how long a failing attempt takes: `timeoutSeconds` for silence, less for a refusal. */
  readonly attemptTakes: Duration;
}

/**
 * What the kubelet's own steps (turns of the main loop, syncs, relists on demand) add up to at most; each of them is a
 * fraction of a millisecond, and one of them may be a whole one.
 */
export const STEPS: Duration = milliseconds(5);

/**
 * From a probe result to the sync that acts on it: nothing if all pods were relisted since the last sync of the pod, else
 * until the next relist, which is at most a second away (`pkg/kubelet/container/cache.go` GetNewerThan). That holds while
 * no sync of the pod takes time.
 */
export const SYNC_DELAY: Duration = SECOND + STEPS;

/**
 * From the kubelet's first sight of a deletion to the beginning of the kill, for a pod whose worker is not in the middle of
 * anything that takes time. A sync that waits for its relist cannot become a termination any more
 * (`pkg/kubelet/pod_workers.go` podWorkerLoop: the kind of work is settled before the wait): it is done first, and then
 * the termination waits for the relist after it.
 */
export const TERMINATION_DELAY: Duration = 2 * SECOND + STEPS;

/**
 * The window in which the F-th failed attempt in a row ends, for a probe whose successful attempts last no longer than a
 * period.
 *
 * W is the moment at which the worker was made, before the container started. The worker checks at W + nP for ever.
 *
 * 1. A check executes the probe if the status shows the running container and the whole seconds since its start,
 *    trunc(t - floor(S)), are at least D. As S - 1 s < floor(S) <= S, no attempt begins before S + D - 1 s, and every
 *    check from S + D on executes, once the status shows the container, which takes a few steps after S.
 * 2. So the first attempt that fails begins at b1: not before O and not before S + D - 1 s; at the latest it is the first
 *    check after both O and S + D. Checks are P apart and none is late, because no attempt outlasts its period: less than
 *    P after that.
 * 3. A failed attempt ends a after it began. The next one begins with the next tick, P after the one before; if the
 *    attempt outlasts that (a >= P) the tick has waited and the next attempt begins at once. Attempts are exactly
 *    max(P, a) apart; ticks that were missed altogether make no difference, as one is kept.
 * 4. The F-th failed attempt begins (F - 1) max(P, a) after b1 and ends a later.
 *
 * For O after the first attempt, silence, and the sync of {@link SYNC_DELAY}: from O + (F-1) max(P,T) + T to
 * O + P + (F-1) max(P,T) + T + 1 s. For a refusal that takes no time: from O + (F-1) P to O + F P + 1 s.
 */
export function thresholdWindow(probe: ProbeTiming, { startedAt, beginsAt, attemptTakes }: Outage): Window {
  const delay = seconds(probe.initialDelaySeconds);
  const period = seconds(probe.periodSeconds);
  const earliestBegin = Math.max(beginsAt, startedAt + Math.max(0, delay - SECOND));
  const latestBegin = Math.max(beginsAt, startedAt + delay + STEPS) + period;
  const untilThreshold = (probe.failureThreshold - 1) * Math.max(period, attemptTakes) + attemptTakes;
  return { from: earliestBegin + untilThreshold, to: latestBegin + untilThreshold };
}

/** The window in which the kubelet acts on the F-th failure with a sync of the pod; see {@link thresholdWindow}. */
export function killWindow(probe: ProbeTiming, outage: Outage): Window {
  const { from, to } = thresholdWindow(probe, outage);
  return { from, to: to + SYNC_DELAY };
}

/** Whether the moment lies in the window. */
export function isIn({ from, to }: Window, instant: Instant): boolean {
  return instant >= from && instant < to;
}
