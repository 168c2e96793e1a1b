import type { Pod } from '../../api/pod';
import type { PodColumn, PodTable } from '../pod-table';
import type { PodUpdate } from './pod-update';
import { PodWorker, type PodWorkerContext } from './pod-worker';

/** The pod workers of a kubelet by the uid of their pods. Follows `pkg/kubelet/pod_workers.go` podWorkers. */
export class PodWorkers {
  readonly #context: PodWorkerContext;
  readonly #hasNothingLeft: (uid: string) => boolean;
  readonly #arePodsSynced: () => boolean;
  readonly #workers: PodColumn<PodWorker>;

  /**
   * @param hasNothingLeft whether the runtime has nothing of a pod that runs
   * @param arePodsSynced whether housekeeping has compared workers and pods once: unknown pods are then really unknown
   */
  constructor(
    context: PodWorkerContext, table: PodTable, hasNothingLeft: (uid: string) => boolean, arePodsSynced: () => boolean,
  ) {
    this.#context = context;
    this.#workers = table.addColumn();
    this.#hasNothingLeft = hasNothingLeft;
    this.#arePodsSynced = arePodsSynced;
  }

  /** Tells the worker of a pod about it, making one if there is none. */
  update(update: PodUpdate): void {
    const uid = update.pod.metadata.uid!;
    let worker = this.#workers.get(uid);
    const isNew = worker === undefined;
    if (worker === undefined) {
      const phase = update.runtimePod === undefined ? update.pod.status?.phase : undefined;
      const over = (phase === 'Failed' || phase === 'Succeeded') && this.#hasNothingLeft(uid);
      worker = new PodWorker(this.#context, uid, over);
      this.#workers.set(uid, worker);
    }
    if (update.runtimePod !== undefined) worker.observedRuntime = true;
    worker.update(update, isNew);
  }

  /** The worker of a pod. */
  get(uid: string): PodWorker | undefined {
    return this.#workers.get(uid);
  }

  /** Forgets the worker of a pod. */
  remove(uid: string): void {
    this.#workers.delete(uid);
  }

  /** All workers. */
  get all(): readonly PodWorker[] {
    return [...this.#workers.values()];
  }

  isTerminationRequested(uid: string): boolean {
    return this.#workers.get(uid)?.isTerminationRequested ?? false;
  }

  isKnownTerminated(uid: string): boolean {
    return this.#workers.get(uid)?.isTerminated ?? false;
  }

  couldHaveRunningContainers(uid: string): boolean {
    const worker = this.#workers.get(uid);
    return worker === undefined ? !this.#arePodsSynced() : !worker.isTerminated;
  }

  /** Whether everything of the pod may be removed from the runtime. */
  shouldPodContentBeRemoved(uid: string): boolean {
    const worker = this.#workers.get(uid);
    if (worker === undefined) return this.#arePodsSynced();
    return worker.evicted || (worker.deleted && worker.isTerminated);
  }
}

/** A pod as far as the runtime alone knows it: names and images. Follows `pkg/kubelet/container/runtime.go` ToAPIPod. */
export function podFromRuntime(runtimePod: {
  readonly uid: string; readonly name: string; readonly namespace: string;
  readonly containers: readonly { readonly name: string; readonly image: string }[];
}): Pod {
  const { uid, name, namespace } = runtimePod;
  return { metadata: { uid, name, namespace }, spec: { containers: runtimePod.containers } };
}
