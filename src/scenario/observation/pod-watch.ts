import type { Instant } from '../../simulation/time';
import { statusRow } from '../../trace/rows-of-records';
import type { Trace } from '../../trace/trace';
import type { StatusRow } from '../../trace/trace-rows';
import type { PodObservation } from './pod-observation';
import type { PodMoment } from './pod-state';

/** The status of one pod while time passes: it reads what is new in the trace and nothing twice. */
export class PodWatch {
  #row: StatusRow;
  #next: number;

  /** @param pod as it is now, at the end of the trace */
  constructor(readonly pod: PodObservation, readonly trace: Trace) {
    this.#row = pod.current.row;
    this.#next = trace.statuses.length;
  }

  /** The pod at an instant, which is the end of the trace. */
  look(now: Instant): PodMoment {
    const { statuses } = this.trace;
    for (; this.#next < statuses.length; this.#next += 1) {
      const record = statuses[this.#next];
      if (record.pod === this.pod.name) this.#row = statusRow(record, { withPod: true });
    }
    return { row: this.#row, isTerminating: this.pod.isDeletedBy(now) };
  }
}
