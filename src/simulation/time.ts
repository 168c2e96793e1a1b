/** A moment of virtual time: whole microseconds since the start of the simulation. */
export type Instant = number;

/** A span of virtual time: whole microseconds. */
export type Duration = number;

/** One microsecond, the unit of every {@link Instant} and {@link Duration}. */
export const MICROSECOND: Duration = 1;
/** 1,000 microseconds. */
export const MILLISECOND: Duration = 1_000;
/** 1,000,000 microseconds. */
export const SECOND: Duration = 1_000_000;
/** 60 seconds. */
export const MINUTE: Duration = 60 * SECOND;
/** 60 minutes. */
export const HOUR: Duration = 60 * MINUTE;

/** A moment that never comes: the due time of a wait without a limit. */
export const NEVER: Instant = Number.POSITIVE_INFINITY;

/** Converts seconds, as Kubernetes fields and recordings give them, to a {@link Duration}; rounds to the microsecond. */
export function seconds(value: number): Duration {
  return Math.round(value * SECOND);
}

/** Converts milliseconds to a {@link Duration}; rounds to the microsecond. */
export function milliseconds(value: number): Duration {
  return Math.round(value * MILLISECOND);
}

/** Converts a {@link Duration} to seconds, not rounded. */
export function toSeconds(duration: Duration): number {
  return duration / SECOND;
}
