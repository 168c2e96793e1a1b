import {
  LimitReached, MachineLimitError, StartError, UnsupportedProgramError, UnknownProgram, type ProgramLocation,
} from './errors';
import { NullDevice } from './files/devices';
import type { FileSystem } from './files/file-system';
import { FileNode } from './files/nodes';
import { buildContext, buildEnvironment, buildFileSystem } from './container-setup';
import { DEFAULT_PATH } from './image';
import { fromByteText, toByteText } from './kernel/byte-text';
import { errorText } from './kernel/errno';
import { FileTable } from './kernel/file-table';
import { Kernel } from './kernel/kernel';
import { loadProgram } from './kernel/load-program';
import { PidNamespace } from './kernel/pid-namespace';
import { Pipe, PipeReader } from './kernel/pipe';
import type { Program } from './kernel/program';
import type { Signal } from './kernel/signals';
import type { Task, TaskContext, TaskImage } from './kernel/task';
import { DEFAULT_LIMITS } from './limits';
import type { ExecOptions, MachineOptions } from './machine-options';
import type { AnswerHandler } from './network/http-exchange';
import { HttpExchange } from './network/http-exchange';
import type { HttpRequest } from './network/http-message';
import { LOOPBACK } from './network/network-namespace';
import { LineSink } from './output';
import { RunningExec } from './running-exec';
import { findStartCommand } from './start-check';

/** Exit code of runc's own init when the kernel refuses to execute what it was told to. */
const EXECUTION_REFUSED = 255;

/**
 * One instance of a container: its processes, files and ports, driven by virtual time. Made for one start; a restarted
 * container gets a new machine, with the same volumes and network.
 */
export class Machine {
  readonly #options: MachineOptions;
  readonly #kernel: Kernel;
  readonly #files: FileSystem;
  readonly #context: TaskContext | undefined;
  readonly #environment: ReadonlyMap<string, string>;
  #main: Task | undefined;

  /** @internal Use `createMachine`. */
  constructor(options: MachineOptions) {
    this.#options = options;
    const pids = options.pids ?? new PidNamespace();
    const limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#files = buildFileSystem(options, pids);
    this.#context = buildContext(options, this.#files);
    this.#environment =
      this.#context === undefined ? new Map() : buildEnvironment(options, this.#files, this.#context);
    this.#kernel = new Kernel({
      host: options.host,
      limits,
      container: options.name,
      files: this.#files,
      network: options.network,
      pids,
      memoryLimit: options.memoryLimit,
      isPartial: options.image.isPartial,
      onEnd: (exit, outOfMemory) => options.onExit({ ...exit, outOfMemory }),
    });
  }

  /** Whether process 1 is there. */
  get isRunning(): boolean {
    return this.#main !== undefined && this.#main.exit === undefined;
  }

  /** Number of process 1 as the container sees it: not 1 where the processes of a pod are shared. */
  get pid(): number | undefined {
    return this.#main?.pid;
  }

  /** Steps that the programs have taken so far. */
  get steps(): number {
    return this.#kernel.budget.steps;
  }

  /**
   * Why a command cannot be started in this container, in runc's words; undefined when it can.
   * @throws UnsupportedProgramError when the image may have it, and nobody knows
   */
  canStart(commandLine: readonly string[] = this.#options.arguments): StartError | undefined {
    const image = this.#prepare(commandLine);
    return image instanceof StartError ? image : undefined;
  }

  /** Starts process 1. It runs after the timers that are due now. @throws StartError */
  start(): void {
    const image = this.#prepare(this.#options.arguments);
    if (image instanceof StartError) throw image;
    this.#main = this.#kernel.spawn(image, this.#taskContext(), this.#standardFiles());
    this.#kernel.main = this.#main;
  }

  /** Starts a further process. @throws StartError */
  exec(commandLine: readonly string[], options: ExecOptions): RunningExec {
    const image = this.#prepare(commandLine);
    if (image instanceof StartError) throw image;
    try {
      return new RunningExec(this.#kernel, image, this.#taskContext(), options);
    } catch (error) {
      if (!(error instanceof LimitReached)) throw error;
      throw new MachineLimitError(error.message, this.#location(commandLine));
    }
  }

  /**
   * Sends a signal to process 1, as the runtime does: KILL ends everything at once (exit code 137). Takes effect after
   * the timers that are due now.
   */
  signal(signal: Signal): void {
    const main = this.#main;
    if (main === undefined) return;
    this.#options.host.schedule(0, {
      expire: () => this.#kernel.deliver(main, signal, 'outside'),
    });
  }

  /** Ends everything without calling back. */
  dispose(): void {
    this.#kernel.halt();
  }

  /** Sends an HTTP request to a port of the pod. The returned exchange can be cancelled at the caller's timeout. */
  http(port: number, request: HttpRequest, onAnswer: AnswerHandler, from = LOOPBACK): HttpExchange {
    const { host, network } = this.#options;
    return new HttpExchange(host, network.connect(port, from), request, onAnswer);
  }

  /** Whether a TCP connection to a port of the pod is accepted; it is closed again at once. */
  tcpConnect(port: number, from = LOOPBACK): boolean {
    const socket = this.#options.network.connect(port, from);
    socket?.close();
    return socket !== undefined;
  }

  /** The text of a file of the container, for example the termination message; undefined when there is none. */
  readFile(path: string): string | undefined {
    const node = this.#files.find(toByteText(path), { directory: '/', user: 0, group: 0 });
    return node instanceof FileNode ? fromByteText(node.text) : undefined;
  }

  #prepare(commandLine: readonly string[]): TaskImage | StartError {
    const line = commandLine.map(toByteText);
    const name = line[0];
    if (name === undefined) return new StartError('no command specified');
    if (this.#context === undefined) {
      return new StartError(`unable to find user ${this.#options.user ?? this.#options.image.user}: no matching entries in passwd file`);
    }
    const command = findStartCommand(this.#files, this.#context, name, this.#environment.get('PATH') ?? DEFAULT_PATH);
    if (command instanceof StartError) {
      if (!command.isMissing || !this.#options.image.isPartial) return command;
      throw new UnsupportedProgramError(new UnknownProgram(name).message, this.#location(commandLine), name);
    }
    const loaded = loadProgram(this.#files, this.#context, command.path, line);
    if (typeof loaded !== 'string') return { ...loaded, environment: this.#environment };
    const message = `exec ${command.path}: ${errorText(loaded).toLowerCase()}\n`;
    return { program: refusedProgram(message), arguments: line, environment: this.#environment };
  }

  #location(command: readonly string[]): ProgramLocation {
    return { container: this.#options.name, command, at: this.#kernel.now };
  }

  #taskContext(): TaskContext {
    if (this.#context === undefined) throw new StartError('no such user');
    return { ...this.#context };
  }

  #standardFiles(): FileTable {
    const files = new FileTable(this.#kernel.limits.openFiles);
    files.set(0, this.#options.stdin === 'open' ? new PipeReader(new Pipe()) : new NullDevice());
    const count = (bytes: number): void => this.#kernel.budget.write(this.#kernel.now, bytes);
    files.set(1, new LineSink('stdout', this.#options.onLine, count));
    files.set(2, new LineSink('stderr', this.#options.onLine, count));
    return files;
  }
}

/** Creates a container instance; nothing runs before `start`. */
export function createMachine(options: MachineOptions): Machine {
  return new Machine(options);
}

/** What becomes of a process whose file the kernel refuses to execute after runc has started it. */
function refusedProgram(message: string): Program {
  return function* refuse(system) {
    yield* system.warn(message);
    return EXECUTION_REFUSED;
  };
}
