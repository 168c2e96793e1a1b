import type { Expirable, Timer } from './event-queue';
import type { Simulation } from './simulation';
import { withItem, withoutItem } from './short-list';
import type { Duration, Instant } from './time';

/**
 * Something a process can wait for. `take` answers whether it has already happened (and uses it up where it counts
 * only once); otherwise the process is kept as a waiter and woken later.
 */
export interface Waitable {
  take(): boolean;
  attach(waiter: RunningProcess<unknown>): void;
  detach(waiter: RunningProcess<unknown>): void;
}

/** A procedure that may wait for virtual time; every `yield` is a visible scheduling point. */
export type Process<T = void> = Generator<Waitable | FirstOf, T, Waitable>;

/** Several things to wait for at once; see {@link firstOf}. */
export class FirstOf {
  constructor(readonly waits: readonly Waitable[]) {}
}

/**
 * Waits for whichever of several things happens first and answers with it. Of those that have happened already the
 * first in the list wins, so list a stop signal first.
 */
export function* firstOf<W extends Waitable>(...waits: W[]): Process<W> {
  return (yield new FirstOf(waits)) as W;
}

/** Processes that can be ended together, as when a program that runs them dies. */
export class ProcessGroup {
  #first: RunningProcess<unknown> | undefined;
  #last: RunningProcess<unknown> | undefined;

  /** Ends every process of the group where it stands. Their `finally` blocks run. */
  abort(): void {
    const members: RunningProcess<unknown>[] = [];
    for (let member = this.#first; member !== undefined; member = member.after) members.push(member);
    for (const member of members) member.abort();
  }

  /** For {@link RunningProcess} alone: adds it as the last one. */
  add(member: RunningProcess<unknown>): void {
    member.before = this.#last;
    if (this.#last === undefined) this.#first = member;
    else this.#last.after = member;
    this.#last = member;
  }

  /** For {@link RunningProcess} alone: takes it out. */
  remove(member: RunningProcess<unknown>): void {
    const { before, after } = member;
    if (before === undefined) this.#first = after;
    else before.after = after;
    if (after === undefined) this.#last = before;
    else after.before = before;
    // An old process that has ended would keep all younger ones alive until the next complete garbage collection.
    member.before = undefined;
    member.after = undefined;
  }
}

/** A started {@link Process}. Another process can wait for its end. */
export class RunningProcess<T = void> implements Expirable, Waitable {
  readonly #simulation: Simulation;
  readonly #body: Process<T>;
  readonly #group: ProcessGroup | undefined;
  #waitingFor: Waitable | readonly Waitable[] | undefined;
  #cause: Waitable | undefined;
  #waiters: RunningProcess<unknown>[] | undefined;
  #result: T | undefined;
  #ended = false;
  /** For {@link ProcessGroup} alone: its neighbours in the group. Processes come and go all the time, and a set would be rebuilt. */
  before: RunningProcess<unknown> | undefined;
  after: RunningProcess<unknown> | undefined;

  constructor(simulation: Simulation, body: Process<T>, group?: ProcessGroup) {
    this.#simulation = simulation;
    this.#body = body;
    this.#group = group;
    group?.add(this as RunningProcess<unknown>);
  }

  /** Whether the process has ended, by itself or by {@link abort}. */
  get ended(): boolean {
    return this.#ended;
  }

  /** What the process returned; only after its end. */
  get result(): T {
    return this.#result as T;
  }

  /** Called by what the process waits for: it goes on later in this instant. Further causes are ignored until then. */
  wake(cause: Waitable): void {
    if (this.#waitingFor === undefined) return;
    this.#stopWaiting();
    this.#cause = cause;
    this.#simulation.schedule(0, this as Expirable);
  }

  /** Called by a timer that is itself the cause: the process goes on at once. */
  resume(cause: Waitable): void {
    if (this.#waitingFor === undefined) return;
    this.#stopWaiting();
    this.#run(cause);
  }

  expire(): void {
    const cause = this.#cause;
    this.#cause = undefined;
    if (!this.#ended) this.#run(cause);
  }

  /** Ends the process where it stands; nothing after its current `yield` runs, but for `finally` blocks. */
  abort(): void {
    if (this.#ended) return;
    this.#stopWaiting();
    this.#ended = true;
    this.#group?.remove(this as RunningProcess<unknown>);
    this.#body.return(undefined as T);
  }

  take(): boolean {
    return this.#ended;
  }

  attach(waiter: RunningProcess<unknown>): void {
    (this.#waiters ??= []).push(waiter);
  }

  detach(waiter: RunningProcess<unknown>): void {
    this.#waiters = this.#waiters?.filter((other) => other !== waiter);
  }

  #run(cause: Waitable | undefined): void {
    let step = this.#body.next(cause as Waitable);
    while (step.done !== true) {
      const ready = this.#waitOrTake(step.value);
      if (ready === undefined) return;
      step = this.#body.next(ready);
    }
    this.#end(step.value);
  }

  /** What has already happened, or undefined when the process now waits. */
  #waitOrTake(wait: Waitable | FirstOf): Waitable | undefined {
    if (wait instanceof FirstOf) {
      for (const each of wait.waits) if (each.take()) return each;
      for (const each of wait.waits) each.attach(this as RunningProcess<unknown>);
      this.#waitingFor = wait.waits;
      return undefined;
    }
    if (wait.take()) return wait;
    wait.attach(this as RunningProcess<unknown>);
    this.#waitingFor = wait;
    return undefined;
  }

  #stopWaiting(): void {
    const wait = this.#waitingFor;
    this.#waitingFor = undefined;
    if (wait === undefined) return;
    if (Array.isArray(wait)) for (const each of wait as readonly Waitable[]) each.detach(this as RunningProcess<unknown>);
    else (wait as Waitable).detach(this as RunningProcess<unknown>);
  }

  #end(result: T): void {
    this.#ended = true;
    this.#result = result;
    this.#group?.remove(this as RunningProcess<unknown>);
    const waiters = this.#waiters;
    this.#waiters = undefined;
    if (waiters !== undefined) for (const waiter of waiters) waiter.wake(this);
  }
}

/** A wait for a point in virtual time; for one waiter, once. */
export class Delay implements Waitable, Expirable {
  readonly #simulation: Simulation;
  readonly #due: Instant;
  #waiter: RunningProcess<unknown> | undefined;
  #timer: Timer | undefined;

  constructor(simulation: Simulation, duration: Duration) {
    this.#simulation = simulation;
    this.#due = simulation.now + duration;
  }

  take(): boolean {
    return this.#simulation.now >= this.#due;
  }

  attach(waiter: RunningProcess<unknown>): void {
    this.#waiter = waiter;
    if (this.#due !== Infinity) this.#timer = this.#simulation.scheduleAt(this.#due, this);
  }

  detach(): void {
    this.#waiter = undefined;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  expire(): void {
    this.#waiter?.resume(this);
  }
}

/** Waits for `duration`; nothing else runs in between when it is zero. */
export function* sleep(simulation: Simulation, duration: Duration): Process {
  if (duration > 0) yield new Delay(simulation, duration);
}

/** Go's one-slot channel: raising it twice before it is taken counts once. For one waiter at a time. */
export class Signal implements Waitable {
  #raised = false;
  #waiter: RunningProcess<unknown> | undefined;

  /** Whether it was raised and not yet taken. */
  get isRaised(): boolean {
    return this.#raised;
  }

  /** Wakes the waiter, or is kept for the next one. */
  raise(): void {
    if (this.#waiter === undefined) this.#raised = true;
    else this.#waiter.wake(this);
  }

  take(): boolean {
    const raised = this.#raised;
    this.#raised = false;
    return raised;
  }

  attach(waiter: RunningProcess<unknown>): void {
    this.#waiter = waiter;
  }

  detach(): void {
    this.#waiter = undefined;
  }
}

const NOBODY: readonly RunningProcess<unknown>[] = [];

/** A gate that opens once and stays open, like a Go channel that is closed. Any number of waiters. */
export class Gate implements Waitable {
  #open = false;
  #waiters: readonly RunningProcess<unknown>[] = NOBODY;

  /** Whether it is open. */
  get isOpen(): boolean {
    return this.#open;
  }

  /** Opens it and wakes everyone. */
  open(): void {
    if (this.#open) return;
    this.#open = true;
    const waiters = this.#waiters;
    this.#waiters = NOBODY;
    for (const waiter of waiters) waiter.wake(this);
  }

  take(): boolean {
    return this.#open;
  }

  attach(waiter: RunningProcess<unknown>): void {
    this.#waiters = withItem(this.#waiters, waiter);
  }

  detach(waiter: RunningProcess<unknown>): void {
    this.#waiters = withoutItem(this.#waiters, waiter, NOBODY);
  }
}
