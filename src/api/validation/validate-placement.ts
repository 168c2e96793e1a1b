import { duplicate, type FieldError, forbidden, invalid, notSupported, required } from '../field-error';
import type { FieldPath } from '../field-path';
import type {
  Affinity,
  LabelSelector,
  LabelSelectorRequirement,
  NodeAffinity,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
  TopologySpreadConstraint,
} from '../placement';
import { checkEach, checkFormat, VALID } from './checks';
import { dnsLabelProblems, dnsSubdomainProblems, labelValueProblems, qualifiedNameProblems } from './formats';
import { validateLabels } from './validate-metadata';

const SET_NEEDS_VALUES = "must be specified when `operator` is 'In' or 'NotIn'";
const EXISTENCE_HAS_NO_VALUES = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";

function checkValues(values: readonly string[], path: FieldPath): readonly FieldError[] {
  return checkEach(path, values, (value, place) => checkFormat(place, value, labelValueProblems));
}

function validateOperator(
  { operator = '', values = [] }: LabelSelectorRequirement,
  path: FieldPath,
  comparesNumbers: boolean,
): readonly FieldError[] {
  const place = path.child('values');
  if (operator === 'In' || operator === 'NotIn') {
    return values.length === 0 ? [required(place, SET_NEEDS_VALUES)] : VALID;
  }
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    return values.length > 0 ? [forbidden(place, EXISTENCE_HAS_NO_VALUES)] : VALID;
  }
  if (comparesNumbers && (operator === 'Gt' || operator === 'Lt')) {
    const detail = "must be specified single value when `operator` is 'Lt' or 'Gt'";
    return values.length === 1 ? VALID : [required(place, detail)];
  }
  return [invalid(path.child('operator'), operator, 'not a valid selector operator')];
}

function validateLabelRequirement(requirement: LabelSelectorRequirement, path: FieldPath): readonly FieldError[] {
  return [
    ...validateOperator(requirement, path, false),
    ...checkFormat(path.child('key'), requirement.key ?? '', qualifiedNameProblems),
    ...checkValues(requirement.values ?? [], path.child('values')),
  ];
}

/** A label selector (`…/apimachinery/pkg/apis/meta/v1/validation/validation.go` ValidateLabelSelector). */
export function validateLabelSelector(selector: LabelSelector | undefined, path: FieldPath): readonly FieldError[] {
  if (selector === undefined) return VALID;
  return [
    ...validateLabels(selector.matchLabels, path.child('matchLabels')),
    ...checkEach(path.child('matchExpressions'), selector.matchExpressions, validateLabelRequirement),
  ];
}

/** Values of preferred terms are not checked: they may match one day (ValidateNodeSelectorRequirement). */
function validateNodeRequirement(
  requirement: NodeSelectorRequirement,
  path: FieldPath,
  isRequired: boolean,
): readonly FieldError[] {
  return [
    ...validateOperator(requirement, path, true),
    ...checkFormat(path.child('key'), requirement.key ?? '', qualifiedNameProblems),
    ...(isRequired ? checkValues(requirement.values ?? [], path.child('values')) : VALID),
  ];
}

function validateNodeField(requirement: NodeSelectorRequirement, path: FieldPath): readonly FieldError[] {
  const { key = '', operator = '', values = [] } = requirement;
  const isSet = operator === 'In' || operator === 'NotIn';
  const oneValue = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
  return [
    ...(isSet ? VALID : [invalid(path.child('operator'), operator, 'not a valid selector operator')]),
    ...(isSet && values.length !== 1 ? [required(path.child('values'), oneValue)] : VALID),
    ...(key === 'metadata.name'
      ? checkEach(path.child('values'), values, (value, place) => checkFormat(place, value, dnsSubdomainProblems))
      : [invalid(path.child('key'), key, 'not a valid field selector key')]),
  ];
}

function validateNodeTerm(term: NodeSelectorTerm, path: FieldPath, isRequired: boolean): readonly FieldError[] {
  return [
    ...checkEach(path.child('matchExpressions'), term.matchExpressions, (requirement, place) =>
      validateNodeRequirement(requirement, place, isRequired),
    ),
    ...checkEach(path.child('matchFields'), term.matchFields, validateNodeField),
  ];
}

function checkWeight(weight: number | undefined, path: FieldPath): readonly FieldError[] {
  const value = weight ?? 0;
  return value >= 1 && value <= 100 ? VALID : [invalid(path, value, 'must be in the range 1-100')];
}

function validateNodeAffinity(affinity: NodeAffinity, path: FieldPath): readonly FieldError[] {
  const needed = affinity.requiredDuringSchedulingIgnoredDuringExecution;
  const terms = needed?.nodeSelectorTerms ?? [];
  const termsPath = path.child('requiredDuringSchedulingIgnoredDuringExecution').child('nodeSelectorTerms');
  const isEmpty = needed !== undefined && terms.length === 0;
  return [
    ...(isEmpty ? [required(termsPath, 'must have at least one node selector term')] : VALID),
    ...checkEach(termsPath, terms, (term, place) => validateNodeTerm(term, place, true)),
    ...checkEach(
      path.child('preferredDuringSchedulingIgnoredDuringExecution'),
      affinity.preferredDuringSchedulingIgnoredDuringExecution,
      ({ weight, preference }, place) => [
        ...checkWeight(weight, place.child('weight')),
        ...validateNodeTerm(preference ?? {}, place.child('preference'), false),
      ],
    ),
  ];
}

function validateLabelKeys(
  keys: readonly string[] | undefined,
  selector: LabelSelector | undefined,
  path: FieldPath,
): readonly FieldError[] {
  if (keys === undefined || keys.length === 0) return VALID;
  if (selector === undefined) return [forbidden(path, 'must not be specified when labelSelector is not set')];
  return checkEach(path, keys, (key, place) => checkFormat(place, key, qualifiedNameProblems));
}

/** Keys whose values come from the pod itself (ValidateMatchLabelKeysAndMismatchLabelKeys). */
function validateKeysOfPod(
  { matchLabelKeys, mismatchLabelKeys, labelSelector }: Partial<PodAffinityTerm>,
  path: FieldPath,
): readonly FieldError[] {
  const inBoth = (matchLabelKeys ?? []).flatMap((key, index) => {
    const detail = 'exists in both matchLabelKeys and mismatchLabelKeys';
    const isMismatched = mismatchLabelKeys?.includes(key) === true;
    return isMismatched ? [invalid(path.child('matchLabelKeys').index(index), key, detail)] : [];
  });
  return [
    ...validateLabelKeys(matchLabelKeys, labelSelector, path.child('matchLabelKeys')),
    ...validateLabelKeys(mismatchLabelKeys, labelSelector, path.child('mismatchLabelKeys')),
    ...inBoth,
  ];
}

function validatePodTerm(term: PodAffinityTerm, path: FieldPath): readonly FieldError[] {
  const { topologyKey = '', namespaces = [] } = term;
  const topologyPath = path.child('topologyKey');
  return [
    ...validateLabelSelector(term.labelSelector, path.child('labelSelector')),
    ...validateLabelSelector(term.namespaceSelector, path.child('namespaceSelector')),
    ...namespaces.flatMap((name) => checkFormat(path.child('namespace'), name, dnsLabelProblems)),
    ...validateKeysOfPod(term, path),
    ...(topologyKey === '' ? [required(topologyPath, 'can not be empty')] : VALID),
    ...checkFormat(topologyPath, topologyKey, qualifiedNameProblems),
  ];
}

function validatePodAffinity(affinity: PodAffinity, path: FieldPath): readonly FieldError[] {
  return [
    ...checkEach(
      path.child('requiredDuringSchedulingIgnoredDuringExecution'),
      affinity.requiredDuringSchedulingIgnoredDuringExecution,
      validatePodTerm,
    ),
    ...checkEach(
      path.child('preferredDuringSchedulingIgnoredDuringExecution'),
      affinity.preferredDuringSchedulingIgnoredDuringExecution,
      ({ weight, podAffinityTerm }, place) => [
        ...checkWeight(weight, place.child('weight')),
        ...validatePodTerm(podAffinityTerm ?? { topologyKey: '' }, place.child('podAffinityTerm')),
      ],
    ),
  ];
}

/** Affinity to nodes and to other pods (`pkg/apis/core/validation/validation.go` validateAffinity). */
export function validateAffinity(affinity: Affinity | undefined, path: FieldPath): readonly FieldError[] {
  if (affinity === undefined) return VALID;
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity;
  return [
    ...(nodeAffinity ? validateNodeAffinity(nodeAffinity, path.child('nodeAffinity')) : VALID),
    ...(podAffinity ? validatePodAffinity(podAffinity, path.child('podAffinity')) : VALID),
    ...(podAntiAffinity ? validatePodAffinity(podAntiAffinity, path.child('podAntiAffinity')) : VALID),
  ];
}

const POLICIES = ['Honor', 'Ignore'];

function checkPolicy(policy: string | undefined, path: FieldPath): readonly FieldError[] {
  return policy === undefined || POLICIES.includes(policy) ? VALID : [notSupported(path, policy, POLICIES)];
}

function validateMinimum(constraint: TopologySpreadConstraint, path: FieldPath): readonly FieldError[] {
  const { minDomains, whenUnsatisfiable } = constraint;
  if (minDomains === undefined) return VALID;
  const detail = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`;
  return [
    ...(minDomains > 0 ? VALID : [invalid(path, minDomains, 'must be greater than zero')]),
    ...(whenUnsatisfiable === 'DoNotSchedule' ? VALID : [invalid(path, minDomains, detail)]),
  ];
}

function validateSpreadConstraint(
  constraint: TopologySpreadConstraint,
  later: readonly TopologySpreadConstraint[],
  path: FieldPath,
): readonly FieldError[] {
  const { maxSkew = 0, topologyKey = '', whenUnsatisfiable = '' } = constraint;
  const isSame = (other: TopologySpreadConstraint): boolean =>
    other.topologyKey === constraint.topologyKey && other.whenUnsatisfiable === constraint.whenUnsatisfiable;
  const actions = ['DoNotSchedule', 'ScheduleAnyway'];
  return [
    ...(maxSkew > 0 ? VALID : [invalid(path.child('maxSkew'), maxSkew, 'must be greater than zero')]),
    ...(topologyKey === '' ? [required(path.child('topologyKey'), 'can not be empty')] : VALID),
    ...(actions.includes(whenUnsatisfiable)
      ? VALID
      : [notSupported(path.child('whenUnsatisfiable'), whenUnsatisfiable, actions)]),
    ...(later.some(isSame)
      ? [duplicate(path.child('{topologyKey, whenUnsatisfiable}'), `{${topologyKey}, ${whenUnsatisfiable}}`)]
      : VALID),
    ...validateMinimum(constraint, path.child('minDomains')),
    ...checkPolicy(constraint.nodeAffinityPolicy, path.child('nodeAffinityPolicy')),
    ...checkPolicy(constraint.nodeTaintsPolicy, path.child('nodeTaintsPolicy')),
    ...validateKeysOfPod({ matchLabelKeys: constraint.matchLabelKeys, labelSelector: constraint.labelSelector }, path),
    ...validateLabelSelector(constraint.labelSelector, path.child('labelSelector')),
  ];
}

/** How pods spread over zones and nodes (validateTopologySpreadConstraints). */
export function validateTopologySpread(
  constraints: readonly TopologySpreadConstraint[] | undefined,
  path: FieldPath,
): readonly FieldError[] {
  return (constraints ?? []).flatMap((constraint, index, all) =>
    validateSpreadConstraint(constraint, all.slice(index + 1), path.index(index)),
  );
}
