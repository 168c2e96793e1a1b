/**
 * Bounds of one run. They exist so that a mistake (a loop without waiting, a scenario that never ends) becomes a clear
 * error instead of a hang; ordinary scenarios stay far below them.
 */
export interface SimulationLimits {
  /** Timers that may fire at one instant before the run is taken for an endless loop. */
  readonly timersPerInstant: number;
  /** Timers that may fire in one run. */
  readonly timersPerRun: number;
  /** Virtual time that one run may cover, in microseconds. */
  readonly virtualTime: number;
}

/** The limits used when nothing else is said: a million timers at one instant, 500 million in all, ten years. */
export const DEFAULT_LIMITS: SimulationLimits = {
  timersPerInstant: 1_000_000,
  timersPerRun: 500_000_000,
  virtualTime: 10 * 365 * 86_400 * 1_000_000,
};

/** A bound of {@link SimulationLimits} was reached. */
export class SimulationLimitError extends Error {
  override readonly name = 'SimulationLimitError';

  /**
   * @param limit which bound, in words
   * @param now the virtual time at which it was reached, in microseconds
   */
  constructor(readonly limit: string, readonly now: number) {
    super(`Simulation limit reached at ${(now / 1_000_000).toFixed(3)} s of virtual time: ${limit}`);
  }
}
