import type { Instant } from '../../../simulation/time';
import { NEVER, milliseconds } from '../../../simulation/time';
import { CallStack } from '../interpreter/call-stack';
import { UnsupportedConstruct } from '../../machine/errors';
import type { Signal } from '../../machine/kernel/signals';
import type { System } from '../../machine/kernel/system';
import { WaitQueue, type Body, type Waiter } from '../../machine/kernel/wait-queue';
import type { Interpreter, Job } from '../interpreter/interpreter';
import { AwaitPoint, YieldPoint, type Evaluation } from '../interpreter/suspension';
import type { JsPromise } from '../values/promise';
import { ThrownValue } from '../values/thrown';
import type { Value } from '../values/value';

/** The process ends with a code: thrown by `process.exit`, never caught by a script. */
export class ProcessExit extends Error {
  override readonly name = 'ProcessExit';

  constructor(readonly code: number) {
    super('the process ends');
  }
}

/** A timer of a script. */
export interface LoopTimer {
  due: Instant;
  /** Order among those that are due together. */
  order: number;
  /** Microseconds from its start until it is due. */
  readonly wait: number;
  readonly isRepeated: boolean;
  readonly run: Job;
  isReferenced: boolean;
  isActive: boolean;
  /** What the script can still reach by it. */
  readonly holds: readonly Value[];
}

/** A function that is called in the next turn. */
export interface Immediate {
  readonly run: Job;
  isActive: boolean;
  isReferenced: boolean;
  readonly holds: readonly Value[];
}

/** Something that waits for the world outside: a port, a connection, a name that is looked up. */
export interface Source {
  /** Whether the process lives as long as it does. */
  isReferenced: boolean;
  /** What the script can still reach by it. */
  readonly holds: readonly Value[];
  /** Does what can be done now. */
  advance(): Evaluation<void>;
}

/** What a script is told when it throws and nobody catches it. */
export interface Rescue {
  /** @throws ProcessExit unless the script goes on */
  uncaught(thrown: ThrownValue): Evaluation<void>;
  /** @throws ProcessExit unless the script goes on */
  unhandled(promise: JsPromise): Evaluation<void>;
  signal(signal: Signal): Evaluation<void>;
}

/** Hands what a system call waits for on to the kernel. */
export function fromKernel<T>(body: Body<T>): Evaluation<T> {
  return body as unknown as Evaluation<T>;
}

/**
 * The order in which a script's functions are called, as Node.js has it: timers, what happened outside, immediates; after each
 * call the ticks and the jobs of promises.
 */
export class EventLoop {
  readonly ticks: Job[] = [];
  readonly immediates: Immediate[] = [];
  /** Called once this turn is over. */
  readonly closings: Job[] = [];
  readonly #changed = new WaitQueue();
  readonly #sources = new Set<Source>();
  readonly #ready = new Set<Source>();
  readonly #signals: Signal[] = [];
  #timers: LoopTimer[] = [];
  #order = 0;
  rescue: Rescue | undefined;

  constructor(
    private readonly system: System,
    private readonly interpreter: Interpreter,
    /** Called at the end of every turn. */
    private readonly onTurn: () => void,
  ) {}

  /** Starts a timer; Node.js knows none shorter than a millisecond. */
  startTimer(delay: number, isRepeated: boolean, run: Job, holds: readonly Value[]): LoopTimer {
    const wait = milliseconds(delay >= 1 && delay <= 2 ** 31 - 1 ? Math.trunc(delay) : 1);
    const timer = { due: this.system.now + wait, order: this.#order++, wait, isRepeated, run, isReferenced: true, isActive: true, holds };
    this.interpreter.host.allocate(TIMER_SIZE);
    this.#timers.push(timer);
    return timer;
  }

  /** Starts a timer of the system's own. */
  startTimerAt(due: Instant, run: Job): LoopTimer {
    const timer = { due, order: this.#order++, wait: 0, isRepeated: false, run, isReferenced: true, isActive: true, holds: [] };
    this.#timers.push(timer);
    return timer;
  }

  /** Starts a timer again from now on. */
  restartTimer(timer: LoopTimer): void {
    timer.due = this.system.now + timer.wait;
    timer.order = this.#order++;
    if (!timer.isActive) this.#timers.push(timer);
    timer.isActive = true;
  }

  /** The next turn of a repeated timer begins when the present one is over. */
  #schedule(timer: LoopTimer): void {
    timer.due = this.system.now + timer.wait;
    timer.order = this.#order++;
  }

  /** Takes a timer back. */
  stopTimer(timer: LoopTimer): void {
    timer.isActive = false;
    this.#timers = this.#timers.filter((each) => each !== timer);
  }

  /** What a script can still reach by what waits here. */
  roots(): Value[] {
    return [...this.#timers, ...this.immediates, ...this.#sources].flatMap(({ holds }) => holds);
  }

  /** A source begins. */
  add(source: Source): void {
    this.#sources.add(source);
  }

  /** A source has ended. */
  remove(source: Source): void {
    this.#sources.delete(source);
    this.#ready.delete(source);
  }

  /** Something has happened to a source. */
  markReady(source: Source): void {
    if (!this.#sources.has(source)) return;
    this.#ready.add(source);
    this.#changed.wakeAll();
  }

  /** A signal that the script handles has come. */
  noteSignal(signal: Signal): void {
    this.#signals.push(signal);
    this.#changed.wakeAll();
  }

  /** Does something outside that takes time; the script goes on meanwhile, and is told what came of it. */
  operate<T>(body: Body<T>, done: (result: T) => Evaluation<void>): Operation<T> {
    const operation = new Operation(this, body, done);
    this.add(operation);
    this.markReady(operation);
    return operation;
  }

  /** Runs until nothing is left to wait for. */
  *run(beforeExit: Job): Body<void> {
    for (;;) {
      yield* this.#turn();
      if (this.#isAlive()) continue;
      yield* this.task(beforeExit);
      if (!this.#isAlive()) return;
    }
  }

  /** Calls into the script, and then its ticks and the jobs of its promises. */
  *task(job: Job): Body<void> {
    yield* this.#attempt(job());
    yield* this.#settle();
  }

  *#turn(): Body<void> {
    let hasWorked = yield* this.#runTimers();
    for (let signal = this.#signals.shift(); signal !== undefined; signal = this.#signals.shift()) {
      const name = signal;
      hasWorked = true;
      yield* this.task(() => this.rescue!.signal(name));
    }
    for (const source of [...this.#ready]) {
      hasWorked = true;
      this.#ready.delete(source);
      if (this.#sources.has(source)) yield* this.task(() => source.advance());
    }
    hasWorked = (yield* this.#runImmediates()) || hasWorked;
    for (let closing = this.closings.shift(); closing !== undefined; closing = this.closings.shift()) {
      hasWorked = true;
      yield* this.task(closing);
    }
    this.onTurn();
    if (!hasWorked && this.#isAlive()) yield* this.system.wait([this.#changed], this.#nextDue());
  }

  *#runTimers(): Body<boolean> {
    const due = this.#timers.filter((timer) => timer.due <= this.system.now).sort((left, right) => left.due - right.due || left.order - right.order);
    for (const timer of due) {
      if (!timer.isActive) continue;
      this.interpreter.step();
      if (!timer.isRepeated) this.stopTimer(timer);
      yield* this.task(timer.run);
      if (timer.isRepeated && timer.isActive) this.#schedule(timer);
    }
    return due.length > 0;
  }

  *#runImmediates(): Body<boolean> {
    const immediates = this.immediates.splice(0);
    for (const { run, isActive } of immediates) if (isActive) yield* this.task(run);
    return immediates.length > 0;
  }

  *#settle(): Body<void> {
    do {
      for (let tick = this.ticks.shift(); tick !== undefined; tick = this.ticks.shift()) {
        yield* this.#attempt(tick());
        yield* this.#runJobs();
      }
      yield* this.#runJobs();
      if (this.ticks.length > 0) continue;
      for (const promise of [...this.interpreter.unhandled]) {
        this.interpreter.unhandled.delete(promise);
        yield* this.#attempt(this.rescue!.unhandled(promise));
      }
    } while (this.ticks.length + this.interpreter.jobs.length > 0);
  }

  *#runJobs(): Body<void> {
    const { jobs } = this.interpreter;
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      this.interpreter.step();
      yield* this.#attempt(job());
    }
  }

  *#attempt(work: Evaluation<unknown>): Body<void> {
    this.interpreter.beginTask();
    try {
      yield* kernelOnly(work);
    } catch (error) {
      if (!(error instanceof ThrownValue)) throw error;
      yield* kernelOnly(this.rescue!.uncaught(error));
    }
  }

  #isAlive(): boolean {
    return this.#ready.size + this.closings.length + this.#signals.length > 0 || this.immediates.some(({ isActive, isReferenced }) => isActive && isReferenced) ||
      this.#timers.some(({ isReferenced }) => isReferenced) || [...this.#sources].some(({ isReferenced }) => isReferenced);
  }

  #nextDue(): Instant {
    return this.#timers.reduce((next, { due }) => Math.min(next, due), NEVER);
  }
}

/** Bytes that a timer takes. */
const TIMER_SIZE = 128;

/** Runs a piece of a script that can wait for the kernel only. */
export function* kernelOnly<T>(work: Evaluation<T>): Body<T> {
  const stack = new CallStack(work);
  let step = stack.resume({ value: undefined });
  while ('point' in step) {
    if (step.point instanceof AwaitPoint || step.point instanceof YieldPoint) throw new UnsupportedConstruct('await or yield outside a function that can stand still');
    step = stack.resume({ value: (yield step.point) as Value });
  }
  return step.result;
}

/** A procedure of system calls that goes on beside the script. */
export class Operation<T> implements Source, Waiter {
  isReferenced = true;
  readonly holds: readonly Value[] = [];
  #timer: LoopTimer | undefined;

  constructor(
    private readonly loop: EventLoop,
    private readonly body: Body<T>,
    private readonly done: (result: T) => Evaluation<void>,
  ) {}

  wake(): void {
    this.loop.markReady(this);
  }

  *advance(): Evaluation<void> {
    if (this.#timer !== undefined) this.loop.stopTimer(this.#timer);
    this.#timer = undefined;
    const step = this.body.next('change');
    if (step.done === true) {
      this.loop.remove(this);
      yield* this.done(step.value);
      return;
    }
    for (const queue of step.value.queues) queue.add(this);
    if (step.value.until !== NEVER) this.#timer = this.loop.startTimerAt(step.value.until, () => this.#expire());
  }

  *#expire(): Evaluation<void> {
    this.wake();
  }

  /** Gives up. */
  cancel(): void {
    if (this.#timer !== undefined) this.loop.stopTimer(this.#timer);
    this.loop.remove(this);
  }
}
