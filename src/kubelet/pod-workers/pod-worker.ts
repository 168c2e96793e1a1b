import type { Pod } from '../../api/pod';
import type { RuntimePod } from '../../runtime/runtime-pod';
import { Delay, type Gate, type Process, type ProcessGroup } from '../../simulation/process';
import type { RandomSource } from '../../simulation/random';
import type { Simulation } from '../../simulation/simulation';
import type { Duration, Instant } from '../../simulation/time';
import { REQUEUE_JITTER_FACTOR, SYNC_RETRY_PERIOD } from '../constants';
import type { RuntimePodStatus } from '../kuberuntime/runtime-pod-status';
import type { SyncResult } from '../kuberuntime/sync-result';
import type { PodCache } from '../pleg/pod-cache';
import { Cancellation } from './cancellation';
import type { KillOptions, PodUpdate, StatusOverride } from './pod-update';
import type { WorkQueue } from './work-queue';

/** What a worker's next handler is. */
export type WorkType = 'sync' | 'terminating' | 'terminated';

/** How a sync of a pod went. */
export interface SyncOutcome {
  /** The pod has ended and is to be terminated. */
  readonly terminal: boolean;
  /** What was done; undefined when the sync did not get that far. */
  readonly result: SyncResult | undefined;
}

/** The three handlers of a pod worker. */
export interface PodSyncer {
  syncPod(pod: Pod, status: RuntimePodStatus, context: Cancellation): Process<SyncOutcome>;
  /** Does what a sync would do that finds nothing to do, if it is known to be one; answers whether it is. */
  syncSteadyPod(pod: Pod, status: RuntimePodStatus): boolean;
  syncTerminatingPod(
    pod: Pod, status: RuntimePodStatus, graceSeconds: number | undefined, override: StatusOverride | undefined,
  ): Process;
  syncTerminatingRuntimePod(pod: RuntimePod): Process;
  syncTerminatedPod(pod: Pod, status: RuntimePodStatus): Process;
  /** Asks for a relist of the pod after a sync that has changed something. */
  requestRelist(uid: string): void;
}

/** What all workers share. */
export interface PodWorkerContext {
  readonly simulation: Simulation;
  readonly processes: ProcessGroup;
  readonly cache: PodCache;
  readonly workQueue: WorkQueue;
  readonly syncer: PodSyncer;
  readonly syncFrequency: Duration;
  /** Whether a sync that failed because of a back-off is repeated at its end. */
  readonly waitsOutBackOff: boolean;
  /** What one sync costs of time: it puts things of one instant in order. */
  readonly step: Duration;
  /** From an update to the moment at which the worker takes it. */
  readonly wakeLatency: Duration;
  /** How far the delays until the next sync are stretched, as a part of the greatest stretch. */
  readonly jitter: RandomSource;
}

const NO_GATES: readonly Gate[] = [];

/**
 * Looks after one pod: one handler at a time, one update waiting. It syncs the pod until the pod is to be terminated,
 * then terminates it, then cleans up.
 * Follows `pkg/kubelet/pod_workers.go` podSyncStatus and podWorkerLoop.
 */
export class PodWorker {
  readonly #context: PodWorkerContext;
  readonly uid: string;
  #pending: PodUpdate | undefined;
  #active: PodUpdate | undefined;
  /** Of the latest handler, whether it runs or has ended. */
  #handlerContext: Cancellation | undefined;
  #running = false;
  #lastSync: Instant = -Infinity;
  #started = false;
  #terminating = false;
  #terminated = false;
  #finished = false;
  #graceSeconds = 0;
  #notifyTerminated: readonly Gate[] = NO_GATES;
  #statusOverride: StatusOverride | undefined;
  /** The pod was deleted, or is to vanish from the node. */
  deleted = false;
  evicted = false;
  /** A pod with the same uid is to be started when this one is gone. */
  restartRequested = false;
  /** The worker knows the pod from the runtime. */
  observedRuntime = false;

  /** @param alreadyTerminated the pod has ended before this kubelet began */
  constructor(context: PodWorkerContext, uid: string, alreadyTerminated: boolean) {
    this.#context = context;
    this.uid = uid;
    this.#terminating = alreadyTerminated;
    this.#terminated = alreadyTerminated;
  }

  get isStarted(): boolean { return this.#started; }
  get isTerminationRequested(): boolean { return this.#terminating; }
  get isTerminated(): boolean { return this.#terminated; }
  get isFinished(): boolean { return this.#finished; }
  /** The pod as the worker last took it. */
  get pod(): Pod | undefined { return this.#active?.pod; }

  get workType(): WorkType {
    if (this.#terminated) return 'terminated';
    return this.#terminating ? 'terminating' : 'sync';
  }

  /** Tells the worker about its pod. Follows UpdatePod. */
  update(update: PodUpdate, isNew: boolean): void {
    if (!isNew && this.#terminating && update.type === 'create') {
      this.restartRequested = true;
      return;
    }
    if (this.#finished || this.#takeShortcut(update)) return;
    const becameTerminating = !this.#terminating && this.#requestsTermination(update);
    if (becameTerminating) this.#terminating = true;
    const kill = this.#effectiveKill(update);
    this.#pending = kill === update.kill ? update : withKill(update, kill);
    if (becameTerminating) this.#handlerContext?.cancel();
    this.#wake();
  }

  /** A sync that can begin at once and will find nothing to do needs no process. */
  #takeShortcut(update: PodUpdate): boolean {
    if (update.type !== 'sync' || this.#running || this.#terminating || !this.#started) return false;
    const { simulation, cache, syncer, workQueue, step, syncFrequency } = this.#context;
    if (!cache.isNewer(this.uid, this.#lastSync) || !syncer.syncSteadyPod(update.pod, cache.get(this.uid))) return false;
    this.#active = update;
    this.#handlerContext = undefined;
    this.#lastSync = simulation.now + step;
    workQueue.enqueue(this.uid, step + this.#jittered(syncFrequency));
    return true;
  }

  /** Begins to terminate a pod that has vanished from the configuration. Follows removeTerminatedWorker. */
  orphan(): void {
    this.deleted = true;
    if (!this.#terminating && this.#active !== undefined) {
      this.#terminating = true;
      this.#graceSeconds = this.#effectiveGrace(this.#active.pod, undefined);
    }
    this.#requeue();
  }

  /** Whether this update ends the pod's ordinary life. */
  #requestsTermination({ type, pod, runtimePod, kill }: PodUpdate): boolean {
    if (runtimePod !== undefined || pod.metadata.deletionTimestamp !== undefined) {
      this.deleted = true;
      return true;
    }
    if (pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded') return true;
    if (type !== 'kill') return false;
    if (kill?.evict) this.evicted = true;
    return true;
  }

  #effectiveKill({ pod, kill }: PodUpdate): KillOptions | undefined {
    if (this.#terminated || !this.#terminating) {
      kill?.completed?.open();
      return undefined;
    }
    if (kill?.completed !== undefined) this.#notifyTerminated = [...this.#notifyTerminated, kill.completed];
    if (kill?.statusOverride !== undefined) this.#statusOverride = kill.statusOverride;
    this.#graceSeconds = this.#effectiveGrace(pod, kill);
    return { ...kill, graceOverride: this.#graceSeconds };
  }

  /** The shortest grace period that anybody asked for; at least a second. Follows calculateEffectiveGracePeriod. */
  #effectiveGrace(pod: Pod, kill: KillOptions | undefined): number {
    let grace = this.#graceSeconds;
    let overridden = false;
    for (const override of [pod.metadata.deletionGracePeriodSeconds, kill?.graceOverride]) {
      if (override === undefined || (grace !== 0 && override >= grace)) continue;
      grace = override;
      overridden = true;
    }
    if (!overridden && grace === 0) grace = pod.spec.terminationGracePeriodSeconds ?? 0;
    return Math.max(grace, 1);
  }

  #wake(): void {
    if (this.#running || this.#pending === undefined) return;
    this.#running = true;
    this.#context.simulation.start(this.#run(), this.#context.processes);
  }

  /** Runs handlers while there are updates. */
  *#run(): Process {
    while (this.#pending !== undefined && !this.#finished) {
      yield new Delay(this.#context.simulation, this.#context.wakeLatency);
      const update: PodUpdate = this.#pending;
      const workType = this.workType;
      this.#pending = undefined;
      this.#started = true;
      const kill = update.kill ?? this.#active?.kill;
      this.#active = kill === update.kill ? update : withKill(update, kill);
      yield* this.#handle(workType, update);
    }
    this.#running = false;
  }

  *#handle(workType: WorkType, update: PodUpdate): Process {
    const { simulation, cache, syncer, step } = this.#context;
    this.#handlerContext = new Cancellation();
    yield new Delay(simulation, step);
    const status = update.runtimePod === undefined ? yield* cache.newerThan(this.uid, this.#lastSync) : undefined;
    if (workType === 'terminated') {
      yield* syncer.syncTerminatedPod(update.pod, status!);
      this.#finished = true;
      return;
    }
    if (workType === 'terminating') {
      yield* this.#terminate(update, status);
      return;
    }
    const outcome = yield* syncer.syncPod(update.pod, status!, this.#handlerContext);
    this.#lastSync = simulation.now;
    const changed = outcome.result !== undefined && outcome.result.actions > 0 && !outcome.result.failed;
    if (changed) syncer.requestRelist(this.uid);
    if (outcome.terminal) this.#completeSync();
    this.#enqueueNext(outcome);
  }

  *#terminate(update: PodUpdate, status: RuntimePodStatus | undefined): Process {
    const { simulation, syncer } = this.#context;
    if (update.runtimePod !== undefined) {
      yield* syncer.syncTerminatingRuntimePod(update.runtimePod);
      this.#terminated = true;
      this.#finished = true;
      return;
    }
    const override = this.#statusOverride;
    yield* syncer.syncTerminatingPod(update.pod, status!, update.kill?.graceOverride, override);
    this.#lastSync = simulation.now;
    this.#terminated = true;
    for (const gate of this.#notifyTerminated) gate.open();
    this.#notifyTerminated = NO_GATES;
    this.#statusOverride = undefined;
    this.#requeue();
  }

  /** The pod has ended by itself. */
  #completeSync(): void {
    this.#terminating = true;
    this.#requeue();
  }

  /** Repeats the last update unless there is a new one. Follows requeueLastPodUpdate. */
  #requeue(): void {
    if (this.#pending !== undefined || this.#active === undefined) return;
    this.#pending = this.#active;
    this.#wake();
  }

  /** When the pod is synced again if nothing happens. Follows completeWork. */
  #enqueueNext({ terminal, result }: SyncOutcome): void {
    const { simulation, workQueue, syncFrequency, waitsOutBackOff } = this.#context;
    let delay = syncFrequency;
    if (terminal) delay = 0;
    else if (result === undefined || result.failed) {
      const backOffEnd = waitsOutBackOff ? result?.backOffEnd : undefined;
      const wait = backOffEnd === undefined ? SYNC_RETRY_PERIOD : backOffEnd - simulation.now;
      delay = Math.min(Math.max(wait, 0), syncFrequency);
    }
    workQueue.enqueue(this.uid, this.#jittered(delay));
  }

  #jittered(delay: Duration): Duration {
    return Math.round(delay * (1 + this.#context.jitter.next() * REQUEUE_JITTER_FACTOR));
  }
}

function withKill({ type, pod, runtimePod }: PodUpdate, kill: KillOptions | undefined): PodUpdate {
  return { type, pod, runtimePod, kill };
}
