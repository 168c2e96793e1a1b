import { withDefaultTag } from '../api/image-reference';
import { AnswerArrival } from './answer-arrival';
import type { Container, LifecycleHandler } from '../api/pod';
import { exitReason, isAnswered, type Answer, type HookType, type PendingAnswer, type ProgramExit } from '../programs/program';
import { Delay, firstOf, sleep, type Process, type Waitable } from '../simulation/process';
import type { Simulation } from '../simulation/simulation';
import type { CallRecord, Trace } from '../trace/trace';
import { ContainerHost } from './container-host';
import type { ImageStore, PulledImage } from './image-store';
import { CANCELED, RuntimeError } from './runtime-errors';
import { START_FAILED, startProgram } from './start-program';
import { idOf, podIp } from './object-ids';
import { PodEntry, type ContainerCounters } from './pod-entry';
import { RuntimeContainer, RuntimePod, type RuntimeSandbox } from './runtime-pod';
import type { ContainerScript, PodScript, RuntimeLatencies } from './runtime-script';

/** Whom the runtime tells that something about a pod has changed, so that a relist has something to see. */
export interface RuntimeObserver {
  podChanged(uid: string): void;
}

/** Who a call is made for. */
export interface PodIdentity {
  readonly uid: string;
  readonly name: string;
  readonly namespace: string;
}

/**
 * The container runtime of one node behind a CRI-like interface: sandboxes, containers, images, hooks. Its calls are
 * processes that take virtual time; a caller that is ended in the middle leaves the call canceled.
 * It follows containerd in reasons and exit codes.
 */
export class ContainerRuntime {
  readonly images: ImageStore;
  readonly #simulation: Simulation;
  readonly #trace: Trace;
  readonly #latencies: RuntimeLatencies;
  readonly #entries = new Map<string, PodEntry>();
  readonly #exited = ({ identity, container }: ContainerHost, end: ProgramExit): void => { this.#exit(identity, container, end); };
  #observer: RuntimeObserver | undefined;
  #objects = 1;

  constructor(simulation: Simulation, trace: Trace, latencies: RuntimeLatencies, images: ImageStore) {
    this.#simulation = simulation;
    this.#trace = trace;
    this.#latencies = latencies;
    this.images = images;
  }

  /** Who is told of changes; the kubelet's PLEG, while there is one. */
  observe(observer: RuntimeObserver | undefined): void {
    this.#observer = observer;
  }

  /** Makes a pod's script known; without it the pod cannot be run. */
  register(identity: PodIdentity, script: PodScript): void {
    const pod = new RuntimePod(identity.uid, identity.name, identity.namespace);
    this.#entries.set(identity.uid, new PodEntry(pod, script));
  }

  /** What the runtime holds of a pod; undefined when it never had any of it. */
  pod(uid: string): RuntimePod | undefined {
    return this.#entries.get(uid)?.pod;
  }

  /** Every pod that has a sandbox or a container. */
  *pods(): Iterable<RuntimePod> {
    for (const { pod } of this.#entries.values()) {
      if (pod.sandboxes.length > 0 || pod.containers.length > 0) yield pod;
    }
  }

  /** Creates and starts a pod's sandbox, or answers with an error when the script says so. */
  *runPodSandbox(identity: PodIdentity, attempt: number): Process<RuntimeSandbox | RuntimeError> {
    const entry = this.#entry(identity.uid);
    const failing = entry.sandboxCalls < entry.script.sandboxErrors;
    entry.sandboxCalls += 1;
    const call = this.#trace.appendCall(this.#simulation.now, identity.name, 'RunPodSandbox', { attempt });
    yield* this.#take(call, this.#latencies.runSandbox);
    if (failing) return this.#fail(call, new RuntimeError('Unknown', 'failed to setup network for sandbox: plugin not ready'));
    this.#objects += 1;
    const sandbox = { id: idOf('sandbox', this.#objects), attempt, ready: true, ip: entry.script.hostAddress ?? podIp(this.#objects) };
    entry.pod.sandboxes = [sandbox, ...entry.pod.sandboxes];
    entry.script.sandboxCreated?.(sandbox.ip);
    this.#changed(identity.uid);
    return sandbox;
  }

  /** Stops a sandbox; its containers must be stopped. Once it is stopped the call only takes its time. */
  *stopPodSandbox(identity: PodIdentity, id: string): Process {
    const { pod } = this.#entry(identity.uid);
    const sandbox = pod.sandbox(id);
    if (sandbox === undefined) return;
    if (!sandbox.ready) {
      if (this.#latencies.restopSandbox > 0) yield* sleep(this.#simulation, this.#latencies.restopSandbox);
      return;
    }
    const call = this.#trace.appendCall(this.#simulation.now, identity.name, 'StopPodSandbox', { attempt: sandbox.attempt });
    yield* this.#take(call, this.#latencies.stopSandbox);
    pod.sandboxes = pod.sandboxes.map((each) => (each.id === id ? { ...each, ready: false } : each));
    this.#changed(identity.uid);
  }

  /** Removes a stopped sandbox. */
  removePodSandbox(identity: PodIdentity, id: string): void {
    const { pod } = this.#entry(identity.uid);
    const sandbox = pod.sandbox(id);
    if (sandbox === undefined) return;
    pod.sandboxes = pod.sandboxes.filter((each) => each !== sandbox);
    this.#trace.appendInstant(this.#simulation.now, identity.name, 'RemovePodSandbox', { attempt: sandbox.attempt });
    this.#changed(identity.uid);
  }

  /** Creates a container in a sandbox, or answers with an error when the script says so. */
  *createContainer(identity: PodIdentity, sandboxId: string, spec: Container, attempt: number): Process<RuntimeContainer | RuntimeError> {
    const { entry, counters, script } = this.#counted(identity.uid, spec.name);
    const failing = counters.creates < script.createErrors;
    counters.creates += 1;
    const details = { container: spec.name, attempt };
    const call = this.#trace.appendCall(this.#simulation.now, identity.name, 'CreateContainer', details);
    yield* this.#take(call, this.#latencies.createContainer);
    if (failing) return this.#fail(call, new RuntimeError('Unknown', 'failed to reserve container name'));
    this.#objects += 1;
    const container = new RuntimeContainer(
      idOf('container', this.#objects), spec.name, spec.image, attempt, sandboxId, this.#simulation.now,
    );
    container.stopSignal = spec.lifecycle?.stopSignal;
    entry.pod.containers = [container, ...entry.pod.containers];
    this.#changed(identity.uid);
    return container;
  }

  /** Sets a volume of a pod up, or again; answers with why that cannot be done just now, if it cannot. */
  setUpVolume({ uid }: PodIdentity, volume: string): string | undefined {
    return this.#entry(uid).script.setUpVolume?.(volume);
  }

  /** The user that an image has; see {@link PodScript.imageUser}. */
  imageUser({ uid }: PodIdentity, image: string): string | undefined {
    return this.#entry(uid).script.imageUser?.(image);
  }

  /** Why a container cannot be configured just now, if it cannot. */
  configError({ uid }: PodIdentity, container: string): string | undefined {
    return this.#entry(uid).script.container(container).configError?.();
  }

  /**
   * Starts a created container; it runs from the end of the call. Answers with an error when it cannot be started; the
   * container is then exited with 128, StartError.
   */
  *startContainer(identity: PodIdentity, container: RuntimeContainer): Process<RuntimeError | undefined> {
    const { counters, script } = this.#counted(identity.uid, container.name);
    const failing = counters.startCalls < script.startErrors;
    counters.startCalls += 1;
    const details = { container: container.name, attempt: container.attempt };
    const call = this.#trace.appendCall(this.#simulation.now, identity.name, 'StartContainer', details);
    container.isStarting = true;
    try {
      yield* this.#take(call, script.program.startLatency(counters.starts) ?? this.#latencies.startContainer);
    } finally {
      container.isStarting = false;
    }
    const host = new ContainerHost(this.#simulation, identity, container, this.#exited, this.#trace);
    const run = failing ? START_FAILED : startProgram(script.program, host, counters.starts);
    if (run instanceof RuntimeError) {
      container.markExited(this.#simulation.now, 128, 'StartError', run.description);
      this.#changed(identity.uid);
      return this.#fail(call, run);
    }
    container.markRunning(this.#simulation.now);
    container.run = run;
    counters.starts += 1;
    this.#changed(identity.uid);
    return undefined;
  }

  /** Sends the stop signal, waits up to `timeoutSeconds`, then kills; returns when the process has ended. */
  *stopContainer(identity: PodIdentity, id: string, timeoutSeconds: number): Process {
    const container = this.#entry(identity.uid).pod.container(id);
    if (container === undefined) return;
    const { name, attempt } = container;
    const call = this.#trace.appendCall(
      this.#simulation.now, identity.name, 'StopContainer', { container: name, attempt, timeout: timeoutSeconds },
    );
    const ended = this.#callEndsCanceled(call);
    try {
      if (container.state !== 'running') return;
      this.#sendStopSignal(identity, container);
      const first = yield* firstOf<Waitable>(container.exited, new Delay(this.#simulation, timeoutSeconds * 1_000_000));
      if (first === container.exited) return;
      this.#trace.appendInstant(this.#simulation.now, identity.name, 'SIGKILL', { container: name, attempt });
      yield* sleep(this.#simulation, this.#latencies.kill);
      this.#exit(identity, container, { exitCode: 137, reason: 'Error' });
    } finally {
      ended(container.state !== 'running');
    }
  }

  /** Removes a container that does not run; one that is being started the runtime does not give away. */
  removeContainer(identity: PodIdentity, id: string): void {
    const { pod } = this.#entry(identity.uid);
    const container = pod.container(id);
    if (container === undefined || container.isStarting) return;
    pod.containers = pod.containers.filter((each) => each !== container);
    const details = { container: container.name, attempt: container.attempt };
    this.#trace.appendInstant(this.#simulation.now, identity.name, 'RemoveContainer', details);
    this.#changed(identity.uid);
  }

  /** Pulls an image; see {@link ImageStore.pull}. */
  *pullImage(identity: PodIdentity, container: string, image: string): Process<PulledImage> {
    const call = this.#trace.appendCall(this.#simulation.now, identity.name, 'PullImage', { container, image: withDefaultTag(image) });
    const ended = this.#callEndsCanceled(call);
    try {
      const pulled = yield* this.images.pull(this.#simulation, image);
      if (pulled.error !== undefined) this.#fail(call, pulled.error);
      ended(true);
      return pulled;
    } finally {
      ended(false);
    }
  }

  /**
   * Runs a hook's command or request in a container and answers with why it failed, or undefined when it succeeded.
   * A hook ends, failed, when the container's process ends; without a process it is not even begun.
   */
  *runHook(
    identity: PodIdentity, owner: RuntimeContainer, type: HookType, handler: LifecycleHandler,
  ): Process<string | undefined> {
    const container = this.#hookTarget(identity, owner, type, handler);
    const command = handler.exec === undefined ? handler.httpGet?.path ?? '/' : (handler.exec.command ?? []).join(' ');
    if (container?.run === undefined) return `command '${command}' exited with 137: `;
    const call = this.#trace.appendCall(
      this.#simulation.now, identity.name, handler.exec === undefined ? 'HTTPGet' : 'ExecSync',
      { container: container.name, attempt: container.attempt, what: type },
    );
    const ended = this.#callEndsCanceled(call);
    try {
      const exitCode = yield* this.#awaitHook(container, type, handler);
      if (exitCode !== 0) call.error = `command '${command}' exited with ${exitCode}: `;
      ended(true);
      return call.error;
    } finally {
      ended(false);
    }
  }

  /** Notes that a hook of the kubelet sleeps for a container; the runtime itself has nothing to do with it. */
  *sleepInHook(identity: PodIdentity, { name, attempt }: RuntimeContainer, type: HookType, duration: number): Process {
    const call = this.#trace.appendCall(this.#simulation.now, identity.name, 'Sleep', { container: name, attempt, what: type });
    yield* this.#take(call, duration);
  }

  /** The process of a container is killed from outside, as by an operator or the kernel; says whether there was one. */
  killProcess(identity: PodIdentity, containerName: string, exitCode: number): boolean {
    const container = this.#entries.get(identity.uid)?.pod.newest(containerName);
    if (container?.state !== 'running') return false;
    this.#exit(identity, container, { exitCode, reason: exitReason(exitCode) });
    return true;
  }

  /**
   * Runs a command in a running container, as `kubectl exec` does.
   * @param onEnd told of the end: the exit code and the output
   * @returns why it cannot be run, if so
   */
  runCommand({ uid }: PodIdentity, name: string, command: readonly string[], onEnd: (answer: Answer) => void): string | undefined {
    const container = this.#entries.get(uid)?.pod.newest(name);
    if (container?.state !== 'running') return `container "${name}" does not run`;
    const answer = container.run!.runCommand?.(command);
    if (answer === undefined) return `what container "${name}" runs is only described, not a real program beside which something could run`;
    if (isAnswered(answer)) onEnd(answer);
    else answer.onAnswer(onEnd);
    return undefined;
  }

  /** The container that a hook reaches. */
  #hookTarget(
    { uid }: PodIdentity, owner: RuntimeContainer, type: HookType, handler: LifecycleHandler,
  ): RuntimeContainer | undefined {
    const { pod, script } = this.#entry(uid);
    if (handler.httpGet === undefined || script.answersHttpHook === undefined) return owner;
    const name = script.answersHttpHook(owner.name, type, handler);
    return name === owner.name ? owner : pod.newest(name);
  }

  *#awaitHook(container: RuntimeContainer, type: HookType, handler: LifecycleHandler): Process<number> {
    const age = this.#simulation.now - container.startedAt!;
    const answer = container.run!.answerHook({ type, handler }, age);
    if (isAnswered(answer)) {
      const first = yield* firstOf<Waitable>(new Delay(this.#simulation, answer.latency), container.exited);
      if (first === container.exited) return 137;
      return hookExitCode(answer);
    }
    return yield* this.#awaitPending(container, answer);
  }

  *#awaitPending(container: RuntimeContainer, pending: PendingAnswer): Process<number> {
    const arrival = new AnswerArrival(pending);
    const first = yield* firstOf<Waitable>(arrival, container.exited);
    if (first === container.exited) return 137;
    return hookExitCode(arrival.answer!);
  }

  #sendStopSignal(identity: PodIdentity, container: RuntimeContainer): void {
    if (container.stopSignalSent) return;
    container.stopSignalSent = true;
    this.#trace.appendInstant(this.#simulation.now, identity.name, 'SIGTERM', { container: container.name, attempt: container.attempt });
    container.run?.stop(container.stopSignal);
  }

  #exit(identity: PodIdentity, container: RuntimeContainer, end: ProgramExit): void {
    if (container.state !== 'running') return;
    container.run?.dispose();
    this.#trace.appendInstant(this.#simulation.now, identity.name, 'exit', {
      container: container.name, attempt: container.attempt, exitCode: end.exitCode, reason: end.reason,
    });
    container.markExited(this.#simulation.now, end.exitCode, end.reason, end.message ?? '');
    this.#changed(identity.uid);
  }

  /** Lets the call take its time; when its caller ends in between, the call ends as canceled. */
  *#take(call: CallRecord, latency: number): Process {
    const ended = this.#callEndsCanceled(call);
    try {
      yield new Delay(this.#simulation, latency);
      ended(true);
    } finally {
      ended(false);
    }
  }

  /** The first call of the result closes the record: as done, or as canceled. */
  #callEndsCanceled(call: CallRecord): (done: boolean) => void {
    return (done) => {
      if (call.end !== undefined) return;
      call.end = this.#simulation.now;
      if (!done) call.error = CANCELED.message;
    };
  }

  #fail(call: CallRecord, error: RuntimeError): RuntimeError {
    call.error = error.message;
    return error;
  }

  #changed(uid: string): void {
    this.#observer?.podChanged(uid);
  }

  #entry(uid: string): PodEntry {
    const entry = this.#entries.get(uid);
    if (entry === undefined) throw new Error(`No script is registered for the pod with uid ${uid}`);
    return entry;
  }

  #counted(uid: string, name: string): { entry: PodEntry; counters: ContainerCounters; script: ContainerScript } {
    const entry = this.#entry(uid);
    return { entry, counters: entry.countersOf(name), script: entry.script.container(name) };
  }
}

function hookExitCode(answer: Answer): number {
  return answer.outcome === 'success' ? 0 : answer.exitCode ?? 1;
}
