import { type FieldError, renderFieldError } from './field-error';
import { goQuote } from './go-format';

/** Why the API server said no (`staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/types.go` StatusReason). */
export type ApiErrorReason =
  | 'BadRequest'
  | 'Forbidden'
  | 'NotFound'
  | 'MethodNotAllowed'
  | 'AlreadyExists'
  | 'Conflict'
  | 'RequestEntityTooLarge'
  | 'Invalid'
  | 'TooManyRequests'
  | 'InternalError';

const CODES: Readonly<Record<ApiErrorReason, number>> = {
  BadRequest: 400,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  AlreadyExists: 409,
  Conflict: 409,
  RequestEntityTooLarge: 413,
  Invalid: 422,
  TooManyRequests: 429,
  InternalError: 500,
};

/** A refusal of the API server, worded as the API server or kubectl words it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status code. */
  readonly code: number;

  constructor(
    readonly reason: ApiErrorReason,
    message: string,
    /** The fields that are wrong, when the reason is `Invalid`. */
    readonly causes: readonly FieldError[] = [],
  ) {
    super(message);
    this.code = CODES[reason];
  }

  /** The excerpts of the manifest that the causes point at, one after the other; empty without a manifest. */
  get excerpt(): string {
    const places = this.causes.flatMap(({ place }) => (place === undefined ? [] : [place]));
    return places.map((place) => `${place.fileName}:${place.line}:${place.column}\n${place.excerpt}`).join('\n');
  }
}

/**
 * What kubectl prints for an object that is invalid: one error on the same line, several as a list; equal lines once
 * (`staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go` checkErr, MultilineError).
 */
function invalidText(subject: string, causes: readonly FieldError[]): string {
  const lines = [...new Set(causes.map(renderFieldError))];
  if (lines.length <= 1) return `${subject} is invalid: ${lines.join('')}`;
  return `${subject} is invalid: \n${lines.map((line) => `* ${line}`).join('\n')}`;
}

/**
 * The object has invalid fields: `The Pod "x" is invalid: …`
 * (`staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go` NewInvalid).
 */
export function invalidObject(kind: string, name: string, causes: readonly FieldError[]): ApiError {
  return new ApiError('Invalid', invalidText(`The ${kind} ${goQuote(name)}`, causes), causes);
}

/** The request cannot be understood (NewBadRequest). */
export function badRequest(message: string): ApiError {
  return new ApiError('BadRequest', message);
}

/** There is no such object; `resource` as in `pods`, `deployments.apps` (NewNotFound). */
export function notFound(resource: string, name: string): ApiError {
  return new ApiError('NotFound', `${resource} ${goQuote(name)} not found`);
}

/** There is an object of this name already (NewAlreadyExists). */
export function alreadyExists(resource: string, name: string): ApiError {
  return new ApiError('AlreadyExists', `${resource} ${goQuote(name)} already exists`);
}

/** An admission plugin or a rule forbids it (NewForbidden). */
export function forbiddenRequest(resource: string, name: string, why: string): ApiError {
  return new ApiError('Forbidden', `${resource} ${goQuote(name)} is forbidden: ${why}`);
}

/** Someone else changed the object in between (NewConflict). */
export function conflict(resource: string, name: string, why: string): ApiError {
  return new ApiError('Conflict', `Operation cannot be fulfilled on ${resource} ${goQuote(name)}: ${why}`);
}

/**
 * The error as kubectl prints it on stderr, without a newline at the end: `The Pod "x" is invalid: …` as it is, any
 * other reason as `Error from server (<reason>): [<doing>: ]<message>`, where `doing` is, for example,
 * `error when creating "pod.yaml"` (`…/kubectl/pkg/cmd/util/helpers.go` StandardErrorMessage, AddSourceToErr).
 */
export function kubectlErrorText(error: ApiError, doing?: string): string {
  if (error.reason === 'Invalid') return error.message;
  return `Error from server (${error.reason}): ${doing === undefined ? '' : `${doing}: `}${error.message}`;
}
