import { withDefaultTag } from '../api/image-reference';
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

/** What the node and its registry know of an image. */
interface Image {
  readonly name: string;
  readonly script: ImageScript;
  isPulled: boolean;
  pulls: number;
}

/** The images of one node, and the registry they come from. */
export class ImageStore {
  readonly #images = new Map<string, Image>();

  /** Describes an image; the first description of an image counts. */
  describe(image: string, script: ImageScript): void {
    if (!this.#images.has(image)) this.#images.set(image, { name: image, script, isPulled: false, pulls: 0 });
  }

  /** Whether the image is on the node. */
  isPresent(name: string): boolean {
    const image = this.#images.get(name);
    return image === undefined ? PRESENT_IMAGE.present : image.isPulled || image.script.present;
  }

  /** Asks the registry for the image; counts the pulls of all pods together. */
  *pull(simulation: Simulation, name: string): Process<PulledImage> {
    this.describe(name, PRESENT_IMAGE);
    const image = this.#images.get(name)!;
    const { script } = image;
    image.pulls += 1;
    if (image.pulls <= script.failTimes) {
      yield* sleep(simulation, script.failLatency);
      return { sizeInBytes: 0, error: pullError(image) };
    }
    yield* sleep(simulation, script.latency);
    image.isPulled = true;
    return { sizeInBytes: IMAGE_SIZE };
  }
}

function pullError({ name, script }: Image): RuntimeError {
  if (script.error !== undefined) return new RuntimeError('Unknown', script.error);
  return new RuntimeError('NotFound', `failed to pull and unpack image "${withDefaultTag(name)}": not found`);
}
