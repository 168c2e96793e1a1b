import { withItem } from '../simulation/short-list';
import type { RuntimePod } from './runtime-pod';
import type { PodScript } from './runtime-script';

/** How often something was done with a container; its script goes by it. */
export interface ContainerCounters {
  readonly container: string;
  creates: number;
  startCalls: number;
  /** Starts that succeeded. */
  starts: number;
}

/** What a runtime knows of a pod that is on its node. */
export class PodEntry {
  sandboxCalls = 0;
  /** Replaced, never changed: there are few, and for long. */
  #counters: readonly ContainerCounters[] = [];

  constructor(readonly pod: RuntimePod, readonly script: PodScript) {}

  /** The counters of a container of the pod. */
  countersOf(container: string): ContainerCounters {
    for (const counters of this.#counters) if (counters.container === container) return counters;
    const counters = { container, creates: 0, startCalls: 0, starts: 0 };
    this.#counters = withItem(this.#counters, counters);
    return counters;
  }
}
