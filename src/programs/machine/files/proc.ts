import { UnsupportedConstruct } from '../errors';
import type { PidNamespace } from '../kernel/pid-namespace';
import type { Task } from '../kernel/task';
import type { FileSystemNode } from './nodes';
import { DeviceNode, DirectoryNode, FileNode, VirtualNode } from './nodes';

const HOST_NAME = 'sys/kernel/hostname';
const DIRECTORY = { mode: 0o555, user: 0, group: 0, modified: 0 };
const FILE = { mode: 0o444, user: 0, group: 0, modified: 0 };
const DESCRIPTOR = { mode: 0o700, user: 0, group: 0, modified: 0 };

/** `/proc` as far as scripts use it: the processes, their command lines, names and open files, and the name of the host. */
export function createProcDirectory(pids: PidNamespace, hostName: string): VirtualNode {
  return new VirtualNode(DIRECTORY, (names) => (
    names.join('/') === HOST_NAME ? new FileNode(FILE, `${hostName}\n`) : lookUp(pids, names)
  ));
}

function lookUp(pids: PidNamespace, names: readonly string[]): FileSystemNode | undefined {
  const [first, second, third] = names;
  if (first === undefined) return listing(pids);
  if (first === 'self') return second === 'fd' ? ownDescriptor(third) : unsupported(names);
  if (!/^\d+$/.test(first)) return unsupported(names);
  const task = pids.find(Number(first));
  if (task === undefined) return undefined;
  if (second === undefined) return new DirectoryNode(DIRECTORY);
  if (second === 'fd') return foreignDescriptor(task, third);
  if (second === 'comm') return new FileNode(FILE, `${task.name.slice(0, 15)}\n`);
  if (second === 'cmdline') return new FileNode(FILE, task.image.arguments.map((argument) => `${argument}\0`).join(''));
  return unsupported(names);
}

function listing(pids: PidNamespace): DirectoryNode {
  const entries = pids.tasks.map((task): [string, FileSystemNode] => [String(task.pid), new DirectoryNode(DIRECTORY)]);
  return new DirectoryNode(DIRECTORY, new Map(entries));
}

function ownDescriptor(number: string | undefined): FileSystemNode | undefined {
  if (number === undefined || !/^\d+$/.test(number)) return undefined;
  return new DeviceNode(DESCRIPTOR, (task) => task.files.get(Number(number)));
}

function foreignDescriptor(owner: Task, number: string | undefined): FileSystemNode | undefined {
  if (number === undefined || !/^\d+$/.test(number)) return new DirectoryNode(DIRECTORY);
  const file = owner.files.find(Number(number));
  return file === undefined ? undefined : new DeviceNode(DESCRIPTOR, () => file);
}

function unsupported(names: readonly string[]): never {
  throw new UnsupportedConstruct(`the file /proc/${names.join('/')}`);
}
