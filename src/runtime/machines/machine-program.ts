import { createFileVolume, type Volume } from '../../programs/machine/files/volume';
import type { MachineHost } from '../../programs/machine/host';
import { commandLine } from '../../programs/machine/image';
import { parseSignal } from '../../programs/machine/kernel/signals';
import { createMachine, type Machine } from '../../programs/machine/machine';
import type { MachineExit, MachineOptions } from '../../programs/machine/machine-options';
import {
  exitReason, isHttpSuccess, ProgramStartError, type Answer, type HookRequest, type PendingAnswer, type ProbeRequest, type ProbeType,
  type Program, type ProgramHost, type ProgramRun,
} from '../../programs/program';
import type { Timer } from '../../simulation/event-queue';
import type { Duration } from '../../simulation/time';
import { ContainerLog } from './container-log';
import { askByCommand } from './command-answers';
import { askByHttp } from './http-get';
import { askByGrpc, askByTcp, type NetworkAsker } from './request-answers';
import type { WrittenContainer } from './written-container';

/** Bytes of a termination message, and of the log that replaces it (`pkg/kubelet/container/runtime.go`). */
const MESSAGE_BYTES = 4_096;

/** The command of a container as the manifest or the image has it, run in virtual time. */
export class MachineProgram implements Program {
  constructor(readonly written: WrittenContainer) {}

  start(host: ProgramHost): ProgramRun {
    return new MachineRun(host, this.written);
  }

  startLatency(): Duration | undefined {
    return undefined;
  }
}

class MachineRun implements ProgramRun {
  readonly #host: ProgramHost;
  readonly #written: WrittenContainer;
  readonly #machine: Machine;
  readonly #message: Volume = createFileVolume();
  readonly #log = new ContainerLog();
  readonly #asker: NetworkAsker;
  /** Until the runtime has noticed the end of the program. */
  #exit: Timer | undefined;

  constructor(host: ProgramHost, written: WrittenContainer) {
    this.#host = host;
    this.#written = written;
    this.#machine = createMachine(this.#options());
    const { container, surroundings, probeLatency } = written;
    this.#asker = {
      container, network: surroundings, latency: probeLatency, pod: () => written.network(),
      schedule: (delay, target) => host.simulation.schedule(delay, target),
    };
    const refused = this.#machine.canStart();
    if (refused !== undefined) throw new ProgramStartError(`${START_FAILED}${refused.message}`);
    this.#machine.start();
  }

  stop(signal: string | undefined): void {
    this.#machine.signal((signal === undefined ? undefined : parseSignal(signal)) ?? this.#written.image.stopSignal);
  }

  dispose(): void {
    this.#exit?.cancel();
    this.#machine.dispose();
  }

  answerProbe({ probe }: ProbeRequest): Answer | PendingAnswer {
    if (probe.exec !== undefined) return this.#run(probe.exec.command);
    if (probe.httpGet !== undefined) return askByHttp(this.#asker, probe.httpGet, isHttpSuccess);
    if (probe.tcpSocket !== undefined) return askByTcp(this.#asker, probe.tcpSocket);
    return askByGrpc(this.#asker, probe.grpc!);
  }

  answerHook({ handler }: HookRequest): Answer | PendingAnswer {
    if (handler.exec !== undefined) return this.#run(handler.exec.command);
    return askByHttp(this.#asker, handler.httpGet!, () => true);
  }

  runCommand(command: readonly string[]): Answer | PendingAnswer {
    return this.#run(command);
  }

  /** A program can change its mind at any time. */
  steadyUntil(_type: ProbeType, age: Duration): Duration {
    return age;
  }

  #run(command: readonly string[] | undefined): Answer | PendingAnswer {
    return askByCommand(this.#machine, { command }, this.#written.probeLatency);
  }

  #options(): MachineOptions {
    const { container, image, network, pids, user, supplementalGroups, memoryLimit, readOnlyRootFilesystem } = this.#written;
    const { environment, command, args } = this.#written.configure();
    const path = container.terminationMessagePath ?? '/dev/termination-log';
    return {
      host: this.#machineHost(),
      name: container.name,
      image,
      arguments: commandLine(image, command, args),
      environment,
      workingDirectory: container.workingDir,
      user,
      supplementalGroups,
      mounts: [...this.#written.mounts(environment), { path, volume: this.#message }],
      readOnlyRootFilesystem,
      network: network(),
      pids: pids(),
      memoryLimit,
      stdin: container.stdin === true ? 'open' : 'empty',
      onLine: (line) => {
        this.#log.append(line);
        this.#host.log(line);
      },
      onExit: (exit) => { this.#exited(exit); },
    };
  }

  #machineHost(): MachineHost {
    const { simulation } = this.#host;
    const { epoch, surroundings } = this.#written;
    return {
      get now() { return simulation.now; },
      epoch,
      schedule: (delay, target) => simulation.schedule(delay, target),
      network: surroundings,
      fail: (error) => { throw error; },
    };
  }

  #exited({ code, outOfMemory }: MachineExit): void {
    const exit = { exitCode: code, reason: outOfMemory ? 'OOMKilled' : exitReason(code), message: this.#lastWords(code) };
    this.#exit = this.#host.simulation.schedule(this.#written.exitNotice, { expire: () => { this.#host.exit(exit); } });
  }

  /** Follows `pkg/kubelet/kuberuntime/kuberuntime_container.go` getTerminationMessage. */
  #lastWords(exitCode: number): string {
    const message = (this.#message.read('') ?? '').slice(0, MESSAGE_BYTES);
    const fallsBack = this.#written.container.terminationMessagePolicy === 'FallbackToLogsOnError';
    return message === '' && fallsBack && exitCode !== 0 ? this.#log.tail() : message;
  }
}

const START_FAILED = 'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: '
  + 'unable to start container process: ';
