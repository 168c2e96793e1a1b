import type { Duration, Instant } from './time';

/**
 * The instants of a periodic loop: `first`, `first + period`, … A loop that has nothing to do is not run: what it
 * would have seen, and when, is computed from its grid.
 */
export class Grid {
  constructor(readonly first: Instant, readonly period: Duration) {}

  /** The latest instant of the grid at or before `instant`; -Infinity before the first. */
  latest(instant: Instant): Instant {
    if (instant < this.first) return -Infinity;
    return instant - ((instant - this.first) % this.period);
  }

  /** The earliest instant of the grid strictly after `instant`. */
  after(instant: Instant): Instant {
    if (instant < this.first) return this.first;
    return this.latest(instant) + this.period;
  }

  /** The earliest instant of the grid at or after `instant`. */
  atOrAfter(instant: Instant): Instant {
    const latest = this.latest(instant);
    return latest === instant ? instant : this.after(instant);
  }
}
