import { DEVICE_DIRECTORY } from './files/devices';
import { FileSystem } from './files/file-system';
import { FileNode } from './files/nodes';
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
  files.attach('/proc', createProcDirectory(pids, options.network.hostName));
  for (const [path, text] of Object.entries(podFiles(options))) files.attach(path, new FileNode(POD_FILE, text));
  for (const mount of options.mounts ?? []) {
    files.mount({ path: toByteText(mount.path), node: mount.volume.node, readOnly: mount.readOnly ?? false });
  }
  return files;
}

const POD_FILE = { mode: 0o644, user: 0, group: 0, modified: 0 };

/** The files that the kubelet and the runtime put over those of the image. */
function podFiles({ network }: MachineOptions): Readonly<Record<string, string>> {
  return {
    '/etc/hostname': `${network.hostName}\n`,
    '/etc/hosts': `${HOSTS}${network.hosts}`,
    '/etc/resolv.conf': network.resolverConfig,
  };
}

/** The beginning of `/etc/hosts` as `managedHostsFileContent` of pkg/kubelet/kubelet_pods.go has it. */
const HOSTS = [
  '# Kubernetes-managed hosts file.',
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'fe00::0\tip6-localnet',
  'fe00::0\tip6-mcastprefix',
  'fe00::1\tip6-allnodes',
  'fe00::2\tip6-allrouters',
  '',
].join('\n');

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
