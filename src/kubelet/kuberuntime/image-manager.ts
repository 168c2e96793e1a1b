import { imageReferenceError } from '../../api/image-reference';
import type { Container, Pod } from '../../api/pod';
import type { ContainerRuntime, PodIdentity } from '../../runtime/container-runtime';
import type { PulledImage } from '../../runtime/image-store';
import type { Process } from '../../simulation/process';
import { Semaphore } from '../../simulation/semaphore';
import type { Simulation } from '../../simulation/simulation';
import type { Instant } from '../../simulation/time';
import type { KubeletConfig } from '../configuration/kubelet-config';
import { INITIAL_IMAGE_BACK_OFF, MAX_BACK_OFF } from '../constants';
import type { EventRecorder } from '../event-recorder';
import { formatGoDuration } from '../go-duration';
import { BackOff } from './back-off';
import type { StartFailure } from './reason-cache';
import { TokenBucket } from './token-bucket';

/** How a pull went, and when it was its turn. */
interface Turn {
  readonly pulled: PulledImage;
  readonly error: { readonly message: string } | undefined;
  readonly startedAt: Instant;
}

/** `pkg/kubelet/images/helpers.go` throttledImageService: the registry is not even asked. */
const TOO_MANY_PULLS = { message: 'pull QPS exceeded' };
const NOT_PULLED: PulledImage = { sizeInBytes: 0 };

/**
 * Sees to it that a container's image is on the node: pull policy, the queue of pulls, and the back-off of pulls that
 * failed. Follows `pkg/kubelet/images/image_manager.go` and `puller.go`.
 */
export class ImageManager {
  readonly #simulation: Simulation;
  readonly #runtime: ContainerRuntime;
  readonly #recorder: EventRecorder;
  readonly #backOff: BackOff;
  readonly #pulls: Semaphore;
  /** How often the registry may be asked; undefined = as often as one likes. */
  readonly #limit: TokenBucket | undefined;
  readonly #presence: string;
  readonly #lastErrors = new Map<string, string>();

  constructor(simulation: Simulation, runtime: ContainerRuntime, recorder: EventRecorder, config: KubeletConfig) {
    this.#simulation = simulation;
    this.#runtime = runtime;
    this.#recorder = recorder;
    this.#backOff = new BackOff(simulation, INITIAL_IMAGE_BACK_OFF, MAX_BACK_OFF);
    this.#pulls = new Semaphore(config.serializeImagePulls ? 1 : config.maxParallelImagePulls ?? Infinity);
    this.#limit = config.registryPullQps === 0 ? undefined : new TokenBucket(simulation, config.registryPullQps, config.registryBurst);
    this.#presence = `already present on machine${config.featureGates.KubeletEnsureSecretPulledImages ? ' and can be accessed by the pod' : ''}`;
  }

  /** Answers with why the image cannot be used, or undefined when it can. Follows EnsureImageExists. */
  *ensureImageExists(pod: Pod, container: Container): Process<StartFailure | undefined> {
    const { name, image, imagePullPolicy } = container;
    const malformed = imageReferenceError(image);
    if (malformed !== undefined) {
      const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": ${malformed}`;
      this.#recorder.containerEvent(pod, name, 'Warning', 'InspectFailed', message);
      return { reason: 'InvalidImageName', message };
    }
    const present = imagePullPolicy !== 'Always' && this.#runtime.images.isPresent(image);
    if (present) {
      this.#recorder.containerEvent(pod, name, 'Normal', 'Pulled', `Container image "${image}" ${this.#presence}`);
      return undefined;
    }
    if (imagePullPolicy === 'Never') {
      const message = `Container image "${image}" is not present with pull policy of Never`;
      this.#recorder.containerEvent(pod, name, 'Warning', 'ErrImageNeverPull', message);
      return { reason: 'ErrImageNeverPull', message };
    }
    return yield* this.#pull(pod, container);
  }

  *#pull(pod: Pod, { name, image }: Container): Process<StartFailure | undefined> {
    const key = `${pod.metadata.uid}_${image}`;
    if (this.#backOff.isInBackOffSinceUpdate(key)) {
      const message = `Back-off pulling image "${image}"`;
      this.#recorder.containerEvent(pod, name, 'Normal', 'BackOff', message);
      const lastError = this.#lastErrors.get(key);
      return { reason: 'ImagePullBackOff', message: lastError === undefined ? message : `${message}: ${lastError}` };
    }
    this.#lastErrors.delete(key);
    this.#recorder.containerEvent(pod, name, 'Normal', 'Pulling', `Pulling image "${image}"`);
    const askedAt = this.#simulation.now;
    const { pulled, error, startedAt } = yield* this.#takeTurn(pod.metadata as PodIdentity, name, image);
    if (error !== undefined) {
      const { message } = error;
      this.#recorder.containerEvent(pod, name, 'Warning', 'Failed', `Failed to pull image "${image}": ${message}`);
      this.#backOff.next(key, this.#simulation.now);
      this.#lastErrors.set(key, `ErrImagePull: ${message}`);
      return { reason: 'ErrImagePull', message };
    }
    const took = formatGoDuration(this.#simulation.now - startedAt);
    const waited = formatGoDuration(this.#simulation.now - askedAt);
    this.#recorder.containerEvent(
      pod, name, 'Normal', 'Pulled',
      `Successfully pulled image "${image}" in ${took} (${waited} including waiting). Image size: ${pulled.sizeInBytes} bytes.`,
    );
    this.#backOff.sweep();
    return undefined;
  }

  /** Pulls run in the order of asking, as many at once and as often as the configuration allows. */
  *#takeTurn(pod: PodIdentity, container: string, image: string): Process<Turn> {
    yield* this.#pulls.acquire();
    const startedAt = this.#simulation.now;
    try {
      if (this.#limit?.tryTake() === false) return { pulled: NOT_PULLED, error: TOO_MANY_PULLS, startedAt };
      const pulled = yield* this.#runtime.pullImage(pod, container, image);
      return { pulled, error: pulled.error, startedAt };
    } finally {
      this.#pulls.release();
    }
  }
}
