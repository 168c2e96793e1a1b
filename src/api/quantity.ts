/**
 * Quantities: exact numbers such as `100m`, `1.5Gi` or `12e6` (`staging/src/k8s.io/apimachinery/pkg/api/resource`
 * Quantity). A value is kept in billionths, the smallest part that the API knows; finer values are rounded away from 0.
 */

/** How a quantity was written and is printed: `12M`, `12Mi`, `12e6`. */
export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/** An exact number with a preferred way to print it. */
export interface Quantity {
  /** The value in billionths. */
  readonly nano: bigint;
  readonly format: QuantityFormat;
  /** The text that was read, when the API server keeps it as it is. */
  readonly text?: string;
}

/** The text is not a quantity; the message is the API server's. */
export class QuantityError extends Error {
  override readonly name = 'QuantityError';
}

const WRONG_FORMAT = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const WRONG_SUFFIX = "unable to parse quantity's suffix";

const SYNTAX = /^([+-]?)([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*[-+]?[0-9]*)$/;
const NANO_DIGITS = 9;
const NANO = 1_000_000_000n;
const LARGEST_BINARY = ((1n << 63n) - 1n) * NANO;
/** Exponents beyond this are refused; the API server takes them and computes for a very long time. */
const LARGEST_EXPONENT = 100;

const DECIMAL_SUFFIXES: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const BINARY_SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL_SUFFIX_OF = new Map(Object.entries(DECIMAL_SUFFIXES).map(([suffix, exponent]) => [exponent, suffix]));

/** What a suffix multiplies with: `base` to the power of `exponent`. */
interface Scale {
  readonly base: 2 | 10;
  readonly exponent: number;
  readonly format: QuantityFormat;
}

function interpretSuffix(suffix: string): Scale {
  const decimal = DECIMAL_SUFFIXES[suffix];
  if (decimal !== undefined) return { base: 10, exponent: decimal, format: 'DecimalSI' };
  const binary = BINARY_SUFFIXES.indexOf(suffix);
  if (binary > 0) return { base: 2, exponent: binary * 10, format: 'BinarySI' };
  const match = /^[eE]([-+]?[0-9]+)$/.exec(suffix);
  const exponent = match === null ? NaN : Number(match[1]);
  if (!(Math.abs(exponent) <= LARGEST_EXPONENT)) throw new QuantityError(WRONG_SUFFIX);
  return { base: 10, exponent, format: 'DecimalExponent' };
}

/** Integer division that rounds away from 0. */
function divideAwayFromZero(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  if (quotient * divisor === value) return quotient;
  return value < 0n ? quotient - 1n : quotient + 1n;
}

/** The digits times the scale, in billionths; never negative. */
function magnitude(digits: string, fractionDigits: number, { base, exponent }: Scale): bigint {
  let value = BigInt(digits);
  if (base === 2) value <<= BigInt(exponent);
  const shift = NANO_DIGITS - fractionDigits + (base === 10 ? exponent : 0);
  if (shift >= 0) return value * 10n ** BigInt(shift);
  return divideAwayFromZero(value, 10n ** BigInt(-shift));
}

/**
 * Whether the API server keeps the text instead of printing the value anew. Its fast path (ParseQuantity) takes a text
 * for canonical that need not be: `1.250` stays, `0.25` becomes `250m`.
 */
function keepsText(whole: string, fraction: string, { base, exponent }: Scale): boolean {
  const digits = (whole === '' ? '0' : whole) + fraction;
  if (digits.length > 18) return false;
  if (base === 2) return fraction === '' && digits.length + (exponent * 3) / 10 <= 14 && BigInt(digits) % 8n !== 0n;
  const scale = exponent - fraction.length;
  return scale >= -NANO_DIGITS && scale % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
}

/**
 * Reads a quantity as the API server does: a string, or a number of a manifest. Missing digits count as 0.
 * @throws QuantityError when it is none, with the API server's words.
 */
export function parseQuantity(value: string | number): Quantity {
  const text = String(value).trim();
  const match = SYNTAX.exec(text);
  if (text === '' || match === null) throw new QuantityError(WRONG_FORMAT);
  const [, sign, integer, fraction = '', suffix] = match;
  const scale = interpretSuffix(suffix);
  const whole = integer.replace(/^0+/, '');
  const positive = magnitude(`0${whole}${fraction}`, fraction.length, scale);
  const capped = scale.base === 2 && positive > LARGEST_BINARY ? LARGEST_BINARY : positive;
  const nano = sign === '-' ? -capped : capped;
  const format = scale.base === 2 && nano !== 0n && capped < NANO ? 'DecimalSI' : scale.format;
  return keepsText(whole, fraction, scale) ? { nano, format, text } : { nano, format };
}

/** Reads a quantity; undefined when the text is none. */
export function tryParseQuantity(value: string | number): Quantity | undefined {
  try {
    return parseQuantity(value);
  } catch (error) {
    if (error instanceof QuantityError) return undefined;
    throw error;
  }
}

/** A whole number as a quantity. */
export function wholeQuantity(value: number | bigint, format: QuantityFormat = 'DecimalSI'): Quantity {
  return { nano: BigInt(value) * NANO, format };
}

/** Negative, 0 or positive as `a` is smaller than, equal to or greater than `b`. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  return a.nano < b.nano ? -1 : a.nano > b.nano ? 1 : 0;
}

/** The sum, printed like `a` unless `a` is 0 (Quantity.Add). */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return { nano: a.nano + b.nano, format: a.nano === 0n ? b.format : a.format };
}

/** The difference, printed like `a` unless `a` is 0 (Quantity.Sub). */
export function subtractQuantities(a: Quantity, b: Quantity): Quantity {
  return { nano: a.nano - b.nano, format: a.nano === 0n ? b.format : a.format };
}

/** -1, 0 or 1. */
export function quantitySign(quantity: Quantity): number {
  return quantity.nano < 0n ? -1 : quantity.nano > 0n ? 1 : 0;
}

/** The value in thousandths, rounded away from 0: the CPU's unit (Quantity.MilliValue). */
export function milliValue(quantity: Quantity): number {
  return Number(divideAwayFromZero(quantity.nano, 1_000_000n));
}

/** The value as a whole number, rounded away from 0: bytes of memory (Quantity.Value). */
export function wholeValue(quantity: Quantity): number {
  return Number(divideAwayFromZero(quantity.nano, NANO));
}

/** The quantity rounded away from 0 to thousandths, as the API server stores resources (SetDefaults_ResourceList). */
export function roundToMilli(quantity: Quantity): Quantity {
  if (quantity.nano % 1_000_000n === 0n) return quantity;
  return { nano: divideAwayFromZero(quantity.nano, 1_000_000n) * 1_000_000n, format: quantity.format };
}

function removeFactor(value: bigint, factor: bigint, limit: number): { rest: bigint; times: number } {
  let rest = value;
  let times = 0;
  while (times < limit && rest % factor === 0n) {
    rest /= factor;
    times += 1;
  }
  return { rest, times };
}

function renderDecimal(quantity: Quantity): string {
  const isExponent = quantity.format === 'DecimalExponent';
  const { rest, times } = removeFactor(quantity.nano, 1000n, isExponent ? Infinity : 9);
  const exponent = times * 3 - NANO_DIGITS;
  if (!isExponent) return `${rest}${DECIMAL_SUFFIX_OF.get(exponent)!}`;
  return exponent === 0 ? `${rest}` : `${rest}e${exponent}`;
}

/**
 * The canonical text: the largest suffix without a fraction, `1536Mi` for `1.5Gi`
 * (Quantity.String, CanonicalizeBytes).
 */
export function renderQuantity(quantity: Quantity): string {
  if (quantity.text !== undefined) return quantity.text;
  if (quantity.nano === 0n) return '0';
  const whole = quantity.nano / NANO;
  const isSmall = whole > -1024n && whole < 1024n;
  if (quantity.format === 'BinarySI') {
    if (isSmall || whole * NANO !== quantity.nano) return renderDecimal({ nano: quantity.nano, format: 'DecimalSI' });
    const { rest, times } = removeFactor(whole, 1024n, BINARY_SUFFIXES.length - 1);
    return `${rest}${BINARY_SUFFIXES[times]}`;
  }
  return renderDecimal(quantity);
}
