import { type FieldError, forbidden, invalid, required } from '../field-error';
import { FieldPath } from '../field-path';
import type { Container, ObjectMeta, Pod, PodSpec, Toleration } from '../pod';
import { defaultPod } from '../pod-defaults';
import { checkEach, checkFormat, VALID } from './checks';
import { rangeProblems } from './formats';
import { areSemanticallyEqual } from './semantic-equality';
import { validatePodContent } from './validate-pod';
import { validateTolerations } from './validate-tolerations';

const METADATA = FieldPath.of('metadata');
const SPEC = FieldPath.of('spec');
const LARGEST_INT32 = 2_147_483_647;

const UPDATABLE_FIELDS = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
];

const IMMUTABLE_METADATA = [
  'name',
  'namespace',
  'uid',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
] as const;

/** What an update may not do to metadata (`…/apimachinery/pkg/api/validation/objectmeta.go`). */
function validateMetadataUpdate(next: ObjectMeta, old: ObjectMeta): readonly FieldError[] {
  const isDeleted = old.deletionTimestamp !== undefined;
  const added = (next.finalizers ?? []).filter((name) => old.finalizers?.includes(name) !== true);
  const finalizers = `[]string{${added.map((name) => `"${name}"`).sort().join(', ')}}`;
  const noNew = `no new finalizers can be added if the object is being deleted, found new finalizers ${finalizers}`;
  return [
    ...(isDeleted && added.length > 0 ? [forbidden(METADATA.child('finalizers'), noNew)] : VALID),
    ...IMMUTABLE_METADATA.flatMap((field) =>
      next[field] === old[field] ? [] : [invalid(METADATA.child(field), next[field], 'field is immutable')],
    ),
  ];
}

/** Containers keep their number; errors that end the checks are marked so. */
interface Checked {
  readonly errors: readonly FieldError[];
  readonly isLast: boolean;
}

function validateContainerUpdates(
  next: readonly Container[] = [],
  old: readonly Container[] = [],
  path: FieldPath,
): Checked {
  if (next.length !== old.length) {
    return { errors: [forbidden(path, 'pod updates may not add or remove containers')], isLast: true };
  }
  const errors = checkEach(path, next, ({ image }, place) => {
    const imagePath = place.child('image');
    if (!image) return [required(imagePath)];
    const hasBlanks = image.trim() !== image;
    return hasBlanks ? [invalid(imagePath, image, 'must not have leading or trailing whitespace')] : VALID;
  });
  return { errors, isLast: false };
}

/** A deadline may be set and come nearer. */
function validateDeadline(next: number | undefined, old: number | undefined): Checked {
  const path = SPEC.child('activeDeadlineSeconds');
  if (next === undefined) {
    const gone = invalid(path, null, 'must not update from a positive integer to nil value');
    return { errors: old === undefined ? VALID : [gone], isLast: false };
  }
  const range = checkFormat(path, next, (seconds) => rangeProblems(seconds, 0, LARGEST_INT32));
  if (range.length > 0) return { errors: range, isLast: true };
  if (old === undefined || next <= old) return { errors: VALID, isLast: false };
  return { errors: [invalid(path, next, 'must be less than or equal to previous value')], isLast: true };
}

/** Tolerations may be added, and change how long they last (validateOnlyAddedTolerations). */
function validateTolerationUpdate(
  next: readonly Toleration[] | undefined = [],
  old: readonly Toleration[] | undefined = [],
): readonly FieldError[] {
  const path = SPEC.child('tolerations');
  const isKept = (one: Toleration): boolean =>
    next.some((other) => areSemanticallyEqual({ ...one, tolerationSeconds: other.tolerationSeconds }, other));
  if (old.every(isKept)) return validateTolerations(next, path);
  return [forbidden(path, 'existing toleration can not be modified except its tolerationSeconds')];
}

/** Gates may be removed (validateOnlyDeletedSchedulingGates). */
function validateGateUpdate(next: PodSpec, old: PodSpec): readonly FieldError[] {
  return checkEach(SPEC.child('schedulingGates'), next.schedulingGates, ({ name }, path) => {
    if (old.schedulingGates?.some((gate) => gate.name === name)) return VALID;
    return [forbidden(path.child('name'), `only deletion is allowed, but found new scheduling gate '${name}'`)];
  });
}

/** While a pod is gated, its node selector may become narrower (validateNodeSelectorMutation). */
function validateSelectorUpdate(next: PodSpec, old: PodSpec): readonly FieldError[] {
  const { nodeSelector = {} } = next;
  const isKept = Object.entries(old.nodeSelector ?? {}).every(([key, value]) => nodeSelector[key] === value);
  if (!isGated(old) || isKept) return VALID;
  const detail = 'only additions to spec.nodeSelector are allowed (no mutations or deletions)';
  return [invalid(SPEC.child('nodeSelector'), nodeSelector, detail)];
}

function isGated({ schedulingGates = [] }: PodSpec): boolean {
  return schedulingGates.length > 0;
}

function withImagesOf(
  next: readonly Container[] | undefined,
  old: readonly Container[] | undefined,
): readonly Container[] | undefined {
  return next?.map((container, index) => ({ ...container, image: old![index].image }));
}

/** Nothing but the updatable fields may differ. */
function validateRest(next: PodSpec, old: PodSpec): readonly FieldError[] {
  const withOldFields: PodSpec = {
    ...next,
    containers: withImagesOf(next.containers, old.containers)!,
    initContainers: withImagesOf(next.initContainers, old.initContainers),
    activeDeadlineSeconds: old.activeDeadlineSeconds,
    schedulingGates: old.schedulingGates,
    tolerations: old.tolerations,
    nodeSelector: isGated(old) ? old.nodeSelector : next.nodeSelector,
  };
  if (areSemanticallyEqual(withOldFields, old)) return VALID;
  return [forbidden(SPEC, `pod updates may not change fields other than ${UPDATABLE_FIELDS.join(',')}`)];
}

/**
 * Everything that the API server finds wrong with a change of a pod, in its order and words
 * (`pkg/apis/core/validation/validation.go` ValidatePodUpdate). Two things differ: the last error lacks the comparison of
 * the old and the new spec that the API server appends, and the node affinity of a gated pod may not change.
 */
export function validatePodUpdate(given: Pod, old: Pod): FieldError[] {
  const [next, before] = [defaultPod(given), defaultPod(old)];
  const errors = [...validateMetadataUpdate(next.metadata, before.metadata), ...validatePodContent(next)];
  const steps = [
    () => validateContainerUpdates(next.spec.containers, before.spec.containers, SPEC.child('containers')),
    () => validateContainerUpdates(next.spec.initContainers, before.spec.initContainers, SPEC.child('initContainers')),
    () => validateDeadline(next.spec.activeDeadlineSeconds, before.spec.activeDeadlineSeconds),
  ];
  for (const step of steps) {
    const checked = step();
    errors.push(...checked.errors);
    if (checked.isLast) return errors;
  }
  return [
    ...errors,
    ...validateTolerationUpdate(next.spec.tolerations, before.spec.tolerations),
    ...validateGateUpdate(next.spec, before.spec),
    ...validateSelectorUpdate(next.spec, before.spec),
    ...validateRest(next.spec, before.spec),
  ];
}
