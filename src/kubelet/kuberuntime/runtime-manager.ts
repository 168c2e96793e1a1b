import { isSidecar } from '../../api/containers';
import type { Container, Pod } from '../../api/pod';
import type { ContainerRuntime, PodIdentity } from '../../runtime/container-runtime';
import { RuntimeError } from '../../runtime/runtime-errors';
import type { Process } from '../../simulation/process';
import type { EventRecorder } from '../event-recorder';
import type { ContainerKiller } from './container-killer';
import type { ContainerStarter } from './container-starter';
import { computePodActions, killsContainers, startsContainers, type PodActions, type ProbeFindings } from './pod-actions';
import type { RuntimePodStatus } from './runtime-pod-status';
import { SyncResult } from './sync-result';

/** What the runtime manager asks of the kubelet around it. */
export interface RuntimeManagerHost {
  /** The pod's sandbox is there: its condition can be published before images are pulled. */
  podSandboxReady(pod: Pod): void;
  isTerminationRequested(uid: string): boolean;
}

/**
 * Makes a pod what its spec says: computes a plan and carries it out, one step after the other.
 * Follows `pkg/kubelet/kuberuntime/kuberuntime_manager.go` kubeGenericRuntimeManager.
 */
export class RuntimeManager {
  constructor(
    readonly runtime: ContainerRuntime,
    readonly recorder: EventRecorder,
    readonly killer: ContainerKiller,
    readonly starter: ContainerStarter,
    readonly probes: ProbeFindings,
    readonly host: RuntimeManagerHost,
  ) {}

  /** What a sync of a pod is to do. */
  plan(pod: Pod, status: RuntimePodStatus, restartAllContainers: boolean): PodActions {
    return computePodActions(pod, status, this.probes, restartAllContainers);
  }

  /** A sync that has nothing to do. */
  leave(pod: Pod, status: RuntimePodStatus): SyncResult {
    this.#pruneInitContainers(pod, status);
    return new SyncResult();
  }

  /** Does what was planned. The result says what was done and what failed. Follows SyncPod. */
  *carryOut(pod: Pod, status: RuntimePodStatus, actions: PodActions): Process<SyncResult> {
    const result = new SyncResult();
    if (actions.createSandbox && actions.sandboxId !== undefined) {
      this.recorder.podEvent(pod, 'Normal', 'SandboxChanged', 'Pod sandbox changed, it will be killed and re-created.');
    }
    if (actions.killPod) yield* this.#killPod(pod, status, actions, result);
    else if (killsContainers(actions)) yield* this.#killContainers(pod, actions, result);
    this.#pruneInitContainers(pod, status);
    const sandboxId = actions.createSandbox ? yield* this.#createSandbox(pod, actions, result) : actions.sandboxId;
    if (sandboxId !== undefined && startsContainers(actions)) {
      yield* this.#startContainers(pod, status, sandboxId, actions, result);
    }
    return result;
  }

  *#killPod(pod: Pod, status: RuntimePodStatus, actions: PodActions, result: SyncResult): Process {
    result.did();
    yield* this.killer.killPod(pod, status, undefined);
    if (!actions.createSandbox) return;
    const inits = new Set(pod.spec.initContainers?.map(({ name }) => name));
    for (const { id, name } of status.containers) if (inits.has(name)) this.#remove(pod, id);
  }

  /** One after the other, each with its own full grace period. */
  *#killContainers(pod: Pod, actions: PodActions, result: SyncResult): Process {
    for (const { container, id, message, reason } of actions.containersToKill) {
      result.did();
      yield* this.killer.killContainer({ pod, container, id, message, reason });
    }
    for (const { container, id, kill } of actions.containersToReset) {
      result.did();
      if (kill) {
        yield* this.killer.killContainer({ pod, container, id, message: 'killing', reason: 'unknown', graceOverride: 0 });
      }
      this.#remove(pod, id);
      result.removed += 1;
    }
  }

  /** Of each init container only the newest instance that has ended is kept. */
  #pruneInitContainers(pod: Pod, status: RuntimePodStatus): void {
    for (const { name } of pod.spec.initContainers ?? NO_CONTAINERS) {
      const ended = status.containers.filter((each) => each.name === name && each.state === 'exited');
      for (const { id } of ended.slice(1)) this.#remove(pod, id);
    }
  }

  /** The id of a new sandbox to start containers in, or undefined when it could not be made. */
  *#createSandbox(pod: Pod, actions: PodActions, result: SyncResult): Process<string | undefined> {
    result.did();
    const sandbox = yield* this.runtime.runPodSandbox(pod.metadata as PodIdentity, actions.sandboxAttempt);
    if (!(sandbox instanceof RuntimeError)) {
      this.host.podSandboxReady(pod);
      return sandbox.id;
    }
    if (this.host.isTerminationRequested(pod.metadata.uid!)) return undefined;
    result.fail();
    this.recorder.podEvent(pod, 'Warning', 'FailedCreatePodSandBox', `Failed to create pod sandbox: ${sandbox.message}`);
    return undefined;
  }

  /** An init container that cannot be started ends the sync; a sidecar or main container does not. */
  *#startContainers(
    pod: Pod, status: RuntimePodStatus, sandboxId: string, actions: PodActions, result: SyncResult,
  ): Process {
    const target = { pod, status, sandboxId };
    for (const container of actions.initContainersToStart) {
      const started = yield* this.starter.start(target, container, result);
      if (!started && !isSidecar(container)) return;
    }
    for (const container of actions.containersToStart) yield* this.starter.start(target, container, result);
  }

  #remove(pod: Pod, id: string): void {
    this.runtime.removeContainer(pod.metadata as PodIdentity, id);
  }
}

const NO_CONTAINERS: readonly Container[] = [];
