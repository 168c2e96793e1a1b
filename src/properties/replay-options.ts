/** How the laws are run: what a replay gives again. */
export interface ReplayOptions {
  /** Of all generated input; undefined = another one each time. */
  readonly seed: number | undefined;
  /** The way to one counter-example, as a failure printed it. */
  readonly path: string | undefined;
  /** In place of the number of runs that a law asks for. */
  readonly runs: number | undefined;
}

/** The seed when nothing is said: the same input every time, so that a failure is never a surprise of the day. */
export const DEFAULT_SEED = 1;

/**
 * Reads the options from environment variables: `PODCLOCK_SEED` (a whole number, or `random`), `PODCLOCK_PATH`,
 * `PODCLOCK_RUNS`.
 * @throws RangeError when a number is not one
 */
export function parseReplayOptions(environment: Readonly<Record<string, string | undefined>>): ReplayOptions {
  const { PODCLOCK_SEED: seed, PODCLOCK_PATH: path, PODCLOCK_RUNS: runs } = environment;
  return {
    seed: seed === 'random' ? undefined : seed === undefined ? DEFAULT_SEED : wholeNumber('PODCLOCK_SEED', seed),
    path: path === '' ? undefined : path,
    runs: runs === undefined ? undefined : positive('PODCLOCK_RUNS', runs),
  };
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value)) {
    throw new RangeError(`Cannot read ${name} as it must be a whole number: current value is "${text}"`);
  }
  return value;
}

function positive(name: string, text: string): number {
  const value = wholeNumber(name, text);
  if (value < 1) throw new RangeError(`Cannot read ${name} as it must be at least 1: current value is "${text}"`);
  return value;
}
