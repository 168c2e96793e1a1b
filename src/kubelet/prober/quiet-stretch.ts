import type { Duration, Instant } from '../../simulation/time';
import type { ProbeRecord } from '../../trace/trace';

/**
 * A stretch of ticks of which it is known what each of them does: nothing at all, or one more success that changes
 * nothing. It is walked in one step when something disturbs it.
 */
export class QuietStretch {
  /** Ticks that do nothing. */
  static readonly IDLE = new QuietStretch(undefined, 0);

  readonly #record: ProbeRecord | undefined;
  readonly #duration: Duration;

  /**
   * @param record of the attempts, where each tick is one; how many there are is not known yet
   * @param duration how long each attempt takes
   */
  constructor(record: ProbeRecord | undefined, duration: Duration) {
    this.#record = record;
    this.#duration = duration;
    if (record !== undefined) record.count = Infinity;
  }

  /** Ends a stretch that began with `firstTick`: no tick of it lies after `instant`. */
  end(firstTick: Instant, period: Duration, instant: Instant): StretchEnd {
    const ticks = instant < firstTick ? 0 : Math.floor((instant - firstTick) / period) + 1;
    const nextTick = firstTick + ticks * period;
    if (this.#record === undefined) return { nextTick, attempts: 0, running: undefined, duration: 0 };
    const lastTick = nextTick - period;
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
