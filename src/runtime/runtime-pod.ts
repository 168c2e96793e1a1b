import type { ProgramRun } from '../programs/program';
import { Gate } from '../simulation/process';
import { withItem, withoutItem } from '../simulation/short-list';
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

/** A pod sandbox (the pause container with the pod's network namespace and IP) at one moment; never changes. */
export interface RuntimeSandbox {
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
  /** Replaced at each change of state, never edited: relists keep it. */
  #snapshot: ContainerSnapshot;
  /** The running program; undefined before the start and after the end. */
  run: ProgramRun | undefined;
  /** Whether the call that starts it is under way. */
  isStarting = false;
  /** What the pod wants to be stopped by; undefined: what the image says. */
  stopSignal: string | undefined;
  /** Whether the stop signal was delivered; a runtime does so once. */
  stopSignalSent = false;
  /** Made when somebody waits. */
  #exited: Gate | undefined;
  /** Replaced, never changed: there are few, and for long. */
  #exitListeners: readonly ExitListener[] = NOBODY;

  constructor(id: string, name: string, image: string, attempt: number, sandboxId: string, createdAt: Instant) {
    this.#snapshot = {
      id, name, image, attempt, sandboxId, state: 'created', createdAt, startedAt: undefined,
      finishedAt: 0, exitCode: 0, reason: '', message: '',
    };
  }

  get id(): string { return this.#snapshot.id; }
  get name(): string { return this.#snapshot.name; }
  get image(): string { return this.#snapshot.image; }
  get attempt(): number { return this.#snapshot.attempt; }
  get sandboxId(): string { return this.#snapshot.sandboxId; }
  get state(): RuntimeContainerState { return this.#snapshot.state; }
  /** Undefined until the process runs. */
  get startedAt(): Instant | undefined { return this.#snapshot.startedAt; }

  /** The container as it is now; the same object until something changes. */
  get snapshot(): ContainerSnapshot { return this.#snapshot; }

  /** Opens when the process has ended. */
  get exited(): Gate {
    if (this.#exited === undefined) {
      this.#exited = new Gate();
      if (this.state === 'exited') this.#exited.open();
    }
    return this.#exited;
  }

  /** Tells `listener` at once when the process ends, until {@link removeExitListener}. */
  addExitListener(listener: ExitListener): void {
    this.#exitListeners = withItem(this.#exitListeners, listener);
  }

  removeExitListener(listener: ExitListener): void {
    this.#exitListeners = withoutItem(this.#exitListeners, listener, NOBODY);
  }

  /** The process runs from now on. */
  markRunning(startedAt: Instant): void {
    this.#snapshot = { ...this.#snapshot, state: 'running', startedAt };
  }

  /** The process has ended. */
  markExited(finishedAt: Instant, exitCode: number, reason: string, message: string): void {
    this.#snapshot = { ...this.#snapshot, state: 'exited', finishedAt, exitCode, reason, message };
    this.run = undefined;
    const listeners = this.#exitListeners;
    this.#exitListeners = NOBODY;
    for (const listener of listeners) listener.containerExited();
    this.#exited?.open();
  }
}

const NO_SANDBOXES: readonly RuntimeSandbox[] = [];
const NO_CONTAINERS: readonly RuntimeContainer[] = [];

/** What the runtime holds of one pod, newest first. The lists are replaced, never changed. */
export class RuntimePod {
  sandboxes: readonly RuntimeSandbox[] = NO_SANDBOXES;
  containers: readonly RuntimeContainer[] = NO_CONTAINERS;

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
