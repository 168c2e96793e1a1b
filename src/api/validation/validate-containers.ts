import { duplicate, type FieldError, forbidden, invalid, required } from '../field-error';
import type { FieldPath } from '../field-path';
import type { Container, ContainerResizePolicy, PodSpec, Volume } from '../pod';
import { checkEach, checkOneOf, checkRequiredFormat, VALID } from './checks';
import { dnsLabelProblems } from './formats';
import { validateEnvFrom, validateEnvironment } from './validate-environment';
import { validateKillingProbe, validateLifecycle, validateReadinessProbe } from './validate-handlers';
import { validateDevices, validateMounts } from './validate-mounts';
import { validateHostPorts, validatePorts } from './validate-ports';
import { validateContainerResources } from './validate-resources';
import { validateRestartPolicyOf } from './validate-restart-rules';
import { validateContainerSecurity } from './validate-security';

/** What the containers of a pod share. */
export interface ContainerContext {
  readonly spec: PodSpec;
  readonly volumes: ReadonlyMap<string, Volume>;
  readonly claimNames: ReadonlySet<string>;
}

function validateResizePolicy(
  policies: readonly ContainerResizePolicy[] | undefined,
  spec: PodSpec,
  path: FieldPath,
): readonly FieldError[] {
  const seen = new Set<string>();
  return (policies ?? []).flatMap(({ resourceName, restartPolicy }, index) => {
    const isRepeated = seen.has(resourceName);
    seen.add(resourceName);
    const mustNotRestart = spec.restartPolicy === 'Never' && restartPolicy !== 'NotRequired';
    return [
      ...(isRepeated ? [duplicate(path.index(index), resourceName)] : VALID),
      ...checkOneOf(path, resourceName, ['cpu', 'memory']),
      ...checkOneOf(path, restartPolicy, ['NotRequired', 'RestartContainer']),
      ...(mustNotRestart
        ? [invalid(path, restartPolicy, "must be 'NotRequired' when pod `restartPolicy` is 'Never'")]
        : VALID),
    ];
  });
}

/** What holds for every container (`pkg/apis/core/validation/validation.go` validateContainerCommon). */
function validateCommon(container: Container, context: ContainerContext, path: FieldPath): readonly FieldError[] {
  const { spec, volumes, claimNames } = context;
  return [
    ...checkRequiredFormat(path.child('name'), container.name, dnsLabelProblems),
    ...(container.image ? VALID : [required(path.child('image'))]),
    ...checkOneOf(path.child('terminationMessagePolicy'), container.terminationMessagePolicy, [
      'File',
      'FallbackToLogsOnError',
    ]),
    ...validatePorts(container.ports, path.child('ports')),
    ...validateEnvironment(container.env, path.child('env')),
    ...validateEnvFrom(container.envFrom, path.child('envFrom')),
    ...validateMounts(container, volumes, path.child('volumeMounts')),
    ...validateDevices(container, volumes, path.child('volumeDevices')),
    ...checkOneOf(path.child('imagePullPolicy'), container.imagePullPolicy, ['Always', 'IfNotPresent', 'Never']),
    ...validateContainerResources(container.resources, claimNames, path.child('resources')),
    ...validateResizePolicy(container.resizePolicy, spec, path.child('resizePolicy')),
    ...validateContainerSecurity(container.securityContext, spec.hostUsers !== false, path.child('securityContext')),
  ];
}

/** Hooks and probes, which regular containers and sidecars may have. */
function validateCare(container: Container, spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const grace = spec.terminationGracePeriodSeconds;
  return [
    ...validateLifecycle(container.lifecycle, grace, path.child('lifecycle')),
    ...validateKillingProbe(container.livenessProbe, grace, path.child('livenessProbe')),
    ...validateReadinessProbe(container.readinessProbe, grace, path.child('readinessProbe')),
    ...validateKillingProbe(container.startupProbe, grace, path.child('startupProbe')),
  ];
}

function checkName(container: Container, taken: Set<string>, path: FieldPath): readonly FieldError[] {
  if (taken.has(container.name)) return [duplicate(path.child('name'), container.name)];
  if (container.name) taken.add(container.name);
  return VALID;
}

/** The regular containers (validateContainers). */
export function validateContainers(context: ContainerContext, path: FieldPath): readonly FieldError[] {
  const { containers } = context.spec;
  if (containers.length === 0) return [required(path)];
  const taken = new Set<string>();
  const errors = checkEach(path, containers, (container, place) => [
    ...validateCommon(container, context, place),
    ...checkName(container, taken, place),
    ...validateCare(container, context.spec, place),
    ...validateRestartPolicyOf(container, place),
  ]);
  return [...errors, ...validateHostPorts(containers, path)];
}

const CARE_FIELDS = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** What an init container that runs once must not have. */
function validateRunOnce(container: Container, path: FieldPath): readonly FieldError[] {
  const given = CARE_FIELDS.filter((field) => container[field] !== undefined);
  const restarts = (container.resizePolicy ?? []).flatMap(({ restartPolicy }, index) => {
    if (restartPolicy !== 'RestartContainer') return [];
    const place = path.child('resizePolicy').index(index).child('restartPolicy');
    return [invalid(place, restartPolicy, "must not be set to 'RestartContainer' for non-sidecar initContainers")];
  });
  const detail = 'may not be set for init containers without restartPolicy=Always';
  return [...given.map((field) => forbidden(path.child(field), detail)), ...restarts];
}

/** The init containers, sidecars included (validateInitContainers). */
export function validateInitContainers(context: ContainerContext, path: FieldPath): readonly FieldError[] {
  const { spec } = context;
  const taken = new Set(spec.containers.map(({ name }) => name));
  return checkEach(path, spec.initContainers, (container, place) => [
    ...validateCommon(container, context, place),
    ...validateRestartPolicyOf(container, place),
    ...checkName(container, taken, place),
    ...validateHostPorts([container], path),
    ...(container.restartPolicy === 'Always'
      ? validateCare(container, spec, place)
      : validateRunOnce(container, place)),
  ]);
}

/** Images of a pod, unlike those of a template, have no blanks at their ends (validateContainersOnlyForPod). */
export function validateImageEdges(
  containers: readonly Container[] | undefined,
  path: FieldPath,
): readonly FieldError[] {
  return checkEach(path, containers, ({ image }, place) => {
    if (!image || image.trim() === image) return VALID;
    return [invalid(place.child('image'), image, 'must not have leading or trailing whitespace')];
  });
}
