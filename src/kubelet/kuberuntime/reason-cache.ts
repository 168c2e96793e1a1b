/** Why a container could not be started, for its waiting state. */
export interface StartFailure {
  readonly reason: string;
  readonly message: string;
}

/**
 * Remembers why the last start of each container failed, until one succeeds: the next sync of the pod shows it.
 * Follows `pkg/kubelet/reason_cache.go` ReasonCache.
 */
export class ReasonCache {
  readonly #failures = new Map<string, StartFailure>();

  /** Notes the outcome of a start: a failure, or undefined for success. */
  update(uid: string, container: string, failure: StartFailure | undefined): void {
    if (failure === undefined) this.#failures.delete(`${uid}_${container}`);
    else this.#failures.set(`${uid}_${container}`, failure);
  }

  /** The last failure of a container, if it was not started since. */
  get(uid: string, container: string): StartFailure | undefined {
    return this.#failures.size === 0 ? undefined : this.#failures.get(`${uid}_${container}`);
  }
}
