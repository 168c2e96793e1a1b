import { type FieldError, forbidden, invalid, required } from '../field-error';
import type { FieldPath } from '../field-path';
import { VALID } from './checks';
import { type Source, validateDownwardFiles, validateFilePath, validateItems } from './validate-volume-files';

const SHORTEST_TOKEN_SECONDS = 600;
const LONGEST_TOKEN_SECONDS = 2 ** 32;

/** Files that no two sources may both make. */
type TakenPaths = Set<string>;

function checkTaken(
  items: unknown,
  shown: string | undefined,
  taken: TakenPaths,
  path: FieldPath,
): readonly FieldError[] {
  return ((items ?? []) as readonly Source[]).flatMap((item) => {
    const file = String(item.path ?? '');
    if (file === '') return [];
    if (taken.has(file)) return [invalid(path, shown ?? file, 'conflicting duplicate paths')];
    taken.add(file);
    return [];
  });
}

function validateNamed(source: Source, taken: TakenPaths, path: FieldPath, volume: FieldPath): readonly FieldError[] {
  const name = String(source.name ?? '');
  return [
    ...(name === '' ? [required(path.child('name'))] : VALID),
    ...validateItems(source.items, path.child('items')),
    ...checkTaken(source.items, name, taken, volume),
  ];
}

function validateToken(token: Source, path: FieldPath, volume: FieldPath): readonly FieldError[] {
  const seconds = Number(token.expirationSeconds ?? 0);
  const place = path.child('expirationSeconds');
  const file = String(token.path ?? '');
  return [
    ...(seconds < SHORTEST_TOKEN_SECONDS
      ? [invalid(place, seconds, 'may not specify a duration less than 10 minutes')]
      : VALID),
    ...(seconds > LONGEST_TOKEN_SECONDS
      ? [invalid(place, seconds, 'may not specify a duration larger than 2^32 seconds')]
      : VALID),
    ...(file === '' ? [required(volume.child('path'))] : validateFilePath(file, volume.child('path'))),
  ];
}

function validateSource(source: Source, taken: TakenPaths, path: FieldPath, volume: FieldPath): readonly FieldError[] {
  const { secret, configMap, downwardAPI, serviceAccountToken } = source as Readonly<Record<string, Source | undefined>>;
  const given = Object.values(source).filter((one) => one !== undefined && one !== null);
  return [
    ...(secret ? validateNamed(secret, taken, path.child('secret'), volume) : VALID),
    ...(configMap ? validateNamed(configMap, taken, path.child('configMap'), volume) : VALID),
    ...(downwardAPI
      ? [
          ...validateDownwardFiles(downwardAPI.items, path.child('downwardAPI')),
          ...checkTaken(downwardAPI.items, undefined, taken, volume),
        ]
      : VALID),
    ...(serviceAccountToken ? validateToken(serviceAccountToken, path.child('serviceAccountToken'), volume) : VALID),
    ...(given.length > 1 ? [forbidden(path, 'may not specify more than 1 volume type per source')] : VALID),
  ];
}

/**
 * The sources of a projected volume; `path` is that of the volume's source
 * (`pkg/apis/core/validation/validation.go` validateProjectionSources). Trust bundles and pod certificates are not
 * looked into.
 */
export function validateProjectedSources(sources: unknown, path: FieldPath): readonly FieldError[] {
  const taken: TakenPaths = new Set();
  return ((sources ?? []) as readonly Source[]).flatMap((source, index) =>
    validateSource(source, taken, path.child('sources').index(index), path),
  );
}
