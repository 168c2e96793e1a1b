/** A source of numbers in [0, 1). */
export interface RandomSource {
  next(): number;
}

/** The source that always answers zero: every jitter is off. */
export const NO_JITTER: RandomSource = { next: () => 0 };

/**
 * Random streams named after the component and the subject that draw from them, so that a new draw in one place moves
 * no other. The same seed and name give the same numbers on every machine.
 */
export class RandomStreams {
  constructor(readonly seed: number) {}

  /** The stream of this name, from its beginning. */
  stream(name: string): RandomSource {
    return new Sfc32(this.seed, hash(name));
  }
}

/** The fractional part of the golden ratio: its multiples fill [0, 1) evenly, however many there are. */
const GOLDEN = 0.618_033_988_749_894_9;

/**
 * A source for exploring what sums of random delays can be. It leans towards its ends: in some runs (by their seed) its
 * numbers are mostly small, in others mostly great, in most anything between, and in every run now and then a number is
 * close to an end. Over all runs they are spread evenly about the middle. A few hundred runs then reach edges which
 * independent numbers would take many thousands for.
 */
export function leaning(source: RandomSource, seed: number): RandomSource {
  const lean = 2 * ((seed * GOLDEN) % 1) - 1;
  const exponent = 1 + STRONGEST_LEAN * lean ** 4;
  const next = (): number => {
    const kind = source.next();
    const number = source.next();
    if (kind < EDGE_SHARE / 2) return number ** EDGE_EXPONENT;
    if (kind < EDGE_SHARE) return 1 - number ** EDGE_EXPONENT;
    return lean < 0 ? number ** exponent : 1 - (1 - number) ** exponent;
  };
  return { next };
}

/** How strongly the most one-sided runs lean. */
const STRONGEST_LEAN = 6;
/** The share of numbers that are close to an end whatever the run. */
const EDGE_SHARE = 0.25;
const EDGE_EXPONENT = 8;

/** FNV-1a over UTF-16 code units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** Chris Doty-Humphrey's small fast counting generator, 32 bits a step. */
class Sfc32 implements RandomSource {
  #a: number;
  #b: number;
  #c = 0x9e3779b9 | 0;
  #counter = 1;

  constructor(seed: number, name: number) {
    this.#a = seed | 0;
    this.#b = name | 0;
    for (let round = 0; round < 12; round += 1) this.next();
  }

  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  }
}
