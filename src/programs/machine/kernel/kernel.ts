import type { Instant } from '../../../simulation/time';
import type { ProgramLocation } from '../errors';
import { LimitReached, MachineLimitError, UnsupportedConstruct, UnsupportedProgramError, UnknownProgram } from '../errors';
import type { Caller } from '../files/access';
import type { FileSystem } from '../files/file-system';
import type { Expirable, MachineHost, MachineTimer } from '../host';
import type { MachineLimits } from '../limits';
import type { NetworkNamespace } from '../network/network-namespace';
import { BODY_ABANDONED } from './body-abandoned';
import { Budget } from './budget';
import { SystemError } from './errno';
import type { FileTable } from './file-table';
import type { PidNamespace } from './pid-namespace';
import { System } from './system';
import type { TaskContext, TaskExit, TaskImage } from './task';
import { Task, exitBySignal } from './task';
import type { Signal } from './signals';
import { defaultAction } from './signals';

/** What a kernel is given by its machine. */
export interface KernelOptions {
  readonly host: MachineHost;
  readonly limits: MachineLimits;
  readonly container: string;
  readonly files: FileSystem;
  readonly network: NetworkNamespace;
  readonly pids: PidNamespace;
  /** Bytes; a program that asks for more is killed. Undefined: the container has no limit. */
  readonly memoryLimit: number | undefined;
  /** Whether the image may have programs that nobody knows. */
  readonly isPartial: boolean;
  /** The main process has ended, and all others with it. */
  readonly onEnd: (exit: TaskExit, outOfMemory: boolean) => void;
}

/** The tasks of one container: who is running, who waits, who gets which signal. */
export class Kernel implements Expirable {
  readonly files: FileSystem;
  readonly network: NetworkNamespace;
  readonly pids: PidNamespace;
  readonly limits: MachineLimits;
  readonly budget: Budget;
  main: Task | undefined;
  readonly #tasks = new Set<Task>();
  readonly #options: KernelOptions;
  #runQueue: Task[] = [];
  #isRunning = false;
  #isScheduled = false;
  #isHalted = false;
  #memory = 0;

  constructor(options: KernelOptions) {
    this.#options = options;
    this.files = options.files;
    this.network = options.network;
    this.pids = options.pids;
    this.limits = options.limits;
    this.budget = new Budget(options.limits);
  }

  /** Bytes that the container may have; undefined = as many as it likes. */
  get memoryLimit(): number | undefined {
    return this.#options.memoryLimit;
  }

  /**
   * A program was not found.
   * @throws UnknownProgram when the image may have it
   */
  refuseIfUnknown(name: string): void {
    if (this.#options.isPartial) throw new UnknownProgram(name);
  }

  /**
   * A file was not found.
   * @throws UnsupportedConstruct when the image may have it
   */
  refuseIfUnknownFile(path: string, caller: Caller): void {
    if (this.#options.isPartial && this.files.isOfImage(path, caller)) throw new UnsupportedConstruct(`the file ${path} of an image that is not known`);
  }

  /**
   * A user or group was not found.
   * @throws UnsupportedConstruct when the image may have it
   */
  refuseIfUnknownUser(name: string): void {
    if (this.#options.isPartial) throw new UnsupportedConstruct(`the user ${name} of an image that is not known`);
  }

  get host(): MachineHost {
    return this.#options.host;
  }

  get now(): Instant {
    return this.#options.host.now;
  }

  /** Starts a task; it runs when the tasks before it have had their turn. */
  spawn(image: TaskImage, context: TaskContext, files: FileTable, parent?: Task): Task {
    if (this.#tasks.size >= this.limits.tasks) throw new LimitReached(`${this.limits.tasks} processes`);
    const task = new Task(this, image, { ...context }, files);
    task.parent = parent;
    parent?.children.add(task);
    this.#tasks.add(task);
    this.pids.add(task);
    task.group = parent?.group ?? task.pid;
    task.resumeFor('change');
    return task;
  }

  /** Replaces the program of a task, as `execve` does; the caller leaves the old body at once. */
  replace(task: Task, image: TaskImage): void {
    for (const [signal, disposition] of task.dispositions) {
      if (disposition !== 'ignore') task.dispositions.delete(signal);
    }
    task.image = image;
    task.body = undefined;
    task.resumeFor('change');
  }

  /** Puts a task at the end of the run queue. */
  enqueue(task: Task): void {
    this.#runQueue.push(task);
    if (this.#isRunning || this.#isScheduled || this.#isHalted) return;
    this.#isScheduled = true;
    this.host.schedule(0, this);
  }

  /** A timer of the host is due: the run queue is worked off. */
  expire(): void {
    this.#isScheduled = false;
    this.run();
  }

  /** A timer for a task that sleeps. */
  startTimer(task: Task, until: Instant): MachineTimer {
    return this.host.schedule(Math.max(0, until - this.now), task);
  }

  /** Lets every runnable task run until it waits or ends. */
  run(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      for (let task = this.#runQueue.shift(); task !== undefined; task = this.#runQueue.shift()) this.#resume(task);
    } finally {
      this.#isRunning = false;
    }
  }

  /** Sends a signal. One that comes from inside the container cannot end its process 1. */
  deliver(task: Task, signal: Signal, origin: 'inside' | 'outside'): void {
    if (task.exit !== undefined) return;
    const isProtected = task === this.pids.init;
    if (signal === 'KILL') {
      if (!isProtected || origin === 'outside') this.end(task, exitBySignal('KILL'));
      return;
    }
    if (signal === 'CONT' && task.stopped) this.#continue(task);
    const disposition = task.dispositions.get(signal);
    if (disposition === 'ignore') return;
    if (disposition !== undefined) {
      disposition();
      task.resumeFor('signal');
      return;
    }
    if (isProtected && !(signal === 'STOP' && origin === 'outside')) return;
    const action = defaultAction(signal);
    if (action === 'end') this.end(task, exitBySignal(signal));
    if (action === 'stop') task.stopped = true;
  }

  /** Ends a task now, whatever it is doing. */
  end(task: Task, exit: TaskExit, outOfMemory = false): void {
    if (task.exit !== undefined) return;
    task.exit = exit;
    task.unpark();
    task.body = undefined;
    this.#tasks.delete(task);
    this.#memory -= task.memory;
    if (task === this.main) this.#endAllBut(task);
    task.files.closeAll();
    this.#leaveChildren(task);
    this.#tellParent(task);
    task.ended.wakeAll();
    task.onEnd?.(exit);
    if (task === this.main) this.#options.onEnd(exit, outOfMemory);
  }

  /** Accounts for memory a program asks for; kills the container's processes when it has no more. */
  allocate(task: Task, bytes: number): void {
    task.memory += bytes;
    this.#memory += bytes;
    if (this.#memory <= (this.memoryLimit ?? this.limits.memory)) return;
    if (this.main !== undefined) this.end(this.main, exitBySignal('KILL'), true);
    throw BODY_ABANDONED;
  }

  /** Stops everything without a word, because the container is removed or a program cannot go on. */
  halt(): void {
    this.#isHalted = true;
    for (const task of [...this.#tasks]) {
      task.unpark();
      task.exit = exitBySignal('KILL');
      task.body = undefined;
      this.pids.remove(task);
      task.files.closeAll();
    }
    this.#tasks.clear();
    this.#runQueue = [];
  }

  #resume(task: Task): void {
    const reason = task.takeWakeReason();
    if (task.exit !== undefined || task.stopped) return;
    try {
      this.budget.spend(this.now, 1);
      task.body ??= task.image.program(new System(task));
      const step = task.body.next(reason);
      if (step.done === true) this.end(task, { code: step.value & 255 });
      else task.park(step.value);
    } catch (error) {
      this.#abandonBody(task, error);
    }
  }

  #abandonBody(task: Task, error: unknown): void {
    if (error === BODY_ABANDONED) return;
    const location: ProgramLocation = {
      container: this.#options.container,
      command: task.image.arguments,
      at: this.now,
    };
    const known =
      error instanceof SystemError ? new UnsupportedProgramError(`a file or port in a way that ends with "${error.text}"`, location)
      : error instanceof UnsupportedConstruct ? new UnsupportedProgramError(error.message, location, error instanceof UnknownProgram ? error.program : undefined)
      : error instanceof LimitReached ? new MachineLimitError(error.message, location)
      : undefined;
    if (known === undefined) throw error;
    this.halt();
    this.host.fail(known);
  }

  #continue(task: Task): void {
    task.stopped = false;
    task.resumeFor('signal');
  }

  #endAllBut(main: Task): void {
    for (const task of [...this.#tasks]) if (task !== main) this.end(task, exitBySignal('KILL'));
  }

  #leaveChildren(task: Task): void {
    const heir = this.pids.init;
    for (const child of task.children) {
      child.parent = heir?.exit === undefined ? heir : undefined;
      if (child.parent === undefined || child.exit !== undefined) this.reap(child);
      else child.parent.children.add(child);
    }
  }

  #tellParent(task: Task): void {
    const parent = task.parent;
    if (parent === undefined || parent.dispositions.get('CHLD') === 'ignore') {
      this.reap(task);
      return;
    }
    parent.childEnded.wakeAll();
    this.deliver(parent, 'CHLD', 'inside');
  }

  /** Gives a task to process 1 while its parent lives. */
  abandon(task: Task): void {
    task.parent?.children.delete(task);
    const init = this.pids.init;
    task.parent = init === task ? undefined : init;
    task.parent?.children.add(task);
  }

  /** Removes a task that has ended from the process list. */
  reap(task: Task): void {
    task.parent?.children.delete(task);
    if (task.exit !== undefined) this.pids.remove(task);
  }
}
