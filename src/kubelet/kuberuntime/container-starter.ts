import { podFullDescription } from '../../api/containers';
import type { Container, Pod } from '../../api/pod';
import type { ContainerRuntime, PodIdentity } from '../../runtime/container-runtime';
import { RuntimeError } from '../../runtime/runtime-errors';
import type { RuntimeContainer } from '../../runtime/runtime-pod';
import type { Process } from '../../simulation/process';
import type { Simulation } from '../../simulation/simulation';
import type { VersionTraits } from '../configuration/kubelet-version';
import type { EventRecorder } from '../event-recorder';
import { formatGoDuration } from '../go-duration';
import type { PodDirectories } from '../volumes/pod-directories';
import type { BackOff } from './back-off';
import type { ContainerKiller } from './container-killer';
import type { ImageManager } from './image-manager';
import { runHook } from './lifecycle-hooks';
import type { ReasonCache, StartFailure } from './reason-cache';
import { rootProblem } from './run-as-non-root';
import { newestInstance, type RuntimePodStatus } from './runtime-pod-status';
import type { SyncResult } from './sync-result';

/** Where a container is started. */
export interface StartTarget {
  readonly pod: Pod;
  /** The picture that the sync works with; it knows nothing of the sync's own actions. */
  readonly status: RuntimePodStatus;
  readonly sandboxId: string;
}

/** What containers are started with. */
export interface ContainerStarterParts {
  readonly simulation: Simulation;
  readonly runtime: ContainerRuntime;
  readonly recorder: EventRecorder;
  readonly images: ImageManager;
  readonly killer: ContainerKiller;
  readonly crashBackOff: BackOff;
  readonly reasons: ReasonCache;
  readonly version: VersionTraits;
  readonly directories: PodDirectories;
}

/**
 * Starts containers: crash back-off, image, create, start, postStart hook, one after the other.
 * Follows `pkg/kubelet/kuberuntime/kuberuntime_manager.go` SyncPod (start), doBackOff and
 * `kuberuntime_container.go` startContainer.
 */
export class ContainerStarter {
  readonly #parts: ContainerStarterParts;

  constructor(parts: ContainerStarterParts) {
    this.#parts = parts;
  }

  /** Starts a container unless it is in back-off; answers whether it was started, and notes why not. */
  *start(target: StartTarget, container: Container, result: SyncResult): Process<boolean> {
    result.did();
    const { pod } = target;
    const uid = pod.metadata.uid!;
    const blocked = this.#checkBackOff(target, container, result);
    const failure = blocked ?? (yield* this.#startContainer(target, container));
    this.#parts.reasons.update(uid, container.name, failure);
    if (failure !== undefined && blocked === undefined) result.fail();
    return failure === undefined;
  }

  /** Counts the start, or answers with why the container has to wait. Follows doBackOff. */
  #checkBackOff({ pod, status }: StartTarget, container: Container, result: SyncResult): StartFailure | undefined {
    const exited = status.containers.find(({ name, state }) => name === container.name && state === 'exited');
    if (exited === undefined) return undefined;
    const key = backOffKey(pod, container);
    if (!this.#parts.crashBackOff.isInBackOffSince(key, exited.finishedAt)) {
      this.#parts.crashBackOff.next(key, exited.finishedAt);
      return undefined;
    }
    const description = podFullDescription(pod);
    this.#parts.recorder.containerEvent(
      pod, container.name, 'Warning', 'BackOff', `Back-off restarting failed container ${container.name} in pod ${description}`,
    );
    const delay = this.#parts.crashBackOff.delay(key);
    result.backOff(exited.finishedAt + delay);
    const message = `back-off ${formatGoDuration(delay)} restarting failed container=${container.name} pod=${description}`;
    return { reason: 'CrashLoopBackOff', message };
  }

  #named(text: string, textWithName: string): string {
    return this.#parts.version.namesContainerInEvents ? textWithName : text;
  }

  /** Follows `kuberuntime_container.go` generateContainerConfig. */
  #configError(pod: Pod, container: Container): string | undefined {
    const identity = pod.metadata as PodIdentity;
    const { runtime, directories } = this.#parts;
    return directories.hostsFileError(identity.uid) ?? runtime.configError(identity, container.name)
      ?? rootProblem(pod, container, runtime.imageUser(identity, container.image));
  }

  *#startContainer(target: StartTarget, container: Container): Process<StartFailure | undefined> {
    const { pod } = target;
    const { name } = container;
    const imageFailure = yield* this.#parts.images.ensureImageExists(pod, container);
    if (imageFailure !== undefined) {
      this.#parts.recorder.containerEvent(pod, name, 'Warning', 'Failed', `Error: ${imageFailure.reason}`);
      return imageFailure;
    }
    const configError = this.#configError(pod, container);
    if (configError !== undefined) {
      this.#parts.recorder.containerEvent(pod, name, 'Warning', 'Failed', `Error: ${configError}`);
      return { reason: 'CreateContainerConfigError', message: configError };
    }
    const { runtime, recorder } = this.#parts;
    const attempt = (newestInstance(target.status, name)?.attempt ?? -1) + 1;
    const instance = yield* runtime.createContainer(pod.metadata as PodIdentity, target.sandboxId, container, attempt);
    if (instance instanceof RuntimeError) return this.#failed(pod, name, 'CreateContainerError', instance);
    recorder.containerEvent(pod, name, 'Normal', 'Created', this.#named('Container created', `Created container: ${name}`));
    const error = yield* runtime.startContainer(pod.metadata as PodIdentity, instance);
    if (error !== undefined) return this.#failed(pod, name, 'RunContainerError', error);
    recorder.containerEvent(pod, name, 'Normal', 'Started', this.#named('Container started', `Started container ${name}`));
    return yield* this.#postStart(pod, container, instance);
  }

  #failed(pod: Pod, container: string, reason: string, { description }: RuntimeError): StartFailure {
    this.#parts.recorder.containerEvent(pod, container, 'Warning', 'Failed', `Error: ${description}`);
    return { reason, message: description };
  }

  /** A container whose postStart hook fails is killed. */
  *#postStart(pod: Pod, container: Container, instance: RuntimeContainer): Process<StartFailure | undefined> {
    const handler = container.lifecycle?.postStart;
    if (handler === undefined) return undefined;
    const message = yield* runHook(this.#parts.runtime, pod, container, instance, 'postStart', handler);
    if (message === undefined) return undefined;
    this.#parts.recorder.containerEvent(pod, container.name, 'Warning', 'FailedPostStartHook', 'PostStartHook failed');
    yield* this.#parts.killer.killContainer({
      pod, container, id: instance.id, message: 'FailedPostStartHook', reason: 'unknown',
    });
    return { reason: 'PostStartHookError', message };
  }
}

/** The back-off of a container begins anew with another image. Follows `helpers.go` GetBackoffKey. */
function backOffKey({ metadata }: Pod, { name, image }: Container): string {
  return `${metadata.uid}/${name}/${image}`;
}
