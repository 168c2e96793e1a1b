import { type FieldError, notSupported, required } from '../field-error';
import type { FieldPath } from '../field-path';
import type { Container, PodSpec } from '../pod';
import { checkAbsent, VALID } from './checks';

const NOT_ON_LINUX = 'windows options cannot be set for a linux pod';
const NOT_ON_WINDOWS = 'cannot be set for a windows pod';

const POD_SETTINGS_OF_LINUX = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
];
const CONTAINER_SETTINGS_OF_LINUX = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
];
const POD_FIELDS_OF_LINUX = ['hostUsers', 'hostPID', 'hostIPC', 'shareProcessNamespace'];

function forContainers(
  spec: PodSpec,
  path: FieldPath,
  check: (container: Container, settingsPath: FieldPath) => readonly FieldError[],
): readonly FieldError[] {
  const lists = ['initContainers', 'containers'] as const;
  return lists.flatMap((list) =>
    (spec[list] ?? []).flatMap((one, index) => check(one, path.child(list).index(index).child('securityContext'))),
  );
}

function validateLinux(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const settingsPath = path.child('securityContext');
  return [
    ...checkAbsent(settingsPath, spec.securityContext, ['windowsOptions'], NOT_ON_LINUX),
    ...forContainers(spec, path, ({ securityContext }, place) =>
      checkAbsent(place, securityContext, ['windowsOptions'], NOT_ON_LINUX),
    ),
  ];
}

function validateWindows(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const settingsPath = path.child('securityContext');
  return [
    ...checkAbsent(settingsPath, spec.securityContext, POD_SETTINGS_OF_LINUX, NOT_ON_WINDOWS),
    ...checkAbsent(path, spec, POD_FIELDS_OF_LINUX, NOT_ON_WINDOWS),
    ...forContainers(spec, path, ({ securityContext }, place) =>
      checkAbsent(place, securityContext, CONTAINER_SETTINGS_OF_LINUX, NOT_ON_WINDOWS),
    ),
  ];
}

/** The operating system and what goes with it (`pkg/apis/core/validation/validation.go` validateOS, validateLinux). */
export function validateOperatingSystem(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const name = spec.os?.name;
  if (spec.os === undefined) return VALID;
  if (!name) return [required(path.child('os').child('name'))];
  if (name === 'linux') return validateLinux(spec, path);
  return name === 'windows' ? validateWindows(spec, path) : [notSupported(path.child('os'), name, ['linux', 'windows'])];
}
