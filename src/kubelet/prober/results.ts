/** What a probe has found out about a container. `pkg/kubelet/prober/results/results_manager.go` Result. */
export type ProbeResult = 'success' | 'failure' | 'unknown';

/** A change of a result. */
export interface ProbeResultUpdate {
  readonly uid: string;
  readonly containerId: string;
  readonly result: ProbeResult;
}

/**
 * The latest result of one kind of probe for each container instance. Storing what is stored already is no change.
 * Follows `pkg/kubelet/prober/results/results_manager.go` manager.
 */
export class ProbeResults {
  readonly #results = new Map<string, ProbeResult>();
  readonly #onChange: (update: ProbeResultUpdate) => void;

  /** @param onChange told of every change, at once: it must only take a note of it */
  constructor(onChange: (update: ProbeResultUpdate) => void) {
    this.#onChange = onChange;
  }

  /** The result of a container instance, if there is one. */
  get(containerId: string): ProbeResult | undefined {
    return this.#results.get(containerId);
  }

  /** Stores a result. */
  set(uid: string, containerId: string, result: ProbeResult): void {
    if (this.#results.get(containerId) === result) return;
    this.#results.set(containerId, result);
    this.#onChange({ uid, containerId, result });
  }

  /** Forgets a container instance. */
  remove(containerId: string): void {
    this.#results.delete(containerId);
  }
}
