import { Gate } from '../../simulation/process';

/** Something that stops what it does when it is cancelled. */
export interface Cancellable {
  cancelled(): void;
}

/**
 * The context of one sync of a pod: it is cancelled when the pod is to be terminated before the next sync begins. What
 * was started within the sync and goes on after it, as probe workers do, keeps the context.
 * Follows `pkg/kubelet/pod_workers.go` startPodSync and UpdatePod (cancelFn).
 */
export class Cancellation {
  /** Opens when the context is cancelled. */
  readonly gate = new Gate();
  readonly #listeners: Cancellable[] = [];

  get isCancelled(): boolean {
    return this.gate.isOpen;
  }

  /** Cancels it, once. */
  cancel(): void {
    if (this.gate.isOpen) return;
    this.gate.open();
    for (const listener of this.#listeners.splice(0)) listener.cancelled();
  }

  /** Tells `listener` when it is cancelled. */
  addListener(listener: Cancellable): void {
    this.#listeners.push(listener);
  }
}
