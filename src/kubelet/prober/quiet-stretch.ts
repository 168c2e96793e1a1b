import type { Duration, Instant } from '../../simulation/time';
import type { ProbeRecord } from '../../trace/trace';

/**
 * A stretch of ticks of which it is known what each of them does: nothing at all, or one more success that changes
 * nothing. It is walked in one step when something disturbs it.
 */
export class QuietStretch {
  readonly #firstTick: Instant;
  readonly #period: Duration;
  readonly #record: ProbeRecord | undefined;

  /**
   * @param firstTick the first tick of the stretch
   * @param record where each tick is an attempt: the record of them, whose count is not known yet
   */
  constructor(firstTick: Instant, period: Duration, record: ProbeRecord | undefined) {
    this.#firstTick = firstTick;
    this.#period = period;
    this.#record = record;
    if (record !== undefined) record.count = Infinity;
  }

  /** Ends the stretch: no tick of it lies after `instant`. */
  end(instant: Instant): StretchEnd {
    const ticks = instant < this.#firstTick ? 0 : Math.floor((instant - this.#firstTick) / this.#period) + 1;
    const nextTick = this.#firstTick + ticks * this.#period;
    if (this.#record === undefined) return { nextTick, attempts: 0, running: undefined };
    const lastTick = nextTick - this.#period;
    const isRunning = ticks > 0 && lastTick + this.#record.duration! > instant;
    this.#record.count = isRunning ? ticks - 1 : ticks;
    return { nextTick, attempts: this.#record.count, running: isRunning ? lastTick : undefined };
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
}
