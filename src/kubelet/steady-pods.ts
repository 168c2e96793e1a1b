import type { Pod, PodStatus } from '../api/pod';
import type { RuntimePodStatus } from './kuberuntime/runtime-pod-status';
import type { PodColumn, PodTable } from './pod-table';

/** Under which circumstances a sync of a pod found nothing to do. */
export interface SteadyPod {
  readonly pod: Pod;
  readonly runtime: RuntimePodStatus;
  readonly status: PodStatus | undefined;
  /** Whether a container is started and not ready: each sync asks for a check of its readiness. */
  readonly awaitsReadiness: boolean;
}

/**
 * Pods whose last sync found nothing to do. As long as spec, picture, status and probe results are the same, the next
 * sync will find nothing to do either, and need not look.
 */
export class SteadyPods {
  readonly #pods: PodColumn<SteadyPod>;

  constructor(table: PodTable) {
    this.#pods = table.addColumn();
  }

  /** A sync under these circumstances found nothing to do. */
  add(steady: SteadyPod): void {
    this.#pods.set(steady.pod.metadata.uid!, steady);
  }

  /** Something about a pod has changed that its spec, picture and status do not tell. */
  remove(uid: string): void {
    this.#pods.delete(uid);
  }

  /** The pod, if a sync under these circumstances found nothing to do. */
  find(pod: Pod, runtime: RuntimePodStatus, status: PodStatus | undefined): SteadyPod | undefined {
    const steady = this.#pods.get(pod.metadata.uid!);
    return steady !== undefined && steady.pod === pod && steady.runtime === runtime && steady.status === status ? steady : undefined;
  }
}
