import type { FieldPath } from './field-path';
import { goJson, goQuote } from './go-format';

/** Machine-readable reason of a field error (`…/util/validation/field/errors.go` ErrorType). */
export type FieldErrorReason =
  | 'FieldValueRequired'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueDuplicate'
  | 'FieldValueForbidden'
  | 'FieldValueNotFound'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany';

/** A place in the text of a manifest. Lines and columns count from 1. */
export interface SourcePlace {
  readonly fileName: string;
  readonly line: number;
  readonly column: number;
  /** The line and its neighbours, with a caret under the column. */
  readonly excerpt: string;
}

/** One thing that is wrong with one field of an object. */
export interface FieldError {
  readonly reason: FieldErrorReason;
  /** Path of the field, such as `spec.containers[0].name`. */
  readonly field: string;
  /** What is wrong, without the field: `Invalid value: 2: must be 1`. */
  readonly message: string;
  /** Where the field stands, when the object was read from a manifest. */
  readonly place?: SourcePlace;
}

const TYPE_TEXTS: Readonly<Record<FieldErrorReason, string>> = {
  FieldValueRequired: 'Required value',
  FieldValueInvalid: 'Invalid value',
  FieldValueNotSupported: 'Unsupported value',
  FieldValueDuplicate: 'Duplicate value',
  FieldValueForbidden: 'Forbidden',
  FieldValueNotFound: 'Not found',
  FieldValueTooLong: 'Too long',
  FieldValueTooMany: 'Too many',
};

/** A value in a message: strings quoted, numbers and booleans plain, the rest as JSON (Error.ErrorBody). */
function showValue(value: unknown): string {
  if (typeof value === 'string') return goQuote(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return goJson(value);
}

function fieldError(reason: FieldErrorReason, path: FieldPath, parts: readonly string[]): FieldError {
  const message = [TYPE_TEXTS[reason], ...parts.filter((part) => part !== '')].join(': ');
  return { reason, field: path.toString(), message };
}

/** The field must be given. */
export function required(path: FieldPath, detail = ''): FieldError {
  return fieldError('FieldValueRequired', path, [detail]);
}

/** The value is malformed or out of bounds. */
export function invalid(path: FieldPath, value: unknown, detail: string): FieldError {
  return fieldError('FieldValueInvalid', path, [showValue(value), detail]);
}

/** The value is none of those that exist; they are listed in the given order. */
export function notSupported(path: FieldPath, value: unknown, supported: readonly string[]): FieldError {
  const list = supported.map((one) => goQuote(one)).join(', ');
  return fieldError('FieldValueNotSupported', path, [showValue(value), `supported values: ${list}`]);
}

/** The value occurs twice where it must be unique. */
export function duplicate(path: FieldPath, value: unknown): FieldError {
  return fieldError('FieldValueDuplicate', path, [showValue(value)]);
}

/** The field must not be given here. */
export function forbidden(path: FieldPath, detail: string): FieldError {
  return fieldError('FieldValueForbidden', path, [detail]);
}

/** The value names something that does not exist. */
export function notFoundValue(path: FieldPath, value: unknown, detail = ''): FieldError {
  return fieldError('FieldValueNotFound', path, [showValue(value), detail]);
}

/** The value has too many bytes. */
export function tooLong(path: FieldPath, maximumBytes: number): FieldError {
  return fieldError('FieldValueTooLong', path, [`may not be more than ${maximumBytes} bytes`]);
}

/** The list has too many items. */
export function tooMany(path: FieldPath, count: number, maximum: number): FieldError {
  return fieldError('FieldValueTooMany', path, [String(count), `must have at most ${maximum} items`]);
}

/** The error with its field: `spec.restartPolicy: Required value`. */
export function renderFieldError(error: FieldError): string {
  return `${error.field}: ${error.message}`;
}
