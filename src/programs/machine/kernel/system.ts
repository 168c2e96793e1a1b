import type { Duration, Instant } from '../../../simulation/time';
import { NEVER } from '../../../simulation/time';
import { LimitReached } from '../errors';
import { TaskFiles } from '../files/task-files';
import type { NetworkNamespace } from '../network/network-namespace';
import { BODY_ABANDONED } from './body-abandoned';
import { SystemError, systemError } from './errno';
import type { FileTable } from './file-table';
import type { OpenFile } from './open-file';
import { Pipe, PipeReader, PipeWriter } from './pipe';
import type { Signal } from './signals';
import type { SignalHandler, Task, TaskContext, TaskExit, TaskImage } from './task';
import type { Body, WaitQueue, Wake } from './wait-queue';

/** Bytes asked for in one read when a program wants everything. */
const CHUNK = 65_536;

/** The system calls of one task, and the few library functions that every program wants. */
export class System {
  /** Calls about paths. */
  readonly paths: TaskFiles;

  constructor(readonly task: Task) {
    this.paths = new TaskFiles(task);
  }

  /** The command line, the program's name first. */
  get arguments(): readonly string[] {
    return this.task.image.arguments;
  }

  /** The name the program was called by, without directories. */
  get name(): string {
    return this.task.name;
  }

  get environment(): ReadonlyMap<string, string> {
    return this.task.image.environment;
  }

  get now(): Instant {
    return this.task.kernel.now;
  }

  /** Microseconds since 1970-01-01 UTC. */
  get wallClock(): number {
    return this.task.kernel.host.epoch + this.now;
  }

  get network(): NetworkNamespace {
    return this.task.kernel.network;
  }

  get context(): TaskContext {
    return this.task.context;
  }

  get files(): FileTable {
    return this.task.files;
  }

  /** Counts work that takes no time, so that endless loops end. */
  step(count = 1): void {
    this.task.kernel.budget.spend(this.now, count);
  }

  /** Asks for memory. A container that has no more is killed, and this call does not return. */
  allocate(bytes: number): void {
    this.task.kernel.allocate(this.task, bytes);
  }

  /** Pretends to have memory (or, below 0, to give it back): it counts where the container has a limit only. */
  reserve(bytes: number): void {
    if (this.task.kernel.memoryLimit !== undefined) this.allocate(bytes);
  }

  /** Sleeps until a queue changes, a moment comes or a handled signal arrives. */
  *wait(queues: readonly WaitQueue[], until: Instant = NEVER): Body<Wake> {
    return yield { queues, until };
  }

  /** Sleeps; signals that the program handles do not shorten it. */
  *sleep(duration: Duration): Body<void> {
    const until = this.now + duration;
    while (this.now < until) yield { queues: [], until };
  }

  /** Reads up to `limit` bytes, none behind the first `delimiter`; empty at the end. Waits for the first byte. */
  *read(descriptor: number, limit = CHUNK, delimiter?: string): Body<string> {
    return yield* this.readFrom(this.files.get(descriptor), limit, delimiter);
  }

  /** Like {@link read}, from an open file that need not have a descriptor. */
  *readFrom(file: OpenFile, limit = CHUNK, delimiter?: string): Body<string> {
    for (;;) {
      this.step();
      const bytes = file.read(limit, delimiter);
      if (bytes !== undefined) return bytes;
      yield { queues: queuesOf(file), until: NEVER };
    }
  }

  /** Reads one line with its end; the last one may have none; empty at the end of the file. */
  *readLine(descriptor: number): Body<string> {
    return yield* this.readLineFrom(this.files.get(descriptor));
  }

  /** Like {@link readLine}, from an open file that need not have a descriptor. */
  *readLineFrom(file: OpenFile): Body<string> {
    let line = '';
    for (;;) {
      const bytes = yield* this.readFrom(file, CHUNK, '\n');
      line += bytes;
      if (bytes === '' || bytes.endsWith('\n')) return line;
      if (this.#isTooLong(line)) return yield* this.#keepTooMuch(file, line.length, '\n');
    }
  }

  /** Reads everything up to the end. */
  *readAll(descriptor: number): Body<string> {
    return yield* this.readAllFrom(this.files.get(descriptor));
  }

  /** Like {@link readAll}, from an open file that need not have a descriptor. */
  *readAllFrom(file: OpenFile): Body<string> {
    let text = '';
    for (;;) {
      const bytes = yield* this.readFrom(file);
      if (bytes === '') return text;
      text += bytes;
      if (this.#isTooLong(text)) return yield* this.#keepTooMuch(file, text.length);
    }
  }

  /** Writes everything; waits while there is no room. A pipe that nobody reads ends the task (SIGPIPE). */
  *write(descriptor: number, text: string): Body<void> {
    const file = this.files.get(descriptor);
    let rest = text;
    for (;;) {
      this.step();
      const written = this.#tryWrite(file, rest);
      if (written >= rest.length) return;
      rest = rest.slice(written);
      if (written === 0) yield { queues: queuesOf(file), until: NEVER };
    }
  }

  /** Writes to standard output. */
  *print(text: string): Body<void> {
    yield* this.write(1, text);
  }

  /** Writes to standard error; a standard error that is closed is no error. */
  *warn(text: string): Body<void> {
    if (this.files.find(2) !== undefined) yield* this.write(2, text);
  }

  /** Makes a pipe. */
  pipe(): { reader: OpenFile; writer: OpenFile } {
    const pipe = new Pipe();
    return { reader: new PipeReader(pipe), writer: new PipeWriter(pipe) };
  }

  /** Starts a child with the same open files (or those given) and the same context. */
  spawn(image: TaskImage, files?: FileTable): Task {
    this.step();
    const child = this.task.kernel.spawn(image, this.context, files ?? this.files.fork(), this.task);
    for (const [signal, disposition] of this.task.dispositions) {
      if (disposition === 'ignore') child.dispositions.set(signal, 'ignore');
    }
    return child;
  }

  /** Starts a process that is no child of this one. */
  spawnDetached(image: TaskImage): Task {
    const child = this.spawn(image);
    this.task.kernel.abandon(child);
    return child;
  }

  /** Runs another program in this task instead of this one; does not return. */
  execute(image: TaskImage): never {
    this.task.kernel.replace(this.task, image);
    throw BODY_ABANDONED;
  }

  /** Waits until a child has ended, whatever signals arrive, and forgets it. */
  *waitFor(child: Task): Body<TaskExit> {
    while (child.exit === undefined) yield { queues: [this.task.childEnded], until: NEVER };
    this.task.kernel.reap(child);
    return child.exit;
  }

  /** What to do with a signal from now on; undefined = the default of the kernel. */
  onSignal(signal: Signal, disposition: 'ignore' | SignalHandler | undefined): void {
    if (disposition === undefined) this.task.dispositions.delete(signal);
    else this.task.dispositions.set(signal, disposition);
  }

  /** Sends a signal (or with undefined only looks). @throws SystemError ESRCH, EPERM */
  kill(pid: number, signal: Signal | undefined): void {
    const target = this.task.kernel.pids.find(pid);
    if (target === undefined) throw systemError('ESRCH');
    const isPermitted = this.context.user === 0 || this.context.user === target.context.user;
    if (!isPermitted) throw systemError('EPERM');
    if (signal !== undefined) target.kernel.deliver(target, signal, 'inside');
    this.leaveIfEnded();
  }

  /**
   * Sends a signal to a process group: 0 is the caller's own, 1 stands for every process but process 1 and the caller.
   * @throws SystemError ESRCH
   */
  killGroup(group: number, signal: Signal | undefined): void {
    const { pids } = this.task.kernel;
    const wanted = group === 0 ? this.task.group : group;
    const targets = pids.tasks.filter((task) =>
      group === 1 ? task.pid !== 1 && task !== this.task : task.group === wanted && task.exit === undefined,
    );
    if (targets.length === 0) throw systemError('ESRCH');
    if (signal !== undefined) for (const target of targets) target.kernel.deliver(target, signal, 'inside');
    this.leaveIfEnded();
  }

  /** Leaves the body when the task has been ended by its own doing. */
  leaveIfEnded(): void {
    if (this.task.exit !== undefined) throw BODY_ABANDONED;
  }

  #tryWrite(file: OpenFile, text: string): number {
    try {
      return file.write(text);
    } catch (error) {
      if (error instanceof SystemError && error.code === 'EPIPE') {
        this.task.kernel.deliver(this.task, 'PIPE', 'inside');
        this.leaveIfEnded();
      }
      throw error;
    }
  }

  #isTooLong(text: string): boolean {
    return text.length > this.task.kernel.limits.textSize;
  }

  /**
   * A program keeps more than can be simulated. Where the container has a memory limit, it is only counted from now on, and
   * may be more than that limit; this call does not return.
   * @throws LimitReached when it is not
   */
  *#keepTooMuch(file: OpenFile, length: number, delimiter?: string): Body<never> {
    this.reserve(length);
    const { memoryLimit, limits } = this.task.kernel;
    while (memoryLimit !== undefined) {
      const bytes = yield* this.readFrom(file, CHUNK, delimiter);
      if (bytes === '' || (delimiter !== undefined && bytes.endsWith(delimiter))) break;
      this.reserve(bytes.length);
    }
    throw new LimitReached(`${limits.textSize} bytes in one text`);
  }
}

function queuesOf(file: OpenFile): readonly WaitQueue[] {
  return file.changed === undefined ? [] : [file.changed];
}
