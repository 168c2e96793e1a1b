import { DEVICE_DIRECTORY } from './files/devices';
import { FileSystem } from './files/file-system';
import { createProcDirectory } from './files/proc';
import { DEFAULT_PATH } from './image';
import { toByteText } from './kernel/byte-text';
import type { PidNamespace } from './kernel/pid-namespace';
import type { TaskContext } from './kernel/task';
import type { MachineOptions } from './machine-options';
import { groupsOfUser, homeDirectory, resolveUser } from './user';

/** The files of a container: its image, the volumes, and what the runtime puts there. */
export function buildFileSystem(options: MachineOptions, pids: PidNamespace): FileSystem {
  const { host, image } = options;
  const files = new FileSystem(image.tree, () => host.epoch + host.now, options.readOnlyRootFilesystem ?? false);
  files.attach('/dev', DEVICE_DIRECTORY);
  files.attach('/proc', createProcDirectory(pids));
  for (const mount of options.mounts ?? []) {
    files.mount({ path: toByteText(mount.path), node: mount.volume.node, readOnly: mount.readOnly ?? false });
  }
  return files;
}

/** Where and as whom the processes of a container start; undefined when the image has no such user. */
export function buildContext(options: MachineOptions, files: FileSystem): TaskContext | undefined {
  const ids = resolveUser(files, options.user ?? options.image.user);
  if (ids === undefined) return undefined;
  const directory = toByteText(options.workingDirectory ?? options.image.workingDirectory);
  files.makeDirectories(directory);
  const groups = [...groupsOfUser(files, ids.user), ...(options.supplementalGroups ?? [])];
  return { directory, umask: 0o022, user: ids.user, group: ids.group, groups: groups.filter((group) => group !== ids.group) };
}

/** The variables of a container in the order in which the runtime sets them. */
export function buildEnvironment(
  options: MachineOptions,
  files: FileSystem,
  context: TaskContext,
): ReadonlyMap<string, string> {
  const environment = new Map<string, string>([
    ['PATH', DEFAULT_PATH],
    ['HOSTNAME', options.network.hostName],
  ]);
  for (const variables of [options.image.environment, options.environment ?? {}]) {
    for (const [name, value] of Object.entries(variables)) environment.set(toByteText(name), toByteText(value));
  }
  if (!environment.has('HOME')) environment.set('HOME', homeDirectory(files, context.user));
  return environment;
}
