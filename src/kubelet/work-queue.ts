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
  readonly #alarms = new Map<string, Instant>();
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
    this.#armAt(this.#ticks.after(due));
  }

  /** Makes sure that there is a tick at or after `instant` on behalf of a pod; an earlier wish of the pod is replaced. */
  setAlarm(uid: string, instant: Instant): void {
    this.#alarms.set(uid, instant);
    this.#armAt(this.#ticks.atOrAfter(instant));
  }

  /** Forgets a pod. */
  remove(uid: string): void {
    this.#due.delete(uid);
    this.#alarms.delete(uid);
  }

  expire(): void {
    this.#listener.syncTick();
    const { now } = this.#simulation;
    for (const due of this.#due.values()) if (due >= now) this.#armAt(this.#ticks.after(due));
    for (const [uid, instant] of this.#alarms) {
      if (instant > now) this.#armAt(this.#ticks.atOrAfter(instant));
      else this.#alarms.delete(uid);
    }
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
    this.#alarms.clear();
  }

  #armAt(tick: Instant): void {
    if (this.#timer?.target !== undefined) {
      if (this.#timer.due <= tick) return;
      this.#timer.cancel();
    }
    this.#timer = this.#simulation.scheduleAt(tick, this);
  }
}
