/** Small checks that many validations share. */
import { type FieldError, forbidden, invalid, notSupported, required } from '../field-error';
import type { FieldPath } from '../field-path';

/** Nothing is wrong. */
export const VALID: readonly FieldError[] = [];

/** One `Invalid value` for each problem that a format finds. */
export function checkFormat<T>(
  path: FieldPath,
  value: T,
  problemsOf: (value: T) => readonly string[],
): readonly FieldError[] {
  const problems = problemsOf(value);
  return problems.length === 0 ? VALID : problems.map((problem) => invalid(path, value, problem));
}

/** The text must be given and well formed. */
export function checkRequiredFormat(
  path: FieldPath,
  value: string | undefined,
  problemsOf: (value: string) => readonly string[],
): readonly FieldError[] {
  return value ? checkFormat(path, value, problemsOf) : [required(path)];
}

/** The text must be one of those supported, listed in the given order; an empty one is missing. */
export function checkOneOf(
  path: FieldPath,
  value: string | undefined,
  supported: readonly string[],
): readonly FieldError[] {
  if (!value) return [required(path)];
  return supported.includes(value) ? VALID : [notSupported(path, value, supported)];
}

/** The number, if given, must not be negative (ValidateNonnegativeField). */
export function checkNotNegative(path: FieldPath, value: number | undefined): readonly FieldError[] {
  return value !== undefined && value < 0 ? [invalid(path, value, 'must be greater than or equal to 0')] : VALID;
}

/** The list is checked element by element. */
export function checkEach<T>(
  path: FieldPath,
  list: readonly T[] | undefined,
  check: (element: T, path: FieldPath) => readonly FieldError[],
): readonly FieldError[] {
  if (list === undefined || list.length === 0) return VALID;
  return list.flatMap((element, index) => check(element, path.index(index)));
}

/** A path inside a volume: relative (validateLocalDescendingPath). */
export function checkDescendingPath(path: FieldPath, value: string): readonly FieldError[] {
  const isAbsolute = value.startsWith('/');
  return [...(isAbsolute ? [invalid(path, value, 'must be a relative path')] : VALID), ...checkNoBacksteps(path, value)];
}

/** A path must not step back (validatePathNoBacksteps). */
export function checkNoBacksteps(path: FieldPath, value: string): readonly FieldError[] {
  return value.split('/').includes('..') ? [invalid(path, value, "must not contain '..'")] : VALID;
}

/** Every given field of those is forbidden here. */
export function checkAbsent(
  path: FieldPath,
  object: object | undefined,
  fields: readonly string[],
  detail: string,
): readonly FieldError[] {
  if (object === undefined) return VALID;
  const given = object as Readonly<Record<string, unknown>>;
  return fields.filter((field) => given[field] !== undefined).map((field) => forbidden(path.child(field), detail));
}
