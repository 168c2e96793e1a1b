import type { Pod } from '../api/pod';
import type { ContainerRuntime } from '../runtime/container-runtime';
import type { Grid } from '../simulation/grid';
import type { Simulation } from '../simulation/simulation';
import { podFromRuntime, type PodWorkers } from './pod-workers/pod-workers';
import type { StatusManager } from './status/status-manager';
import type { PodDirectories } from './volumes/pod-directories';

/** What housekeeping sets right, and what it goes by. */
export interface KeptPods {
  /** The pods that the kubelet is told to run, by uid. */
  readonly podsByUid: { has(uid: string): boolean; values(): Iterable<Pod> };
  readonly statuses: StatusManager;
  readonly directories: PodDirectories;
  /** Pods that are neither over nor gone. */
  activePods(): Pod[];
  /** Lets the main loop do this in its turn. */
  enqueue(handle: () => undefined): void;
}

/**
 * Compares pods, workers and the runtime every now and then, and sets right what the rest has missed. A round in which
 * there is nothing to find does not happen. Follows `pkg/kubelet/kubelet_pods.go` HandlePodCleanups.
 */
export class Housekeeping {
  readonly #simulation: Simulation;
  readonly #rounds: Grid;
  readonly #runtime: ContainerRuntime;
  readonly #workers: PodWorkers;
  readonly #kept: KeptPods;
  #isDue = false;
  #stopped = false;

  constructor(simulation: Simulation, rounds: Grid, runtime: ContainerRuntime, workers: PodWorkers, kept: KeptPods) {
    this.#simulation = simulation;
    this.#rounds = rounds;
    this.#runtime = runtime;
    this.#workers = workers;
    this.#kept = kept;
  }

  /** Asks for the next round. */
  request(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    const round = (): void => {
      this.#isDue = false;
      if (!this.#stopped) this.#kept.enqueue(() => this.#cleanUp());
    };
    this.#simulation.scheduleAt(this.#rounds.after(this.#simulation.now), { expire: round });
  }

  stop(): void {
    this.#stopped = true;
  }

  #cleanUp(): undefined {
    this.#forgetWorkers();
    this.#kept.statuses.keepOnly(this.#kept.podsByUid);
    this.#removeDirectories();
    for (const pod of this.#kept.activePods()) {
      if (this.#workers.get(pod.metadata.uid!) === undefined) this.#workers.update({ type: 'create', pod });
    }
    this.#endRefusedPods();
    this.#killUnknownPods();
  }

  /** A deleted pod that has ended without a worker, as a refused one has, gets one that lets it go. Follows filterTerminalPodsToDelete. */
  #endRefusedPods(): void {
    for (const pod of this.#kept.podsByUid.values()) {
      const uid = pod.metadata.uid!;
      if (isDeletedAfterEnd(pod) && this.#workers.get(uid) === undefined && !this.#isRunning(uid)) {
        this.#workers.update({ type: 'kill', pod });
      }
    }
  }

  #isRunning(uid: string): boolean {
    const pod = this.#runtime.pod(uid);
    return pod !== undefined && (pod.containers.some(({ state }) => state === 'running') || pod.sandboxes.some(({ ready }) => ready));
  }

  #forgetWorkers(): void {
    for (const worker of this.#workers.all) {
      const isOrphan = !this.#kept.podsByUid.has(worker.uid);
      if (isOrphan && !worker.isFinished && worker.isStarted) {
        worker.orphan();
        this.request();
      } else if (isOrphan || (worker.restartRequested && worker.isFinished)) {
        this.#workers.remove(worker.uid);
        this.#kept.directories.forget(worker.uid);
      }
    }
  }

  #removeDirectories(): void {
    for (const { uid, pod } of this.#workers.all) {
      if (pod !== undefined && !this.#kept.podsByUid.has(uid) && !this.#isRunning(uid)) this.#kept.directories.remove(pod);
    }
  }

  /** What runs on the node without a worker belongs to a pod that was deleted while the kubelet was down. */
  #killUnknownPods(): void {
    for (const runtimePod of [...this.#runtime.pods()]) {
      if (!this.#isRunning(runtimePod.uid) || this.#workers.get(runtimePod.uid) !== undefined) continue;
      this.#workers.update({ type: 'kill', pod: podFromRuntime(runtimePod), runtimePod, kill: { graceOverride: 1 } });
      this.request();
    }
  }
}

/** Whether a pod has ended and is to be deleted. */
export function isDeletedAfterEnd({ metadata, status }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined && (status?.phase === 'Failed' || status?.phase === 'Succeeded');
}
