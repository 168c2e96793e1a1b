import { SECOND, type Duration, type Instant } from './time';

/** The wall clock of the simulated world: which second of the calendar an instant of virtual time falls into. */
export class WallClock {
  readonly #fraction: Duration;
  readonly #epochSeconds: number;
  /** The second that was formatted last: many objects are made within one. */
  #formatted = { seconds: NaN, text: '' };

  /**
   * @param fraction how far into a wall-clock second t = 0 is
   * @param epochSeconds the whole second of t = 0 since 1970; the default is 2026-01-01T00:00:00Z
   */
  constructor(fraction: Duration, epochSeconds = 1_767_225_600) {
    this.#fraction = fraction;
    this.#epochSeconds = epochSeconds;
  }

  /** The beginning of the wall-clock second that `instant` falls into. */
  floorToSecond(instant: Instant): Instant {
    const sinceSecond = (instant + this.#fraction) % SECOND;
    return instant - (sinceSecond < 0 ? sinceSecond + SECOND : sinceSecond);
  }

  /** Whole seconds since 1970. */
  unixSeconds(instant: Instant): number {
    return this.#epochSeconds + Math.floor((instant + this.#fraction) / SECOND);
  }

  /** The instant in the API's format, cut to the second: `2026-01-01T00:00:07Z`. */
  format(instant: Instant): string {
    const seconds = this.unixSeconds(instant);
    if (seconds !== this.#formatted.seconds) this.#formatted = { seconds, text: formatUnixSeconds(seconds) };
    return this.#formatted.text;
  }
}

/** Formats whole seconds since 1970 as `YYYY-MM-DDTHH:MM:SSZ` without the host's clock. */
export function formatUnixSeconds(unixSeconds: number): string {
  const { year, month, day } = civilDate(Math.floor(unixSeconds / 86_400));
  const secondOfDay = unixSeconds - Math.floor(unixSeconds / 86_400) * 86_400;
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = [Math.floor(secondOfDay / 3_600), Math.floor(secondOfDay / 60) % 60, secondOfDay % 60].map(two).join(':');
  return `${year}-${two(month)}-${two(day)}T${time}Z`;
}

/** Days since 1970-01-01 to a date of the Gregorian calendar (Howard Hinnant's algorithm). */
export function civilDate(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}
