import type { Grid } from '../../simulation/grid';
import type { Simulation } from '../../simulation/simulation';
import type { Duration, Instant } from '../../simulation/time';
import type { PodColumn, PodTable } from '../pod-table';

/** Whom the queue tells that a tick has come at which pods are due. */
export interface WorkQueueListener {
  syncTick(tick: Instant): void;
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
  readonly #due: PodColumn<Instant>;
  /** Pods by the tick at which they may be due; an entry that was replaced meanwhile is skipped. */
  readonly #byTick = new Map<Instant, string[]>();
  /** Ticks that alarms ask for; a pod may be listed twice at them. */
  readonly #alarms = new Set<Instant>();
  #stopped = false;

  constructor(simulation: Simulation, ticks: Grid, table: PodTable, listener: WorkQueueListener) {
    this.#simulation = simulation;
    this.#ticks = ticks;
    this.#due = table.addColumn();
    this.#listener = listener;
  }

  /** Makes a pod due after `delay`; an earlier entry of the pod is replaced. */
  enqueue(uid: string, delay: Duration): void {
    const due = this.#simulation.now + delay;
    const tick = this.#ticks.after(due);
    const before = this.#due.get(uid);
    this.#due.set(uid, due);
    if (before === undefined || this.#ticks.after(before) !== tick) this.#listAt(tick, uid);
  }

  /** Makes sure that there is a tick at or after `instant` that looks at a pod. */
  setAlarm(uid: string, instant: Instant): void {
    const tick = this.#ticks.atOrAfter(instant);
    this.#alarms.add(tick);
    this.#listAt(tick, uid);
  }

  /** Forgets a pod. */
  remove(uid: string): void {
    this.#due.delete(uid);
  }

  expire(): void {
    if (!this.#stopped) this.#listener.syncTick(this.#simulation.now);
  }

  /** Takes the pods to look at at a tick, and says of each whether it is due. */
  takeTick(tick: Instant, look: (uid: string, isDue: boolean) => void): void {
    const uids = this.#byTick.get(tick);
    if (uids === undefined) return;
    this.#byTick.delete(tick);
    for (const uid of this.#alarms.delete(tick) ? new Set(uids) : uids) {
      const due = this.#due.get(uid);
      const isDue = due !== undefined && due < tick;
      if (isDue) this.#due.delete(uid);
      look(uid, isDue);
    }
  }

  /** No tick happens any more. */
  stop(): void {
    this.#stopped = true;
    this.#byTick.clear();
  }

  #listAt(tick: Instant, uid: string): void {
    const uids = this.#byTick.get(tick);
    if (uids !== undefined) {
      uids.push(uid);
      return;
    }
    this.#byTick.set(tick, [uid]);
    this.#simulation.scheduleAt(tick, this);
  }
}
