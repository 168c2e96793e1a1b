import { type FieldError, forbidden, invalid, notSupported, required } from '../field-error';
import type { FieldPath } from '../field-path';
import type { PodSpec } from '../pod';
import { checkDescendingPath, checkEach, checkFormat, VALID } from './checks';
import { idProblems } from './formats';

type Settings = Readonly<Record<string, unknown>>;

const PROFILE_TYPES = ['Localhost', 'RuntimeDefault', 'Unconfined'];

function checkId(settings: Settings, field: string, path: FieldPath): readonly FieldError[] {
  const id = settings[field];
  return typeof id === 'number' ? checkFormat(path.child(field), id, idProblems) : VALID;
}

/** A seccomp or AppArmor profile (validateSeccompProfileField, ValidateAppArmorProfileField). */
function validateProfile(profile: unknown, field: string, label: string, path: FieldPath): readonly FieldError[] {
  if (profile === undefined) return VALID;
  const { type = '', localhostProfile } = profile as { readonly type?: string; readonly localhostProfile?: string };
  const place = path.child(field);
  const localPath = place.child('localhostProfile');
  if (type === '') return [required(place.child('type'), `type is required when ${field} is set`)];
  if (!PROFILE_TYPES.includes(type)) return [notSupported(place.child('type'), type, PROFILE_TYPES)];
  if (type !== 'Localhost') {
    const detail = `can only be set when ${label} type is Localhost`;
    return localhostProfile === undefined ? VALID : [invalid(localPath, localhostProfile, detail)];
  }
  if (!localhostProfile) return [required(localPath, `must be set when ${label} type is Localhost`)];
  return label === 'seccomp' ? checkDescendingPath(localPath, localhostProfile) : VALID;
}

function validateProfiles(settings: Settings, path: FieldPath): readonly FieldError[] {
  return [
    ...validateProfile(settings.seccompProfile, 'seccompProfile', 'seccomp', path),
    ...validateProfile(settings.appArmorProfile, 'appArmorProfile', 'AppArmor', path),
  ];
}

const SETTINGS_IN_ORDER = [
  ['Capabilities', 'capabilities'],
  ['Privileged', 'privileged'],
  ['SELinuxOptions', 'seLinuxOptions'],
  ['WindowsOptions', 'windowsOptions'],
  ['RunAsUser', 'runAsUser'],
  ['RunAsGroup', 'runAsGroup'],
  ['RunAsNonRoot', 'runAsNonRoot'],
  ['ReadOnlyRootFilesystem', 'readOnlyRootFilesystem'],
  ['AllowPrivilegeEscalation', 'allowPrivilegeEscalation'],
  ['ProcMount', 'procMount'],
  ['SeccompProfile', 'seccompProfile'],
  ['AppArmorProfile', 'appArmorProfile'],
] as const;

/** The settings as the API server prints them: its own struct with Go's field names. */
function internalForm(settings: Settings): Record<string, unknown> {
  const capabilities = settings.capabilities as { add?: unknown; drop?: unknown } | undefined;
  const entries = SETTINGS_IN_ORDER.map(([name, field]) => [name, settings[field] ?? null]);
  const form = Object.fromEntries(entries) as Record<string, unknown>;
  if (capabilities !== undefined) form.Capabilities = { Add: capabilities.add ?? null, Drop: capabilities.drop ?? null };
  return form;
}

function validateEscalation(settings: Settings, path: FieldPath): readonly FieldError[] {
  if (settings.allowPrivilegeEscalation !== false) return VALID;
  const added = (settings.capabilities as { readonly add?: readonly string[] } | undefined)?.add ?? [];
  const cannot = (what: string): FieldError =>
    invalid(path, internalForm(settings), `cannot set \`allowPrivilegeEscalation\` to false and ${what}`);
  return [
    ...(settings.privileged === true ? [cannot('`privileged` to true')] : VALID),
    ...added.filter((name) => name === 'CAP_SYS_ADMIN').map(() => cannot('`capabilities.Add` CAP_SYS_ADMIN')),
  ];
}

function validateProcMount(mount: unknown, usesHostUsers: boolean, path: FieldPath): readonly FieldError[] {
  if (typeof mount !== 'string') return VALID;
  const types = ['Default', 'Unmasked'];
  if (!types.includes(mount)) return [notSupported(path, mount, types)];
  if (!usesHostUsers || mount !== 'Unmasked') return VALID;
  return [invalid(path, mount, '`hostUsers` must be false to use `Unmasked`')];
}

/**
 * The security settings of a container (`pkg/apis/core/validation/validation.go` ValidateSecurityContext), without those
 * of Windows.
 */
export function validateContainerSecurity(
  settings: Settings | undefined,
  usesHostUsers: boolean,
  path: FieldPath,
): readonly FieldError[] {
  if (settings === undefined) return VALID;
  return [
    ...checkId(settings, 'runAsUser', path),
    ...checkId(settings, 'runAsGroup', path),
    ...validateProcMount(settings.procMount, usesHostUsers, path.child('procMount')),
    ...validateProfile(settings.seccompProfile, 'seccompProfile', 'seccomp', path),
    ...validateEscalation(settings, path),
    ...validateProfile(settings.appArmorProfile, 'appArmorProfile', 'AppArmor', path),
  ];
}

function checkChoice(
  settings: Settings,
  field: string,
  choices: readonly string[],
  path: FieldPath,
): readonly FieldError[] {
  const value = settings[field];
  if (value === undefined || choices.includes(value as string)) return VALID;
  return [notSupported(path.child(field), value, choices)];
}

/** The security settings of the pod (validatePodSpecSecurityContext), without kernel parameters and Windows. */
export function validatePodSecurity(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const settings = spec.securityContext;
  if (settings === undefined) return VALID;
  const groups = settings.supplementalGroups as readonly number[] | undefined;
  const both = spec.shareProcessNamespace === true && spec.hostPID === true;
  return [
    ...checkId(settings, 'fsGroup', path),
    ...checkId(settings, 'runAsUser', path),
    ...checkId(settings, 'runAsGroup', path),
    ...checkEach(path.child('supplementalGroups'), groups, (group, place) => checkFormat(place, group, idProblems)),
    ...(both
      ? [invalid(path.child('shareProcessNamespace'), true, 'ShareProcessNamespace and HostPID cannot both be enabled')]
      : VALID),
    ...checkChoice(settings, 'fsGroupChangePolicy', ['Always', 'OnRootMismatch'], path),
    ...validateProfiles(settings, path),
    ...checkChoice(settings, 'supplementalGroupsPolicy', ['Merge', 'Strict'], path),
    ...checkChoice(settings, 'seLinuxChangePolicy', ['MountOption', 'Recursive'], path),
  ];
}

/** Users of the pod's own do not go together with the host's namespaces (validateHostUsers). */
export function validateHostUsers(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  if (spec.hostUsers !== false) return VALID;
  const fields = [
    ['hostNetwork', spec.hostNetwork],
    ['HostPID', spec.hostPID],
    ['HostIPC', spec.hostIPC],
  ] as const;
  const lists = ['initContainers', 'containers'] as const;
  const devices = lists.flatMap((list) =>
    (spec[list] ?? []).flatMap(({ volumeDevices = [] }, index) =>
      volumeDevices.length > 0 ? [path.child(list).index(index).child('volumeDevices')] : [],
    ),
  );
  const places = [...fields.filter(([, isUsed]) => isUsed === true).map(([field]) => path.child(field)), ...devices];
  return places.map((place) => forbidden(place, 'when `hostUsers` is false'));
}
