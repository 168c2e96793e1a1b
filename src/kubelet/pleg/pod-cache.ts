import { Signal, type Process } from '../../simulation/process';
import type { Clock } from '../../simulation/simulation';
import type { Instant } from '../../simulation/time';
import { EMPTY_RUNTIME_STATUS, type RuntimePodStatus } from '../kuberuntime/runtime-pod-status';
import type { PodColumn, PodTable } from '../pod-table';

interface Entry {
  status: RuntimePodStatus;
  observed: Instant;
}

interface Subscriber {
  readonly minTime: Instant;
  readonly signal: Signal;
}

/** Who brings the cache up to date. */
export interface CacheFeeder {
  /** When the last relist of all pods happened. */
  readonly lastRelist: Instant;
  /** Makes sure that the next relist on the grid happens. */
  ensureRelist(): void;
}

/**
 * The latest picture of each pod, with the time up to which it is known to be true.
 * Follows `pkg/kubelet/container/cache.go` cache.
 */
export class PodCache {
  readonly #clock: Clock;
  readonly #entries: PodColumn<Entry>;
  readonly #subscribers = new Map<string, Subscriber>();
  #feeder: CacheFeeder | undefined;

  constructor(clock: Clock, table: PodTable) {
    this.#clock = clock;
    this.#entries = table.addColumn();
  }

  /** For the PLEG. */
  feedFrom(feeder: CacheFeeder): void {
    this.#feeder = feeder;
  }

  /** The latest picture of a pod. */
  get(uid: string): RuntimePodStatus {
    return this.#entries.get(uid)?.status ?? EMPTY_RUNTIME_STATUS;
  }

  /** Waits for a picture that is newer than `minTime`. */
  *newerThan(uid: string, minTime: Instant): Process<RuntimePodStatus> {
    if (!this.isNewer(uid, minTime)) {
      const signal = new Signal();
      this.#subscribers.set(uid, { minTime, signal });
      this.#feeder!.ensureRelist();
      yield signal;
    }
    return this.get(uid);
  }

  /** Stores a new picture. */
  set(uid: string, status: RuntimePodStatus): void {
    this.#entries.set(uid, { status, observed: this.#clock.now });
    this.#notify(uid);
  }

  /** Nothing of the pod has changed until now. */
  setObserved(uid: string): void {
    const entry = this.#entries.get(uid);
    if (entry !== undefined) entry.observed = this.#clock.now;
    this.#notify(uid);
  }

  /** Nothing of any pod that was not stored has changed until now. */
  setAllObserved(): void {
    for (const uid of this.#subscribers.keys()) this.#notify(uid);
  }

  /** Forgets a pod that the runtime has nothing of any more. */
  delete(uid: string): void {
    this.#entries.delete(uid);
  }

  /** Whether the picture of a pod is newer than `minTime`. */
  isNewer(uid: string, minTime: Instant): boolean {
    if (this.#feeder!.lastRelist > minTime) return true;
    const entry = this.#entries.get(uid);
    return entry !== undefined && entry.observed > minTime;
  }

  #notify(uid: string): void {
    const subscriber = this.#subscribers.get(uid);
    if (subscriber === undefined || this.#clock.now < subscriber.minTime) return;
    this.#subscribers.delete(uid);
    subscriber.signal.raise();
  }
}
