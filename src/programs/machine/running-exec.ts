import type { Kernel } from './kernel/kernel';
import { fromByteText } from './kernel/byte-text';
import { FileTable } from './kernel/file-table';
import { textInput } from './kernel/pipe';
import type { Task, TaskContext, TaskExit, TaskImage } from './kernel/task';
import { ChunkSink, OutputBuffer } from './output';
import type { OutputStream } from './output';
import type { ExecOptions, ExecResult } from './machine-options';

/** A further process that the runtime started in a container: a probe, a hook, `kubectl exec`. */
export class RunningExec {
  readonly #output: OutputBuffer;
  readonly #task: Task;
  #openStreams = 2;
  #result: ExecResult | undefined;

  constructor(
    private readonly kernel: Kernel,
    image: TaskImage,
    context: TaskContext,
    private readonly options: ExecOptions,
  ) {
    this.#output = new OutputBuffer(kernel.limits.execOutput);
    const files = new FileTable(kernel.limits.openFiles);
    files.set(0, textInput(options.stdin));
    files.set(1, this.#sink('stdout'));
    files.set(2, this.#sink('stderr'));
    this.#task = kernel.spawn(image, context, files);
    this.#task.onEnd = (exit) => this.#ended(exit);
  }

  /** Number of the process in its container. */
  get pid(): number {
    return this.#task.pid;
  }

  /**
   * Kills the process, as containerd does when the time of an exec is up. Its children live on. Takes effect after the
   * timers that are due now.
   */
  kill(): void {
    this.kernel.host.schedule(0, { expire: () => this.kernel.deliver(this.#task, 'KILL', 'outside') });
  }

  #sink(stream: OutputStream): ChunkSink {
    const onChunk = (bytes: string): void => {
      this.kernel.budget.write(this.kernel.now, bytes.length);
      this.#output.append(bytes);
      this.options.onOutput?.(stream, fromByteText(bytes));
    };
    return new ChunkSink(onChunk, () => this.#streamClosed());
  }

  #streamClosed(): void {
    this.#openStreams--;
    this.#reportDrained();
  }

  #ended(exit: TaskExit): void {
    this.#result = { ...exit, output: this.#output.text };
    this.options.onExit(this.#result);
    this.#reportDrained();
  }

  #reportDrained(): void {
    if (this.#openStreams > 0 || this.#result === undefined) return;
    this.options.onOutputClosed?.({ ...this.#result, output: this.#output.text });
  }
}
