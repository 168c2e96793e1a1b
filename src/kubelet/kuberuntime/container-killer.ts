import { allContainers } from '../../api/containers';
import type { Container, LifecycleHandler, Pod } from '../../api/pod';
import type { ContainerRuntime, PodIdentity } from '../../runtime/container-runtime';
import type { ContainerSnapshot, RuntimeContainer } from '../../runtime/runtime-pod';
import { Delay, firstOf, type Process, type ProcessGroup, type RunningProcess, type Waitable } from '../../simulation/process';
import type { Simulation } from '../../simulation/simulation';
import { SECOND } from '../../simulation/time';
import { MINIMUM_GRACE_SECONDS } from '../constants';
import type { EventRecorder } from '../event-recorder';
import { runHook } from './lifecycle-hooks';
import { hasSidecars, type KillReason } from './pod-actions';
import type { RuntimePodStatus } from './runtime-pod-status';
import { TerminationOrder } from './termination-order';

/** One kill of a container. */
export interface Kill {
  readonly pod: Pod;
  readonly container: Container;
  readonly id: string;
  /** Of the Event; empty = `Stopping container NAME`. */
  readonly message: string;
  readonly reason: KillReason;
  /** Replaces every other grace period, in seconds. */
  readonly graceOverride?: number;
  readonly order?: TerminationOrder;
}

/**
 * Stops containers: preStop hook, turn, stop signal, grace period, SIGKILL.
 * Follows `pkg/kubelet/kuberuntime/kuberuntime_container.go` killContainer and killContainersWithSyncResult.
 */
export class ContainerKiller {
  readonly #simulation: Simulation;
  readonly #runtime: ContainerRuntime;
  readonly #recorder: EventRecorder;
  readonly #processes: ProcessGroup;

  constructor(simulation: Simulation, runtime: ContainerRuntime, recorder: EventRecorder, processes: ProcessGroup) {
    this.#simulation = simulation;
    this.#runtime = runtime;
    this.#recorder = recorder;
    this.#processes = processes;
  }

  /** Stops all running containers of a pod side by side, and then its sandboxes. */
  *killPod(pod: Pod, status: RuntimePodStatus, graceOverride: number | undefined): Process {
    const running = status.containers.filter(({ state }) => state === 'running');
    const order = hasSidecars(pod)
      ? new TerminationOrder(this.#simulation, pod, new Set(running.map(({ name }) => name)))
      : undefined;
    const kills: RunningProcess[] = [];
    for (const instance of running) {
      const kill = this.#killInPod(pod, instance, graceOverride, order);
      if (kill !== undefined) kills.push(this.#simulation.start(kill, this.#processes));
    }
    for (const kill of kills) yield kill;
    for (const { id } of status.sandboxes) yield* this.#runtime.stopPodSandbox(pod.metadata as PodIdentity, id);
  }

  /** Stops one container and returns when its process has ended. */
  *killContainer(kill: Kill): Process {
    const { pod, container, id } = kill;
    const message = kill.message || `Stopping container ${container.name}`;
    this.#recorder.containerEvent(pod, container.name, 'Normal', 'Killing', message);
    let grace = kill.graceOverride ?? gracePeriod(pod, container, kill.reason);
    const preStop = container.lifecycle?.preStop;
    if (preStop !== undefined && grace > 0) grace -= yield* this.#runPreStop(kill, preStop, grace);
    if (kill.order !== undefined && grace > 0) {
      grace -= wholeSeconds(yield* kill.order.waitForTurn(container.name, grace));
    }
    yield* this.#runtime.stopContainer(pod.metadata as PodIdentity, id, Math.max(grace, MINIMUM_GRACE_SECONDS));
    kill.order?.containerTerminated(container.name);
  }

  #killInPod(
    pod: Pod, instance: ContainerSnapshot, graceOverride: number | undefined, order: TerminationOrder | undefined,
  ): Process | undefined {
    const container = allContainers(pod.spec).find(({ name }) => name === instance.name);
    if (container === undefined) return undefined;
    return this.killContainer({ pod, container, id: instance.id, message: '', reason: 'unknown', graceOverride, order });
  }

  /** Waits for the hook, at most the grace period; answers with the whole seconds it took. It may go on longer. */
  *#runPreStop(kill: Kill, handler: LifecycleHandler, graceSeconds: number): Process<number> {
    const start = this.#simulation.now;
    const hook = this.#simulation.start(this.#preStop(kill, handler), this.#processes);
    yield* firstOf<Waitable>(hook, new Delay(this.#simulation, graceSeconds * SECOND));
    return wholeSeconds(this.#simulation.now - start);
  }

  *#preStop({ pod, container, id }: Kill, handler: LifecycleHandler): Process {
    const instance = this.#instance(pod, id);
    const failure = instance && (yield* runHook(this.#runtime, pod, container, instance, 'preStop', handler));
    if (failure !== undefined) {
      this.#recorder.containerEvent(pod, container.name, 'Warning', 'FailedPreStopHook', 'PreStopHook failed');
    }
  }

  #instance(pod: Pod, id: string): RuntimeContainer | undefined {
    return this.#runtime.pod(pod.metadata.uid!)?.container(id);
  }
}

function wholeSeconds(duration: number): number {
  return Math.floor(duration / SECOND);
}

/** Follows `pkg/kubelet/kuberuntime/kuberuntime_container.go` setTerminationGracePeriod. */
function gracePeriod({ metadata, spec }: Pod, container: Container, reason: KillReason): number {
  if (metadata.deletionGracePeriodSeconds !== undefined) return metadata.deletionGracePeriodSeconds;
  const probe = reason === 'livenessProbe' ? container.livenessProbe
    : reason === 'startupProbe' ? container.startupProbe : undefined;
  return probe?.terminationGracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? MINIMUM_GRACE_SECONDS;
}
