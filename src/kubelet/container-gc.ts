import type { ContainerRuntime } from '../runtime/container-runtime';
import type { RuntimePod } from '../runtime/runtime-pod';
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

  /** Makes sure that the next round happens: something has ended. */
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

  /** A container has ended: older instances of it are not needed any more, or none of the pod's containers. */
  containerDied(uid: string, id: string): void {
    const pod = this.#runtime.pod(uid);
    if (pod === undefined) return;
    if (this.#workers.shouldPodContentBeRemoved(uid)) {
      this.#removeEnded(pod, pod.containers.map(({ name }) => name), 0);
      return;
    }
    const died = pod.container(id);
    if (died !== undefined) this.#removeEnded(pod, [died.name], 1);
  }

  /** Removes everything of an evicted pod that has ended. */
  removeAll(uid: string): void {
    const pod = this.#runtime.pod(uid);
    if (pod !== undefined) this.#removeEnded(pod, pod.containers.map(({ name }) => name), 0);
  }

  #collect(pod: RuntimePod): void {
    const all = this.#workers.shouldPodContentBeRemoved(pod.uid);
    this.#removeEnded(pod, pod.containers.map(({ name }) => name), all ? 0 : 1);
    const used = new Set(pod.containers.map(({ sandboxId }) => sandboxId));
    const candidates = all ? [...pod.sandboxes] : pod.sandboxes.slice(1);
    for (const { id, ready } of candidates) {
      if (ready || used.has(id)) continue;
      this.#runtime.removePodSandbox(pod, id);
    }
  }

  #removeEnded(pod: RuntimePod, names: readonly string[], keep: number): void {
    for (const name of new Set(names)) {
      const ended = pod.containers.filter((container) => container.name === name && container.state !== 'running');
      for (const { id } of ended.slice(keep)) this.#runtime.removeContainer(pod, id);
    }
  }
}
