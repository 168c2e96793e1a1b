import type { Timer } from '../simulation/event-queue';
import type { Grid } from '../simulation/grid';
import type { Simulation } from '../simulation/simulation';
import type { Duration, Instant } from '../simulation/time';

/** Whom the queue tells that a tick has come at which pods are due. */
export interface WorkQueueListener {
  syncTick(): void;
}

/**
 * Which pods are to be synced again and when. The kubelet looks into it on a grid of ticks and takes what is due
 * strictly before the tick; a tick at which nothing is due does not happen here.
 * Follows `pkg/kubelet/util/queue/work_queue.go` basicWorkQueue.
 */
export class WorkQueue {
  readonly #simulation: Simulation;
  readonly #ticks: Grid;
  readonly #listener: WorkQueueListener;
  readonly #due = new Map<string, Instant>();
  #timer: Timer | undefined;

  constructor(simulation: Simulation, ticks: Grid, listener: WorkQueueListener) {
    this.#simulation = simulation;
    this.#ticks = ticks;
    this.#listener = listener;
  }

  /** Makes a pod due after `delay`; an earlier entry of the pod is replaced. */
  enqueue(uid: string, delay: Duration): void {
    const due = this.#simulation.now + delay;
    this.#due.set(uid, due);
    this.wakeAt(this.#ticks.after(due));
  }

  /** Forgets a pod. */
  remove(uid: string): void {
    this.#due.delete(uid);
  }

  /** Makes sure that the tick at `instant` of the grid happens. */
  wakeAt(instant: Instant): void {
    if (this.#timer?.target !== undefined) {
      if (this.#timer.due <= instant) return;
      this.#timer.cancel();
    }
    this.#timer = this.#simulation.scheduleAt(instant, this);
  }

  expire(): void {
    this.#listener.syncTick();
    this.#rearm();
  }

  /** Removes and returns the pods that are due before the latest tick. */
  takeDue(): string[] {
    const tick = this.#ticks.latest(this.#simulation.now);
    const uids: string[] = [];
    for (const [uid, due] of this.#due) {
      if (due >= tick) continue;
      uids.push(uid);
      this.#due.delete(uid);
    }
    return uids;
  }

  /** No tick happens any more. */
  stop(): void {
    this.#timer?.cancel();
    this.#due.clear();
  }

  #rearm(): void {
    const { now } = this.#simulation;
    let earliest = Infinity;
    for (const due of this.#due.values()) if (due >= now && due < earliest) earliest = due;
    if (earliest < Infinity) this.wakeAt(this.#ticks.after(earliest));
  }
}
