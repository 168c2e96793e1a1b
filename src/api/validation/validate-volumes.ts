import { duplicate, type FieldError, forbidden, invalid, required } from '../field-error';
import type { FieldPath } from '../field-path';
import type { PodSpec, Volume } from '../pod';
import { tryParseQuantity } from '../quantity';
import { checkNoBacksteps, checkOneOf, checkRequiredFormat, VALID } from './checks';
import { dnsLabelProblems, dnsSubdomainProblems } from './formats';
import { type Source, validateDownwardFiles, validateFileMode, validateItems } from './validate-volume-files';
import { validateProjectedSources } from './validate-projected-volume';

/** The kinds of volumes in the order in which the API server looks for them (validateVolumeSource). */
const KINDS = [
  'emptyDir',
  'hostPath',
  'gitRepo',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'secret',
  'nfs',
  'iscsi',
  'glusterfs',
  'flocker',
  'persistentVolumeClaim',
  'rbd',
  'cinder',
  'cephfs',
  'quobyte',
  'downwardAPI',
  'fc',
  'flexVolume',
  'configMap',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'storageos',
  'projected',
  'scaleIO',
  'csi',
  'ephemeral',
  'image',
];
/** Kinds that the API server calls by another name when they are one too many. */
const MISSPELT: Readonly<Record<string, string>> = { cephfs: 'cephFS', downwardAPI: 'downwarAPI' };

const HOST_PATH_TYPES = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];

type SourceCheck = (source: Source, path: FieldPath) => readonly FieldError[];

const checkHostPath: SourceCheck = (source, path) => {
  const place = String(source.path ?? '');
  if (place === '') return [required(path.child('path'))];
  const type = String(source.type ?? '');
  return [
    ...checkNoBacksteps(path.child('path'), place),
    ...(type === '' ? VALID : checkOneOf(path.child('type'), type, HOST_PATH_TYPES)),
  ];
};

const checkEmptyDirectory: SourceCheck = ({ sizeLimit }, path) => {
  const detail = 'SizeLimit field must be a valid resource quantity';
  const isGood = sizeLimit === undefined || (tryParseQuantity(sizeLimit as string)?.nano ?? -1n) >= 0n;
  return isGood ? VALID : [forbidden(path.child('sizeLimit'), detail)];
};

const requireField =
  (field: string): SourceCheck =>
  (source, path) =>
    source[field] ? VALID : [required(path.child(field))];

const checkFiles =
  (nameField: string): SourceCheck =>
  (source, path) => [
    ...requireField(nameField)(source, path),
    ...validateFileMode(source.defaultMode, path.child('defaultMode')),
    ...validateItems(source.items, path.child('items')),
  ];

const checkNfs: SourceCheck = (source, path) => [
  ...requireField('server')(source, path),
  ...requireField('path')(source, path),
  ...(String(source.path ?? '').startsWith('/')
    ? VALID
    : [invalid(path.child('path'), source.path ?? '', 'must be an absolute path')]),
];

const SOURCE_CHECKS: Readonly<Record<string, SourceCheck>> = {
  emptyDir: checkEmptyDirectory,
  hostPath: checkHostPath,
  secret: checkFiles('secretName'),
  configMap: checkFiles('name'),
  persistentVolumeClaim: requireField('claimName'),
  nfs: checkNfs,
  downwardAPI: (source, path) => [
    ...validateFileMode(source.defaultMode, path.child('defaultMode')),
    ...validateDownwardFiles(source.items, path),
  ],
  projected: (source, path) => [
    ...validateFileMode(source.defaultMode, path.child('defaultMode')),
    ...validateProjectedSources(source.sources, path),
  ],
  csi: (source, path) =>
    checkRequiredFormat(path.child('driver'), source.driver as string | undefined, (driver) => [
      ...dnsSubdomainProblems(driver.toLowerCase()),
    ]),
  ephemeral: requireField('volumeClaimTemplate'),
  image: requireField('reference'),
};

function validateSource(volume: Volume, path: FieldPath): readonly FieldError[] {
  const [first, ...others] = KINDS.filter((kind) => volume[kind] !== undefined && volume[kind] !== null);
  if (first === undefined) return [required(path, 'must specify a volume type')];
  return [
    ...(SOURCE_CHECKS[first]?.(volume[first] as Source, path.child(first)) ?? VALID),
    ...others.map((kind) => forbidden(path.child(MISSPELT[kind] ?? kind), 'may not specify more than 1 volume type')),
  ];
}

/** The claim that a generic ephemeral volume makes, named after pod and volume. */
function validateEphemeralName(podName: string | undefined, volume: Volume, path: FieldPath): readonly FieldError[] {
  if (volume.ephemeral === undefined || !podName || !volume.name) return VALID;
  const claim = `${podName}-${volume.name}`;
  const problems = dnsSubdomainProblems(claim);
  return problems.map((problem) => invalid(path.child('name'), volume.name, `PVC name "${claim}": ${problem}`));
}

function validateClaimOfOther(volume: Volume, created: ReadonlySet<string>, path: FieldPath): readonly FieldError[] {
  const claim = (volume.persistentVolumeClaim as Source | undefined)?.claimName;
  if (typeof claim !== 'string' || !created.has(claim)) return VALID;
  const place = path.child('persistentVolumeClaim').child('claimName');
  return [invalid(place, claim, 'must not reference a PVC that gets created for an ephemeral volume')];
}

/** What is wrong with the volumes, and the volumes that containers may mount: the well-formed ones. */
export interface ValidatedVolumes {
  readonly errors: readonly FieldError[];
  readonly byName: ReadonlyMap<string, Volume>;
}

/** The volumes of a pod (`pkg/apis/core/validation/validation.go` ValidateVolumes). */
export function validateVolumes(
  volumes: readonly Volume[] = [],
  podName: string | undefined,
  path: FieldPath,
): ValidatedVolumes {
  const byName = new Map<string, Volume>();
  const created = new Set(volumes.flatMap((one) => (one.ephemeral && podName ? [`${podName}-${one.name}`] : [])));
  const errors = volumes.flatMap((volume, index) => {
    const place = path.index(index);
    const own = [
      ...validateSource(volume, place),
      ...validateEphemeralName(podName, volume, place),
      ...checkRequiredFormat(place.child('name'), volume.name, dnsLabelProblems),
      ...(byName.has(volume.name) ? [duplicate(place.child('name'), volume.name)] : VALID),
    ];
    if (own.length === 0) byName.set(volume.name, volume);
    return [...own, ...validateClaimOfOther(volume, created, place)];
  });
  return { errors, byName };
}

/** A token of the service account needs the account's name (validatePodMetadataAndSpec). */
export function validateProjectedTokens(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  if (spec.serviceAccountName) return VALID;
  return (spec.volumes ?? []).flatMap((volume, index) => {
    const sources = ((volume.projected as Source | undefined)?.sources ?? []) as readonly Source[];
    const place = path.child('volumes').index(index).child('projected').child('sources');
    return sources.flatMap(({ serviceAccountToken }, position) =>
      serviceAccountToken === undefined
        ? []
        : [
            forbidden(
              place.index(position).child('serviceAccountToken'),
              'must not be specified when serviceAccountName is not set',
            ),
          ],
    );
  });
}
