import type { ProgramRun } from '../programs/program';
import { Gate } from '../simulation/process';
import type { Instant } from '../simulation/time';

/** The state of a container at the runtime (`pkg/kubelet/container/runtime.go` State). */
export type RuntimeContainerState = 'created' | 'running' | 'exited';

/** A container as the runtime reports it at one moment; never changes. */
export interface ContainerSnapshot {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly attempt: number;
  readonly sandboxId: string;
  readonly state: RuntimeContainerState;
  readonly createdAt: Instant;
  /** Undefined when the process never ran. */
  readonly startedAt: Instant | undefined;
  readonly finishedAt: Instant;
  readonly exitCode: number;
  readonly reason: string;
  readonly message: string;
}

/** A sandbox as the runtime reports it at one moment; never changes. */
export interface SandboxSnapshot {
  readonly id: string;
  readonly attempt: number;
  readonly ready: boolean;
  readonly ip: string;
}

/** Something that wants to know when the process of a container has ended. */
export interface ExitListener {
  containerExited(): void;
}

const NOBODY: readonly ExitListener[] = [];

/** One instance of a container at the runtime. */
export class RuntimeContainer {
  state: RuntimeContainerState = 'created';
  /** Undefined until the process runs. */
  startedAt: Instant | undefined;
  finishedAt: Instant = 0;
  exitCode = 0;
  reason = '';
  message = '';
  /** The running program; undefined before the start and after the end. */
  run: ProgramRun | undefined;
  /** Whether the call that starts it is under way. */
  isStarting = false;
  /** Whether SIGTERM was delivered; a runtime does so once. */
  stopSignalSent = false;
  /** Opens when the process has ended. */
  readonly exited = new Gate();
  /** Replaced, never changed: there are few, and for long. */
  #exitListeners: readonly ExitListener[] = NOBODY;
  #snapshot: ContainerSnapshot | undefined;

  constructor(
    readonly id: string,
    readonly name: string,
    readonly image: string,
    readonly attempt: number,
    readonly sandboxId: string,
    readonly createdAt: Instant,
  ) {}

  /** Tells `listener` at once when the process ends, until {@link removeExitListener}. */
  addExitListener(listener: ExitListener): void {
    this.#exitListeners = this.#exitListeners.concat(listener);
  }

  removeExitListener(listener: ExitListener): void {
    this.#exitListeners = this.#exitListeners.filter((each) => each !== listener);
  }

  /** The process runs from now on. */
  markRunning(startedAt: Instant): void {
    this.state = 'running';
    this.startedAt = startedAt;
    this.#snapshot = undefined;
  }

  /** The process has ended. */
  markExited(finishedAt: Instant, exitCode: number, reason: string, message: string): void {
    this.state = 'exited';
    this.finishedAt = finishedAt;
    this.exitCode = exitCode;
    this.reason = reason;
    this.message = message;
    this.run = undefined;
    this.#snapshot = undefined;
    const listeners = this.#exitListeners;
    this.#exitListeners = NOBODY;
    for (const listener of listeners) listener.containerExited();
    this.exited.open();
  }

  /** The container as it is now; the same object until something changes. */
  snapshot(): ContainerSnapshot {
    return (this.#snapshot ??= {
      id: this.id,
      name: this.name,
      image: this.image,
      attempt: this.attempt,
      sandboxId: this.sandboxId,
      state: this.state,
      createdAt: this.createdAt,
      startedAt: this.startedAt,
      finishedAt: this.finishedAt,
      exitCode: this.exitCode,
      reason: this.reason,
      message: this.message,
    });
  }
}

/** The IP of a pod whose sandbox is the so-manieth object: handed out in the order in which sandboxes and containers are made. */
export function podIp(object: number): string {
  return `10.0.${object >> 8}.${object & 255}`;
}

/** A pod sandbox: the pause container with the pod's network namespace and IP. */
export class RuntimeSandbox {
  ready = true;

  constructor(readonly id: string, readonly attempt: number, readonly ip: string) {}

  snapshot(): SandboxSnapshot {
    return { id: this.id, attempt: this.attempt, ready: this.ready, ip: this.ip };
  }
}

/** What the runtime holds of one pod, newest first. The lists are replaced, never changed. */
export class RuntimePod {
  sandboxes: readonly RuntimeSandbox[] = [];
  containers: readonly RuntimeContainer[] = [];

  constructor(readonly uid: string, readonly name: string, readonly namespace: string) {}

  /** The sandbox with this id, if it is there. */
  sandbox(id: string): RuntimeSandbox | undefined {
    return this.sandboxes.find((sandbox) => sandbox.id === id);
  }

  /** The container with this id, if it is there. */
  container(id: string): RuntimeContainer | undefined {
    return this.containers.find((container) => container.id === id);
  }

  /** The newest instance of the container of this name. */
  newest(name: string): RuntimeContainer | undefined {
    return this.containers.find((container) => container.name === name);
  }
}
