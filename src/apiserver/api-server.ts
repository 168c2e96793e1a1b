import { allContainers } from '../api/containers';
import { newCondition, newStatus, shapedContainer, shapedMetadata, shapedPod, shapedSpec } from '../api/object-shapes';
import type { Container, Pod, PodSpec, PodStatus } from '../api/pod';
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

/**
 * The object store of the simulated cluster and the only state that its components share. Requests take no time; watch
 * events arrive after the latency of the watch. Objects are replaced, never edited.
 */
export class ApiServer {
  #objects: ApiObjects | undefined;
  readonly #simulation: Simulation;
  readonly #clock: WallClock;
  readonly #trace: Trace;
  readonly #pods = new Map<string, Pod>();
  /** When pods were first asked to go, by uid. */
  readonly #deletedAt = new Map<string, Instant>();
  readonly #watches: Watch[] = [];
  readonly #announcesForceDelete: boolean;
  #uids = 0;
  /** The spec that was bound last, and what it was made from. */
  #bound: { readonly template: PodSpec; readonly spec: PodSpec } | undefined;

  /** @param announcesForceDelete whether a delete with grace 0 is an update before it is a removal */
  constructor(simulation: Simulation, clock: WallClock, trace: Trace, announcesForceDelete: boolean) {
    this.#simulation = simulation;
    this.#clock = clock;
    this.#trace = trace;
    this.#announcesForceDelete = announcesForceDelete;
  }

  /** What is not a pod; made when somebody asks for it. */
  get objects(): ApiObjects {
    return (this.#objects ??= new ApiObjects());
  }

  /** The pods, in the order of their creation. */
  get pods(): readonly Pod[] {
    return [...this.#pods.values()];
  }

  /** The pod with this uid. */
  pod(uid: string): Pod | undefined {
    return this.#pods.get(uid);
  }

  /** The pod of this name. */
  podNamed(name: string, namespace = 'default'): Pod | undefined {
    for (const pod of this.#pods.values()) {
      if (pod.metadata.name === name && (pod.metadata.namespace ?? 'default') === namespace) return pod;
    }
    return undefined;
  }

  /** Stores a new pod (already defaulted and validated) with a uid, a creation time and phase Pending. */
  createPod(pod: Pod): Pod {
    this.#uids += 1;
    const metadata = shapedMetadata(pod.metadata, {
      namespace: pod.metadata.namespace ?? 'default',
      // Joined, because a string put together with `+` keeps its pieces for good.
      uid: ['00000000-0000-4000-8000', String(this.#uids).padStart(12, '0')].join('-'),
      creationTimestamp: this.#clock.format(this.#simulation.now),
      generation: 1,
    });
    const created = shapedPod(pod, metadata, pod.spec, newStatus('Pending', []));
    this.#pods.set(created.metadata.uid!, created);
    this.#announce('ADDED', created);
    return created;
  }

  /** Binds a pod to a node, as the scheduler does: `spec.nodeName` and condition PodScheduled. */
  bindPod(uid: string, nodeName: string): void {
    const pod = this.#pods.get(uid);
    if (pod === undefined) return;
    const scheduled = newCondition('PodScheduled', 'True');
    this.#replace(shapedPod(pod, pod.metadata, this.#bind(pod.spec, nodeName), newStatus('Pending', [scheduled])));
  }

  /** The kubelet's write of a pod's status. Answers with the stored pod, or undefined when there is none. */
  updatePodStatus(uid: string, status: PodStatus): Pod | undefined {
    const pod = this.#pods.get(uid);
    if (pod === undefined) return undefined;
    const deleting = pod.metadata.deletionTimestamp !== undefined;
    this.#trace.appendStatus(this.#simulation.now, pod.metadata.name, status, deleting);
    return this.#replace(shapedPod(pod, pod.metadata, pod.spec, status));
  }

  /**
   * Changes the image of a container in the spec. Nothing happens when pod or container do not exist, and a change that
   * changes nothing is not written.
   * Follows `staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go` GuaranteedUpdate.
   */
  setImage(uid: string, container: string, image: string): void {
    const pod = this.#pods.get(uid);
    const current = pod && allContainers(pod.spec).find(({ name }) => name === container);
    if (pod === undefined || current === undefined || current.image === image) return;
    const withImage = (each: Container): Container => (each.name === container ? shapedContainer(each, { image }) : each);
    const { containers, initContainers } = pod.spec;
    const metadata = shapedMetadata(pod.metadata, { generation: (pod.metadata.generation ?? 1) + 1 });
    const spec = shapedSpec(pod.spec, { containers: containers.map(withImage), initContainers: initContainers?.map(withImage) });
    this.#replace(shapedPod(pod, metadata, spec, pod.status));
  }

  /**
   * A delete request. With a grace period the pod is marked and the kubelet does the rest; otherwise it is gone at once.
   * @param graceSeconds gracePeriodSeconds of the request
   */
  deletePod(uid: string, graceSeconds?: number): void {
    const pod = this.#pods.get(uid);
    if (pod === undefined) return;
    const deletedAt = this.#deletedAt.get(uid);
    const since = deletedAt === undefined ? undefined : (this.#simulation.now - deletedAt) / SECOND;
    const deletion = decideDeletion(pod, graceSeconds, since);
    if (deletion.kind === 'unchanged') return;
    const isRemoval = deletion.kind === 'remove';
    const hasFinalizers = (pod.metadata.finalizers?.length ?? 0) > 0;
    if (!isRemoval || hasFinalizers || this.#announcesForceDelete) {
      const mark = isRemoval ? { graceSeconds: 0, deadlineSeconds: 0 } : deletion;
      this.#mark(pod, mark.graceSeconds, mark.deadlineSeconds);
    }
    if (isRemoval && !hasFinalizers) this.#remove(uid);
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

  /** The spec with its node. Pods that are made from one template share it, and go on sharing it on the node. */
  #bind(template: PodSpec, nodeName: string): PodSpec {
    const last = this.#bound;
    if (last?.template === template && last.spec.nodeName === nodeName) return last.spec;
    const spec = shapedSpec(template, { nodeName });
    this.#bound = { template, spec };
    return spec;
  }

  #mark(pod: Pod, graceSeconds: number, deadlineSeconds: number): void {
    const { now } = this.#simulation;
    const { metadata } = pod;
    if (!this.#deletedAt.has(metadata.uid!)) this.#deletedAt.set(metadata.uid!, now);
    const marked = shapedMetadata(metadata, {
      generation: (metadata.generation ?? 1) + (metadata.deletionTimestamp === undefined ? 1 : 0),
      deletionGracePeriodSeconds: graceSeconds,
      deletionTimestamp: this.#clock.format(now + deadlineSeconds * SECOND),
    });
    this.#replace(shapedPod(pod, marked, pod.spec, pod.status));
  }

  #remove(uid: string): void {
    const pod = this.#pods.get(uid)!;
    this.#pods.delete(uid);
    this.#deletedAt.delete(uid);
    this.#trace.appendStatus(this.#simulation.now, pod.metadata.name, undefined, true);
    this.#announce('DELETED', pod);
  }

  #replace(pod: Pod): Pod {
    this.#pods.set(pod.metadata.uid!, pod);
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
