import { RecordError } from './record-error';

/** Checks one value; throws a {@link RecordError} that names `field` if the value does not fit. */
export type Check = (value: unknown, field: string) => void;

/** No time in a record lies further out than this (seconds; about four months). */
export const LATEST_SECONDS = 10_000_000;

/** No count in a record is larger than this. */
export const LARGEST_COUNT = 1_000_000;

/** Marks members that may be absent. */
export interface Optional { readonly optional: Check }

/** Lets a member of {@link objectOf} be absent. */
export function optional(check: Check): Optional {
  return { optional: check };
}

/** A finite number within bounds; `what` names its meaning in the message. */
export function numberBetween(least: number, most: number, what = 'a number'): Check {
  return (value, field) => {
    if (typeof value === 'number' && value >= least && value <= most) return;
    throw new RecordError(field, `must be ${what} from ${least} to ${most}, found ${describe(value)}`);
  };
}

/** A whole number within bounds. */
export function integerBetween(least: number, most: number): Check {
  const within = numberBetween(least, most, 'a whole number');
  return (value, field) => {
    within(value, field);
    if (!Number.isInteger(value)) throw new RecordError(field, `must be a whole number, found ${describe(value)}`);
  };
}

/** Seconds from 0 on. */
export const seconds = numberBetween(0, LATEST_SECONDS, 'a number of seconds');

/** A number of times, from 0 on. */
export const count = integerBetween(0, LARGEST_COUNT);

/** The exit code of a process. */
export const exitCode = integerBetween(0, 255);

/** A string, which may be empty. */
export const text: Check = (value, field) => {
  if (typeof value !== 'string') throw new RecordError(field, `must be a string, found ${describe(value)}`);
};

/** A string that is not empty. */
export const name: Check = (value, field) => {
  text(value, field);
  if (value === '') throw new RecordError(field, 'must not be empty');
};

/** `true` or `false`. */
export const flag: Check = (value, field) => {
  if (typeof value !== 'boolean') throw new RecordError(field, `must be true or false, found ${describe(value)}`);
};

/** One of a few strings or booleans. */
export function oneOf(...allowed: readonly (string | boolean)[]): Check {
  return (value, field) => {
    if (allowed.some((each) => each === value)) return;
    throw new RecordError(field, `must be one of ${allowed.map((each) => JSON.stringify(each)).join(', ')}, found ${describe(value)}`);
  };
}

/** A list whose items all fit. */
export function listOf(item: Check, least = 0): Check {
  return (value, field) => {
    if (!Array.isArray(value)) throw new RecordError(field, `must be a list, found ${describe(value)}`);
    if (value.length < least) throw new RecordError(field, `must have at least ${least} item, found none`);
    value.forEach((each, i) => item(each, `${field}[${i}]`));
  };
}

/** An object with any member names, whose values all fit. */
export function mapOf(member: Check): Check {
  return (value, field) => {
    for (const [key, each] of Object.entries(asObject(value, field))) member(each, `${field}.${key}`);
  };
}

/** An object with exactly the given members; see {@link optional} for those that may be absent. */
export function objectOf(members: Readonly<Record<string, Check | Optional>>): Check {
  const known = new Map(Object.entries(members));
  return (value, field) => {
    const object = asObject(value, field);
    for (const [key, member] of known) checkMember(object, key, member, join(field, key));
    const unknown = Object.keys(object).find((key) => !known.has(key));
    if (unknown === undefined) return;
    throw new RecordError(join(field, unknown), `is unknown: the known fields are ${[...known.keys()].join(', ')}`);
  };
}

/** Any JSON value without infinite numbers (which `1e999` becomes). */
export const json: Check = (value, field) => {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RecordError(field, `must be finite, found ${value}`);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) json(each, join(field, key));
};

/** The value as an object that is not a list. */
export function asObject(value: unknown, field: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new RecordError(field, `must be an object, found ${describe(value)}`);
}

function checkMember(object: Record<string, unknown>, key: string, member: Check | Optional, field: string): void {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  if (typeof member === 'function') {
    if (value === undefined) throw new RecordError(field, 'is missing');
    member(value, field);
  } else if (value !== undefined) {
    member.optional(value, field);
  }
}

function join(field: string, member: string): string {
  return field === '' ? member : `${field}.${member}`;
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
}
