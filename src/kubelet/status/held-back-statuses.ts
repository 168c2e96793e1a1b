import type { Expirable, Timer } from '../../simulation/event-queue';
import type { Grid } from '../../simulation/grid';
import type { Simulation } from '../../simulation/simulation';

/**
 * Pods whose terminal phase was held back from the API server while containers could still run. The next round looks
 * at them again: what has become clear in silence, as when a young kubelet has got to know its pods, is written then.
 * Follows `pkg/kubelet/status/status_manager.go` Start (syncTicker) and needsReconcile.
 */
export class HeldBackStatuses implements Expirable {
  readonly #simulation: Simulation;
  readonly #rounds: Grid;
  readonly #write: (uid: string) => void;
  readonly #uids = new Set<string>();
  #timer: Timer | undefined;

  /** @param write writes the status of a pod again, and holds it back again if it must */
  constructor(simulation: Simulation, rounds: Grid, write: (uid: string) => void) {
    this.#simulation = simulation;
    this.#rounds = rounds;
    this.#write = write;
  }

  /** Looks at this pod again in the next round. */
  add(uid: string): void {
    this.#uids.add(uid);
    if (this.#timer?.target === undefined) this.#timer = this.#simulation.scheduleAt(this.#rounds.after(this.#simulation.now), this);
  }

  /** No round happens any more. */
  stop(): void {
    this.#timer?.cancel();
  }

  expire(): void {
    const uids = [...this.#uids];
    this.#uids.clear();
    for (const uid of uids) this.#write(uid);
  }
}
