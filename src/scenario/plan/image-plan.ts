import type { ImageScript } from '../../runtime/runtime-script';
import type { Duration } from '../../simulation/time';

/** An image of which nothing is said is on the node; one of which something is said has to be pulled. */
const TO_BE_PULLED: ImageScript = { present: false, latency: 0, failTimes: 0, failLatency: 0 };

/** What a scenario says about images. */
export class ImagePlans {
  readonly #images = new Map<string, ImageScript>();
  readonly #said = new Set<string>();

  /** All images of which something was said. */
  get said(): ReadonlySet<string> {
    return this.#said;
  }

  /** How long a successful pull takes. */
  pullTakes(image: string, latency: Duration): void {
    this.#change(image, { latency });
  }

  /** The first so many pulls fail at once; `Infinity`: every pull. */
  pullFails(image: string, failTimes: number): void {
    this.#change(image, { failTimes });
  }

  /** Hands over what was said since the last time. */
  takeNew(): readonly (readonly [string, ImageScript])[] {
    const images = [...this.#images];
    this.#images.clear();
    return images;
  }

  #change(image: string, change: Partial<ImageScript>): void {
    this.#said.add(image);
    this.#images.set(image, { ...TO_BE_PULLED, ...this.#images.get(image), ...change });
  }
}
