import type { Pod } from '../api/pod';
import type { ApiServer } from '../apiserver/api-server';
import type { ProbeType } from '../programs/program';
import type { ContainerRuntime } from '../runtime/container-runtime';
import { Grid } from '../simulation/grid';
import { ProcessGroup, type Process } from '../simulation/process';
import type { Simulation } from '../simulation/simulation';
import type { Instant } from '../simulation/time';
import type { WallClock } from '../simulation/wall-clock';
import type { Trace } from '../trace/trace';
import { ActiveDeadline } from './active-deadline';
import type { NodeCapacity } from './admission/admission';
import { PodAdmission } from './admission/pod-admission';
import { isCriticalPod } from './admission/preemption';
import type { KubeletConfig } from './configuration/kubelet-config';
import type { KubeletJitter, KubeletLatencies, KubeletPhases, KubeletSurroundings } from './configuration/kubelet-environment';
import { traitsOf } from './configuration/kubelet-version';
import { STATUS_SYNC_LEAD, STATUS_SYNC_PERIOD } from './constants';
import { createPodSyncer } from './create-pod-syncer';
import { EventRecorder } from './event-recorder';
import { Housekeeping, isDeletedAfterEnd } from './housekeeping';
import { ContainerGc } from './kuberuntime/container-gc';
import { NodeShutdown } from './node-shutdown';
import { Pleg, type PodLifecycleEvent } from './pleg/pleg';
import { PodCache } from './pleg/pod-cache';
import { PodSource, type PodOperation } from './pod-source';
import type { KubeletPodSyncer } from './pod-syncer';
import { PodTable } from './pod-table';
import { killPodNow } from './pod-workers/pod-killer';
import type { KillOptions } from './pod-workers/pod-update';
import { PodWorkers } from './pod-workers/pod-workers';
import { WorkQueue } from './pod-workers/work-queue';
import { ProbeManager } from './prober/manager';
import type { ProbeResultUpdate } from './prober/results';
import { disruptedBy } from './status/disruption';
import { hasStaleReadiness } from './status/pod-conditions';
import { StatusManager } from './status/status-manager';
import { SyncLoop } from './sync-loop';

/** What a kubelet is made from. */
export interface KubeletOptions {
  readonly simulation: Simulation;
  readonly clock: WallClock;
  readonly trace: Trace;
  readonly api: ApiServer;
  readonly runtime: ContainerRuntime;
  readonly node: NodeCapacity;
  readonly config: KubeletConfig;
  readonly phases: KubeletPhases;
  readonly latencies: KubeletLatencies;
  readonly jitter: KubeletJitter;
  readonly surroundings: KubeletSurroundings;
}

const LOW_MEMORY = 'The node was low on resource: memory. ';

/**
 * The agent of one node: puts the parts together and decides what each thing that happens means for which pod.
 * Follows `pkg/kubelet/kubelet.go` Kubelet.
 */
export class Kubelet {
  readonly #options: KubeletOptions;
  readonly #processes = new ProcessGroup();
  readonly #table = new PodTable();
  readonly #pods = this.#table.addColumn<Pod>();
  readonly #loop: SyncLoop;
  readonly #recorder: EventRecorder;
  readonly #cache: PodCache;
  readonly #pleg: Pleg;
  readonly #workQueue: WorkQueue;
  readonly #statuses: StatusManager;
  readonly #probes: ProbeManager;
  readonly #syncer: KubeletPodSyncer;
  readonly #workers: PodWorkers;
  readonly #gc: ContainerGc;
  readonly #deadline: ActiveDeadline;
  readonly #shutdown: NodeShutdown;
  readonly #source: PodSource;
  readonly #admission: PodAdmission;
  readonly #housekeeping: Housekeeping;
  #stopWatching: (() => void) | undefined;
  #alive = true;

  constructor(options: KubeletOptions) {
    const { simulation, clock, trace, api, runtime, config, phases, latencies, jitter, surroundings } = options;
    this.#options = options;
    this.#recorder = new EventRecorder(simulation, trace);
    this.#loop = new SyncLoop(simulation, this.#processes, latencies.loopStep);
    this.#cache = new PodCache(simulation, this.#table);
    this.#pleg = new Pleg(simulation, runtime, this.#cache, phases.relists, {
      podLifecycleEvent: (event) => { this.#enqueue(() => this.#handlePodLifecycleEvent(event)); },
    });
    this.#workQueue = new WorkQueue(simulation, phases.syncTicks, this.#table, {
      syncTick: (tick) => { this.#enqueue(() => this.#handleSyncTick(tick)); },
    });
    this.#statuses = new StatusManager(simulation, clock, api, this.#table, {
      couldHaveRunningContainers: (uid) => this.#workers.couldHaveRunningContainers(uid),
    }, latencies.statusWrite, new Grid(phases.startedAt - STATUS_SYNC_LEAD, STATUS_SYNC_PERIOD), {
      podStatusChanged: (uid) => { this.#podStatusChanged(uid); },
    });
    this.#deadline = new ActiveDeadline(simulation, this.#statuses, this.#recorder);
    this.#probes = new ProbeManager({
      simulation,
      trace,
      recorder: this.#recorder,
      startedAt: phases.startedAt,
      triggerLatency: latencies.probeTrigger,
      startJitter: jitter.probeStart,
      forgetsOnRestart: config.featureGates.ChangeContainerStatusOnKubeletRestart,
      cancelsNetworkProbes: surroundings.cancelsNetworkProbes,
      podStatus: (uid) => this.#statuses.get(uid),
      runtimeContainer: (uid, id) => runtime.pod(uid)?.container(id),
      workerEnded: (uid, container, type) => {
        this.#probes.forget(uid, container, type);
        this.#syncer.probesChanged(uid);
      },
    }, this.#table, {
      probeResultChanged: (type, update) => {
        this.#syncer.probesChanged(update.uid);
        this.#enqueue(() => this.#handleProbeResult(type, update));
      },
    });
    this.#syncer = createPodSyncer(options, {
      processes: this.#processes,
      recorder: this.#recorder,
      cache: this.#cache,
      pleg: this.#pleg,
      table: this.#table,
      statuses: this.#statuses,
      probes: this.#probes,
      deadline: this.#deadline,
      isTerminationRequested: (uid) => this.#workers.isTerminationRequested(uid),
      syncAgain: (pod) => { this.#workers.update({ type: 'update', pod }); },
    });
    this.#workers = this.#createWorkers();
    this.#gc = new ContainerGc(simulation, this.#processes, runtime, phases.containerGc, this.#workers);
    const pods = {
      activePods: () => this.#activePods(),
      killPod: (pod: Pod, kill: KillOptions) => this.#killPodNow(pod, kill),
    };
    this.#shutdown = new NodeShutdown(simulation, this.#processes, config.shutdownPeriods, pods);
    this.#admission = new PodAdmission(this.#recorder, this.#statuses, this.#shutdown, options.node, pods, config.allowedUnsafeSysctls);
    this.#housekeeping = new Housekeeping(simulation, phases.housekeeping, runtime, this.#workers, {
      podsByUid: this.#pods,
      activePods: () => this.#activePods(),
      statuses: this.#statuses,
      directories: this.#syncer.directories,
      enqueue: (handle) => { this.#enqueue(handle); },
    });
    this.#source = new PodSource(options.node.name, this.#table, {
      podConfigChanged: (operation, pods) => { this.#enqueue(() => this.#handlePodConfig(operation, pods)); },
    });
  }

  /** Begins work: relists at once, pods as soon as the main loop runs and their list is there. */
  start(): void {
    const { simulation, api, runtime, phases, latencies } = this.#options;
    runtime.observe({
      podChanged: (uid) => {
        this.#pleg.podChanged(uid);
        this.#gc.request();
      },
    });
    this.#gc.start();
    this.#pleg.start();
    const list = (): void => {
      if (!this.#alive) return;
      this.#stopWatching = this.#source.start(api, latencies.watch);
      for (const _ of runtime.pods()) this.#housekeeping.request();
    };
    simulation.scheduleAt(phases.listAt, { expire: list });
  }

  /** The kubelet dies where it stands: nothing it has under way goes on, nothing is written any more. */
  stop(): void {
    this.#alive = false;
    this.#stopWatching?.();
    this.#options.runtime.observe(undefined);
    this.#loop.stop();
    this.#pleg.stop();
    this.#workQueue.stop();
    this.#housekeeping.stop();
    this.#statuses.stop();
    this.#probes.abandon();
    this.#gc.stop();
    this.#processes.abort();
  }

  /** Kills a pod as the eviction manager does once it has chosen it. Follows `pkg/kubelet/eviction` evictPod. */
  evictPod(uid: string, graceSeconds: number): void {
    const pod = this.#pods.get(uid);
    if (pod === undefined || !this.#alive || isCriticalPod(pod)) return;
    this.#recorder.podEvent(pod, 'Warning', 'Evicted', LOW_MEMORY);
    const statusOverride = disruptedBy('Evicted', LOW_MEMORY, LOW_MEMORY, false);
    this.#options.simulation.start(this.#killPodNow(pod, { evict: true, graceOverride: graceSeconds, statusOverride }), this.#processes);
  }

  /** The system announces its shutdown. */
  announceShutdown(): void {
    if (this.#alive) this.#shutdown.announce();
  }

  /** The system takes the announcement back. */
  cancelShutdown(): void {
    this.#shutdown.cancel();
  }

  #createWorkers(): PodWorkers {
    const { simulation, config, latencies, jitter } = this.#options;
    return new PodWorkers({
      simulation,
      processes: this.#processes,
      cache: this.#cache,
      workQueue: this.#workQueue,
      syncer: this.#syncer,
      syncFrequency: config.syncFrequency,
      waitsOutBackOff: traitsOf(config.version).waitsOutBackOff,
      step: latencies.workerStep,
      wakeLatency: latencies.workerWake,
      jitter: jitter.requeue,
    }, this.#table, (uid) => this.#hasNothingRunning(uid), () => this.#arePodsSynced());
  }

  #hasNothingRunning(uid: string): boolean {
    const status = this.#cache.get(uid);
    return !status.containers.some(({ state }) => state === 'running') && !status.sandboxes.some(({ ready }) => ready);
  }

  /** Whether housekeeping has run since the pods were first listed. */
  #arePodsSynced(): boolean {
    const { phases, simulation } = this.#options;
    return phases.housekeeping.after(phases.listAt) <= simulation.now;
  }

  #enqueue(handle: () => Process | undefined): void {
    this.#loop.enqueue(handle);
  }

  #handlePodConfig(operation: PodOperation, pods: readonly Pod[]): Process | undefined {
    if (operation === 'ADD') return this.#handlePodAdditions(pods);
    for (const pod of pods) {
      if (operation === 'REMOVE') this.#handlePodRemove(pod);
      else if (operation === 'RECONCILE') this.#handlePodReconcile(pod);
      else this.#handlePodUpdate(pod);
    }
    return undefined;
  }

  /** New pods are admitted, or refused; a critical pod may have to wait until others are gone. */
  *#handlePodAdditions(pods: readonly Pod[]): Process {
    for (const pod of pods) {
      const uid = pod.metadata.uid!;
      this.#pods.set(uid, pod);
      const phase = pod.status?.phase;
      if (!this.#workers.isTerminationRequested(uid) && phase !== 'Succeeded' && phase !== 'Failed') {
        if (!(yield* this.#admission.admit(pod, this.#pods.size - 1))) continue;
      }
      this.#workers.update({ type: 'create', pod });
    }
  }

  #handlePodUpdate(pod: Pod): void {
    this.#pods.set(pod.metadata.uid!, pod);
    this.#workers.update({ type: 'update', pod });
  }

  #handlePodRemove(pod: Pod): void {
    this.#pods.delete(pod.metadata.uid!);
    this.#workQueue.remove(pod.metadata.uid!);
    this.#workers.update({ type: 'kill', pod });
    this.#housekeeping.request();
  }

  /** Only the status has changed; an evicted pod's containers are not needed any more. */
  #handlePodReconcile(pod: Pod): void {
    if (isDeletedAfterEnd(pod) && this.#workers.get(pod.metadata.uid!) === undefined) this.#housekeeping.request();
    this.#pods.set(pod.metadata.uid!, pod);
    if (hasStaleReadiness(pod)) this.#workers.update({ type: 'sync', pod });
    if (pod.status?.phase === 'Failed' && pod.status.reason === 'Evicted') {
      this.#gc.removeAll(pod.metadata.uid!, this.#cache.get(pod.metadata.uid!));
    }
  }

  #handlePodLifecycleEvent({ uid, type, id }: PodLifecycleEvent): undefined {
    if (type !== 'ContainerRemoved') this.#syncPod(uid);
    if (type === 'ContainerDied') this.#gc.containerDied(uid, id, this.#cache.get(uid));
  }

  #handleSyncTick(tick: Instant): undefined {
    this.#workQueue.takeTick(tick, (uid, isDue) => {
      const pod = this.#pods.get(uid);
      if (pod === undefined) return;
      const isPastDeadline = pod.spec.activeDeadlineSeconds !== undefined && this.#deadline.shouldSync(pod);
      if (isDue || isPastDeadline) this.#syncPod(uid);
      if (isPastDeadline) this.#armDeadline(uid);
    });
  }

  #handleProbeResult(type: ProbeType, { uid, containerId, result }: ProbeResultUpdate): undefined {
    const pod = this.#pods.get(uid);
    if (type === 'liveness' && result !== 'failure') return;
    if (pod !== undefined && type === 'readiness') this.#statuses.setContainerReadiness(pod, containerId, result === 'success');
    if (pod !== undefined && type === 'startup') this.#statuses.setContainerStartup(pod, containerId, result === 'success');
    this.#syncPod(uid);
  }

  #syncPod(uid: string): void {
    const pod = this.#pods.get(uid);
    if (pod !== undefined) this.#workers.update({ type: 'sync', pod });
  }

  /** Probe workers that rest look again, and a deadline may have become known. */
  #podStatusChanged(uid: string): void {
    this.#probes.podStatusChanged(uid);
    this.#armDeadline(uid);
  }

  /** Makes sure that there is a tick when a pod's deadline passes, and at each tick after it until the pod is gone. */
  #armDeadline(uid: string): void {
    const pod = this.#pods.get(uid);
    if (pod?.spec.activeDeadlineSeconds === undefined || this.#workers.get(uid)?.isFinished) return;
    const deadline = this.#deadline.deadline(pod);
    const { simulation, phases } = this.#options;
    const tick = deadline > simulation.now ? deadline : phases.syncTicks.after(simulation.now);
    if (tick < Infinity) this.#workQueue.setAlarm(uid, tick);
  }

  /** Pods that are neither over nor gone. Follows GetActivePods. */
  #activePods(): Pod[] {
    return [...this.#pods.values()].filter((pod) => {
      const uid = pod.metadata.uid!;
      if (this.#workers.isKnownTerminated(uid)) return false;
      const phases = [pod.status?.phase, this.#statuses.get(uid)?.phase];
      const isOver = phases.some((phase) => phase === 'Succeeded' || phase === 'Failed');
      return !isOver || this.#workers.isTerminationRequested(uid);
    });
  }

  #killPodNow(pod: Pod, options: KillOptions): Process {
    return killPodNow(this.#options.simulation, this.#workers, this.#recorder, pod, options);
  }
}
