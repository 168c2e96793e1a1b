import { type FieldError, forbidden, invalid, required } from '../field-error';
import type { FieldPath } from '../field-path';
import type { ExecAction, HttpGetAction, Lifecycle, LifecycleHandler, Probe, SleepAction } from '../pod';
import { checkFormat, checkNotNegative, checkOneOf, VALID } from './checks';
import { headerNameProblems, portNameProblems, portNumberProblems } from './formats';

/** Seconds that a pod may take to stop; undefined when that number is itself wrong. */
type GracePeriod = number | undefined;

type Handler = Probe & LifecycleHandler;

/** In the order in which the API server looks for them. */
const HANDLER_KINDS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const;
type HandlerKind = (typeof HANDLER_KINDS)[number];

function validatePort(port: number | string, path: FieldPath): readonly FieldError[] {
  return typeof port === 'number'
    ? checkFormat(path, port, portNumberProblems)
    : checkFormat(path, port, portNameProblems);
}

function validateExec(exec: ExecAction, path: FieldPath): readonly FieldError[] {
  return exec.command === undefined || exec.command.length === 0 ? [required(path.child('command'))] : VALID;
}

function validateHttpGet(action: HttpGetAction, path: FieldPath): readonly FieldError[] {
  return [
    ...validatePort(action.port ?? 0, path.child('port')),
    ...checkOneOf(path.child('scheme'), action.scheme, ['HTTP', 'HTTPS']),
    ...(action.httpHeaders ?? []).flatMap(({ name }) =>
      checkFormat(path.child('httpHeaders'), name ?? '', headerNameProblems),
    ),
  ];
}

function validateSleep(action: SleepAction, grace: GracePeriod, path: FieldPath): readonly FieldError[] {
  const { seconds = 0 } = action as Partial<SleepAction>;
  if (grace === undefined || (seconds >= 0 && seconds <= grace)) return VALID;
  const detail = `must be non-negative and less than terminationGracePeriodSeconds (${grace})`;
  return [invalid(path, seconds, detail)];
}

function validateAction(
  kind: HandlerKind,
  handler: Handler,
  grace: GracePeriod,
  path: FieldPath,
): readonly FieldError[] {
  switch (kind) {
    case 'exec':
      return validateExec(handler.exec!, path);
    case 'httpGet':
      return validateHttpGet(handler.httpGet!, path);
    case 'tcpSocket':
      return validatePort(handler.tcpSocket!.port ?? 0, path.child('port'));
    case 'grpc':
      return validatePort(handler.grpc!.port ?? 0, path.child('port'));
    case 'sleep':
      return validateSleep(handler.sleep!, grace, path);
  }
}

/** Exactly one handler, and that one well formed (`pkg/apis/core/validation/validation.go` validateHandler). */
function validateHandler(handler: Handler, grace: GracePeriod, path: FieldPath): readonly FieldError[] {
  const [first, ...others] = HANDLER_KINDS.filter((kind) => handler[kind] !== undefined);
  if (first === undefined) return [required(path, 'must specify a handler type')];
  return [
    ...validateAction(first, handler, grace, path.child(first)),
    ...others.map((kind) => forbidden(path.child(kind), 'may not specify more than 1 handler type')),
  ];
}

const PROBE_NUMBERS = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

function validateProbe(probe: Probe, grace: GracePeriod, path: FieldPath): readonly FieldError[] {
  const seconds = probe.terminationGracePeriodSeconds;
  return [
    ...validateHandler(probe, grace, path),
    ...PROBE_NUMBERS.flatMap((field) => checkNotNegative(path.child(field), probe[field])),
    ...(seconds !== undefined && seconds <= 0
      ? [invalid(path.child('terminationGracePeriodSeconds'), seconds, 'must be greater than 0')]
      : VALID),
  ];
}

/** A liveness or startup probe (validateLivenessProbe, validateStartupProbe). */
export function validateKillingProbe(
  probe: Probe | undefined,
  grace: GracePeriod,
  path: FieldPath,
): readonly FieldError[] {
  if (probe === undefined) return VALID;
  const errors = validateProbe(probe, grace, path);
  if (probe.successThreshold === 1) return errors;
  return [...errors, invalid(path.child('successThreshold'), probe.successThreshold, 'must be 1')];
}

/** A readiness probe (validateReadinessProbe). */
export function validateReadinessProbe(
  probe: Probe | undefined,
  grace: GracePeriod,
  path: FieldPath,
): readonly FieldError[] {
  if (probe === undefined) return VALID;
  const errors = validateProbe(probe, grace, path);
  const seconds = probe.terminationGracePeriodSeconds;
  if (seconds === undefined) return errors;
  const detail = 'must not be set for readinessProbes';
  return [...errors, invalid(path.child('terminationGracePeriodSeconds'), seconds, detail)];
}

/** The hooks of a container (validateLifecycle). The stop signal's gate is off: the API server drops that field. */
export function validateLifecycle(
  lifecycle: Lifecycle | undefined,
  grace: GracePeriod,
  path: FieldPath,
): readonly FieldError[] {
  if (lifecycle === undefined) return VALID;
  const { postStart, preStop } = lifecycle;
  return [
    ...(postStart === undefined ? VALID : validateHandler(postStart, grace, path.child('postStart'))),
    ...(preStop === undefined ? VALID : validateHandler(preStop, grace, path.child('preStop'))),
  ];
}
