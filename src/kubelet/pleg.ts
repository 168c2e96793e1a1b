import type { ContainerRuntime, RuntimeObserver } from '../runtime/container-runtime';
import type { RuntimePod } from '../runtime/runtime-pod';
import type { Timer } from '../simulation/event-queue';
import type { Grid } from '../simulation/grid';
import type { Simulation } from '../simulation/simulation';
import type { Duration, Instant } from '../simulation/time';
import type { CacheFeeder, PodCache } from './pod-cache';
import { takeRuntimeStatus } from './runtime-pod-status';

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

/** What the last relist saw of a pod: id → state. */
type PodRecord = Map<string, SeenState>;

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
  readonly #records = new Map<string, PodRecord>();
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
    const record = this.#records.get(uid) ?? new Map<string, SeenState>();
    const current = currentStates(pod);
    const events = compareStates(uid, record, current);
    if (events.length === 0) return;
    // The main loop takes its first event before a worker that waits for the picture goes on.
    for (const event of events) if (event !== 'changed') this.#listener.podLifecycleEvent(event);
    if (current.size === 0) {
      this.#records.delete(uid);
      this.#cache.delete(uid);
    } else {
      this.#records.set(uid, current);
      this.#cache.set(uid, takeRuntimeStatus(pod, this.#cache.get(uid).ip));
    }
  }
}

/** A relist of one pod that was asked for. */
class RelistRequest {
  constructor(readonly pleg: Pleg, readonly uid: string, readonly requestedAt: Instant) {}

  expire(): void {
    this.pleg.relistPod(this.uid, this.requestedAt);
  }
}

function currentStates(pod: RuntimePod | undefined): PodRecord {
  const states: PodRecord = new Map();
  if (pod === undefined) return states;
  for (const { id, state } of pod.containers) states.set(id, state === 'created' ? 'unknown' : state);
  for (const { id, ready } of pod.sandboxes) states.set(id, ready ? 'running' : 'exited');
  return states;
}

/** `changed` stands for a difference that is stored but not told: a container that was created. */
function compareStates(uid: string, before: PodRecord, now: PodRecord): (PodLifecycleEvent | 'changed')[] {
  const events: (PodLifecycleEvent | 'changed')[] = [];
  for (const [id, state] of before) {
    const current = now.get(id);
    if (current === state) continue;
    if (current === undefined) {
      if (state !== 'exited') events.push({ uid, type: 'ContainerDied', id });
      events.push({ uid, type: 'ContainerRemoved', id });
    } else {
      events.push(stateEvent(uid, id, current));
    }
  }
  for (const [id, state] of now) if (!before.has(id)) events.push(stateEvent(uid, id, state));
  return events;
}

function stateEvent(uid: string, id: string, state: SeenState): PodLifecycleEvent | 'changed' {
  if (state === 'unknown') return 'changed';
  return { uid, type: state === 'running' ? 'ContainerStarted' : 'ContainerDied', id };
}
