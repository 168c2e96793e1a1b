import { Fifo } from '../simulation/fifo';
import type { ProcessGroup, Process } from '../simulation/process';
import type { Simulation } from '../simulation/simulation';
import type { Duration, Instant } from '../simulation/time';

/** Something for the main loop to do; a process when it can block the loop. */
export type LoopItem = () => Process | undefined;

/**
 * The kubelet's main loop: one thing at a time, in the order of arrival. After each turn it is busy for a small step of
 * time, which puts things of one instant in order.
 * Follows `pkg/kubelet/kubelet.go` syncLoop.
 */
export class SyncLoop {
  readonly #simulation: Simulation;
  readonly #processes: ProcessGroup;
  readonly #step: Duration;
  readonly #items = new Fifo<LoopItem>();
  #busy = false;
  #freeAt: Instant = -Infinity;
  #stopped = false;

  constructor(simulation: Simulation, processes: ProcessGroup, step: Duration) {
    this.#simulation = simulation;
    this.#processes = processes;
    this.#step = step;
  }

  /** Adds something to do. */
  enqueue(item: LoopItem): void {
    if (this.#stopped) return;
    this.#items.push(item);
    if (!this.#busy) this.#next();
  }

  /** The loop does nothing any more. */
  stop(): void {
    this.#stopped = true;
    this.#items.clear();
  }

  expire(): void {
    const blocking = this.#stopped ? undefined : this.#items.take()?.();
    if (blocking === undefined) this.#endTurn();
    else this.#simulation.start(this.#block(blocking), this.#processes);
  }

  *#block(process: Process): Process {
    yield* process;
    this.#endTurn();
  }

  #endTurn(): void {
    this.#freeAt = this.#simulation.now + this.#step;
    this.#next();
  }

  #next(): void {
    this.#busy = !this.#stopped && this.#items.length > 0;
    if (this.#busy) this.#simulation.scheduleAt(this.#freeAt, this);
  }
}
