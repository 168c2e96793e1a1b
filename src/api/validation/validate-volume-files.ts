import { type FieldError, invalid, required } from '../field-error';
import type { FieldPath } from '../field-path';
import type { EnvVarSource } from '../pod';
import { checkDescendingPath, checkEach, VALID } from './checks';
import { validateFieldReference, validateResourceReference } from './validate-environment';

/** The source of a volume, kept as the manifest has it. */
export type Source = Readonly<Record<string, unknown>>;

const LARGEST_FILE_MODE = 0o777;

/** The permissions of a file (fileModeErrorMsg). */
export function validateFileMode(mode: unknown, path: FieldPath): readonly FieldError[] {
  if (typeof mode !== 'number' || (mode >= 0 && mode <= LARGEST_FILE_MODE)) return VALID;
  return [invalid(path, mode, 'must be a number between 0 and 0777 (octal), both inclusive')];
}

/** The place of a file in a volume (ValidateLocalNonReservedPath). */
export function validateFilePath(value: string, path: FieldPath): readonly FieldError[] {
  const errors = checkDescendingPath(path, value);
  if (!value.startsWith('..') || value.startsWith('../')) return errors;
  return [...errors, invalid(path, value, "must not start with '..'")];
}

function validateItem(item: Source, path: FieldPath): readonly FieldError[] {
  const [key, file] = [String(item.key ?? ''), String(item.path ?? '')];
  return [
    ...(key === '' ? [required(path.child('key'))] : VALID),
    ...(file === '' ? [required(path.child('path'))] : VALID),
    ...validateFilePath(file, path.child('path')),
    ...validateFileMode(item.mode, path.child('mode')),
  ];
}

/** Keys of a ConfigMap or Secret with the files they become (validateKeyToPath). */
export function validateItems(items: unknown, path: FieldPath): readonly FieldError[] {
  return checkEach(path, items as readonly Source[] | undefined, validateItem);
}

function validateReference(file: Source, path: FieldPath): readonly FieldError[] {
  const { fieldRef, resourceFieldRef } = file as EnvVarSource;
  if (fieldRef !== undefined) {
    const both = 'fieldRef and resourceFieldRef can not be specified simultaneously';
    return [
      ...validateFieldReference(fieldRef, 'file', path.child('fieldRef')),
      ...(resourceFieldRef === undefined ? VALID : [invalid(path, 'resource', both)]),
    ];
  }
  if (resourceFieldRef === undefined) return [required(path, 'one of fieldRef and resourceFieldRef is required')];
  return validateResourceReference(resourceFieldRef, 'file', path.child('resourceFieldRef'));
}

/** Files that hold facts about the pod; the errors do not say which file (validateDownwardAPIVolumeFile). */
export function validateDownwardFiles(items: unknown, path: FieldPath): readonly FieldError[] {
  return ((items ?? []) as readonly Source[]).flatMap((file) => {
    const name = String(file.path ?? '');
    return [
      ...(name === '' ? [required(path.child('path'))] : VALID),
      ...validateFilePath(name, path.child('path')),
      ...validateReference(file, path),
      ...validateFileMode(file.mode, path.child('mode')),
    ];
  });
}
