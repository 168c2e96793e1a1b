import { UnsupportedConstruct } from '../../machine/errors';
import { civilTime, daysSinceEpoch, formatTime } from '../../machine/calendar';
import { toNumber, toPrimitive, toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import type { Evaluation } from '../interpreter/suspension';
import type { Realm } from '../interpreter/realm';
import { JsDate, JsObject, type Value } from '../values/value';

const DAY = 86_400_000;
/** The last moment of a date, in milliseconds (ECMA-262). */
const LAST_TIME = 8.64e15;

/** `Date`: the clock of the simulation, in UTC. @param read looks at the clock, in milliseconds; it may take time */
export function addDates(realm: Realm, read: () => Evaluation<number>): void {
  const constructor = realm.constructorOf('Date', realm.datePrototype, {
    *block(interpreter, _self, args, newTarget) {
      if (newTarget === undefined) return dateText(yield* read());
      const time = args.length === 0 ? yield* read() : timeOfArguments(interpreter, args);
      return new JsDate(realm.prototypeFor(newTarget, realm.datePrototype), clip(time));
    },
  });
  realm.global.hide('Date', constructor);
  realm.blockingMethods(constructor, { now: () => read() });
  realm.methods(constructor, {
    parse: (interpreter, _self, [text]) => parseTime(toText(interpreter, text)),
    UTC: (interpreter, _self, args) => timeOfParts(args.map((arg) => toNumber(interpreter, arg))),
  });
  addGetters(realm);
  addSetters(realm);
  addFormats(realm);
}

function clip(time: number): number {
  return Math.abs(time) <= LAST_TIME ? Math.trunc(time) : NaN;
}

function timeOfArguments(interpreter: Interpreter, args: readonly Value[]): number {
  if (args.length > 1) return timeOfParts(args.map((arg) => toNumber(interpreter, arg)));
  const [value] = args;
  if (value instanceof JsDate) return value.time;
  const primitive = toPrimitive(interpreter, value);
  return typeof primitive === 'string' ? parseTime(primitive) : toNumber(interpreter, primitive);
}

/** Year, month from 0, day, hour, minute, second, millisecond; each may be beyond its range. */
function timeOfParts([year = NaN, month = 0, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0]: readonly number[]): number {
  const fullYear = (year >= 0 && year <= 99 ? 1900 + year : year) + Math.floor(month / 12);
  if (!Number.isFinite(fullYear) || Math.abs(fullYear) > 300_000) return NaN;
  const days = daysSinceEpoch(fullYear, (month - 12 * Math.floor(month / 12)) + 1, 1) + day - 1;
  return days * DAY + hour * 3_600_000 + minute * 60_000 + second * 1000 + millisecond;
}

const ISO = /^(\d{4})-(\d\d)(?:-(\d\d))?(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/;

function parseTime(text: string): number {
  const match = ISO.exec(text.trim());
  if (match === null) {
    if (/\d/.test(text)) throw new UnsupportedConstruct(`the date '${text.slice(0, 50)}' in a form other than 2026-11-20T12:00:00Z`);
    return NaN;
  }
  const [, year, month, day = '1', hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match;
  const time = timeOfParts([Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), Math.floor(Number(`0.${fraction}0`) * 1000)]);
  if (Number(month) > 12 || Number(day) > 31 || Number(hour) > 24 || Number(minute) > 59) return NaN;
  const [, sign, zoneHours, zoneMinutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  const offset = sign === undefined ? 0 : (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000;
  return sign === '+' ? time - offset : time + offset;
}

function dateOf(interpreter: Interpreter, self: Value): JsDate {
  return self instanceof JsDate ? self : interpreter.fail('TypeError', 'this is not a Date object.');
}

interface Parts {
  readonly FullYear: number;
  readonly Month: number;
  readonly Date: number;
  readonly Day: number;
  readonly Hours: number;
  readonly Minutes: number;
  readonly Seconds: number;
  readonly Milliseconds: number;
}

function partsOf(time: number): Parts {
  if (Number.isNaN(time)) return { FullYear: NaN, Month: NaN, Date: NaN, Day: NaN, Hours: NaN, Minutes: NaN, Seconds: NaN, Milliseconds: NaN };
  const { year, month, day, weekday, hour, minute, second } = civilTime(time * 1000);
  return { FullYear: year, Month: month - 1, Date: day, Day: weekday, Hours: hour, Minutes: minute, Seconds: second, Milliseconds: ((time % 1000) + 1000) % 1000 };
}

function addGetters(realm: Realm): void {
  for (const part of ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const) {
    for (const prefix of ['get', 'getUTC']) realm.method(realm.datePrototype, `${prefix}${part}`, (interpreter, self) => partsOf(dateOf(interpreter, self).time)[part]);
  }
  realm.methods(realm.datePrototype, {
    getTime: (interpreter, self) => dateOf(interpreter, self).time,
    getTimezoneOffset: () => 0,
  });
  realm.method(realm.datePrototype, 'valueOf', (interpreter, self) => dateOf(interpreter, self).time);
}

const SETTABLE = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const;
/** The last part that a setter takes along. */
const TAKES = { FullYear: 3, Month: 3, Date: 3, Hours: 7, Minutes: 7, Seconds: 7, Milliseconds: 7 } as const;

function addSetters(realm: Realm): void {
  for (const [index, part] of SETTABLE.entries()) {
    for (const prefix of ['set', 'setUTC']) {
      realm.method(realm.datePrototype, `${prefix}${part}`, (interpreter, self, args) => {
        const date = dateOf(interpreter, self);
        const now = partsOf(date.time);
        const values = SETTABLE.map((name) => now[name]);
        for (const [offset, arg] of args.entries()) if (index + offset < TAKES[part]) values[index + offset] = toNumber(interpreter, arg);
        date.time = clip(timeOfParts(values));
        return date.time;
      });
    }
  }
  realm.methods(realm.datePrototype, {
    setTime(interpreter, self, [time]) {
      const date = dateOf(interpreter, self);
      date.time = clip(toNumber(interpreter, time));
      return date.time;
    },
  });
}

/** `2026-11-20T12:00:00.000Z`. */
export function isoText(time: number): string {
  const { FullYear, Milliseconds } = partsOf(time);
  return `${String(FullYear).padStart(4, '0')}${formatTime('-%m-%dT%H:%M:%S', time * 1000)}.${String(Milliseconds).padStart(3, '0')}Z`;
}

function dateText(time: number): string {
  return Number.isNaN(time) ? 'Invalid Date' : `${formatTime('%a %b %d %Y %H:%M:%S', time * 1000)} GMT+0000 (Coordinated Universal Time)`;
}

function addFormats(realm: Realm): void {
  const formats: readonly (readonly [string, (time: number) => string])[] = [
    ['toString', dateText],
    ['toDateString', (time) => formatTime('%a %b %d %Y', time * 1000)],
    ['toTimeString', (time) => `${formatTime('%H:%M:%S', time * 1000)} GMT+0000 (Coordinated Universal Time)`],
    ['toUTCString', (time) => formatTime('%a, %d %b %Y %H:%M:%S GMT', time * 1000)],
    ['toLocaleString', (time) => `${englishDate(time)}, ${englishTime(time)}`],
    ['toLocaleDateString', englishDate],
    ['toLocaleTimeString', englishTime],
  ];
  for (const [name, format] of formats) {
    realm.method(realm.datePrototype, name, (interpreter, self, args) => {
      const { time } = dateOf(interpreter, self);
      if (name.includes('Locale') && args.some((arg) => arg !== undefined && arg !== 'en-US' && arg !== 'en')) throw new UnsupportedConstruct(`${name} of a date with arguments`);
      return Number.isNaN(time) ? 'Invalid Date' : format(time);
    });
  }
  realm.methods(realm.datePrototype, {
    toISOString(interpreter, self) {
      const { time } = dateOf(interpreter, self);
      return Number.isNaN(time) ? interpreter.fail('RangeError', 'Invalid time value') : isoText(time);
    },
    toJSON: (interpreter, self) => (Number.isNaN(dateOf(interpreter, self).time) ? null : isoText(dateOf(interpreter, self).time)),
  });
  realm.datePrototype.hide(realm.toPrimitive, realm.native('[Symbol.toPrimitive]', 1, (interpreter, self, [hint]) => {
    if (!(self instanceof JsObject)) return interpreter.fail('TypeError', 'this is not a Date object.');
    const { time } = dateOf(interpreter, self);
    return hint === 'number' ? time : dateText(time);
  }));
}

function englishDate(time: number): string {
  const { FullYear, Month, Date: day } = partsOf(time);
  return `${Month + 1}/${day}/${FullYear}`;
}

function englishTime(time: number): string {
  const { Hours } = partsOf(time);
  return `${Hours % 12 === 0 ? 12 : Hours % 12}${formatTime(':%M:%S', time * 1000)} ${Hours < 12 ? 'AM' : 'PM'}`;
}
