import { civilDate } from '../../simulation/wall-clock';

/** A moment on the calendar, in UTC. */
export interface CivilTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  /** 0 = Sunday. */
  readonly weekday: number;
  /** 1 = 1 January. */
  readonly dayOfYear: number;
}

const DAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTH_NAMES = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
];
const SECOND = 1_000_000;
const DAY_SECONDS = 86_400;

/** The calendar's view of microseconds since 1970-01-01 UTC (Gregorian, after Howard Hinnant). */
export function civilTime(microseconds: number): CivilTime {
  const seconds = Math.floor(microseconds / SECOND);
  const days = Math.floor(seconds / DAY_SECONDS);
  const ofDay = seconds - days * DAY_SECONDS;
  const date = civilDate(days);
  return {
    ...date,
    hour: Math.floor(ofDay / 3600),
    minute: Math.floor(ofDay / 60) % 60,
    second: ofDay % 60,
    microsecond: microseconds - seconds * SECOND,
    weekday: (((days + 4) % 7) + 7) % 7,
    dayOfYear: days - daysSinceEpoch(date.year, 1, 1) + 1,
  };
}

/** Days from 1970-01-01 to a date. */
export function daysSinceEpoch(year: number, month: number, day: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** Renders a moment by a format of `strftime`; a conversion that is not known stays as it is. */
export function formatTime(format: string, microseconds: number): string {
  const time = civilTime(microseconds);
  return format.replace(/%([-_0^]?)(.)/gs, (whole: string, flag: string, letter: string) => {
    const text = convert(letter, time, microseconds);
    if (text === undefined) return whole;
    if (flag === '-') return text.replace(/^[0 ]+(?=.)/, '');
    if (flag === '_') return text.replace(/^0+(?=.)/, (zeros) => ' '.repeat(zeros.length));
    return flag === '^' ? text.toUpperCase() : text;
  });
}

/** The short name of a month, 1 to 12. */
export function monthName(month: number): string {
  return (MONTH_NAMES[month - 1] ?? '').slice(0, 3);
}

function convert(letter: string, time: CivilTime, microseconds: number): string | undefined {
  const compound = COMPOUNDS[letter];
  if (compound !== undefined) return formatTime(compound, microseconds);
  return convertDate(letter, time) ?? convertTime(letter, time, microseconds);
}

const COMPOUNDS: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y', D: '%m/%d/%y', F: '%Y-%m-%d', h: '%b', R: '%H:%M', r: '%I:%M:%S %p', T: '%H:%M:%S',
  x: '%m/%d/%y', X: '%H:%M:%S',
};

function convertDate(letter: string, time: CivilTime): string | undefined {
  switch (letter) {
    case 'Y':
      return String(time.year);
    case 'C':
      return two(Math.floor(time.year / 100));
    case 'y':
      return two(time.year % 100);
    case 'm':
      return two(time.month);
    case 'd':
      return two(time.day);
    case 'e':
      return String(time.day).padStart(2);
    case 'j':
      return String(time.dayOfYear).padStart(3, '0');
    case 'a':
      return DAY_NAMES[time.weekday]?.slice(0, 3);
    case 'A':
      return DAY_NAMES[time.weekday];
    case 'b':
      return monthName(time.month);
    case 'B':
      return MONTH_NAMES[time.month - 1];
    case 'u':
      return String(time.weekday === 0 ? 7 : time.weekday);
    case 'w':
      return String(time.weekday);
    default:
      return undefined;
  }
}

function convertTime(letter: string, time: CivilTime, microseconds: number): string | undefined {
  switch (letter) {
    case 'H':
      return two(time.hour);
    case 'I':
      return two(time.hour % 12 === 0 ? 12 : time.hour % 12);
    case 'k':
      return String(time.hour).padStart(2);
    case 'M':
      return two(time.minute);
    case 'S':
      return two(time.second);
    case 'N':
      return `${String(Math.floor(time.microsecond)).padStart(6, '0')}000`;
    case 'p':
      return time.hour < 12 ? 'AM' : 'PM';
    case 's':
      return String(Math.floor(microseconds / SECOND));
    case 'Z':
      return 'UTC';
    case 'z':
      return '+0000';
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case '%':
      return '%';
    default:
      return undefined;
  }
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
