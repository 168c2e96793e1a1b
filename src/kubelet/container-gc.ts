import type { ContainerRuntime } from '../runtime/container-runtime';
import type { RuntimePod } from '../runtime/runtime-pod';
import type { RuntimePodStatus } from './runtime-pod-status';
import type { Timer } from '../simulation/event-queue';
import type { Grid } from '../simulation/grid';
import type { Simulation } from '../simulation/simulation';

/** What the garbage collection asks the pod workers. */
export interface ContentRemoval {
  shouldPodContentBeRemoved(uid: string): boolean;
}

/**
 * Removes containers and sandboxes that have ended, keeping one instance of each container and one sandbox while their
 * pod is there. Follows `pkg/kubelet/kuberuntime/kuberuntime_gc.go` containerGC and `pkg/kubelet/pod_container_deletor.go`.
 */
export class ContainerGc {
  readonly #simulation: Simulation;
  readonly #runtime: ContainerRuntime;
  readonly #rounds: Grid;
  readonly #workers: ContentRemoval;
  #timer: Timer | undefined;

  constructor(simulation: Simulation, runtime: ContainerRuntime, rounds: Grid, workers: ContentRemoval) {
    this.#simulation = simulation;
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
    if (this.#timer?.target === undefined) this.#timer = this.#simulation.scheduleAt(this.#rounds.after(this.#simulation.now), this);
  }

  /** No round happens any more. */
  stop(): void {
    this.#timer?.cancel();
  }

  expire(): void {
    for (const pod of [...this.#runtime.pods()]) this.#collect(pod);
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

  #collect(pod: RuntimePod): void {
    const all = this.#workers.shouldPodContentBeRemoved(pod.uid);
    this.#removeStopped(pod, all ? 0 : 1);
    const used = new Set(pod.containers.map(({ sandboxId }) => sandboxId));
    const candidates = all ? [...pod.sandboxes] : pod.sandboxes.slice(1);
    for (const { id, ready } of candidates) {
      if (ready || used.has(id)) continue;
      this.#runtime.removePodSandbox(pod, id);
    }
  }

  /** Of each container all instances that do not run but the newest `keep`. */
  #removeStopped(pod: RuntimePod, keep: number): void {
    for (const name of new Set(pod.containers.map((container) => container.name))) {
      const stopped = pod.containers.filter((container) => container.name === name && container.state !== 'running');
      for (const { id } of stopped.slice(keep)) this.#runtime.removeContainer(pod, id);
    }
  }
}
