import { UnsupportedConstruct } from '../errors';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { decodeEscapes } from './echo';

/** What `printf` prints, and what it complains about. */
interface Rendering {
  text: string;
  readonly errors: string[];
}

const CONVERSION = /%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?(?:[hlLjzt]*)(.)|([^%]+)|%/gs;

/** `printf format args…`; the format is used again as long as there are arguments. */
export function* printf(system: System, args: readonly string[], shellName: string): Body<number> {
  const [, format, ...values] = args[1] === '--' ? args.slice(1) : args;
  if (format === undefined) {
    yield* system.warn(`${shellName}: usage: printf FORMAT [ARGUMENT...]\n`);
    return 2;
  }
  const rendering = renderFormat(format, values);
  for (const error of rendering.errors) yield* system.warn(`${shellName}: ${error}\n`);
  yield* system.print(rendering.text);
  return rendering.errors.length > 0 ? 1 : 0;
}

/** Applies a format to all arguments. */
export function renderFormat(format: string, values: readonly string[]): Rendering {
  const rendering: Rendering = { text: '', errors: [] };
  const queue = [...values];
  do {
    const before = queue.length;
    if (!renderOnce(format, queue, rendering)) return rendering;
    if (queue.length === before) break;
  } while (queue.length > 0);
  return rendering;
}

/** Applies the format once; false when the output ends here. */
function renderOnce(format: string, queue: string[], rendering: Rendering): boolean {
  for (const match of format.matchAll(CONVERSION)) {
    const [whole, flags = '', width, precision, letter, literal] = match;
    if (literal !== undefined) {
      const { decoded, isCut } = decodeEscapes(literal, false);
      rendering.text += decoded;
      if (isCut) return false;
    } else if (letter === '%') {
      rendering.text += '%';
    } else if (letter === undefined) {
      rendering.errors.push('%: invalid format');
      return false;
    } else {
      const widthNumber = width === '*' ? Number(queue.shift() ?? 0) : Number(width ?? 0);
      const digits = precision === '*' ? Number(queue.shift() ?? 0) : precision === undefined ? undefined : Number(precision);
      const hasPrecision = whole.includes('.');
      const field: Field = { flags, width: widthNumber, precision: hasPrecision ? (digits ?? 0) : undefined, letter };
      if (!renderField(field, queue, rendering)) return false;
    }
  }
  return true;
}

interface Field {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly letter: string;
}

function renderField(field: Field, queue: string[], rendering: Rendering): boolean {
  const value = queue.shift();
  switch (field.letter) {
    case 's':
      rendering.text += pad(cut(value ?? '', field.precision), field);
      return true;
    case 'c':
      rendering.text += pad((value ?? '').charAt(0), field);
      return true;
    case 'b': {
      const { decoded, isCut } = decodeEscapes(value ?? '', true);
      rendering.text += pad(decoded, field);
      return !isCut;
    }
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o':
      rendering.text += pad(formatInteger(field, parseInteger(value, rendering)), field);
      return true;
    case 'f':
    case 'F':
    case 'e':
    case 'E':
    case 'g':
    case 'G':
      rendering.text += pad(formatFloat(field, parseFloatValue(value, rendering)), field);
      return true;
    case 'q':
      throw new UnsupportedConstruct('%q of printf');
    default:
      rendering.errors.push(`%${field.letter}: invalid format`);
      return false;
  }
}

function parseInteger(value: string | undefined, rendering: Rendering): bigint {
  const text = (value ?? '').trim();
  if (text === '') return 0n;
  if (/^["']/.test(text)) return BigInt(text.charCodeAt(1) || 0);
  const match = /^([-+]?)(0[xX][0-9a-fA-F]+|\d+)$/.exec(text);
  const [, sign, digits = '0'] = match ?? [];
  if (match === null) {
    rendering.errors.push(`invalid number '${value ?? ''}'`);
    return 0n;
  }
  const magnitude = /^0[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits);
  return sign === '-' ? -magnitude : magnitude;
}

function parseFloatValue(value: string | undefined, rendering: Rendering): number {
  const text = (value ?? '').trim();
  if (text === '') return 0;
  const number = Number(text);
  if (!Number.isNaN(number)) return number;
  rendering.errors.push(`invalid number '${value ?? ''}'`);
  return 0;
}

function formatInteger(field: Field, value: bigint): string {
  const isSigned = field.letter === 'd' || field.letter === 'i';
  const number = isSigned ? value : BigInt.asUintN(64, value);
  const base = field.letter === 'o' ? 8 : field.letter.toLowerCase() === 'x' ? 16 : 10;
  const magnitude = (number < 0n ? -number : number).toString(base).padStart(field.precision ?? 1, '0');
  const prefix = field.flags.includes('#') && base === 16 && number !== 0n ? '0x' : field.flags.includes('#') && base === 8 ? '0' : '';
  const text = signOf(field, number < 0n) + prefix + magnitude;
  return field.letter === 'X' ? text.toUpperCase() : text;
}

function formatFloat(field: Field, value: number): string {
  const digits = field.precision ?? 6;
  const magnitude = Math.abs(value);
  const letter = field.letter.toLowerCase();
  const text =
    letter === 'e' ? magnitude.toExponential(digits).replace(/e([-+])(\d)$/, 'e$10$2')
    : letter === 'g' ? String(Number(magnitude.toPrecision(Math.max(1, digits))))
    : magnitude.toFixed(digits);
  return signOf(field, value < 0) + (field.letter === letter ? text : text.toUpperCase());
}

function signOf(field: Field, isNegative: boolean): string {
  if (isNegative) return '-';
  const isSigned = 'difFeEgG'.includes(field.letter);
  if (isSigned && field.flags.includes('+')) return '+';
  return isSigned && field.flags.includes(' ') ? ' ' : '';
}

function cut(text: string, length: number | undefined): string {
  return length === undefined ? text : text.slice(0, length);
}

function pad(text: string, field: Field): string {
  const width = Math.abs(field.width);
  if (field.flags.includes('-') || field.width < 0) return text.padEnd(width);
  const isNumber = 'diuxXofFeEgG'.includes(field.letter);
  if (!field.flags.includes('0') || !isNumber || (field.precision !== undefined && 'diuxXo'.includes(field.letter))) {
    return text.padStart(width);
  }
  const [, sign = '', digits = ''] = /^([-+ ]?)(.*)$/s.exec(text) ?? [];
  return sign + digits.padStart(width - sign.length, '0');
}
