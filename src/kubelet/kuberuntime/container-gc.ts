import type { ContainerRuntime } from '../../runtime/container-runtime';
import type { RuntimePod } from '../../runtime/runtime-pod';
import type { Timer } from '../../simulation/event-queue';
import type { Grid } from '../../simulation/grid';
import type { Process, ProcessGroup } from '../../simulation/process';
import type { Simulation } from '../../simulation/simulation';
import type { Duration } from '../../simulation/time';
import type { RuntimePodStatus } from './runtime-pod-status';

/** What the garbage collection asks the pod workers. */
export interface ContentRemoval {
  shouldPodContentBeRemoved(uid: string): boolean;
}

/**
 * Removes containers and sandboxes that have ended, keeping one instance of each container and one sandbox while their
 * pod is there. The period between two rounds begins when a round is done.
 * Follows `pkg/kubelet/kuberuntime/kuberuntime_gc.go` containerGC, `pkg/kubelet/pod_container_deletor.go` and
 * `pkg/kubelet/kubelet.go` StartGarbageCollection.
 */
export class ContainerGc {
  readonly #simulation: Simulation;
  readonly #processes: ProcessGroup;
  readonly #runtime: ContainerRuntime;
  readonly #rounds: Grid;
  readonly #workers: ContentRemoval;
  #timer: Timer | undefined;
  #collecting = false;
  #requested = false;
  /** What the rounds have taken so far: by so much the next ones come later. */
  #spent: Duration = 0;

  constructor(
    simulation: Simulation, processes: ProcessGroup, runtime: ContainerRuntime, rounds: Grid, workers: ContentRemoval,
  ) {
    this.#simulation = simulation;
    this.#processes = processes;
    this.#runtime = runtime;
    this.#rounds = rounds;
    this.#workers = workers;
  }

  /** Begins the rounds, with one at once if that is their time. */
  start(): void {
    this.#timer = this.#simulation.scheduleAt(this.#rounds.atOrAfter(this.#simulation.now), this);
  }

  /** Makes sure that the next round happens: something has changed. */
  request(): void {
    this.#requested = true;
    if (!this.#collecting) this.#scheduleRound();
  }

  /** No round happens any more. */
  stop(): void {
    this.#timer?.cancel();
  }

  expire(): void {
    this.#simulation.start(this.#collect(), this.#processes);
  }

  /**
   * A container has ended: older instances of it are not needed any more, or none of the pod's containers.
   * @param status the picture in which it was seen
   */
  containerDied(uid: string, id: string, status: RuntimePodStatus): void {
    if (this.#workers.shouldPodContentBeRemoved(uid)) {
      this.removeAll(uid, status);
      return;
    }
    const died = status.containers.find((container) => container.id === id);
    if (died !== undefined) this.#removeExited(uid, status, died.name, 1);
  }

  /** Removes all containers of a pod that have ended. */
  removeAll(uid: string, status: RuntimePodStatus): void {
    for (const name of new Set(status.containers.map((container) => container.name))) {
      this.#removeExited(uid, status, name, 0);
    }
  }

  #removeExited(uid: string, status: RuntimePodStatus, name: string, keep: number): void {
    const pod = this.#runtime.pod(uid);
    const exited = status.containers.filter((container) => container.name === name && container.state === 'exited');
    if (pod !== undefined) for (const { id } of exited.slice(keep)) this.#runtime.removeContainer(pod, id);
  }

  #scheduleRound(): void {
    if (this.#timer?.target !== undefined) return;
    this.#requested = false;
    const due = this.#rounds.after(this.#simulation.now - this.#spent) + this.#spent;
    this.#timer = this.#simulation.scheduleAt(due, this);
  }

  /** One round. A sandbox is stopped once more before it is removed, which takes its time. */
  *#collect(): Process {
    const began = this.#simulation.now;
    this.#collecting = true;
    const pods = [...this.#runtime.pods()];
    for (const pod of pods) this.#removeStopped(pod, this.#workers.shouldPodContentBeRemoved(pod.uid) ? 0 : 1);
    const unused = pods.map((pod) => ({ pod, ids: this.#unusedSandboxes(pod) }));
    for (const { pod, ids } of unused) {
      for (const id of ids) {
        yield* this.#runtime.stopPodSandbox(pod, id);
        this.#runtime.removePodSandbox(pod, id);
      }
    }
    this.#collecting = false;
    this.#spent += this.#simulation.now - began;
    if (this.#requested) this.#scheduleRound();
  }

  /** The sandboxes of a pod that can go, the oldest first. */
  #unusedSandboxes(pod: RuntimePod): string[] {
    const candidates = this.#workers.shouldPodContentBeRemoved(pod.uid) ? pod.sandboxes : pod.sandboxes.slice(1);
    if (candidates.length === 0) return [];
    const used = new Set(pod.containers.map(({ sandboxId }) => sandboxId));
    return candidates.filter(({ id, ready }) => !ready && !used.has(id)).map(({ id }) => id).reverse();
  }

  /** Of each container all instances that do not run but the newest `keep`. */
  #removeStopped(pod: RuntimePod, keep: number): void {
    if (pod.containers.length <= keep) return;
    for (const name of new Set(pod.containers.map((container) => container.name))) {
      const stopped = pod.containers.filter((container) => container.name === name && container.state !== 'running');
      for (const { id } of stopped.slice(keep)) this.#runtime.removeContainer(pod, id);
    }
  }
}
