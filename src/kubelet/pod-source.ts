import type { Pod } from '../api/pod';
import type { ApiServer, PodWatcher, WatchEventType } from '../apiserver/api-server';
import type { Duration } from '../simulation/time';
import type { PodColumn, PodTable } from './pod-table';

/** What happened to a pod from the kubelet's point of view. `pkg/kubelet/types/pod_update.go` PodOperation. */
export type PodOperation = 'ADD' | 'UPDATE' | 'DELETE' | 'REMOVE' | 'RECONCILE';

/** Who is told. */
export interface PodConfigListener {
  podConfigChanged(operation: PodOperation, pods: readonly Pod[]): void;
}

/**
 * Turns changes of pods in the API server into what the kubelet has to do about them.
 * Follows `pkg/kubelet/config/config.go` podStorage.
 */
export class PodSource implements PodWatcher {
  readonly #nodeName: string;
  readonly #listener: PodConfigListener;
  readonly #known: PodColumn<Pod>;

  constructor(nodeName: string, table: PodTable, listener: PodConfigListener) {
    this.#nodeName = nodeName;
    this.#known = table.addColumn();
    this.#listener = listener;
  }

  /** Lists the node's pods and watches them from now on; the result ends that. */
  start(api: ApiServer, watchLatency: Duration): () => void {
    const pods = api.pods.filter(({ spec }) => spec.nodeName === this.#nodeName);
    for (const pod of pods) this.#known.set(pod.metadata.uid!, pod);
    if (pods.length > 0) this.#listener.podConfigChanged('ADD', pods);
    return api.watchPods(this, watchLatency);
  }

  podChanged(type: WatchEventType, pod: Pod): void {
    if (pod.spec.nodeName !== this.#nodeName) return;
    const uid = pod.metadata.uid!;
    const old = this.#known.get(uid);
    if (type === 'DELETED') {
      if (old === undefined) return;
      this.#known.delete(uid);
      this.#listener.podConfigChanged('REMOVE', [old]);
      return;
    }
    this.#known.set(uid, pod);
    if (old === undefined) this.#listener.podConfigChanged('ADD', [pod]);
    else if (differsInIntent(old, pod)) {
      this.#listener.podConfigChanged(pod.metadata.deletionTimestamp === undefined ? 'UPDATE' : 'DELETE', [pod]);
    } else if (old.status !== pod.status) this.#listener.podConfigChanged('RECONCILE', [pod]);
  }
}

/** Anything but the status. Follows podsDifferSemantically. */
function differsInIntent(old: Pod, pod: Pod): boolean {
  return old.spec !== pod.spec
    || old.metadata.labels !== pod.metadata.labels
    || old.metadata.annotations !== pod.metadata.annotations
    || old.metadata.deletionTimestamp !== pod.metadata.deletionTimestamp
    || old.metadata.deletionGracePeriodSeconds !== pod.metadata.deletionGracePeriodSeconds;
}
