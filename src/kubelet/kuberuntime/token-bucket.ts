import type { Clock } from '../../simulation/simulation';
import { SECOND, type Instant } from '../../simulation/time';

/**
 * Lets things happen so many times a second, and some more in a burst. In whole numbers: a token is a second's worth of
 * microseconds, of which `perSecond` come in each.
 * Follows `staging/src/k8s.io/client-go/util/flowcontrol/throttle.go` NewTokenBucketRateLimiter and golang.org/x/time/rate.
 */
export class TokenBucket {
  readonly #clock: Clock;
  readonly #perSecond: number;
  readonly #capacity: number;
  #content: number;
  #filledAt: Instant;

  constructor(clock: Clock, perSecond: number, burst: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#capacity = burst * SECOND;
    this.#content = this.#capacity;
    this.#filledAt = clock.now;
  }

  /** Takes a token if there is one; answers whether there was. */
  tryTake(): boolean {
    const { now } = this.#clock;
    this.#content = Math.min(this.#capacity, this.#content + (now - this.#filledAt) * this.#perSecond);
    this.#filledAt = now;
    if (this.#content < SECOND) return false;
    this.#content -= SECOND;
    return true;
  }
}
