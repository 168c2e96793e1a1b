import { allContainers } from '../../api/containers';
import type { Pod } from '../../api/pod';
import type { ContainerRuntime, PodIdentity } from '../../runtime/container-runtime';
import { Delay, firstOf, Gate, sleep, type Process, type ProcessGroup, type RunningProcess, type Waitable } from '../../simulation/process';
import type { Simulation } from '../../simulation/simulation';
import { milliseconds, SECOND, type Duration } from '../../simulation/time';
import { VOLUME_POLL_PERIOD } from '../constants';
import type { EventRecorder } from '../event-recorder';

/** How long a sync waits for them. `volumemanager/volume_manager.go` podAttachAndMountTimeout. */
const WAIT_TIMEOUT: Duration = 123 * SECOND;
/** `pkg/util/goroutinemap/exponentialbackoff/exponential_backoff.go` initialDurationBeforeRetry. */
const FIRST_RETRY: Duration = milliseconds(500);
/** `pkg/util/goroutinemap/exponentialbackoff/exponential_backoff.go` maxDurationBeforeRetry. */
const LONGEST_RETRY: Duration = 122 * SECOND;

/** What the volumes of pods are set up with. */
export interface VolumeManagerParts {
  readonly simulation: Simulation;
  readonly processes: ProcessGroup;
  readonly runtime: ContainerRuntime;
  readonly recorder: EventRecorder;
  /** From the first sync of a pod to the first attempt to set up its volumes. */
  readonly setUpLatency: Duration;
  /** How long a pod waits at its first sync whose volumes can be set up. */
  readonly mountLatency: (pod: Pod) => Duration;
}

/** The volumes of one pod on their way. */
interface PodMounts {
  /** Opens when all are set up. */
  readonly done: Gate;
  readonly attempts: RunningProcess[];
  waiting: number;
}

/**
 * Sets up the volumes of pods: tries again, more and more rarely, what cannot be done, and writes the files of those that
 * are there again at every sync. A pod is not started before all of its volumes are there.
 * Follows `pkg/kubelet/volumemanager/volume_manager.go` volumeManager and its reconciler.
 */
export class VolumeManager {
  readonly #parts: VolumeManagerParts;
  readonly #pods = new Map<string, PodMounts>();

  constructor(parts: VolumeManagerParts) {
    this.#parts = parts;
  }

  /**
   * Waits until the volumes of a pod are there; answers whether they are. They are not when the sync is cancelled, or has
   * waited for too long. Follows WaitForAttachAndMount.
   */
  *waitForMount(pod: Pod, cancelled: Gate): Process<boolean> {
    const { simulation, mountLatency } = this.#parts;
    const startedAt = simulation.now;
    const { done } = this.#mountsOf(pod);
    const latency = mountLatency(pod);
    if (latency > 0 && !(yield* this.#wait(cancelled, latency))) return false;
    if (done.isOpen) return true;
    const timeout = new Delay(simulation, startedAt + WAIT_TIMEOUT - simulation.now);
    if ((yield* firstOf<Waitable>(cancelled, done, timeout)) !== done) return false;
    const polls = Math.ceil((simulation.now - startedAt) / VOLUME_POLL_PERIOD);
    return yield* this.#wait(cancelled, startedAt + polls * VOLUME_POLL_PERIOD - simulation.now);
  }

  /** Writes the files of volumes that are there as they are now. Follows ReprocessPod and `reconciler` remounting. */
  remount(pod: Pod): void {
    for (const volume of mountedVolumes(pod)) this.#setUp(pod, volume);
  }

  /** The pod is on its way out: nothing is tried any more. */
  forget(uid: string): void {
    for (const attempt of this.#pods.get(uid)?.attempts ?? []) attempt.abort();
    this.#pods.delete(uid);
  }

  #mountsOf(pod: Pod): PodMounts {
    const uid = pod.metadata.uid!;
    let mounts = this.#pods.get(uid);
    if (mounts === undefined) {
      const volumes = mountedVolumes(pod);
      if (volumes.length === 0) return NO_MOUNTS;
      mounts = { done: new Gate(), attempts: [], waiting: 0 };
      this.#pods.set(uid, mounts);
      for (const volume of volumes) this.#begin(pod, volume, mounts);
      if (mounts.waiting === 0) mounts.done.open();
    }
    return mounts;
  }

  #begin(pod: Pod, volume: string, mounts: PodMounts): void {
    const { simulation, processes, setUpLatency } = this.#parts;
    if (setUpLatency === 0 && this.#setUp(pod, volume)) return;
    mounts.waiting += 1;
    mounts.attempts.push(simulation.start(this.#attempt(pod, volume, mounts, setUpLatency), processes));
  }

  /** Follows `pkg/util/goroutinemap/exponentialbackoff/exponential_backoff.go` ExponentialBackoff. */
  *#attempt(pod: Pod, volume: string, mounts: PodMounts, setUpLatency: Duration): Process {
    const { simulation } = this.#parts;
    let retry = FIRST_RETRY;
    if (setUpLatency > 0) yield* sleep(simulation, setUpLatency);
    let isSetUp = setUpLatency > 0 && this.#setUp(pod, volume);
    while (!isSetUp) {
      yield* sleep(simulation, retry);
      retry = Math.min(2 * retry, LONGEST_RETRY);
      isSetUp = this.#setUp(pod, volume);
    }
    mounts.waiting -= 1;
    if (mounts.waiting === 0) mounts.done.open();
  }

  /** Follows `pkg/volume/util/operationexecutor/operation_generator.go` GenerateMountVolumeFunc. */
  #setUp(pod: Pod, volume: string): boolean {
    const { runtime, recorder } = this.#parts;
    const problem = runtime.setUpVolume(pod.metadata as PodIdentity, volume);
    if (problem === undefined) return true;
    recorder.podEvent(pod, 'Warning', 'FailedMount', `MountVolume.SetUp failed for volume "${volume}" : ${problem}`);
    return false;
  }

  *#wait(cancelled: Gate, duration: Duration): Process<boolean> {
    return (yield* firstOf<Waitable>(cancelled, new Delay(this.#parts.simulation, duration))) !== cancelled;
  }
}

/** The volumes that containers of a pod mount; the others are left alone (`populator` processPodVolumes). */
export function mountedVolumes({ spec }: Pod): readonly string[] {
  if (spec.volumes === undefined || spec.volumes.length === 0) return NONE;
  const mounted = new Set(allContainers(spec).flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name)));
  return spec.volumes.map(({ name }) => name).filter((name) => mounted.has(name));
}

const NONE: readonly string[] = [];

/** Of a pod without volumes. */
const NO_MOUNTS: PodMounts = { done: new Gate(), attempts: [], waiting: 0 };
NO_MOUNTS.done.open();
