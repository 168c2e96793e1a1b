import { sleep, type Process } from '../simulation/process';
import type { Simulation } from '../simulation/simulation';
import { RuntimeError } from './runtime-errors';
import { PRESENT_IMAGE, type ImageScript } from './runtime-script';

/** What a pull brought: the image's size, or the reason why there is none. */
export interface PulledImage {
  readonly sizeInBytes: number;
  readonly error?: RuntimeError;
}

/** Every simulated image has this size; it shows in the Event of a pull only. */
const IMAGE_SIZE = 1000;

/** The images of one node, and the registry they come from. */
export class ImageStore {
  readonly #scripts = new Map<string, ImageScript>();
  readonly #pulled = new Set<string>();
  readonly #pulls = new Map<string, number>();

  /** Describes an image; the first description of an image counts. */
  describe(image: string, script: ImageScript): void {
    if (!this.#scripts.has(image)) this.#scripts.set(image, script);
  }

  /** Whether the image is on the node. */
  isPresent(image: string): boolean {
    return this.#pulled.has(image) || this.#script(image).present;
  }

  /** Asks the registry for the image; counts the pulls of all pods together. */
  *pull(simulation: Simulation, image: string): Process<PulledImage> {
    const script = this.#script(image);
    const ordinal = this.#pulls.get(image) ?? 0;
    this.#pulls.set(image, ordinal + 1);
    if (ordinal < script.failTimes) {
      yield* sleep(simulation, script.failLatency);
      return { sizeInBytes: 0, error: pullError(image, script) };
    }
    yield* sleep(simulation, script.latency);
    this.#pulled.add(image);
    return { sizeInBytes: IMAGE_SIZE };
  }

  #script(image: string): ImageScript {
    return this.#scripts.get(image) ?? PRESENT_IMAGE;
  }
}

function pullError(image: string, script: ImageScript): RuntimeError {
  if (script.error !== undefined) return new RuntimeError('Unknown', script.error);
  return new RuntimeError('NotFound', `failed to pull and unpack image "${image}": not found`);
}
