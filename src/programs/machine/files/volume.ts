import { fromByteText, toByteText } from '../kernel/byte-text';
import { systemError } from '../kernel/errno';
import type { ImageFiles } from './image-tree';
import { buildTree } from './image-tree';
import { DirectoryNode, FileNode } from './nodes';
import { pathNames } from './paths';

/** Files that live outside a container: shared by containers, outliving their restarts. */
export class Volume {
  constructor(readonly node: DirectoryNode | FileNode) {}

  /**
   * The part of the volume at a relative path (`subPath`); made as a directory with the volume's own mode when it is missing.
   * @throws SystemError ENOTDIR when the path leads below a file
   */
  at(subPath: string): Volume {
    let node = this.node;
    for (const name of pathNames(toByteText(subPath))) {
      if (node.kind !== 'directory') throw systemError('ENOTDIR');
      node = enter(node, name, this.node.mode);
    }
    return new Volume(node);
  }

  /** The text of a file; undefined when there is no such file. The empty path is the volume itself. */
  read(path: string): string | undefined {
    let node: unknown = this.node;
    for (const name of pathNames(toByteText(path))) {
      node = node instanceof DirectoryNode ? node.entries.get(name) : undefined;
    }
    return node instanceof FileNode ? fromByteText(node.text) : undefined;
  }

  /** Writes a file from outside, as the kubelet updates a config map. `time` in microseconds since 1970. */
  write(path: string, text: string, time = 0): void {
    const names = [...pathNames(toByteText(path))];
    const name = names.pop();
    const parent = name === undefined ? this.node : this.at(names.join('/')).node;
    const existing = parent.kind === 'directory' ? parent.entries.get(name ?? '') : parent;
    if (existing instanceof FileNode) existing.replaceText(toByteText(text), time);
    else if (parent.kind === 'directory' && name !== undefined) {
      parent.entries.set(name, new FileNode({ mode: 0o644, user: 0, group: 0, modified: time }, toByteText(text)));
    }
  }

  /** Puts files in place of all that are there: new ones, also where a name stays. */
  replaceAll(files: ImageFiles): void {
    const { node } = this;
    if (node.kind !== 'directory') throw new TypeError('A single file has no files to replace');
    for (const entry of node.entries.values()) if (entry.kind === 'file') entry.notifyUnlinked();
    node.entries.clear();
    for (const [name, entry] of buildTree(files).entries) node.entries.set(name, entry);
  }

  /** Removes a file or a tree from outside. */
  remove(path: string): void {
    const names = [...pathNames(toByteText(path))];
    const name = names.pop();
    const parent = this.at(names.join('/')).node;
    if (name !== undefined && parent.kind === 'directory') parent.entries.delete(name);
  }
}

/** A directory that everybody may write to, as `emptyDir` is; with files, as config maps and secrets have them. */
export function createVolume(files: ImageFiles = {}): Volume {
  const node = buildTree(files);
  node.mode = 0o777;
  return new Volume(node);
}

/** A single file, as `/dev/termination-log` is. */
export function createFileVolume(text = ''): Volume {
  return new Volume(new FileNode({ mode: 0o666, user: 0, group: 0, modified: 0 }, toByteText(text)));
}

function enter(directory: DirectoryNode, name: string, mode: number): DirectoryNode | FileNode {
  const entry = directory.entries.get(name);
  if (entry instanceof DirectoryNode || entry instanceof FileNode) return entry;
  const created = new DirectoryNode({ mode, user: 0, group: 0, modified: 0 });
  directory.entries.set(name, created);
  return created;
}
