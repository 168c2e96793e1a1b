import { UnsupportedConstruct } from '../errors';
import { daysSinceEpoch, formatTime } from '../calendar';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import { AppletError, applet } from './applet';

const DEFAULT_FORMAT = '%a %b %e %H:%M:%S %Z %Y';
/** By the first letter of what `-I` asks for. */
const ISO_FORMATS: Readonly<Record<string, string>> = { s: '%Y-%m-%dT%H:%M:%S+00:00', m: '%Y-%m-%dT%H:%M+00:00', h: '%Y-%m-%dT%H+00:00', n: '%Y-%m-%dT%H:%M:%S,%N+00:00' };
const MICROSECONDS = 1_000_000;

/** `date [-u] [-d time] [-r file] [-I[spec]] [+format]`; the clock cannot be set. */
export const date: Program = applet(
  { letters: 'ud:r:R', operand: /^(-I|--iso-8601=?)(seconds|s|minutes|m|hours|h|date|d|ns)?$/, long: { utc: 'u', universal: 'u', date: 'd', reference: 'r', 'rfc-2822': 'R' } },
  function* date(system, { flags, values, operands }) {
    const time = timeToShow(system, values);
    const iso = operands.find((operand) => /^-(I|-iso-8601)/.test(operand));
    const [format] = operands.filter((operand) => operand !== iso);
    if (format !== undefined && !format.startsWith('+')) throw new UnsupportedConstruct('setting the clock with date');
    const chosen =
      format !== undefined ? format.slice(1)
      : iso !== undefined ? ISO_FORMATS[iso.replace(/^-(I|-iso-8601=?)/, '').slice(0, 1)] ?? '%Y-%m-%d'
      : flags.has('R') ? '%a, %d %b %Y %H:%M:%S %z'
      : DEFAULT_FORMAT;
    yield* system.print(`${formatTime(chosen, time)}\n`);
    return 0;
  },
);

function timeToShow(system: System, values: ReadonlyMap<string, string>): number {
  const file = values.get('r');
  if (file !== undefined) return system.paths.get(file).modified;
  const text = values.get('d');
  return text === undefined ? system.wallClock : parseTime(text);
}

/** Reads `@1700000000`, `2026-11-20`, `2026-11-20 12:00[:00]` and `2026-11-20T12:00:00Z`. */
export function parseTime(text: string): number {
  if (/^@\d+$/.test(text)) return Number(text.slice(1)) * MICROSECONDS;
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?Z?)?$/.exec(text);
  if (match === null) {
    if (/^\d[\d:.-]*$/.test(text)) throw new UnsupportedConstruct(`date -d '${text}'`);
    throw new AppletError(`invalid date '${text}'`);
  }
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = match;
  const days = daysSinceEpoch(Number(year), Number(month), Number(day));
  const isDate = formatTime('%Y-%m-%d', days * 86_400 * MICROSECONDS) === `${year}-${month}-${day}`;
  if (!isDate || Number(hour) > 23 || Number(minute) > 59) throw new AppletError(`invalid date '${text}'`);
  return (((days * 24 + Number(hour)) * 60 + Number(minute)) * 60 + Number(second)) * MICROSECONDS;
}
