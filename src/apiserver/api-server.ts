import type { Pod, PodStatus } from '../api/pod';
import type { Simulation } from '../simulation/simulation';
import type { Duration, Instant } from '../simulation/time';
import { SECOND } from '../simulation/time';
import type { WallClock } from '../simulation/wall-clock';
import type { Trace } from '../trace/trace';
import { ApiObjects } from './api-objects';
import { decideDeletion } from './graceful-deletion';

/** How an object changed. */
export type WatchEventType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** Someone who is told of every change of a pod, some time after it happened. */
export interface PodWatcher {
  podChanged(type: WatchEventType, pod: Pod): void;
}

interface Watch {
  readonly watcher: PodWatcher;
  readonly latency: Duration;
  active: boolean;
}

interface StoredPod {
  pod: Pod;
  /** When the pod was first asked to go. */
  deletedAt: Instant | undefined;
}

/**
 * The object store of the simulated cluster and the only state that its components share. Requests take no time; watch
 * events arrive after the latency of the watch. Objects are replaced, never edited.
 */
export class ApiServer {
  /** What is not a pod. */
  readonly objects = new ApiObjects();
  readonly #simulation: Simulation;
  readonly #clock: WallClock;
  readonly #trace: Trace;
  readonly #pods = new Map<string, StoredPod>();
  readonly #watches: Watch[] = [];
  readonly #announcesForceDelete: boolean;
  #uids = 0;

  /** @param announcesForceDelete whether a delete with grace 0 is an update before it is a removal */
  constructor(simulation: Simulation, clock: WallClock, trace: Trace, announcesForceDelete: boolean) {
    this.#simulation = simulation;
    this.#clock = clock;
    this.#trace = trace;
    this.#announcesForceDelete = announcesForceDelete;
  }

  /** The pods, in the order of their creation. */
  get pods(): readonly Pod[] {
    return [...this.#pods.values()].map((stored) => stored.pod);
  }

  /** The pod with this uid. */
  pod(uid: string): Pod | undefined {
    return this.#pods.get(uid)?.pod;
  }

  /** The pod of this name. */
  podNamed(name: string, namespace = 'default'): Pod | undefined {
    for (const { pod } of this.#pods.values()) {
      if (pod.metadata.name === name && (pod.metadata.namespace ?? 'default') === namespace) return pod;
    }
    return undefined;
  }

  /** Stores a new pod (already defaulted and validated) with a uid, a creation time and phase Pending. */
  createPod(pod: Pod): Pod {
    this.#uids += 1;
    const metadata = Object.assign({}, pod.metadata, {
      namespace: pod.metadata.namespace ?? 'default',
      uid: `00000000-0000-4000-8000-${String(this.#uids).padStart(12, '0')}`,
      creationTimestamp: this.#clock.format(this.#simulation.now),
      generation: 1,
    });
    const created: Pod = { ...pod, metadata, status: { phase: 'Pending', conditions: [] } };
    this.#pods.set(created.metadata.uid!, { pod: created, deletedAt: undefined });
    this.#announce('ADDED', created);
    return created;
  }

  /** Binds a pod to a node, as the scheduler does: `spec.nodeName` and condition PodScheduled. */
  bindPod(uid: string, nodeName: string): void {
    const stored = this.#pods.get(uid);
    if (stored === undefined) return;
    const scheduled = { type: 'PodScheduled', status: 'True' as const };
    this.#replace(stored, {
      ...stored.pod,
      spec: Object.assign({}, stored.pod.spec, { nodeName }),
      status: { ...stored.pod.status!, conditions: [scheduled] },
    });
  }

  /** The kubelet's write of a pod's status. Answers with the stored pod, or undefined when there is none. */
  updatePodStatus(uid: string, status: PodStatus): Pod | undefined {
    const stored = this.#pods.get(uid);
    if (stored === undefined) return undefined;
    const deleting = stored.pod.metadata.deletionTimestamp !== undefined;
    this.#trace.appendStatus(this.#simulation.now, stored.pod.metadata.name, status, deleting);
    return this.#replace(stored, { ...stored.pod, status });
  }

  /** Changes the image of a container in the spec; nothing happens when pod or container do not exist. */
  setImage(uid: string, container: string, image: string): void {
    const stored = this.#pods.get(uid);
    if (stored === undefined) return;
    const { pod } = stored;
    const changed = <C extends { name: string; image: string }>(list: readonly C[] | undefined): readonly C[] | undefined =>
      list?.map((each) => (each.name === container ? { ...each, image } : each));
    this.#replace(stored, {
      ...pod,
      metadata: { ...pod.metadata, generation: (pod.metadata.generation ?? 1) + 1 },
      spec: { ...pod.spec, containers: changed(pod.spec.containers)!, initContainers: changed(pod.spec.initContainers) },
    });
  }

  /**
   * A delete request. With a grace period the pod is marked and the kubelet does the rest; otherwise it is gone at once.
   * @param graceSeconds gracePeriodSeconds of the request
   */
  deletePod(uid: string, graceSeconds?: number): void {
    const stored = this.#pods.get(uid);
    if (stored === undefined) return;
    const { now } = this.#simulation;
    const since = stored.deletedAt === undefined ? undefined : (now - stored.deletedAt) / SECOND;
    const deletion = decideDeletion(stored.pod, graceSeconds, since);
    if (deletion.kind === 'unchanged') return;
    const isRemoval = deletion.kind === 'remove';
    const hasFinalizers = (stored.pod.metadata.finalizers?.length ?? 0) > 0;
    if (!isRemoval || hasFinalizers || this.#announcesForceDelete) {
      const mark = isRemoval ? { graceSeconds: 0, deadlineSeconds: 0 } : deletion;
      this.#mark(stored, mark.graceSeconds, mark.deadlineSeconds);
    }
    if (isRemoval && !hasFinalizers) this.#remove(uid, stored);
  }

  /** Tells `watcher` of every change from now on, `latency` after it; the result ends that. */
  watchPods(watcher: PodWatcher, latency: Duration): () => void {
    const watch: Watch = { watcher, latency, active: true };
    this.#watches.push(watch);
    return () => {
      watch.active = false;
      this.#watches.splice(this.#watches.indexOf(watch), 1);
    };
  }

  #mark(stored: StoredPod, graceSeconds: number, deadlineSeconds: number): void {
    const { now } = this.#simulation;
    const { metadata } = stored.pod;
    stored.deletedAt ??= now;
    this.#replace(stored, {
      ...stored.pod,
      metadata: {
        ...metadata,
        generation: (metadata.generation ?? 1) + (metadata.deletionTimestamp === undefined ? 1 : 0),
        deletionGracePeriodSeconds: graceSeconds,
        deletionTimestamp: this.#clock.format(now + deadlineSeconds * SECOND),
      },
    });
  }

  #remove(uid: string, stored: StoredPod): void {
    this.#pods.delete(uid);
    this.#trace.appendStatus(this.#simulation.now, stored.pod.metadata.name, undefined, true);
    this.#announce('DELETED', stored.pod);
  }

  #replace(stored: StoredPod, pod: Pod): Pod {
    stored.pod = pod;
    this.#announce('MODIFIED', pod);
    return pod;
  }

  #announce(type: WatchEventType, pod: Pod): void {
    for (const watch of this.#watches) this.#simulation.schedule(watch.latency, new Delivery(watch, type, pod));
  }
}

/** A watch event on its way. */
class Delivery {
  constructor(readonly watch: Watch, readonly type: WatchEventType, readonly pod: Pod) {}

  expire(): void {
    if (this.watch.active) this.watch.watcher.podChanged(this.type, this.pod);
  }
}
