import type { Duration } from '../../../simulation/time';
import { SECOND } from '../../../simulation/time';
import { AppletError } from './applet';

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** Reads `5`, `0.5`, `2m`, `1h`, `infinity` as `sleep` and `timeout` do. @throws AppletError */
export function parseSleepTime(text: string): Duration {
  if (/^inf(inity)?$/i.test(text)) return Number.POSITIVE_INFINITY;
  const match = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text);
  if (match === null) throw new AppletError(`invalid number '${text}'`);
  const [, number = '0', unit = ''] = match;
  return Math.round(Number(number) * (UNITS[unit] ?? 1) * SECOND);
}
