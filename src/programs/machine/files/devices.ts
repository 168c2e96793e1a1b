import { systemError } from '../kernel/errno';
import { OpenFile } from '../kernel/open-file';
import { sealTree } from './image-tree';
import type { FileSystemNode } from './nodes';
import { DeviceNode, DirectoryNode, LinkNode } from './nodes';

/** `/dev/null`: always empty, takes everything. */
export class NullDevice extends OpenFile {
  override read(): string {
    return '';
  }

  override write(text: string): number {
    return text.length;
  }
}

/** `/dev/zero`: never ends. */
class ZeroDevice extends NullDevice {
  override read(limit?: number): string {
    return '\0'.repeat(Math.min(limit ?? 0, 65_536));
  }
}

/** `/dev/full`: never has room. */
class FullDevice extends ZeroDevice {
  override write(): number {
    throw systemError('EPERM');
  }
}

/** `/dev/urandom`: bytes that look random and are the same in each run. */
class RandomDevice extends NullDevice {
  #state: number;

  constructor(seed: number) {
    super();
    this.#state = seed;
  }

  override read(limit?: number): string {
    let bytes = '';
    for (let count = Math.min(limit ?? 0, 4096); count > 0; count--) bytes += String.fromCharCode(this.#next());
    return bytes;
  }

  #next(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state >>> 24;
  }
}

const ATTRIBUTES = { mode: 0o666, user: 0, group: 0, modified: 0 };

function createDeviceDirectory(): DirectoryNode {
  const link = (target: string): LinkNode => new LinkNode(ATTRIBUTES, target);
  const entries: [string, FileSystemNode][] = [
    ['null', new DeviceNode(ATTRIBUTES, () => new NullDevice())],
    ['zero', new DeviceNode(ATTRIBUTES, () => new ZeroDevice())],
    ['full', new DeviceNode(ATTRIBUTES, () => new FullDevice())],
    ['random', new DeviceNode(ATTRIBUTES, (task) => new RandomDevice(task.pid))],
    ['urandom', new DeviceNode(ATTRIBUTES, (task) => new RandomDevice(task.pid))],
    ['tty', new DeviceNode(ATTRIBUTES, () => { throw systemError('ENXIO'); })],
    ['fd', link('/proc/self/fd')],
    ['stdin', link('/proc/self/fd/0')],
    ['stdout', link('/proc/self/fd/1')],
    ['stderr', link('/proc/self/fd/2')],
    ['shm', new DirectoryNode({ ...ATTRIBUTES, mode: 0o1777 })],
  ];
  return new DirectoryNode({ ...ATTRIBUTES, mode: 0o755 }, new Map(entries));
}

/** The directory `/dev` that all containers begin with; each copies what it changes. */
export const DEVICE_DIRECTORY: DirectoryNode = createDeviceDirectory();
sealTree(DEVICE_DIRECTORY);
