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
  readonly #failures = new Map<string, Map<string, StartFailure>>();

  /** Notes the outcome of a start: a failure, or undefined for success. */
  update(uid: string, container: string, failure: StartFailure | undefined): void {
    if (failure !== undefined) this.#ofPod(uid).set(container, failure);
    else this.#forget(uid, container);
  }

  /** The last failure of a container, if it was not started since. */
  get(uid: string, container: string): StartFailure | undefined {
    return this.#failures.get(uid)?.get(container);
  }

  #forget(uid: string, container: string): void {
    const failures = this.#failures.get(uid);
    failures?.delete(container);
    if (failures?.size === 0) this.#failures.delete(uid);
  }

  #ofPod(uid: string): Map<string, StartFailure> {
    let failures = this.#failures.get(uid);
    if (failures === undefined) this.#failures.set(uid, failures = new Map());
    return failures;
  }
}
