import type { Pod } from '../../api/pod';
import type { Duration } from '../../simulation/time';
import type { PodColumn, PodTable } from '../pod-table';
import { mountedVolumes } from './volume-manager';

/**
 * The directories of pods on the kubelet's disk. Each sync makes its pod's; housekeeping removes those of pods that are
 * not wanted any more and of which nothing runs, even while a sync is still making a sandbox. A container cannot be
 * started without, for `/etc/hosts` is kept there.
 * Follows `pkg/kubelet/kubelet_volumes.go` cleanupOrphanedPodDirs and `pkg/kubelet/kubelet_pods.go` makePodDataDirs.
 */
export class PodDirectories {
  readonly #removed: PodColumn<number>;
  readonly #mountLatency: (pod: Pod) => Duration;

  /** @param mountLatency how long the volumes of a pod take to be there; a pod that waits for some has some */
  constructor(table: PodTable, mountLatency: (pod: Pod) => Duration) {
    this.#removed = table.addColumn<number>();
    this.#mountLatency = mountLatency;
  }

  /** Makes the directory of a pod if it is not there. */
  make(uid: string): void {
    if (this.#removed.size > 0) this.#removed.delete(uid);
  }

  /** Removes the directory of a pod, unless volumes are mounted in it. */
  remove(pod: Pod): void {
    if (mountedVolumes(pod).length === 0 && this.#mountLatency(pod) === 0) this.#removed.set(pod.metadata.uid!, 1);
  }

  /** Nothing of the pod is left to be started. */
  forget(uid: string): void {
    this.#removed.delete(uid);
  }

  /** Why no container of a pod can be configured, if so. Follows `pkg/kubelet/kubelet_pods.go` makeHostsMount. */
  hostsFileError(uid: string): string | undefined {
    if (!this.#removed.has(uid)) return undefined;
    return `open /var/lib/kubelet/pods/${uid}/etc-hosts: no such file or directory`;
  }
}
