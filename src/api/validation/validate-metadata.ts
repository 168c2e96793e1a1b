import { type FieldError, forbidden, invalid, required, tooLong } from '../field-error';
import type { FieldPath } from '../field-path';
import { byteLength } from '../go-format';
import type { ObjectMeta, OwnerReference } from '../pod';
import { checkFormat, checkNotNegative, VALID } from './checks';
import { dnsLabelProblems, labelValueProblems, qualifiedNameProblems } from './formats';

const LARGEST_ANNOTATIONS_BYTES = 256 * 1024;

/** What an object's name must look like, and whether it lives in a namespace. */
export interface MetadataRules {
  readonly nameProblems: (name: string) => readonly string[];
  readonly isNamespaced: boolean;
}

/** The base of a generated name without the dash at its end, which the random letters follow (maskTrailingDash). */
function withoutTrailingDash(base: string): string {
  return base.length > 1 && base.endsWith('-') ? `${base.slice(0, -2)}a` : base;
}

function validateNames(metadata: ObjectMeta, path: FieldPath, rules: MetadataRules): readonly FieldError[] {
  const { name, generateName } = metadata;
  const generated = generateName
    ? checkFormat(path.child('generateName'), generateName, (base) => rules.nameProblems(withoutTrailingDash(base)))
    : VALID;
  if (name) return [...generated, ...checkFormat(path.child('name'), name, rules.nameProblems)];
  return generateName ? generated : [required(path.child('name'), 'name or generateName is required')];
}

function validateNamespace(metadata: ObjectMeta, path: FieldPath, isNamespaced: boolean): readonly FieldError[] {
  const namespacePath = path.child('namespace');
  if (!isNamespaced) return metadata.namespace ? [forbidden(namespacePath, 'not allowed on this type')] : VALID;
  return metadata.namespace
    ? checkFormat(namespacePath, metadata.namespace, dnsLabelProblems)
    : [required(namespacePath)];
}

/** Keys and values of labels; all errors stand at the map itself (ValidateLabels). */
export function validateLabels(
  labels: Readonly<Record<string, string>> | undefined,
  path: FieldPath,
): readonly FieldError[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...checkFormat(path, key, qualifiedNameProblems),
    ...checkFormat(path, value, labelValueProblems),
  ]);
}

/** Keys of annotations and their size together; all errors stand at the map itself (ValidateAnnotations). */
export function validateAnnotations(
  annotations: Readonly<Record<string, string>> | undefined,
  path: FieldPath,
): readonly FieldError[] {
  const entries = Object.entries(annotations ?? {});
  const keys = entries.flatMap(([key]) => checkFormat(path, key, (one) => qualifiedNameProblems(one.toLowerCase())));
  const bytes = entries.reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0);
  return bytes > LARGEST_ANNOTATIONS_BYTES ? [...keys, tooLong(path, LARGEST_ANNOTATIONS_BYTES)] : keys;
}

function validateOwner(owner: OwnerReference, path: FieldPath): readonly FieldError[] {
  const fields = [
    ['apiVersion', owner.apiVersion, 'version must not be empty'],
    ['kind', owner.kind, 'must not be empty'],
    ['name', owner.name, 'must not be empty'],
    ['uid', owner.uid, 'must not be empty'],
  ] as const;
  const empty = fields.filter(([, value]) => !value);
  return empty.map(([field, value, detail]) => invalid(path.child(field), value ?? '', detail));
}

function validateOwners(owners: readonly OwnerReference[] | undefined, path: FieldPath): readonly FieldError[] {
  if (owners === undefined) return VALID;
  const controllers = owners.filter(({ controller }) => controller === true).map(({ kind, name }) => `${kind}/${name}`);
  const others = controllers.slice(1).map((name) => {
    const detail = `Found "true" in references for ${controllers[0]} and ${name}`;
    return invalid(path, owners, `Only one reference can have Controller set to true. ${detail}`);
  });
  return [...owners.flatMap((owner) => validateOwner(owner, path)), ...others];
}

function validateFinalizers(finalizers: readonly string[] | undefined, path: FieldPath): readonly FieldError[] {
  if (finalizers === undefined) return VALID;
  const names = finalizers.flatMap((finalizer) => checkFormat(path, finalizer, qualifiedNameProblems));
  const isContradictory = finalizers.includes('orphan') && finalizers.includes('foregroundDeletion');
  if (!isContradictory) return names;
  return [...names, invalid(path, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set')];
}

/** `metadata` of a new object (`staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go`). */
export function validateMetadata(metadata: ObjectMeta, path: FieldPath, rules: MetadataRules): readonly FieldError[] {
  return [
    ...validateNames(metadata, path, rules),
    ...validateNamespace(metadata, path, rules.isNamespaced),
    ...checkNotNegative(path.child('generation'), metadata.generation),
    ...validateLabels(metadata.labels, path.child('labels')),
    ...validateAnnotations(metadata.annotations, path.child('annotations')),
    ...validateOwners(metadata.ownerReferences, path.child('ownerReferences')),
    ...validateFinalizers(metadata.finalizers, path.child('finalizers')),
  ];
}
