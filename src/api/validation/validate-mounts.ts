import { type FieldError, forbidden, invalid, notFoundValue, notSupported, required } from '../field-error';
import type { FieldPath } from '../field-path';
import type { Container, Volume, VolumeDevice, VolumeMount } from '../pod';
import { checkDescendingPath, checkNoBacksteps, VALID } from './checks';

type VolumesByName = ReadonlyMap<string, Volume>;

const PROPAGATIONS = ['Bidirectional', 'HostToContainer', 'None'];
const RECURSIONS = ['Disabled', 'Enabled', 'IfPossible'];

function validatePropagation(mount: VolumeMount, container: Container, path: FieldPath): readonly FieldError[] {
  const { mountPropagation } = mount;
  if (mountPropagation === undefined) return VALID;
  if (!PROPAGATIONS.includes(mountPropagation)) return [notSupported(path, mountPropagation, PROPAGATIONS)];
  const isPrivileged = container.securityContext?.privileged === true;
  if (mountPropagation !== 'Bidirectional' || isPrivileged) return VALID;
  return [forbidden(path, 'Bidirectional mount propagation is available only to privileged containers')];
}

function validateRecursion(mount: VolumeMount, path: FieldPath): readonly FieldError[] {
  const { recursiveReadOnly, readOnly, mountPropagation } = mount;
  if (recursiveReadOnly === undefined || recursiveReadOnly === 'Disabled') return VALID;
  if (!RECURSIONS.includes(recursiveReadOnly)) return [notSupported(path, recursiveReadOnly, RECURSIONS)];
  const isPropagated = mountPropagation !== undefined && mountPropagation !== 'None';
  return [
    ...(readOnly === true ? VALID : [forbidden(path, 'may only be specified when readOnly is true')]),
    ...(isPropagated
      ? [forbidden(path, 'may only be specified when mountPropagation is None or not specified')]
      : VALID),
  ];
}

/** The path inside the volume; its errors stand at the list of mounts. */
function validateSubPath(mount: VolumeMount, path: FieldPath, list: FieldPath): readonly FieldError[] {
  const { subPath, subPathExpr } = mount;
  const both = subPath && subPathExpr;
  return [
    ...(subPath ? checkDescendingPath(list.child('subPath'), subPath) : VALID),
    ...(both
      ? [invalid(path.child('subPathExpr'), subPathExpr, 'subPathExpr and subPath are mutually exclusive')]
      : VALID),
    ...(subPathExpr ? checkDescendingPath(list.child('subPathExpr'), subPathExpr) : VALID),
  ];
}

function validateAgainstDevices(
  mount: VolumeMount,
  devices: readonly VolumeDevice[],
  path: FieldPath,
): readonly FieldError[] {
  const { name, mountPath = '' } = mount;
  return [
    ...(devices.some((device) => device.name === name)
      ? [invalid(path.child('name'), name, 'must not already exist in volumeDevices')]
      : VALID),
    ...(devices.some(({ devicePath }) => devicePath === mountPath)
      ? [invalid(path.child('mountPath'), mountPath, 'must not already exist as a path in volumeDevices')]
      : VALID),
  ];
}

/** The mounts of a container (`pkg/apis/core/validation/validation.go` ValidateVolumeMounts). */
export function validateMounts(container: Container, volumes: VolumesByName, path: FieldPath): readonly FieldError[] {
  const taken = new Set<string>();
  return (container.volumeMounts ?? []).flatMap((mount, index) => {
    const place = path.index(index);
    const { name = '', mountPath = '' } = mount;
    const isRepeated = taken.has(mountPath);
    taken.add(mountPath);
    return [
      ...(name === '' ? [required(place.child('name'))] : VALID),
      ...(volumes.has(name) ? VALID : [notFoundValue(place.child('name'), name)]),
      ...(mountPath === '' ? [required(place.child('mountPath'))] : VALID),
      ...(isRepeated ? [invalid(place.child('mountPath'), mountPath, 'must be unique')] : VALID),
      ...validateAgainstDevices(mount, container.volumeDevices ?? [], place),
      ...validateSubPath(mount, place, path),
      ...validatePropagation(mount, container, path.child('mountPropagation')),
      ...validateRecursion(mount, path.child('recursiveReadOnly')),
    ];
  });
}

function validateDeviceVolume(name: string, volumes: VolumesByName, path: FieldPath): readonly FieldError[] {
  const volume = volumes.get(name);
  if (volume === undefined) return [notFoundValue(path, name)];
  if (volume.persistentVolumeClaim !== undefined || volume.ephemeral !== undefined) return VALID;
  const detail = 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode';
  return [invalid(path, name, detail)];
}

/** The block devices of a container (ValidateVolumeDevices). */
export function validateDevices(container: Container, volumes: VolumesByName, path: FieldPath): readonly FieldError[] {
  const names = new Set<string>();
  const paths = new Set<string>();
  return (container.volumeDevices ?? []).flatMap(({ name = '', devicePath = '' }, index) => {
    const [namePlace, pathPlace] = [path.index(index).child('name'), path.index(index).child('devicePath')];
    const isNameTaken = names.has(name);
    const isPathTaken = paths.has(devicePath);
    const stepsBack = checkNoBacksteps(pathPlace, devicePath).length > 0;
    names.add(name);
    if (!stepsBack) paths.add(devicePath);
    return [
      ...(name === '' ? [required(namePlace)] : VALID),
      ...(isNameTaken && name !== '' ? [invalid(namePlace, name, 'must be unique')] : VALID),
      ...validateDeviceVolume(name, volumes, namePlace),
      ...(devicePath === '' ? [required(pathPlace)] : VALID),
      ...(isPathTaken ? [invalid(pathPlace, devicePath, 'must be unique')] : VALID),
      ...(stepsBack ? [invalid(pathPlace, devicePath, "can not contain backsteps ('..')")] : VALID),
      ...validateAgainstMounts(name, devicePath, container.volumeMounts ?? [], path.index(index)),
    ];
  });
}

function validateAgainstMounts(
  name: string,
  devicePath: string,
  mounts: readonly VolumeMount[],
  path: FieldPath,
): readonly FieldError[] {
  return [
    ...(mounts.some((mount) => mount.name === name)
      ? [invalid(path.child('name'), name, 'must not already exist in volumeMounts')]
      : VALID),
    ...(mounts.some(({ mountPath }) => mountPath === devicePath)
      ? [invalid(path.child('devicePath'), devicePath, 'must not already exist as a path in volumeMounts')]
      : VALID),
  ];
}
