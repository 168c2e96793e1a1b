import type { ContainerRuntime, RuntimeObserver } from '../../runtime/container-runtime';
import type { ContainerSnapshot, RuntimeSandbox } from '../../runtime/runtime-pod';
import type { Timer } from '../../simulation/event-queue';
import type { Grid } from '../../simulation/grid';
import type { Simulation } from '../../simulation/simulation';
import type { Duration, Instant } from '../../simulation/time';
import { takeRuntimeStatus, type RuntimePodStatus } from '../kuberuntime/runtime-pod-status';
import type { CacheFeeder, PodCache } from './pod-cache';

/** What a relist found: a sandbox or container began to run, ended, or was removed. */
export type PodLifecycleEventType = 'ContainerStarted' | 'ContainerDied' | 'ContainerRemoved';

/** One difference between two relists. */
export interface PodLifecycleEvent {
  readonly uid: string;
  readonly type: PodLifecycleEventType;
  /** Of the container or sandbox. */
  readonly id: string;
}

/** Who is told what relists find. */
export interface PodLifecycleListener {
  podLifecycleEvent(event: PodLifecycleEvent): void;
}

type SeenState = 'running' | 'exited' | 'unknown';

/**
 * The pod lifecycle event generator. It compares what the runtime has with what it had at the last relist, once a
 * second for all pods and on demand for one. A relist that would find nothing, and that nobody waits for, is not run.
 * Follows `pkg/kubelet/pleg/generic.go` GenericPLEG.
 */
export class Pleg implements RuntimeObserver, CacheFeeder {
  readonly #simulation: Simulation;
  readonly #runtime: ContainerRuntime;
  readonly #cache: PodCache;
  readonly #relists: Grid;
  readonly #listener: PodLifecycleListener;
  readonly #changed = new Set<string>();
  #timer: Timer | undefined;
  #stopped = false;

  constructor(
    simulation: Simulation, runtime: ContainerRuntime, cache: PodCache, relists: Grid, listener: PodLifecycleListener,
  ) {
    this.#simulation = simulation;
    this.#runtime = runtime;
    this.#cache = cache;
    this.#relists = relists;
    this.#listener = listener;
    cache.feedFrom(this);
  }

  get lastRelist(): Instant {
    const latest = this.#relists.latest(this.#simulation.now);
    const pending = this.#timer?.target !== undefined && this.#timer.due <= this.#simulation.now;
    return pending ? latest - this.#relists.period : latest;
  }

  podChanged(uid: string): void {
    this.#changed.add(uid);
    this.ensureRelist();
  }

  ensureRelist(): void {
    if (this.#stopped || this.#timer?.target !== undefined) return;
    this.#timer = this.#simulation.scheduleAt(this.#relists.after(this.#simulation.now), this);
  }

  /** The first relist of a kubelet that starts on a node with pods. */
  start(): void {
    for (const pod of this.#runtime.pods()) this.#changed.add(pod.uid);
    if (this.#changed.size > 0) this.#timer = this.#simulation.scheduleAt(this.#relists.first, this);
  }

  /** No relist happens any more. */
  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  /** The relist of all pods. */
  expire(): void {
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const uid of changed) this.#reconcile(uid);
    this.#cache.setAllObserved();
  }

  /** A relist of one pod, asked for now and done after `latency`, unless all pods were relisted meanwhile. */
  requestRelist(uid: string, latency: Duration): void {
    const request = new RelistRequest(this, uid, this.#simulation.now);
    this.#simulation.schedule(latency, request);
  }

  /** For {@link RelistRequest} alone. */
  relistPod(uid: string, requestedAt: Instant): void {
    if (this.#stopped || requestedAt <= this.lastRelist) return;
    this.#changed.delete(uid);
    this.#reconcile(uid);
    this.#cache.setObserved(uid);
  }

  #reconcile(uid: string): void {
    const pod = this.#runtime.pod(uid);
    const before = this.#cache.get(uid);
    const current = takeRuntimeStatus(pod, before.ip);
    const events = compareStatuses(uid, before, current);
    if (events.length === 0) return;
    // The main loop takes its first event before a worker that waits for the picture goes on.
    for (const event of events) if (event !== 'changed') this.#listener.podLifecycleEvent(event);
    if (current.containers.length + current.sandboxes.length === 0) this.#cache.delete(uid);
    else this.#cache.set(uid, current);
  }
}

/** A relist of one pod that was asked for. */
class RelistRequest {
  constructor(readonly pleg: Pleg, readonly uid: string, readonly requestedAt: Instant) {}

  expire(): void {
    this.pleg.relistPod(this.uid, this.requestedAt);
  }
}

type Seen = ContainerSnapshot | RuntimeSandbox;

function stateOf(seen: Seen): SeenState {
  if ('ready' in seen) return seen.ready ? 'running' : 'exited';
  return seen.state === 'created' ? 'unknown' : seen.state;
}

/** `changed` stands for a difference that is stored but not told: a container that was created. */
type Difference = PodLifecycleEvent | 'changed';

/** First what has changed of what was there before, containers before sandboxes, then what is new. */
function compareStatuses(uid: string, before: RuntimePodStatus, now: RuntimePodStatus): Difference[] {
  const differences: Difference[] = [];
  appendChanges(uid, before.containers, now.containers, differences);
  appendChanges(uid, before.sandboxes, now.sandboxes, differences);
  appendNew(uid, before.containers, now.containers, differences);
  appendNew(uid, before.sandboxes, now.sandboxes, differences);
  return differences;
}

function appendChanges(uid: string, before: readonly Seen[], now: readonly Seen[], differences: Difference[]): void {
  for (const seen of before) {
    const current = withId(now, seen.id);
    if (current === seen) continue;
    const state = stateOf(seen);
    if (current === undefined) {
      if (state !== 'exited') differences.push({ uid, type: 'ContainerDied', id: seen.id });
      differences.push({ uid, type: 'ContainerRemoved', id: seen.id });
    } else if (stateOf(current) !== state) {
      differences.push(stateEvent(uid, seen.id, stateOf(current)));
    }
  }
}

function appendNew(uid: string, before: readonly Seen[], now: readonly Seen[], differences: Difference[]): void {
  for (const seen of now) if (withId(before, seen.id) === undefined) differences.push(stateEvent(uid, seen.id, stateOf(seen)));
}

function withId(list: readonly Seen[], id: string): Seen | undefined {
  for (const seen of list) if (seen.id === id) return seen;
  return undefined;
}

function stateEvent(uid: string, id: string, state: SeenState): Difference {
  if (state === 'unknown') return 'changed';
  return { uid, type: state === 'running' ? 'ContainerStarted' : 'ContainerDied', id };
}
