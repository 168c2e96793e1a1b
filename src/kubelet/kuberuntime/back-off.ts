import type { Grid } from '../../simulation/grid';
import type { Clock } from '../../simulation/simulation';
import type { Duration, Instant } from '../../simulation/time';
import { BACK_OFF_EXPIRY } from '../constants';

interface Entry {
  delay: Duration;
  lastUpdate: Instant;
}

/**
 * Delays that double from one failure to the next, per key. Entries are forgotten 600 s after their last update.
 * Follows `staging/src/k8s.io/client-go/util/flowcontrol/backoff.go` Backoff.
 */
export class BackOff {
  readonly #clock: Clock;
  readonly #initial: Duration;
  readonly #max: Duration;
  readonly #sweeps: Grid | undefined;
  readonly #entries = new Map<string, Entry>();

  /** @param sweeps when old entries are swept out, even those somebody still waits for; undefined = never by itself */
  constructor(clock: Clock, initial: Duration, max: Duration, sweeps?: Grid) {
    this.#clock = clock;
    this.#initial = initial;
    this.#max = max;
    this.#sweeps = sweeps;
  }

  /** The current delay of a key; zero without an entry. */
  delay(key: string): Duration {
    return this.#entry(key)?.delay ?? 0;
  }

  /** Whether the delay has not passed since something ended at `eventTime`. */
  isInBackOffSince(key: string, eventTime: Instant): boolean {
    const entry = this.#entry(key);
    if (entry === undefined || hasExpired(eventTime, entry)) return false;
    return this.#clock.now - eventTime < entry.delay;
  }

  /** Whether the delay has not passed since the entry's last update. */
  isInBackOffSinceUpdate(key: string): boolean {
    const entry = this.#entry(key);
    if (entry === undefined || hasExpired(this.#clock.now, entry)) return false;
    return this.#clock.now - entry.lastUpdate < entry.delay;
  }

  /** Begins or doubles the delay of a key after something ended at `eventTime`. */
  next(key: string, eventTime: Instant): void {
    const entry = this.#entry(key);
    if (entry === undefined || hasExpired(eventTime, entry)) {
      this.#entries.set(key, { delay: this.#initial, lastUpdate: this.#clock.now });
      return;
    }
    entry.delay = Math.min(entry.delay * 2, this.#max);
    entry.lastUpdate = this.#clock.now;
  }

  /** Forgets every entry that has expired by now. */
  sweep(): void {
    for (const [key, entry] of this.#entries) if (hasExpired(this.#clock.now, entry)) this.#entries.delete(key);
  }

  /** The entry as it is after the sweeps that have happened since it was last looked at. */
  #entry(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || this.#sweeps === undefined) return entry;
    if (!hasExpired(this.#sweeps.latest(this.#clock.now), entry)) return entry;
    this.#entries.delete(key);
    return undefined;
  }
}

function hasExpired(eventTime: Instant, entry: Entry): boolean {
  return eventTime - entry.lastUpdate > BACK_OFF_EXPIRY;
}
