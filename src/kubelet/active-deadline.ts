import type { Pod } from '../api/pod';
import type { Clock } from '../simulation/simulation';
import { SECOND, type Instant } from '../simulation/time';
import type { EventRecorder } from './event-recorder';
import type { Eviction } from './status/pod-status';
import type { StatusManager } from './status/status-manager';

const EXCEEDED: Eviction = {
  reason: 'DeadlineExceeded',
  message: 'Pod was active on the node longer than the specified deadline',
};

/** Ends pods that have been active for longer than activeDeadlineSeconds. Follows `pkg/kubelet/active_deadline.go`. */
export class ActiveDeadline {
  constructor(readonly clock: Clock, readonly statuses: StatusManager, readonly recorder: EventRecorder) {}

  /** When the pod's deadline passes; Infinity without one, or before the pod has a start time. */
  deadline(pod: Pod): Instant {
    if (pod.spec.activeDeadlineSeconds === undefined) return Infinity;
    const startTime = (this.statuses.get(pod.metadata.uid!) ?? pod.status)?.startTime;
    return startTime === undefined ? Infinity : startTime + pod.spec.activeDeadlineSeconds * SECOND;
  }

  /** Whether the deadline has passed. */
  shouldSync(pod: Pod): boolean {
    return this.clock.now >= this.deadline(pod);
  }

  /** The eviction of a pod whose deadline has passed; each time it is asked for it is an Event. */
  shouldEvict(pod: Pod): Eviction | undefined {
    if (!this.shouldSync(pod)) return undefined;
    this.recorder.podEvent(pod, 'Normal', EXCEEDED.reason, EXCEEDED.message);
    return EXCEEDED;
  }
}
