import type { Pod } from '../api/pod';
import type { Clock } from '../simulation/simulation';
import type { Trace } from '../trace/trace';

/** Records Events about pods and containers, as `client-go/tools/record` does for the kubelet. */
export class EventRecorder {
  constructor(readonly clock: Clock, readonly trace: Trace) {}

  /** An Event about the pod as a whole. */
  podEvent(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.trace.appendEvent(this.clock.now, pod.metadata.name, type, reason, undefined, message);
  }

  /** An Event about one of its containers. */
  containerEvent(pod: Pod, container: string, type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.trace.appendEvent(this.clock.now, pod.metadata.name, type, reason, container, message);
  }
}
