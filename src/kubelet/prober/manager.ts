import { isSidecar } from '../../api/containers';
import type { Container, ContainerStatus, Pod, PodStatus } from '../../api/pod';
import type { ProbeType } from '../../programs/program';
import { withItem } from '../../simulation/short-list';
import { KUBELET_RESTART_GRACE } from '../constants';
import type { PodColumn, PodTable } from '../pod-table';
import type { Cancellation } from '../pod-workers/cancellation';
import type { ContainerStatusDraft } from '../status/container-statuses';
import { isConditionTrue } from '../status/pod-conditions';
import type { ProberContext } from './prober-context';
import type { ProbeResultUpdate } from './results';
import { ProbeResults } from './results';
import { ProbeWorker } from './worker';

/** Who is told of changed probe results. */
export interface ProbeResultListener {
  probeResultChanged(type: ProbeType, update: ProbeResultUpdate): void;
}

/**
 * Makes and ends the probe workers of pods and says, from their results, which containers are started and ready.
 * Follows `pkg/kubelet/prober/prober_manager.go` manager.
 */
export class ProbeManager {
  readonly liveness: ProbeResults;
  readonly readiness: ProbeResults;
  readonly startup: ProbeResults;
  readonly #context: ProberContext;
  readonly #workers: PodColumn<readonly ProbeWorker[]>;

  constructor(context: ProberContext, table: PodTable, listener: ProbeResultListener) {
    this.#workers = table.addColumn();
    const results = (type: ProbeType): ProbeResults =>
      new ProbeResults((update) => { listener.probeResultChanged(type, update); });
    this.liveness = results('liveness');
    this.readiness = results('readiness');
    this.startup = results('startup');
    this.#context = context;
  }

  /**
   * Makes the workers of a pod. As upstream, it stops at the first probe that has a worker already, so in effect all
   * of them are made at the pod's first sync.
   */
  addPod(pod: Pod, context: Cancellation): void {
    const { metadata, spec } = pod;
    // Workers live long and look at the status manager's status: with the pod's own they would keep that alive.
    const probed = { metadata, spec };
    for (const container of spec.containers) if (!this.#addAll(probed, container, context)) return;
    for (const container of spec.initContainers ?? NO_CONTAINERS) {
      if (isSidecar(container) && !this.#addAll(probed, container, context)) return;
    }
  }

  /** The workers of one container; answers false when there is one already. */
  #addAll(pod: Pod, container: Container, context: Cancellation): boolean {
    return !(container.startupProbe && !this.#add(pod, container, 'startup', context))
      && !(container.readinessProbe && !this.#add(pod, container, 'readiness', context))
      && !(container.livenessProbe && !this.#add(pod, container, 'liveness', context));
  }

  /** At the beginning of a pod's termination: main containers are no longer probed for liveness and startup. */
  stopLivenessAndStartup(pod: Pod): void {
    for (const worker of this.#of(pod.metadata.uid!)) {
      if (worker.type !== 'readiness' && pod.spec.containers.some(({ name }) => name === worker.container.name)) worker.stop();
    }
  }

  /** Ends all workers of a pod. */
  removePod(uid: string): void {
    for (const worker of this.#of(uid)) worker.stop();
  }

  /** The status of a pod has changed: its workers look again where they rested. */
  podStatusChanged(uid: string): void {
    for (const worker of this.#of(uid)) worker.podStatusChanged();
  }

  /** Asks for a readiness check of each container that is started but not ready, as a new status would. */
  triggerUnready(pod: Pod, status: PodStatus): void {
    for (const container of status.containerStatuses ?? []) this.#triggerUnready(pod, container);
    for (const container of status.initContainerStatuses ?? []) this.#triggerUnready(pod, container);
  }

  /** Whether {@link triggerUnready} has something to ask for. */
  awaitsReadiness({ containerStatuses, initContainerStatuses }: PodStatus): boolean {
    const isUnready = (container: ContainerStatus): boolean => this.#isUnready(container);
    return (containerStatuses?.some(isUnready) ?? false) || (initContainerStatuses?.some(isUnready) ?? false);
  }

  #triggerUnready(pod: Pod, container: ContainerStatus): void {
    if (this.#isUnready(container)) this.#worker(pod, container.name, 'readiness')?.trigger();
  }

  #isUnready({ started, state, containerID }: ContainerStatus): boolean {
    return started === true && state.running !== undefined && this.readiness.get(containerID!) !== 'success';
  }

  /** The kubelet is gone: every worker ends where it stands. */
  abandon(): void {
    for (const workers of this.#workers.values()) for (const worker of workers) worker.abandon();
  }

  /** Whether the pod has any probe worker. */
  hasWorkers(uid: string): boolean {
    return this.#workers.has(uid);
  }

  /**
   * Fills in `started` and `ready`, and triggers the readiness probe of each container that is started but not ready.
   * Follows UpdatePodStatus.
   */
  fillIn(pod: Pod, main: ContainerStatusDraft[], init: ContainerStatusDraft[]): void {
    for (const status of main) this.#fillIn(pod, status, undefined);
    for (let index = 0; index < init.length; index += 1) this.#fillIn(pod, init[index], pod.spec.initContainers![index]);
  }

  #fillIn(pod: Pod, status: ContainerStatusDraft, init: Container | undefined): void {
    status.started = this.#isStarted(pod, status);
    if (init !== undefined && !isSidecar(init)) status.ready ||= status.state.terminated?.exitCode === 0;
    else if (status.started) status.ready = this.#isReady(pod, status, init);
  }

  #isStarted(pod: Pod, status: ContainerStatus): boolean {
    if (status.state.running === undefined) return false;
    const result = this.startup.get(status.containerID!);
    if (result !== undefined) return result === 'success';
    if (!this.#context.forgetsOnRestart && status.started === true) return true;
    return this.#worker(pod, status.name, 'startup') === undefined;
  }

  #isReady(pod: Pod, status: ContainerStatus, init: Container | undefined): boolean {
    if (this.readiness.get(status.containerID!) === 'success') return true;
    const worker = this.#worker(pod, status.name, 'readiness');
    worker?.trigger();
    const ready = worker === undefined;
    if (this.#context.forgetsOnRestart) return ready;
    const container = init ?? pod.spec.containers.find(({ name }) => name === status.name);
    return container === undefined ? ready : this.#readyAfterKubeletRestart(pod, status, container, ready);
  }

  /** A container that outlived the kubelet keeps what was published. Follows setReadyStateOnKubeletRestart. */
  #readyAfterKubeletRestart(pod: Pod, status: ContainerStatus, container: Container, ready: boolean): boolean {
    // The runtime knows the exact time; the status may have taken over the published one, which is cut to a second.
    const instance = this.#context.runtimeContainer(pod.metadata.uid!, status.containerID!);
    const startedAt = instance?.startedAt ?? status.state.running!.startedAt;
    if (startedAt >= this.#context.startedAt - KUBELET_RESTART_GRACE) return ready;
    const unprobed = this.readiness.get(status.containerID!) === undefined;
    const podWasReady = pod.status !== undefined && isConditionTrue(pod.status.conditions, 'Ready');
    if (container.readinessProbe !== undefined && !podWasReady) return false;
    return ready || unprobed;
  }

  #add(pod: Pod, container: Container, type: ProbeType, context: Cancellation): boolean {
    if (this.#worker(pod, container.name, type) !== undefined) return false;
    const [probe, results] = type === 'startup'
      ? [container.startupProbe!, this.startup] as const
      : type === 'readiness' ? [container.readinessProbe!, this.readiness] as const
        : [container.livenessProbe!, this.liveness] as const;
    const worker = new ProbeWorker(this.#context, { pod, container, type, probe }, results);
    this.#workers.set(pod.metadata.uid!, withItem(this.#of(pod.metadata.uid!), worker));
    worker.start(context);
    return true;
  }

  #of(uid: string): readonly ProbeWorker[] {
    return this.#workers.get(uid) ?? [];
  }

  #worker(pod: Pod, container: string, type: ProbeType): ProbeWorker | undefined {
    for (const worker of this.#of(pod.metadata.uid!)) {
      if (worker.type === type && worker.container.name === container) return worker;
    }
    return undefined;
  }

  /** A worker has ended; if the pod lives on, its next sync makes the worker anew. */
  forget(uid: string, container: string, type: ProbeType): void {
    const others = this.#of(uid).filter((worker) => worker.container.name !== container || worker.type !== type);
    if (others.length === 0) this.#workers.delete(uid);
    else this.#workers.set(uid, others);
  }
}

const NO_CONTAINERS: readonly Container[] = [];
