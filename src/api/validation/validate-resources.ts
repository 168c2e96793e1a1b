import { duplicate, type FieldError, forbidden, invalid, notFoundValue, notSupported, required } from '../field-error';
import type { FieldPath } from '../field-path';
import type { Container, PodSpec, ResourceClaimReference, ResourceList, ResourceRequirements } from '../pod';
import { containerLimits, containerRequests, isPodLevelResource } from '../pod-resources';
import {
  compareQuantities,
  parseQuantity,
  type Quantity,
  QuantityError,
  renderQuantity,
  tryParseQuantity,
} from '../quantity';
import type { Resources } from '../resource-list';
import { checkFormat, VALID } from './checks';
import { dnsLabelProblems, qualifiedNameProblems } from './formats';

const CONTAINER_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];
const COUNTED_OBJECTS = [
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];
/** Names without a prefix that some object of the API may count (`pkg/apis/core/helper/helpers.go`). */
const STANDARD_RESOURCES = new Set([
  ...CONTAINER_RESOURCES,
  ...CONTAINER_RESOURCES.flatMap((name) => [`requests.${name}`, `limits.${name}`]),
  ...COUNTED_OBJECTS,
  'storage',
  'requests.storage',
]);
const WHOLE_NUMBER_RESOURCES = new Set(COUNTED_OBJECTS);
const MILLI = 1_000_000n;

const isHugePages = (name: string): boolean => name.startsWith('hugepages-');
const isNative = (name: string): boolean => !name.includes('/') || name.includes('kubernetes.io/');
const isExtended = (name: string): boolean =>
  !isNative(name) && !name.startsWith('requests.') && qualifiedNameProblems(`requests.${name}`).length === 0;

/** Whether more may be used than requested (IsOvercommitAllowed). */
function isOvercommitAllowed(name: string): boolean {
  return isNative(name) && !isHugePages(name);
}

type NameCheck = (name: string, path: FieldPath) => readonly FieldError[];

function validateName(name: string, path: FieldPath): readonly FieldError[] {
  const format = checkFormat(path, name, qualifiedNameProblems);
  if (format.length > 0 || name.includes('/')) return format;
  const isStandard = STANDARD_RESOURCES.has(name) || isHugePages(name.replace(/^requests\./, ''));
  return isStandard ? VALID : [invalid(path, name, 'must be a standard resource type or fully qualified')];
}

/** Names of resources of a container (validateContainerResourceName). */
const validateContainerName: NameCheck = (name, path) => {
  const errors = validateName(name, path);
  if (name.split('/').length === 1) {
    const isForContainers = CONTAINER_RESOURCES.includes(name) || isHugePages(name);
    return isForContainers ? errors : [...errors, invalid(path, name, 'must be a standard resource for containers')];
  }
  if (isNative(name) || isExtended(name)) return errors;
  return [...errors, invalid(path, name, "doesn't follow extended resource name standard")];
};

/** Names of resources of the pod as a whole (validatePodResourceName). */
const validatePodLevelName: NameCheck = (name, path) => {
  const errors = validateName(name, path);
  if (errors.length > 0 || isPodLevelResource(name)) return errors;
  return [notSupported(path, name, ['cpu', 'hugepages-', 'memory'])];
};

/** Amounts with their places; amounts that are no quantity are reported and left out. */
interface Amounts {
  readonly quantities: Resources;
  readonly errors: readonly FieldError[];
}

function parseAmounts(list: ResourceList | undefined, path: FieldPath): Amounts {
  const quantities = new Map<string, Quantity>();
  const errors: FieldError[] = [];
  for (const [name, value] of Object.entries(list ?? {})) {
    try {
      quantities.set(name, parseQuantity(value));
    } catch (error) {
      if (!(error instanceof QuantityError)) throw error;
      errors.push(invalid(path.key(name), value, error.message));
    }
  }
  return { quantities, errors };
}

function validateAmount(name: string, quantity: Quantity, path: FieldPath): readonly FieldError[] {
  const isWholeOnly = WHOLE_NUMBER_RESOURCES.has(name) || isExtended(name);
  return [
    ...(quantity.nano < 0n ? [invalid(path, renderQuantity(quantity), 'must be greater than or equal to 0')] : VALID),
    ...(isWholeOnly && quantity.nano % (MILLI * 1000n) !== 0n
      ? [invalid(path, renderQuantity(quantity), 'must be an integer')]
      : VALID),
  ];
}

function validateHugePages(name: string, quantity: Quantity, path: FieldPath): readonly FieldError[] {
  if (!isHugePages(name)) return VALID;
  const size = tryParseQuantity(name.slice('hugepages-'.length))?.nano ?? 0n;
  if (size > 0n && quantity.nano % size === 0n) return VALID;
  const text = renderQuantity(quantity);
  return [invalid(path, text, `${text} is not positive integer multiple of ${name}`)];
}

function compareWithLimit(
  name: string,
  request: Quantity,
  limit: Quantity | undefined,
  path: FieldPath,
): readonly FieldError[] {
  if (limit === undefined) {
    if (isOvercommitAllowed(name)) return VALID;
    return [required(path.child('limits'), 'Limit must be set for non overcommitable resources')];
  }
  const order = compareQuantities(request, limit);
  const ofLimit = `${name} limit of ${renderQuantity(limit)}`;
  const place = path.child('requests');
  if (order !== 0 && !isOvercommitAllowed(name)) {
    return [invalid(place, renderQuantity(request), `must be equal to ${ofLimit}`)];
  }
  return order > 0 ? [invalid(place, renderQuantity(request), `must be less than or equal to ${ofLimit}`)] : VALID;
}

function validateClaims(
  claims: readonly ResourceClaimReference[] | undefined,
  names: ReadonlySet<string>,
  path: FieldPath,
): readonly FieldError[] {
  const seen = new Set<string>();
  return (claims ?? []).flatMap(({ name, request }, index) => {
    if (!name) return [required(path.index(index))];
    const key = request ? `${name}/${request}` : name;
    const isRepeated = seen.has(name) || seen.has(key);
    seen.add(key);
    const listed = names.size === 0 ? ' which is empty' : `: ${[...names].sort().join(', ')}`;
    return [
      ...(isRepeated ? [duplicate(path.index(index), key)] : VALID),
      ...(request ? checkFormat(path.index(index).child('request'), request, dnsLabelProblems) : VALID),
      ...(names.has(name)
        ? VALID
        : [notFoundValue(path.index(index), name, `must be one of the names in pod.spec.resourceClaims${listed}`)]),
    ];
  });
}

function needsCpuOrMemory(limits: Resources, requests: Resources): boolean {
  const names = [...limits.keys(), ...requests.keys()];
  return names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory');
}

function validateRequirements(
  resources: ResourceRequirements,
  checkName: NameCheck,
  claimNames: ReadonlySet<string>,
  path: FieldPath,
): readonly FieldError[] {
  const [limitsPath, requestsPath] = [path.child('limits'), path.child('requests')];
  const limits = parseAmounts(resources.limits, limitsPath);
  const requests = parseAmounts(resources.requests, requestsPath);
  const limitErrors = [...limits.quantities].flatMap(([name, quantity]) => [
    ...checkName(name, limitsPath.key(name)),
    ...validateAmount(name, quantity, limitsPath.key(name)),
    ...validateHugePages(name, quantity, limitsPath.key(name)),
  ]);
  const requestErrors = [...requests.quantities].flatMap(([name, quantity]) => [
    ...checkName(name, requestsPath.key(name)),
    ...validateAmount(name, quantity, requestsPath.key(name)),
    ...compareWithLimit(name, quantity, limits.quantities.get(name), path),
    ...validateHugePages(name, quantity, requestsPath.key(name)),
  ]);
  return [
    ...limits.errors,
    ...requests.errors,
    ...limitErrors,
    ...requestErrors,
    ...(needsCpuOrMemory(limits.quantities, requests.quantities)
      ? [forbidden(path, 'HugePages require cpu or memory')]
      : VALID),
    ...validateClaims(resources.claims, claimNames, path.child('claims')),
  ];
}

/** Requests and limits of a container (`pkg/apis/core/validation/validation.go` ValidateContainerResourceRequirements). */
export function validateContainerResources(
  resources: ResourceRequirements | undefined,
  claimNames: ReadonlySet<string>,
  path: FieldPath,
): readonly FieldError[] {
  if (resources === undefined) return VALID;
  return validateRequirements(resources, validateContainerName, claimNames, path);
}

/** The pod's overhead, which follows the rules of limits (validateOverhead). */
export function validateOverhead(overhead: ResourceList | undefined, path: FieldPath): readonly FieldError[] {
  if (overhead === undefined) return VALID;
  return validateRequirements({ limits: overhead }, validateContainerName, new Set(), path);
}

function requestsBelowContainers(spec: PodSpec, requests: Resources, path: FieldPath): readonly FieldError[] {
  return [...containerRequests(spec)].flatMap(([name, needed]) => {
    const given = requests.get(name);
    if (given === undefined || compareQuantities(needed, given) <= 0) return [];
    const detail = `must be greater than or equal to aggregate container requests of ${renderQuantity(needed)}`;
    return [invalid(path.child('requests').key(name), renderQuantity(given), detail)];
  });
}

function hugePagesBelowContainers(spec: PodSpec, limits: Resources, path: FieldPath): readonly FieldError[] {
  return [...containerLimits(spec)].flatMap(([name, needed]) => {
    const given = limits.get(name);
    if (!isHugePages(name) || given === undefined || compareQuantities(needed, given) <= 0) return [];
    const detail = `must be greater than or equal to aggregate container limits of ${renderQuantity(needed)}`;
    return [invalid(path.child('limits').key(name), renderQuantity(given), detail)];
  });
}

function limitsAbovePod(container: Container, limits: Resources, path: FieldPath): readonly FieldError[] {
  return Object.entries(container.resources?.limits ?? {}).flatMap(([name, value]) => {
    const most = limits.get(name);
    const limit = parseQuantity(value);
    if (most === undefined || compareQuantities(limit, most) <= 0) return [];
    const detail = `must be less than or equal to pod limits of ${renderQuantity(most)}`;
    return [invalid(path.key(name).child('limits'), renderQuantity(limit), detail)];
  });
}

/** Sums of containers and amounts of the pod as a whole must fit (validatePodResourceConsistency). */
function validateConsistency(spec: PodSpec, given: ResourceRequirements, path: FieldPath): readonly FieldError[] {
  try {
    const limits = parseAmounts(given.limits, path).quantities;
    return [
      ...requestsBelowContainers(spec, parseAmounts(given.requests, path).quantities, path),
      ...hugePagesBelowContainers(spec, limits, path),
      ...spec.containers.flatMap((one, index) => limitsAbovePod(one, limits, path.child('containers').index(index))),
    ];
  } catch (error) {
    if (error instanceof QuantityError) return VALID;
    throw error;
  }
}

/** Resources of the pod as a whole; `path` is that of the spec (validatePodResources). */
export function validatePodLevelResources(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const { resources } = spec;
  if (resources === undefined) return VALID;
  const place = path.child('resources');
  if (spec.os?.name === 'windows') return [forbidden(place, 'may not be set for a windows pod')];
  const claimNames = new Set(spec.resourceClaims?.map(({ name }) => name));
  return [
    ...(resources.claims === undefined
      ? VALID
      : [forbidden(place.child('claims'), 'claims may not be set for Resources at pod-level')]),
    ...validateRequirements(resources, validatePodLevelName, claimNames, place),
    ...validateConsistency(spec, resources, place),
  ];
}
