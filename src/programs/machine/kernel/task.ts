import type { Instant } from '../../../simulation/time';
import type { FileTable } from './file-table';
import type { Kernel } from './kernel';
import type { Program } from './program';
import type { Signal } from './signals';
import { signalNumber } from './signals';
import type { Block, Body, Waiter, Wake } from './wait-queue';
import { WaitQueue } from './wait-queue';

/** How a task ended. */
export interface TaskExit {
  /** What the program returned, 0 to 255; 128 plus the number when a signal ended it. */
  readonly code: number;
  readonly signal?: Signal;
}

/** The exit of a task that a signal ended. */
export function exitBySignal(signal: Signal): TaskExit {
  return { code: 128 + signalNumber(signal), signal };
}

/** What a task is made of at its start; a child has most of it from its parent. */
export interface TaskImage {
  readonly program: Program;
  readonly arguments: readonly string[];
  readonly environment: ReadonlyMap<string, string>;
}

/** Who a task is and where, inherited by its children. */
export interface TaskContext {
  /** Absolute path of the working directory. */
  directory: string;
  umask: number;
  readonly user: number;
  readonly group: number;
  /** Further groups of the user. */
  readonly groups: readonly number[];
}

/** Runs when a signal arrives, whatever the program is doing: it may only take a note. */
export type SignalHandler = () => void;

/** A handle on a timer of the host. */
export interface Cancellable {
  cancel(): void;
}

/**
 * A Linux process of a container. (The word process is taken by the simulation; the kernel of Linux says task.)
 * The kernel resumes its body whenever what it waits for has come.
 */
export class Task implements Waiter {
  pid = 0;
  /** Number of its process group: the one of its parent, or its own. */
  group = 0;
  parent: Task | undefined;
  readonly children = new Set<Task>();
  /** Woken when a child ends. */
  readonly childEnded = new WaitQueue();
  /** Woken when this task ends, for those that are not its parent. */
  readonly ended = new WaitQueue();
  /** What the program does with signals; one that is not in the map is left to the kernel's default. */
  readonly dispositions = new Map<Signal, 'ignore' | SignalHandler>();
  readonly startedAt: Instant;
  /** Set when the task has ended; it stays in the process list until its parent asks for it. */
  exit: TaskExit | undefined;
  /** Where the program is; undefined before it has begun. */
  body: Body<number> | undefined;
  stopped = false;
  /** Bytes the program has asked for. */
  memory = 0;
  onEnd: ((exit: TaskExit) => void) | undefined;

  #wakeReason: Wake = 'change';
  #isQueued = false;
  #block: Block | undefined;
  #timer: Cancellable | undefined;

  constructor(
    readonly kernel: Kernel,
    public image: TaskImage,
    readonly context: TaskContext,
    readonly files: FileTable,
  ) {
    this.startedAt = kernel.now;
  }

  /** The name that `ps` and `killall` know the task by. */
  get name(): string {
    const path = this.image.arguments[0] ?? '';
    return path.slice(path.lastIndexOf('/') + 1);
  }

  /** Goes to sleep on what the body yielded. */
  park(block: Block): void {
    this.#block = block;
    for (const queue of block.queues) queue.add(this);
    if (block.until !== Number.POSITIVE_INFINITY) this.#timer = this.kernel.startTimer(this, block.until);
  }

  /** A queue changed. */
  wake(): void {
    this.resumeFor('change');
  }

  /** The moment that the task slept until has come. */
  expire(): void {
    this.#timer = undefined;
    this.resumeFor('time');
    this.kernel.run();
  }

  /** Makes the task runnable if it sleeps. */
  resumeFor(reason: Wake): void {
    if (this.#isQueued || this.exit !== undefined) return;
    this.unpark();
    this.#wakeReason = reason;
    this.#isQueued = true;
    this.kernel.enqueue(this);
  }

  /** Leaves all queues and cancels the timer. */
  unpark(): void {
    if (this.#block !== undefined) for (const queue of this.#block.queues) queue.remove(this);
    this.#block = undefined;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Taken from the run queue: the reason why the task goes on. */
  takeWakeReason(): Wake {
    this.#isQueued = false;
    return this.#wakeReason;
  }
}
