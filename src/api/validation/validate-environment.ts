import { type FieldError, invalid, notFoundValue, notSupported, required } from '../field-error';
import type { FieldPath } from '../field-path';
import type { EnvFromSource, EnvVar, EnvVarSource, FileKeySelector, KeySelector, PodSpec } from '../pod';
import { renderQuantity, tryParseQuantity } from '../quantity';
import { checkEach, checkFormat, checkNoBacksteps, checkRequiredFormat, VALID } from './checks';
import {
  configKeyProblems,
  dnsLabelProblems,
  dnsSubdomainProblems,
  environmentNameProblems,
  qualifiedNameProblems,
} from './formats';

/** Fields of the pod that an environment variable may hold. */
const ENVIRONMENT_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
/** Fields of the pod that a file may hold. */
const FILE_FIELDS = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid'];

/** Field labels that version v1 knows (`pkg/apis/core/pods/helpers.go` ConvertDownwardAPIFieldLabel). */
const KNOWN_FIELDS = new Set([
  ...ENVIRONMENT_FIELDS,
  ...FILE_FIELDS,
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
  'spec.host',
]);

const RESOURCE_FIELDS = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
];

type FieldReference = NonNullable<EnvVarSource['fieldRef']>;
type ResourceReference = NonNullable<EnvVarSource['resourceFieldRef']>;

/** Where a reference to a field of the pod stands: in an environment variable or in a file of a volume. */
export type ReferenceUse = 'environment' | 'file';

function conversionProblem(version: string, fieldPath: string, subscripted: string | undefined): string | undefined {
  if (version !== 'v1') return `unsupported pod version: ${version}`;
  if (subscripted !== undefined) {
    const isMap = subscripted === 'metadata.annotations' || subscripted === 'metadata.labels';
    return isMap ? undefined : `field label does not support subscript: ${fieldPath}`;
  }
  return KNOWN_FIELDS.has(fieldPath) ? undefined : `field label not supported: ${fieldPath}`;
}

/** A reference to a field of the pod (validateObjectFieldSelector). */
export function validateFieldReference(
  { apiVersion, fieldPath }: FieldReference,
  use: ReferenceUse,
  path: FieldPath,
): readonly FieldError[] {
  const place = path.child('fieldPath');
  if (!apiVersion) return [required(path.child('apiVersion'))];
  if (!fieldPath) return [required(place)];
  const [, map, key] = /^(.+?)\['(.*)'\]$/.exec(fieldPath) ?? [undefined, undefined, ''];
  const problem = conversionProblem(apiVersion, fieldPath, map);
  if (problem !== undefined) return [invalid(place, fieldPath, `error converting fieldPath: ${problem}`)];
  if (map === 'metadata.annotations') return checkFormat(path, key.toLowerCase(), qualifiedNameProblems);
  if (map === 'metadata.labels') return checkFormat(path, key, qualifiedNameProblems);
  const supported = use === 'environment' ? ENVIRONMENT_FIELDS : FILE_FIELDS;
  const converted = fieldPath === 'spec.host' ? 'spec.nodeName' : fieldPath;
  return supported.includes(converted) ? VALID : [notSupported(place, converted, supported)];
}

const BYTE_DIVISORS = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];

/** What a resource may be divided by, and how the messages call the resource (validateContainerResourceDivisor). */
function divisorRule(resource: string): { readonly allowed: readonly string[]; readonly text: string } | undefined {
  const name = /^(?:limits|requests)\.(.+)$/.exec(resource)?.[1] ?? '';
  if (name === 'cpu') return { allowed: ['1m', '1'], text: "1m and 1 are supported with the cpu resource" };
  const calls: Readonly<Record<string, string>> = { memory: 'memory', 'ephemeral-storage': 'local ephemeral storage' };
  const call = name.startsWith('hugepages-') ? 'hugepages' : calls[name];
  if (call === undefined) return undefined;
  return { allowed: BYTE_DIVISORS, text: `${BYTE_DIVISORS.join(', ')} are supported with the ${call} resource` };
}

function renderDivisor(divisor: string | number): string {
  const quantity = tryParseQuantity(divisor);
  return quantity === undefined ? String(divisor) : renderQuantity(quantity);
}

function validateDivisor({ resource, divisor }: ResourceReference, path: FieldPath): readonly FieldError[] {
  if (divisor === undefined || renderDivisor(divisor) === '0') return VALID;
  const rule = divisorRule(resource);
  if (rule === undefined || rule.allowed.includes(renderDivisor(divisor))) return VALID;
  return [invalid(path.child('divisor'), resource, `only divisor's values ${rule.text}`)];
}

/** A reference to an amount of a container's resources (validateContainerResourceFieldSelector). */
export function validateResourceReference(
  reference: ResourceReference,
  use: ReferenceUse,
  path: FieldPath,
): readonly FieldError[] {
  const { containerName, resource = '' } = reference;
  const divisor = validateDivisor(reference, path);
  if (use === 'file' && !containerName) return [required(path.child('containerName')), ...divisor];
  if (resource === '') return [required(path.child('resource')), ...divisor];
  const isKnown = RESOURCE_FIELDS.includes(resource) || /^(limits|requests)\.hugepages-/.test(resource);
  return isKnown ? divisor : [notSupported(path.child('resource'), resource, RESOURCE_FIELDS), ...divisor];
}

function validateKey({ name = '', key }: KeySelector, path: FieldPath): readonly FieldError[] {
  return [
    ...checkFormat(path.child('name'), name, dnsSubdomainProblems),
    ...checkRequiredFormat(path.child('key'), key, configKeyProblems),
  ];
}

function validateFileKey(selector: FileKeySelector, path: FieldPath): readonly FieldError[] {
  return [
    ...checkRequiredFormat(path.child('key'), selector.key, environmentNameProblems),
    ...checkRequiredFormat(path.child('volumeName'), selector.volumeName, dnsLabelProblems),
    ...(selector.path ? checkNoBacksteps(path.child('path'), selector.path) : [required(path.child('path'))]),
  ];
}

function countProblem(source: EnvVarSource, value: string | undefined): string | undefined {
  const count = Object.values(source).filter((one) => one !== undefined).length;
  if (count === 0) {
    return 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`';
  }
  if (value) return 'may not be specified when `value` is not empty';
  return count > 1 ? 'may not have more than one field specified at a time' : undefined;
}

function validateSource(source: EnvVarSource, value: string | undefined, path: FieldPath): readonly FieldError[] {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = source;
  const problem = countProblem(source, value);
  return [
    ...(fieldRef ? validateFieldReference(fieldRef, 'environment', path.child('fieldRef')) : VALID),
    ...(resourceFieldRef
      ? validateResourceReference(resourceFieldRef, 'environment', path.child('resourceFieldRef'))
      : VALID),
    ...(configMapKeyRef ? validateKey(configMapKeyRef, path.child('configMapKeyRef')) : VALID),
    ...(secretKeyRef ? validateKey(secretKeyRef, path.child('secretKeyRef')) : VALID),
    ...(fileKeyRef ? validateFileKey(fileKeyRef, path.child('fileKeyRef')) : VALID),
    ...(problem === undefined ? VALID : [invalid(path, '', problem)]),
  ];
}

function validateVariable({ name, value, valueFrom }: EnvVar, path: FieldPath): readonly FieldError[] {
  return [
    ...checkRequiredFormat(path.child('name'), name, environmentNameProblems),
    ...(valueFrom === undefined ? VALID : validateSource(valueFrom, value, path.child('valueFrom'))),
  ];
}

/** Environment variables (ValidateEnv). */
export function validateEnvironment(variables: readonly EnvVar[] | undefined, path: FieldPath): readonly FieldError[] {
  return checkEach(path, variables, validateVariable);
}

function validateEnvFromSource(source: EnvFromSource, path: FieldPath, listPath: FieldPath): readonly FieldError[] {
  const { prefix, configMapRef, secretRef } = source;
  const nameOf = (reference: { readonly name?: string } | undefined, field: string): readonly FieldError[] =>
    reference ? checkRequiredFormat(path.child(field).child('name'), reference.name, dnsSubdomainProblems) : VALID;
  const both = configMapRef !== undefined && secretRef !== undefined;
  const none = configMapRef === undefined && secretRef === undefined;
  return [
    ...(prefix ? checkFormat(path.child('prefix'), prefix, environmentNameProblems) : VALID),
    ...nameOf(configMapRef, 'configMapRef'),
    ...nameOf(secretRef, 'secretRef'),
    ...(none ? [invalid(listPath, '', 'must specify one of: `configMapRef` or `secretRef`')] : VALID),
    ...(both ? [invalid(listPath, '', 'may not have more than one field specified at a time')] : VALID),
  ];
}

/** Sources of many variables at once; what concerns the choice of the source stands at the list (ValidateEnvFrom). */
export function validateEnvFrom(sources: readonly EnvFromSource[] | undefined, path: FieldPath): readonly FieldError[] {
  return checkEach(path, sources, (source, sourcePath) => validateEnvFromSource(source, sourcePath, path));
}

/** Variables from a file need that file's volume, an empty directory (validateFileKeyRefVolumes). */
export function validateFileKeyVolumes(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const lists = ['initContainers', 'containers'] as const;
  const uses = lists.flatMap((list) =>
    (spec[list] ?? []).flatMap(({ env }, index) =>
      (env ?? []).flatMap(({ valueFrom }, position) => {
        const place = path.child(list).index(index).child('env').index(position).child('valueFrom').child('fileKeyRef');
        return valueFrom?.fileKeyRef ? [{ name: valueFrom.fileKeyRef.volumeName, place: place.child('volumeName') }] : [];
      }),
    ),
  );
  return uses.flatMap(({ name, place }) => {
    const volume = spec.volumes?.find((one) => one.name === name);
    if (volume === undefined) return [notFoundValue(place, name)];
    return volume.emptyDir === undefined ? [invalid(place, name, 'referenced volume must be of type emptyDir')] : [];
  });
}
