import type { Pod, PodStatus } from '../api/pod';
import type { PodColumn, PodTable } from './pod-table';
import type { RuntimePodStatus } from './runtime-pod-status';

interface Circumstances {
  readonly pod: Pod;
  readonly runtime: RuntimePodStatus;
  readonly status: PodStatus | undefined;
}

/**
 * Pods whose last sync found nothing to do. As long as spec, picture, status and probe results are the same, the next
 * sync will find nothing to do either, and need not look.
 */
export class SteadyPods {
  readonly #pods: PodColumn<Circumstances>;

  constructor(table: PodTable) {
    this.#pods = table.addColumn();
  }

  /** A sync under these circumstances found nothing to do. */
  add(pod: Pod, runtime: RuntimePodStatus, status: PodStatus | undefined): void {
    const uid = pod.metadata.uid!;
    const old = this.#pods.get(uid);
    if (old?.pod !== pod || old.runtime !== runtime || old.status !== status) this.#pods.set(uid, { pod, runtime, status });
  }

  /** Something about a pod has changed that its spec, picture and status do not tell. */
  remove(uid: string): void {
    this.#pods.delete(uid);
  }

  /** Whether a sync under these circumstances found nothing to do. */
  has(pod: Pod, runtime: RuntimePodStatus, status: PodStatus | undefined): boolean {
    const old = this.#pods.get(pod.metadata.uid!);
    return old !== undefined && old.pod === pod && old.runtime === runtime && old.status === status;
  }
}
