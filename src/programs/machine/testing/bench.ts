import { HOUR, seconds, toSeconds } from '../../../simulation/time';
import type { Image } from '../image';
import { imageProgram } from '../images/known-images';
import type { Machine } from '../machine';
import { createMachine } from '../machine';
import type { ExecOptions, ExecResult, MachineExit, MachineOptions } from '../machine-options';
import type { Network } from '../network/network';
import { NetworkNamespace } from '../network/network-namespace';
import { FakeHost } from './fake-host';

/** A line that a container has written, with its time in seconds. */
export interface TimedLine {
  readonly at: number;
  readonly text: string;
}

/** What a test may set of a machine. */
export type BenchOptions = Partial<Omit<MachineOptions, 'host' | 'image' | 'arguments' | 'onLine' | 'onExit'>> & {
  readonly image?: string | Image;
  readonly networkOutside?: Network;
};

/** One container on a fake host, with what it has done so far. */
export class Bench {
  readonly host: FakeHost;
  readonly machine: Machine;
  readonly lines: TimedLine[] = [];
  readonly stderr: string[] = [];
  /** All that was written, byte for byte. */
  raw = '';
  exit: MachineExit | undefined;
  /** Seconds of virtual time. */
  exitedAt: number | undefined;

  constructor(commandLine: readonly string[], options: BenchOptions = {}) {
    this.host = new FakeHost(options.networkOutside);
    const { image = 'busybox' } = options;
    const found = typeof image === 'string' ? imageProgram(image) : image;
    if (found === undefined) throw new Error(`No image "${String(image)}"`);
    const network = options.network ?? new NetworkNamespace({ address: '10.244.0.7', hostName: 'p' });
    this.machine = createMachine({
      name: 'app', ...options, network,
      host: this.host,
      image: found,
      arguments: commandLine.length === 0 ? [...found.entrypoint, ...found.command] : commandLine,
      onLine: (line) => {
        this.raw += line.isPartial ? line.text : `${line.text}\n`;
        if (line.stream === 'stderr') this.stderr.push(line.text);
        this.lines.push({ at: toSeconds(this.host.now), text: line.text });
      },
      onExit: (exit) => {
        this.exit = exit;
        this.exitedAt = toSeconds(this.host.now);
      },
    });
    this.machine.start();
  }

  /** All that was written, in order, without times. */
  get output(): string {
    return this.lines.map((line) => line.text).join('\n');
  }

  /** Lets seconds pass. */
  advance(count: number): this {
    this.host.advanceBy(seconds(count));
    return this;
  }

  /** Runs a further process to its end (at most an hour) and returns what came of it. */
  exec(commandLine: readonly string[], options: Partial<ExecOptions> = {}): ExecResult {
    let result: ExecResult | undefined;
    this.machine.exec(commandLine, { ...options, onExit: (ended) => (result = ended) });
    const end = this.host.now + HOUR;
    while (result === undefined && this.host.now < end) this.host.advanceBy(seconds(0.5));
    if (result === undefined) throw new Error(`${commandLine.join(' ')} did not end within an hour`);
    return result;
  }
}

/** Runs a script of `sh -c` for at most a day and returns the bench. */
export function runScript(script: string, options: BenchOptions = {}): Bench {
  const bench = new Bench(['sh', '-c', script], options);
  bench.host.runUntilIdle(24 * HOUR);
  return bench;
}
