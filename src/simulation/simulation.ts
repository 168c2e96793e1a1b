import { EventQueue, Timer, type Expirable } from './event-queue';
import { Fifo } from './fifo';
import { DEFAULT_LIMITS, SimulationLimitError, type SimulationLimits } from './limits';
import { type ProcessGroup, RunningProcess, type Process } from './process';
import type { Duration, Instant } from './time';

/** The only clock that a component may hold. */
export interface Clock {
  /** The current instant of virtual time. */
  readonly now: Instant;
}

/**
 * The discrete-event kernel: virtual time, one queue, one total order. Nothing in it knows about Kubernetes.
 * Two runs with the same input fire the same timers in the same order.
 */
export class Simulation implements Clock {
  readonly #queue = new EventQueue();
  readonly #limits: SimulationLimits;
  /** Timers due at the current instant, in order; they are by construction later than any queued timer of the instant. */
  readonly #immediate = new Fifo<Timer>();
  #now: Instant;
  #sequence = 0;
  #fired = 0;
  #firedAtInstant = 0;

  /** @param startAt where the clock stands in the beginning; it may be before zero */
  constructor(limits: SimulationLimits = DEFAULT_LIMITS, startAt: Instant = 0) {
    this.#limits = limits;
    this.#now = startAt;
  }

  get now(): Instant {
    return this.#now;
  }

  /** How many timers have fired so far. */
  get timersFired(): number {
    return this.#fired;
  }

  /** Wakes `target` after `delay` (zero: later in this instant, after everything that is already due). */
  schedule(delay: Duration, target: Expirable): Timer {
    return this.scheduleAt(this.#now + delay, target);
  }

  /** Wakes `target` at `due`; a time in the past counts as now. */
  scheduleAt(due: Instant, target: Expirable): Timer {
    if (due <= this.#now) {
      const timer = new Timer(this.#now, this.#sequence++, target);
      this.#immediate.push(timer);
      return timer;
    }
    const timer = new Timer(due, this.#sequence++, target);
    this.#queue.push(timer);
    return timer;
  }

  /** Starts a process: its first steps run later in this instant. */
  start<T>(body: Process<T>, group?: ProcessGroup): RunningProcess<T> {
    const process = new RunningProcess<T>(this, body, group);
    this.schedule(0, process);
    return process;
  }

  /** Lets `duration` of virtual time pass. */
  advanceBy(duration: Duration): void {
    this.advanceTo(this.#now + duration);
  }

  /**
   * Fires everything that is due up to and including `instant` and leaves the clock there.
   * @throws SimulationLimitError when a limit is reached
   */
  advanceTo(instant: Instant): void {
    if (instant > this.#limits.virtualTime) {
      throw new SimulationLimitError(`a run covers at most ${this.#limits.virtualTime / 1e6} s`, this.#now);
    }
    while (this.#fireNext(instant)) { /* one timer a turn */ }
    if (instant > this.#now) this.#moveTo(instant);
  }

  /** The due time of the next timer, or undefined when nothing will ever happen again. */
  nextDue(): Instant | undefined {
    this.#dropCancelled();
    if (this.#immediate.length > 0) return this.#now;
    return this.#queue.peek()?.due;
  }

  /** Fires the next timer if it is due by `limit`. */
  #fireNext(limit: Instant): boolean {
    const timer = this.#takeNext(limit);
    if (timer === undefined) return false;
    if (timer.due > this.#now) this.#moveTo(timer.due);
    this.#count();
    const target = timer.target!;
    timer.target = undefined;
    target.expire(timer);
    return true;
  }

  #takeNext(limit: Instant): Timer | undefined {
    this.#dropCancelled();
    const first = this.#queue.peek();
    const candidate = this.#immediate.peek();
    if (candidate !== undefined && (first === undefined || first.due > this.#now || first.sequence > candidate.sequence)) {
      return this.#immediate.take();
    }
    return first !== undefined && first.due <= limit ? this.#queue.pop() : undefined;
  }

  #dropCancelled(): void {
    while (this.#immediate.length > 0 && this.#immediate.peek()!.target === undefined) this.#immediate.take();
  }

  #moveTo(instant: Instant): void {
    this.#now = instant;
    this.#firedAtInstant = 0;
  }

  #count(): void {
    this.#fired += 1;
    this.#firedAtInstant += 1;
    if (this.#firedAtInstant > this.#limits.timersPerInstant) {
      throw new SimulationLimitError(`more than ${this.#limits.timersPerInstant} timers at one instant`, this.#now);
    }
    if (this.#fired > this.#limits.timersPerRun) {
      throw new SimulationLimitError(`more than ${this.#limits.timersPerRun} timers in one run`, this.#now);
    }
  }
}
