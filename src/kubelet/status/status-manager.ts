import { allContainersCouldRestart, containerShouldRestart, isSidecar } from '../../api/containers';
import type { Container, ContainerStatus, Pod, PodCondition, PodStatus } from '../../api/pod';
import { shapedStatus } from '../../api/object-shapes';
import type { ApiServer } from '../../apiserver/api-server';
import type { Grid } from '../../simulation/grid';
import type { Simulation } from '../../simulation/simulation';
import type { Duration } from '../../simulation/time';
import type { WallClock } from '../../simulation/wall-clock';
import type { PodColumn, PodTable } from '../pod-table';
import { changedStatus, findStatus } from './container-statuses';
import { HeldBackStatuses } from './held-back-statuses';
import { normalizeStatus } from './normalize-status';
import { isConditionTrue, isKubeletCondition, readyConditions, terminalReadyCondition } from './pod-conditions';
import { sameToApiServer, sameToKubelet } from './pod-status-equality';

/** What the status manager asks the pod workers. */
export interface PodDeletionSafety {
  /** Whether containers of this pod could still run. */
  couldHaveRunningContainers(uid: string): boolean;
}

interface CachedStatus {
  status: PodStatus;
  version: number;
  writtenVersion: number;
  /** Nothing will happen to the pod any more. */
  finished: boolean;
}

/** Who wants to know when the cached status of a pod changes. */
export interface StatusListener {
  podStatusChanged(uid: string): void;
}

const LOST_MESSAGE = 'The container could not be located when the pod was terminated';

/**
 * Keeps the latest status of each pod and writes it to the API server when it has changed. A write is done a moment
 * after the change, so that changes of one moment become one write.
 * Follows `pkg/kubelet/status/status_manager.go` manager.
 */
export class StatusManager {
  readonly #simulation: Simulation;
  readonly #clock: WallClock;
  readonly #api: ApiServer;
  readonly #safety: PodDeletionSafety;
  readonly #latency: Duration;
  readonly #listener: StatusListener;
  readonly #cached: PodColumn<CachedStatus>;
  readonly #changed = new Set<string>();
  readonly #heldBack: HeldBackStatuses;
  #writing = false;
  #stopped = false;

  constructor(
    simulation: Simulation, clock: WallClock, api: ApiServer, table: PodTable, safety: PodDeletionSafety, latency: Duration,
    rounds: Grid, listener: StatusListener,
  ) {
    this.#simulation = simulation;
    this.#clock = clock;
    this.#api = api;
    this.#cached = table.addColumn();
    this.#safety = safety;
    this.#latency = latency;
    this.#heldBack = new HeldBackStatuses(simulation, rounds, (uid) => { this.#writeAgain(uid); });
    this.#listener = listener;
  }

  /** The latest status of a pod, written or not. */
  get(uid: string): PodStatus | undefined {
    return this.#cached.get(uid)?.status;
  }

  /** Stores a newly made status. Follows SetPodStatus. */
  setPodStatus(pod: Pod, status: PodStatus): void {
    const force = pod.metadata.deletionTimestamp !== undefined;
    const { generation } = pod.metadata;
    const current = status.observedGeneration === generation ? status : shapedStatus(status, { observedGeneration: generation });
    this.#update(pod, current, force, false);
  }

  /** Stores that a container has become ready or not ready. Follows SetContainerReadiness. */
  setContainerReadiness(pod: Pod, containerId: string, ready: boolean): void {
    const old = this.#cached.get(pod.metadata.uid!)?.status;
    const changed = old && withContainer(old, containerId, (container) =>
      container.ready === ready ? container : changedStatus(container, { ready }));
    if (changed === undefined) return;
    const input = {
      pod,
      phase: changed.phase,
      containerStatuses: changed.containerStatuses ?? [],
      initContainerStatuses: changed.initContainerStatuses ?? [],
      previous: changed,
    };
    const conditions = replaceConditions(changed.conditions, readyConditions(input, changed.conditions));
    this.#update(pod, shapedStatus(changed, { conditions }), false, false);
  }

  /** Stores that a container counts as started or not. Follows SetContainerStartup. */
  setContainerStartup(pod: Pod, containerId: string, started: boolean): void {
    const old = this.#cached.get(pod.metadata.uid!)?.status;
    const changed = old && withContainer(old, containerId, (container) =>
      container.started === started ? container : changedStatus(container, { started }));
    if (changed !== undefined) this.#update(pod, changed, false, false);
  }

  /** Stores a condition as soon as it is true, between two syncs. Follows `pkg/kubelet/kubelet.go` OnPodSandboxReady. */
  setCondition(pod: Pod, condition: PodCondition): void {
    const old = this.#cached.get(pod.metadata.uid!)?.status ?? pod.status!;
    this.setPodStatus(pod, shapedStatus(old, { conditions: replaceConditions(old.conditions, [condition]) }));
  }

  /**
   * Stores the last status of a pod that is over: what was never seen to end has ended, and a phase that is not
   * terminal becomes Failed. Follows TerminatePod.
   */
  terminatePod(pod: Pod): void {
    const old = this.#cached.get(pod.metadata.uid!)?.status ?? pod.status!;
    const phase = old.phase === 'Succeeded' ? 'Succeeded' : 'Failed';
    const initCount = initializedCount(old.initContainerStatuses ?? []);
    const status = shapedStatus(old, {
      phase,
      containerStatuses: hasPodInitialized(pod) ? old.containerStatuses?.map(ended) : old.containerStatuses,
      initContainerStatuses: old.initContainerStatuses?.map((each, index) => (index < initCount ? ended(each) : each)),
    });
    this.#update(pod, status, true, true);
  }

  /** Forgets pods that no longer exist. Follows RemoveOrphanedStatuses. */
  keepOnly(pods: { has(uid: string): boolean }): void {
    for (const uid of this.#cached.uids()) if (!pods.has(uid)) this.#forget(uid);
  }

  /** Nothing is written any more. */
  stop(): void {
    this.#stopped = true;
    this.#heldBack.stop();
  }

  expire(): void {
    this.#writing = false;
    if (this.#stopped) return;
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const uid of changed) this.#write(uid);
  }

  /** Follows updateStatusInternal. */
  #update(pod: Pod, status: PodStatus, force: boolean, finished: boolean): void {
    const uid = pod.metadata.uid!;
    const cached = this.#cached.get(uid);
    const old = cached?.status ?? pod.status!;
    if (cached !== undefined && status === old && !force) return;
    if (isIllegalTransition(pod, old, status)) return;
    const normalized = normalizeStatus(status, old, this.#simulation.now, this.#clock);
    if (cached !== undefined && !force && sameToKubelet(cached.status, normalized)) return;
    this.#cached.set(uid, {
      status: normalized,
      version: (cached?.version ?? 0) + 1,
      writtenVersion: cached?.writtenVersion ?? 0,
      finished: finished || (cached?.finished ?? false),
    });
    this.#changed.add(uid);
    this.#listener.podStatusChanged(uid);
    if (this.#writing) return;
    this.#writing = true;
    this.#simulation.schedule(this.#latency, this);
  }

  #forget(uid: string): void {
    this.#cached.delete(uid);
    this.#changed.delete(uid);
    this.#listener.podStatusChanged(uid);
  }

  #writeAgain(uid: string): void {
    const cached = this.#cached.get(uid);
    if (cached !== undefined) cached.writtenVersion = 0;
    this.#write(uid);
  }

  /** Follows syncPod. */
  #write(uid: string): void {
    const cached = this.#cached.get(uid);
    const pod = this.#api.pod(uid);
    if (cached === undefined || pod === undefined || cached.writtenVersion >= cached.version) return;
    const second = this.#clock.floorToSecond(this.#simulation.now);
    const couldRun = this.#safety.couldHaveRunningContainers(uid);
    if (couldRun && isTerminal(cached.status) && !isTerminal(pod.status!)) this.#heldBack.add(uid);
    const merged = mergePodStatus(pod.status!, cached.status, couldRun, second);
    let current = pod;
    if (!sameToApiServer(pod.status!, merged)) current = this.#api.updatePodStatus(uid, merged) ?? pod;
    cached.writtenVersion = cached.version;
    if (cached.finished && current.metadata.deletionTimestamp !== undefined && isTerminal(current.status!)) {
      this.#api.deletePod(uid, 0);
      this.#forget(uid);
    }
  }
}

function isTerminal({ phase }: PodStatus): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/**
 * What is written to the API server: a terminal phase is held back while containers could still run.
 * Follows mergePodStatus.
 */
function mergePodStatus(old: PodStatus, status: PodStatus, couldRun: boolean, second: number): PodStatus {
  const becomesTerminal = !isTerminal(old) && isTerminal(status);
  const conditions = mergeConditions(old, status, becomesTerminal && !couldRun, second);
  if (!becomesTerminal || !couldRun) {
    const merged = conditions === status.conditions ? status : shapedStatus(status, { conditions });
    return isTerminal(merged) ? withReadyFalse(merged) : merged;
  }
  return shapedStatus(status, { conditions, phase: old.phase, reason: old.reason, message: old.message });
}

/** The kubelet's conditions and those of others; that of a disruption only together with the terminal phase. */
function mergeConditions(old: PodStatus, status: PodStatus, showsDisruption: boolean, second: number): readonly PodCondition[] {
  if (old.conditions.every(isOwn) && status.conditions.every(isOwn)) return status.conditions;
  const foreign = old.conditions.filter((condition) => !isOwn(condition));
  for (const condition of status.conditions) {
    if (isOwn(condition)) foreign.push(condition);
    else if (condition.type === 'DisruptionTarget' && showsDisruption) {
      replaceIn(foreign, { ...condition, lastTransitionTime: second });
    }
  }
  return foreign;
}

function isOwn({ type }: PodCondition): boolean {
  return isKubeletCondition(type);
}

function withReadyFalse(status: PodStatus): PodStatus {
  if (!isConditionTrue(status.conditions, 'Ready') && !isConditionTrue(status.conditions, 'ContainersReady')) return status;
  return shapedStatus(status, {
    conditions: replaceConditions(status.conditions, [
      terminalReadyCondition('ContainersReady', status.phase), terminalReadyCondition('Ready', status.phase),
    ]),
  });
}

function replaceConditions(conditions: readonly PodCondition[], replacements: readonly PodCondition[]): PodCondition[] {
  const result = [...conditions];
  for (const replacement of replacements) replaceIn(result, replacement);
  return result;
}

function replaceIn(conditions: PodCondition[], replacement: PodCondition): void {
  const index = conditions.findIndex(({ type }) => type === replacement.type);
  if (index >= 0) conditions[index] = replacement;
  else conditions.push(replacement);
}

/** The status with one container changed, or undefined when there is no such container or nothing changes. */
function withContainer(
  status: PodStatus, id: string, change: (container: ContainerStatus) => ContainerStatus,
): PodStatus | undefined {
  const inList = (list: readonly ContainerStatus[] | undefined): readonly ContainerStatus[] | undefined => {
    const found = list?.find(({ containerID }) => containerID === id);
    if (found === undefined) return undefined;
    const changed = change(found);
    return changed === found ? undefined : list!.map((each) => (each === found ? changed : each));
  };
  const containerStatuses = inList(status.containerStatuses);
  if (containerStatuses !== undefined) return shapedStatus(status, { containerStatuses });
  const initContainerStatuses = inList(status.initContainerStatuses);
  return initContainerStatuses && shapedStatus(status, { initContainerStatuses });
}

/**
 * A container that has ended and is never started again may not come back: the whole update is dropped.
 * Follows checkContainerStateTransition.
 */
function isIllegalTransition(pod: Pod, old: PodStatus, status: PodStatus): boolean {
  const { spec } = pod;
  if (spec.restartPolicy === 'Always' || allContainersCouldRestart(spec)) return false;
  return spec.containers.some((container) => comesBack(pod, container, old.containerStatuses, status.containerStatuses))
    || (spec.initContainers ?? NO_CONTAINERS).some((container) => !isSidecar(container)
      && comesBack(pod, container, old.initContainerStatuses, status.initContainerStatuses));
}

/** Whether a container had ended for good and now has not. */
function comesBack(
  { spec }: Pod, container: Container, before: readonly ContainerStatus[] | undefined, now: readonly ContainerStatus[] | undefined,
): boolean {
  const exitCode = before && findStatus(before, container.name)?.state.terminated?.exitCode;
  if (exitCode === undefined || (exitCode !== 0 && spec.restartPolicy === 'OnFailure')) return false;
  if (containerShouldRestart(container, spec, exitCode)) return false;
  const current = now && findStatus(now, container.name);
  return current !== undefined && current.state.terminated === undefined;
}

const NO_CONTAINERS: readonly Container[] = [];

function ended(container: ContainerStatus): ContainerStatus {
  if (container.state.terminated !== undefined) return container;
  return { ...container, state: { terminated: { reason: 'ContainerStatusUnknown', message: LOST_MESSAGE, exitCode: 137 } } };
}

/** Whether the init containers were done, as far as the API knows. Follows hasPodInitialized. */
function hasPodInitialized({ spec, status }: Pod): boolean {
  const inits = spec.initContainers ?? [];
  if (inits.length === 0) return true;
  for (const { state, lastState } of status?.containerStatuses ?? []) {
    if (lastState.terminated !== undefined || state.waiting === undefined) return true;
  }
  const last = status?.initContainerStatuses?.at(-1);
  if (last === undefined) return false;
  if (isSidecar(inits[inits.length - 1])) return last.state.running !== undefined && last.started === true;
  return last.lastState.terminated?.exitCode === 0 || last.state.terminated?.exitCode === 0;
}

/** How many init containers, from the first on, have been begun; at least one. Follows initializedContainers. */
function initializedCount(statuses: readonly ContainerStatus[]): number {
  for (let index = statuses.length - 1; index >= 0; index -= 1) {
    if (statuses[index].state.waiting === undefined || statuses[index].lastState.terminated !== undefined) return index + 1;
  }
  return Math.min(1, statuses.length);
}
