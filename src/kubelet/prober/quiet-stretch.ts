import type { Duration, Instant } from '../../simulation/time';
import type { ProbeRecord } from '../../trace/trace';

/** The attempts of a quiet stretch: one record of all, and how long each takes. */
export interface QuietAttempts {
  readonly record: ProbeRecord;
  readonly duration: Duration;
}

/**
 * A stretch of ticks of which it is known what each of them does: nothing at all, or one more success that changes
 * nothing. It is walked in one step when something disturbs it.
 */
export class QuietStretch {
  readonly #firstTick: Instant;
  readonly #period: Duration;
  readonly #record: ProbeRecord | undefined;
  readonly #duration: Duration;

  /**
   * @param firstTick the first tick of the stretch
   * @param attempts where each tick is an attempt; how many there are is not known yet
   */
  constructor(firstTick: Instant, period: Duration, attempts: QuietAttempts | undefined) {
    this.#firstTick = firstTick;
    this.#period = period;
    this.#record = attempts?.record;
    this.#duration = attempts?.duration ?? 0;
    if (attempts !== undefined) attempts.record.count = Infinity;
  }

  /** Ends the stretch: no tick of it lies after `instant`. */
  end(instant: Instant): StretchEnd {
    const ticks = instant < this.#firstTick ? 0 : Math.floor((instant - this.#firstTick) / this.#period) + 1;
    const nextTick = this.#firstTick + ticks * this.#period;
    if (this.#record === undefined) return { nextTick, attempts: 0, running: undefined, duration: 0 };
    const lastTick = nextTick - this.#period;
    const isRunning = ticks > 0 && lastTick + this.#duration > instant;
    const attempts = isRunning ? ticks - 1 : ticks;
    this.#record.count = attempts;
    return { nextTick, attempts, running: isRunning ? lastTick : undefined, duration: this.#duration };
  }
}

/** What has happened in a quiet stretch. */
export interface StretchEnd {
  /** The first tick after the stretch. */
  readonly nextTick: Instant;
  /** Attempts that have ended. */
  readonly attempts: number;
  /** When the attempt began that still runs, if one does. */
  readonly running: Instant | undefined;
  /** How long each attempt takes. */
  readonly duration: Duration;
}
