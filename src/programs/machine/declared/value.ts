import { nearestName } from '../../../manifest/nearest-name';
import { parseQuantity, QuantityError, wholeValue } from '../../../api/quantity';
import type { Duration } from '../../../simulation/time';
import { HOUR, MILLISECOND, MINUTE, SECOND } from '../../../simulation/time';

/** A declaration of an image is not right; the message says where and what was expected. */
export class DeclarationError extends Error {
  override readonly name = 'DeclarationError';

  constructor(
    /** The keys and indices that lead to the place. */
    readonly path: readonly string[],
    /** What is wrong there, as the end of a sentence. */
    readonly problem: string,
    /** Whether the name is wrong that stands there, or its value. */
    readonly fault: 'name' | 'value' = 'value',
  ) {
    super(`Cannot declare the image: ${path.length === 0 ? 'the declaration' : `"${path.join('.')}"`} ${problem}`);
  }
}

/** A value of a declaration with the place where it stands. */
export class Value {
  constructor(
    readonly value: unknown,
    readonly path: readonly string[] = [],
  ) {}

  get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  /** The last key of its place. */
  get name(): string {
    return this.path.at(-1) ?? '';
  }

  /** @throws DeclarationError */
  fail(problem: string, fault: 'name' | 'value' = 'value'): never {
    throw new DeclarationError(this.path, problem, fault);
  }

  /** The members of an object, of which only these may be there. */
  members<K extends string>(names: readonly K[]): Record<K, Value> {
    const entries = this.entries();
    const unknown = entries.find((entry) => !names.includes(entry.name as K));
    if (unknown !== undefined) {
      const nearest = nearestName(unknown.name, names);
      const expected = nearest === undefined ? `expected one of ${names.join(', ')}` : `did you mean "${nearest}"?`;
      unknown.fail(`is not known here: ${expected}`, 'name');
    }
    const found = new Map(entries.map((entry) => [entry.name, entry]));
    return Object.fromEntries(names.map((name) => [name, found.get(name) ?? this.#at(name, undefined)])) as Record<K, Value>;
  }

  /** The members of an object, whatever their names. */
  entries(): Value[] {
    if (this.isAbsent) return [];
    if (typeof this.value !== 'object' || Array.isArray(this.value)) return this.fail('must be an object');
    return Object.entries(this.value as object).map(([name, value]) => this.#at(name, value));
  }

  /** The items of a list; a single value counts as a list of one. */
  items(): Value[] {
    if (this.isAbsent) return [];
    if (!Array.isArray(this.value)) return [this];
    return this.value.map((item: unknown, index) => this.#at(String(index), item));
  }

  text(fallback: string): string {
    if (this.isAbsent) return fallback;
    return typeof this.value === 'string' || typeof this.value === 'number' ? String(this.value) : this.fail('must be a text');
  }

  /** Texts by their names. */
  texts(): Record<string, string> {
    return Object.fromEntries(this.entries().map((entry) => [entry.name, entry.text('')]));
  }

  wholeNumber(fallback: number): number {
    if (this.isAbsent) return fallback;
    const number = Number(this.value);
    return Number.isInteger(number) ? number : this.fail('must be a whole number');
  }

  flag(fallback: boolean): boolean {
    if (this.isAbsent) return fallback;
    return typeof this.value === 'boolean' ? this.value : this.fail('must be true or false');
  }

  /** A time: seconds, or a text such as `1m30s` or `500ms`. */
  duration(fallback: Duration): Duration {
    if (this.isAbsent) return fallback;
    if (typeof this.value === 'number' && this.value >= 0) return Math.round(this.value * SECOND);
    return parseTime(String(this.value)) ?? this.fail('must be a time such as 40s, 1m30s or 500ms');
  }

  /** A number of bytes, written as a quantity of Kubernetes: `64Mi`. */
  bytes(): number {
    if (this.isAbsent) return 0;
    try {
      const bytes = wholeValue(parseQuantity(String(this.value)));
      if (bytes >= 0) return bytes;
    } catch (error) {
      if (!(error instanceof QuantityError)) throw error;
    }
    return this.fail('must be a quantity of memory such as 64Mi');
  }

  #at(name: string, value: unknown): Value {
    return new Value(value, [...this.path, name]);
  }
}

const UNITS: Readonly<Record<string, Duration>> = { h: HOUR, m: MINUTE, s: SECOND, ms: MILLISECOND };

function parseTime(text: string): Duration | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) total += Number(number) * (UNITS[unit ?? ''] ?? 0);
  return Math.round(total);
}
