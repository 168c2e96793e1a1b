/** A text that came from the input, and is compared as the number that it looks like. */
export class InputText {
  constructor(readonly text: string) {}
}

/** What a variable, a field or an element holds. */
export type AwkValue = number | string | InputText;

/** What nobody has set: nothing as a text, 0 as a number. */
export const UNSET = new InputText('');

const NUMBER = /^\s*[-+]?(\d+\.?\d*([eE][-+]?\d+)?|\.\d+([eE][-+]?\d+)?)/;

/** A value as a number: what its text begins with. */
export function toNumber(value: AwkValue): number {
  if (typeof value === 'number') return value;
  return Number(NUMBER.exec(value instanceof InputText ? value.text : value)?.[0] ?? '0');
}

/** A value as a text. */
export function toText(value: AwkValue): string {
  if (typeof value === 'string') return value;
  if (value instanceof InputText) return value.text;
  return Number.isInteger(value) ? String(value) : formatGeneral(value, 6);
}

/** Whether a value counts as true. */
export function isTrue(value: AwkValue): boolean {
  return value instanceof InputText && !looksLikeNumber(value) ? value.text !== '' : typeof value === 'string' ? value !== '' : toNumber(value) !== 0;
}

/** Compares two values: as numbers where both are, otherwise as texts. Below 0, 0, or above. */
export function compareValues(left: AwkValue, right: AwkValue): number {
  if (isNumeric(left) && isNumeric(right)) return toNumber(left) - toNumber(right);
  const [a, b] = [toText(left), toText(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function isNumeric(value: AwkValue): boolean {
  return typeof value === 'number' || value === UNSET || (value instanceof InputText && looksLikeNumber(value));
}

function looksLikeNumber({ text }: InputText): boolean {
  return NUMBER.exec(text)?.[0].length === text.trimEnd().length && text.trim() !== '';
}

/** The format `%.*g`: so many digits, without zeros at the end. */
function formatGeneral(value: number, digits: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  if (value === 0) return '0';
  const precision = Math.max(1, digits);
  const exponent = Number(value.toExponential(precision - 1).split('e')[1]);
  if (exponent >= -4 && exponent < precision) {
    const fixed = value.toFixed(Math.max(0, precision - 1 - exponent));
    return fixed.includes('.') ? fixed.replace(/0+$/, '').replace(/\.$/, '') : fixed;
  }
  const [mantissa = '', power = ''] = value.toExponential(precision - 1).split('e');
  const short = mantissa.includes('.') ? mantissa.replace(/0+$/, '').replace(/\.$/, '') : mantissa;
  return `${short}e${exponentText(power)}`;
}

function exponentText(power: string): string {
  return `${power.startsWith('-') ? '-' : '+'}${power.replace(/^[-+]/, '').padStart(2, '0')}`;
}

/** `printf` and `sprintf`. */
export function formatValues(format: string, values: readonly AwkValue[]): string {
  let next = 0;
  const take = (): AwkValue => values[next++] ?? UNSET;
  return format.replace(/%([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d+))?([a-zA-Z%])/g, (_whole, flags: string, width: string | undefined, precision: string | undefined, letter: string) => {
    if (letter === '%') return '%';
    const wide = width === '*' ? toNumber(take()) : Number(width ?? '0');
    const digits = precision === '*' ? toNumber(take()) : precision === undefined ? undefined : Number(precision);
    return pad(convert(letter, take(), digits, flags), wide, flags, letter);
  });
}

function pad(text: string, width: number, flags: string, letter: string): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0') || letter === 's' || letter === 'c') return text.padStart(width);
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

function convert(letter: string, value: AwkValue, digits: number | undefined, flags: string): string {
  const number = toNumber(value);
  const signed = (text: string): string => (flags.includes('+') && number >= 0 ? `+${text}` : text);
  switch (letter) {
    case 'd': case 'i': case 'u':
      return signed(String(Math.trunc(number)));
    case 'o':
      return Math.trunc(number).toString(8);
    case 'x':
      return Math.trunc(number).toString(16);
    case 'X':
      return Math.trunc(number).toString(16).toUpperCase();
    case 'c':
      return typeof value === 'number' ? String.fromCharCode(value) : toText(value).charAt(0);
    case 'f': case 'F':
      return signed(number.toFixed(digits ?? 6));
    case 'e': case 'E': {
      const [mantissa = '', power = ''] = number.toExponential(digits ?? 6).split('e');
      return signed(`${mantissa}${letter}${exponentText(power)}`);
    }
    case 'g': case 'G':
      return signed(formatGeneral(number, digits ?? 6));
    default: {
      const text = toText(value);
      return digits === undefined ? text : text.slice(0, digits);
    }
  }
}
