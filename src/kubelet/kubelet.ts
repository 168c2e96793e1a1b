import type { Pod } from '../api/pod';
import type { ApiServer } from '../apiserver/api-server';
import type { ProbeType } from '../programs/program';
import type { ContainerRuntime } from '../runtime/container-runtime';
import { ProcessGroup, type Process } from '../simulation/process';
import type { Simulation } from '../simulation/simulation';
import type { Instant } from '../simulation/time';
import type { WallClock } from '../simulation/wall-clock';
import type { Trace } from '../trace/trace';
import { ActiveDeadline } from './active-deadline';
import { checkAdmission, type NodeCapacity, type Refusal } from './admission';
import { BackOff } from './back-off';
import { ContainerGc } from './container-gc';
import { ContainerKiller } from './container-killer';
import { ContainerStarter } from './container-starter';
import { disruptedBy } from './disruption';
import { EventRecorder } from './event-recorder';
import { ImageManager } from './image-manager';
import { crashBackOffRange, type KubeletConfig } from './kubelet-config';
import type { KubeletJitter, KubeletLatencies, KubeletPhases, KubeletSurroundings } from './kubelet-environment';
import { NodeShutdown } from './node-shutdown';
import { Pleg, type PodLifecycleEvent } from './pleg';
import { PodCache } from './pod-cache';
import { killPodNow } from './pod-killer';
import { PodSource, type PodOperation } from './pod-source';
import { KubeletPodSyncer } from './pod-syncer';
import type { KillOptions } from './pod-update';
import { podFromRuntime, PodWorkers } from './pod-workers';
import { choosePodsToPreempt, isCriticalPod } from './preemption';
import { ProbeManager } from './prober/manager';
import type { ProbeResultUpdate } from './prober/results';
import { ReasonCache } from './reason-cache';
import { RuntimeManager } from './runtime-manager';
import { StatusManager } from './status-manager';
import { SyncLoop } from './sync-loop';
import { WorkQueue } from './work-queue';

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
const PREEMPTED = 'Preempted in order to admit critical pod';

/**
 * The agent of one node: puts the parts together and decides what each thing that happens means for which pod.
 * Follows `pkg/kubelet/kubelet.go` Kubelet.
 */
export class Kubelet {
  readonly #options: KubeletOptions;
  readonly #processes = new ProcessGroup();
  readonly #pods = new Map<string, Pod>();
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
  #housekeepingDue = false;
  #stopWatching: (() => void) | undefined;
  #alive = true;

  constructor(options: KubeletOptions) {
    const { simulation, clock, trace, api, runtime, config, phases, latencies, jitter, surroundings } = options;
    this.#options = options;
    this.#recorder = new EventRecorder(simulation, trace);
    this.#loop = new SyncLoop(simulation, this.#processes, latencies.loopStep);
    this.#cache = new PodCache(simulation);
    this.#pleg = new Pleg(simulation, runtime, this.#cache, phases.relists, {
      podLifecycleEvent: (event) => { this.#enqueue(() => this.#handlePodLifecycleEvent(event)); },
    });
    this.#workQueue = new WorkQueue(simulation, phases.syncTicks, {
      syncTick: (tick) => { this.#enqueue(() => this.#handleSyncTick(tick)); },
    });
    this.#statuses = new StatusManager(simulation, clock, api, {
      couldHaveRunningContainers: (uid) => this.#workers.couldHaveRunningContainers(uid),
    }, latencies.statusWrite, { podStatusChanged: (uid) => { this.#podStatusChanged(uid); } });
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
    }, {
      probeResultChanged: (type, update) => {
        this.#syncer.probeResultChanged(update.uid);
        this.#enqueue(() => this.#handleProbeResult(type, update));
      },
    });
    this.#syncer = this.#createSyncer();
    this.#workers = this.#createWorkers();
    this.#gc = new ContainerGc(simulation, runtime, phases.containerGc, this.#workers);
    this.#shutdown = new NodeShutdown(simulation, this.#processes, config.shutdownPeriods, {
      activePods: () => this.#activePods(),
      killPod: (pod, kill) => this.#killPodNow(pod, kill),
    });
    this.#source = new PodSource(options.node.name, {
      podConfigChanged: (operation, pods) => { this.#enqueue(() => this.#handlePodConfig(operation, pods)); },
    });
  }

  /** Begins work: relists at once, pods as soon as the main loop runs and their list is there. */
  start(): void {
    const { simulation, api, runtime, phases, latencies } = this.#options;
    runtime.observe(this.#pleg);
    this.#pleg.start();
    this.#gc.request();
    const list = (): void => {
      if (!this.#alive) return;
      this.#stopWatching = this.#source.start(api, latencies.watch);
      for (const _ of runtime.pods()) this.#requestHousekeeping();
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
    const kill = this.#killPodNow(pod, { evict: true, graceOverride: graceSeconds, statusOverride });
    this.#options.simulation.start(kill, this.#processes);
  }

  /** The system announces its shutdown. */
  announceShutdown(): void {
    if (this.#alive) this.#shutdown.announce();
  }

  /** The system takes the announcement back. */
  cancelShutdown(): void {
    this.#shutdown.cancel();
  }

  #createSyncer(): KubeletPodSyncer {
    const { simulation, runtime, config, latencies } = this.#options;
    const killer = new ContainerKiller(simulation, runtime, this.#recorder, this.#processes);
    const reasons = new ReasonCache();
    const { initial, max } = crashBackOffRange(config);
    const crashBackOff = new BackOff(simulation, initial, max, this.#options.phases.housekeeping);
    const images = new ImageManager(simulation, runtime, this.#recorder, config);
    const starter = new ContainerStarter(simulation, runtime, this.#recorder, images, killer, crashBackOff, reasons);
    const probes = {
      liveness: (id: string) => this.#probes.liveness.get(id),
      startup: (id: string) => this.#probes.startup.get(id),
    };
    const runtimeManager = new RuntimeManager(runtime, this.#recorder, killer, starter, probes, {
      podSandboxReady: (pod) => {
        this.#statuses.setCondition(pod, { type: 'PodReadyToStartContainers', status: 'True' });
      },
      isTerminationRequested: (uid) => this.#workers.isTerminationRequested(uid),
    });
    return new KubeletPodSyncer({
      simulation,
      runtime,
      config,
      statuses: this.#statuses,
      probes: this.#probes,
      reasons,
      runtimeManager,
      killer,
      deadline: this.#deadline,
      pleg: this.#pleg,
      volumeWait: (pod) => (this.#probes.hasWorkers(pod.metadata.uid!) || this.#hasSandbox(pod) ? 0 : latencies.volumeMount(pod)),
      unmountWait: latencies.volumeUnmount,
      relistStep: latencies.relistStep,
      syncAgain: (pod) => { this.#workers.update({ type: 'update', pod }); },
    });
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
      step: latencies.workerStep,
      wakeLatency: latencies.workerWake,
      jitter: jitter.requeue,
    }, (uid) => this.#hasNothingRunning(uid), () => this.#arePodsSynced());
  }

  #hasSandbox(pod: Pod): boolean {
    return this.#cache.get(pod.metadata.uid!).sandboxes.length > 0;
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
    this.#loop.enqueue({ handle });
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
        const refusal = yield* this.#admit(pod);
        if (refusal !== undefined) {
          this.#rejectPod(pod, refusal);
          continue;
        }
      }
      this.#workers.update({ type: 'create', pod });
    }
  }

  *#admit(pod: Pod): Process<Refusal | undefined> {
    const active = (): Pod[] => this.#activePods().filter(({ metadata }) => metadata.uid !== pod.metadata.uid);
    const refusals = checkAdmission(pod, { atMost: this.#pods.size - 1, active }, this.#options.node);
    const shortages = refusals.flatMap(({ shortage }) => (shortage === undefined ? [] : [shortage]));
    if (refusals.length > 0) {
      if (!isCriticalPod(pod) || shortages.length < refusals.length) return refusals[0];
      const victims = choosePodsToPreempt(pod, active(), shortages);
      if (victims === undefined) return refusals[0];
      for (const victim of victims) yield* this.#preempt(victim);
    }
    if (this.#shutdown.isShuttingDown) {
      return { reason: 'NodeShutdown', message: 'Pod was rejected as the node is shutting down.' };
    }
    return undefined;
  }

  *#preempt(victim: Pod): Process {
    this.#recorder.podEvent(victim, 'Warning', 'Preempting', PREEMPTED);
    const why = 'Pod was preempted by Kubelet to accommodate a critical pod.';
    yield* this.#killPodNow(victim, { evict: true, statusOverride: disruptedBy('Preempting', PREEMPTED, why, false) });
  }

  #rejectPod(pod: Pod, { reason, message }: Refusal): void {
    this.#recorder.podEvent(pod, 'Warning', reason, message);
    this.#statuses.setPodStatus(pod, {
      phase: 'Failed', reason, message: `Pod was rejected: ${message}`, conditions: [], qosClass: pod.status?.qosClass,
    });
  }

  #handlePodUpdate(pod: Pod): void {
    this.#pods.set(pod.metadata.uid!, pod);
    this.#workers.update({ type: 'update', pod });
  }

  #handlePodRemove(pod: Pod): void {
    this.#pods.delete(pod.metadata.uid!);
    this.#workQueue.remove(pod.metadata.uid!);
    this.#workers.update({ type: 'kill', pod });
    this.#requestHousekeeping();
  }

  /** Only the status has changed; an evicted pod's containers are not needed any more. */
  #handlePodReconcile(pod: Pod): void {
    this.#pods.set(pod.metadata.uid!, pod);
    if (pod.spec.readinessGates !== undefined) this.#workers.update({ type: 'sync', pod });
    if (pod.status?.phase === 'Failed' && pod.status.reason === 'Evicted') {
      this.#gc.removeAll(pod.metadata.uid!, this.#cache.get(pod.metadata.uid!));
    }
  }

  #handlePodLifecycleEvent({ uid, type, id }: PodLifecycleEvent): undefined {
    if (type !== 'ContainerRemoved') this.#syncPod(uid);
    if (type !== 'ContainerDied') return;
    this.#gc.containerDied(uid, id, this.#cache.get(uid));
    this.#gc.request();
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

  #requestHousekeeping(): void {
    if (this.#housekeepingDue) return;
    this.#housekeepingDue = true;
    const { simulation, phases } = this.#options;
    const due = (): void => {
      this.#housekeepingDue = false;
      if (this.#alive) this.#enqueue(() => this.#housekeep());
    };
    simulation.scheduleAt(phases.housekeeping.after(simulation.now), { expire: due });
  }

  /** Compares pods, workers and the runtime, and sets right what the rest has missed. Follows HandlePodCleanups. */
  #housekeep(): undefined {
    for (const worker of this.#workers.all) {
      const orphaned = !this.#pods.has(worker.uid);
      if (orphaned && !worker.isFinished && worker.isStarted) {
        worker.orphan();
        this.#requestHousekeeping();
      } else if (orphaned || (worker.restartRequested && worker.isFinished)) {
        this.#workers.remove(worker.uid);
      }
    }
    this.#statuses.keepOnly(this.#pods);
    for (const pod of this.#activePods()) {
      if (this.#workers.get(pod.metadata.uid!) === undefined) this.#workers.update({ type: 'create', pod });
    }
    for (const runtimePod of [...this.#options.runtime.pods()]) {
      const isRunning = runtimePod.containers.some(({ state }) => state === 'running')
        || runtimePod.sandboxes.some(({ ready }) => ready);
      if (!isRunning || this.#workers.get(runtimePod.uid) !== undefined) continue;
      this.#workers.update({ type: 'kill', pod: podFromRuntime(runtimePod), runtimePod, kill: { graceOverride: 1 } });
      this.#requestHousekeeping();
    }
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
