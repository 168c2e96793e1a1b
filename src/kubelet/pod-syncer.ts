import type { Pod, PodStatus } from '../api/pod';
import type { ContainerRuntime } from '../runtime/container-runtime';
import type { RuntimePod } from '../runtime/runtime-pod';
import type { Process } from '../simulation/process';
import type { Simulation } from '../simulation/simulation';
import type { Duration } from '../simulation/time';
import type { ActiveDeadline } from './active-deadline';
import type { KubeletConfig } from './configuration/kubelet-config';
import type { ContainerKiller } from './kuberuntime/container-killer';
import type { ReasonCache } from './kuberuntime/reason-cache';
import { isNothing } from './kuberuntime/pod-actions';
import { ALL_CONTAINERS_RESTARTING } from './kuberuntime/restart-all-containers';
import type { RuntimeManager } from './kuberuntime/runtime-manager';
import { takeRuntimeStatus, type RuntimePodStatus } from './kuberuntime/runtime-pod-status';
import { SyncResult } from './kuberuntime/sync-result';
import type { Pleg } from './pleg/pleg';
import type { PodTable } from './pod-table';
import type { Cancellation } from './pod-workers/cancellation';
import type { StatusOverride } from './pod-workers/pod-update';
import type { PodSyncer, SyncOutcome } from './pod-workers/pod-worker';
import { podFromRuntime } from './pod-workers/pod-workers';
import type { ProbeManager } from './prober/manager';
import { isConditionTrue } from './status/pod-conditions';
import { generatePodStatus } from './status/pod-status';
import type { StatusManager } from './status/status-manager';
import { SteadyPods } from './steady-pods';
import type { PodDirectories } from './volumes/pod-directories';
import type { VolumeManager } from './volumes/volume-manager';
import type { VolumeUnmounts } from './volumes/volume-unmounts';

/** What the handlers work with. */
export interface PodSyncerParts {
  readonly simulation: Simulation;
  readonly runtime: ContainerRuntime;
  readonly config: KubeletConfig;
  readonly statuses: StatusManager;
  readonly probes: ProbeManager;
  readonly reasons: ReasonCache;
  readonly runtimeManager: RuntimeManager;
  readonly killer: ContainerKiller;
  readonly deadline: ActiveDeadline;
  readonly pleg: Pleg;
  readonly table: PodTable;
  readonly directories: PodDirectories;
  readonly volumes: VolumeManager;
  readonly hasPodCgroups: boolean;
  /** Whether a pod's volumes were there before. */
  readonly isSetUp: (uid: string) => boolean;
  readonly unmounts: VolumeUnmounts;
  /** What an on-demand relist costs of time. */
  readonly relistStep: Duration;
  /** Syncs the pod again at once. */
  readonly syncAgain: (pod: Pod) => void;
}

const NOTHING_TO_DO: SyncOutcome = { terminal: false, result: new SyncResult() };

/**
 * The three handlers of a pod's life: sync, terminate, clean up.
 * Follows `pkg/kubelet/kubelet.go` SyncPod, SyncTerminatingPod and SyncTerminatedPod.
 */
export class KubeletPodSyncer implements PodSyncer {
  readonly #parts: PodSyncerParts;
  readonly #steady: SteadyPods;

  constructor(parts: PodSyncerParts) {
    this.#parts = parts;
    this.#steady = new SteadyPods(parts.table);
  }

  /** The directories of the pods, which housekeeping removes. */
  get directories(): PodDirectories {
    return this.#parts.directories;
  }

  *syncPod(pod: Pod, runtime: RuntimePodStatus, context: Cancellation): Process<SyncOutcome> {
    const { statuses, probes, runtimeManager, directories, volumes } = this.#parts;
    if (this.syncSteadyPod(pod, runtime)) return NOTHING_TO_DO;
    const status = this.#generate(pod, runtime, false);
    statuses.setPodStatus(pod, status);
    if (status.phase === 'Succeeded' || status.phase === 'Failed') return { terminal: true, result: undefined };
    directories.make(pod.metadata.uid!);
    const isMounted = this.#remountIfSetUp(pod) || (yield* volumes.waitForMount(pod, context.gate));
    if (!isMounted) return { terminal: false, result: undefined };
    probes.addPod(pod, context);
    const restartAll = isConditionTrue(status.conditions, ALL_CONTAINERS_RESTARTING);
    const actions = runtimeManager.plan(pod, runtime, restartAll);
    const result = isNothing(actions) ? runtimeManager.leave(pod, runtime) : yield* runtimeManager.carryOut(pod, runtime, actions);
    if (restartAll && !result.failed && result.removed > 0) this.#parts.syncAgain(pod);
    const uid = pod.metadata.uid!;
    if (result.actions === 0) this.#addSteady(pod, runtime, statuses.get(uid));
    else this.#steady.remove(uid);
    return { terminal: false, result };
  }

  syncSteadyPod(pod: Pod, runtime: RuntimePodStatus): boolean {
    const { statuses, probes, deadline, volumes } = this.#parts;
    const status = statuses.get(pod.metadata.uid!);
    const steady = this.#steady.find(pod, runtime, status);
    if (steady === undefined || deadline.shouldSync(pod)) return false;
    volumes.remount(pod);
    if (steady.awaitsReadiness) probes.triggerUnready(pod, status!);
    return true;
  }

  #addSteady(pod: Pod, runtime: RuntimePodStatus, status: PodStatus | undefined): void {
    const awaitsReadiness = status !== undefined && this.#parts.probes.awaitsReadiness(status);
    this.#steady.add({ pod, runtime, status, awaitsReadiness });
  }

  /** A probe of the pod has a new result, or its worker has ended, and the next sync makes it anew. */
  probesChanged(uid: string): void {
    this.#steady.remove(uid);
  }

  *syncTerminatingPod(
    pod: Pod, runtime: RuntimePodStatus, graceSeconds: number | undefined, override: StatusOverride | undefined,
  ): Process {
    const { statuses, probes, killer, volumes, unmounts } = this.#parts;
    const status = this.#generate(pod, runtime, false);
    statuses.setPodStatus(pod, override === undefined ? status : override(status));
    probes.stopLivenessAndStartup(pod);
    volumes.forget(pod.metadata.uid!);
    yield* killer.killPod(pod, runtime, graceSeconds);
    probes.removePod(pod.metadata.uid!);
    const stopped = takeRuntimeStatus(this.#parts.runtime.pod(pod.metadata.uid!), runtime.ip);
    statuses.setPodStatus(pod, this.#generate(pod, { ...stopped, ip: runtime.ip }, true));
    unmounts.start(pod);
  }

  *syncTerminatingRuntimePod(runtimePod: RuntimePod): Process {
    yield* this.#parts.killer.killPod(podFromRuntime(runtimePod), takeRuntimeStatus(runtimePod, ''), 1);
  }

  *syncTerminatedPod(pod: Pod, runtime: RuntimePodStatus): Process {
    const { statuses, unmounts } = this.#parts;
    statuses.setPodStatus(pod, this.#generate(pod, runtime, true));
    yield* unmounts.wait(pod);
    statuses.terminatePod(pod);
  }

  requestRelist(uid: string): void {
    if (this.#parts.config.featureGates.PLEGOnDemandRelist) this.#parts.pleg.requestRelist(uid, this.#parts.relistStep);
  }

  /** The volumes of a pod that runs are written again; answers whether it does. */
  #remountIfSetUp(pod: Pod): boolean {
    const { volumes, isSetUp } = this.#parts;
    if (!isSetUp(pod.metadata.uid!)) return false;
    volumes.remount(pod);
    return true;
  }

  #generate(pod: Pod, runtime: RuntimePodStatus, podIsTerminal: boolean): PodStatus {
    const { statuses, reasons, probes, deadline, config, hasPodCgroups } = this.#parts;
    return generatePodStatus({
      pod,
      runtime,
      reasons,
      previous: statuses.get(pod.metadata.uid!) ?? pod.status!,
      podIsTerminal,
      forgetStarted: config.featureGates.ChangeContainerStatusOnKubeletRestart,
      showsResources: config.featureGates.InPlacePodLevelResourcesVerticalScaling,
      hasPodCgroups,
      showsSandbox: config.featureGates.PodReadyToStartContainersCondition,
      probes,
      eviction: deadline.shouldEvict(pod),
    });
  }
}

