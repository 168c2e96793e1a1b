import { toByteText } from '../kernel/byte-text';
import type { Program } from '../kernel/program';
import type { FileSystemNode } from './nodes';
import { DirectoryNode, FileNode, LinkNode } from './nodes';
import { pathNames } from './paths';

/** One file of an image or volume: its text, or more about it. */
export type ImageFile =
  | string
  | { readonly text: string; readonly mode?: number; readonly user?: number }
  | { readonly program: Program }
  | { readonly link: string }
  | { readonly directory: true; readonly mode?: number; readonly user?: number };

/** Files by absolute path. */
export type ImageFiles = Readonly<Record<string, ImageFile>>;

const TIME = 0;

/** Builds a tree of new nodes that may be changed. Directories on the way are made; later paths replace earlier ones. */
export function buildTree(files: ImageFiles): DirectoryNode {
  const root = new DirectoryNode({ mode: 0o755, user: 0, group: 0, modified: TIME });
  for (const [path, file] of Object.entries(files)) {
    const names = [...pathNames(toByteText(path))];
    const name = names.pop();
    if (name === undefined) continue;
    const parent = directoryAt(root, names);
    const node = createNode(file);
    if (node.kind === 'directory' && parent.entries.get(name)?.kind === 'directory') continue;
    parent.entries.set(name, node);
  }
  return root;
}

/** Marks a tree as shared by containers: from now on it is copied where it is changed. */
export function sealTree(node: FileSystemNode): void {
  node.sealed = true;
  if (node.kind !== 'directory') return;
  for (const entry of node.entries.values()) if (entry.kind !== 'mount') sealTree(entry);
}

function directoryAt(root: DirectoryNode, names: readonly string[]): DirectoryNode {
  let directory = root;
  for (const name of names) {
    let next = directory.entries.get(name);
    if (next?.kind !== 'directory') {
      next = new DirectoryNode({ mode: 0o755, user: 0, group: 0, modified: TIME });
      directory.entries.set(name, next);
    }
    directory = next;
  }
  return directory;
}

function createNode(file: ImageFile): FileSystemNode {
  if (typeof file === 'string') return new FileNode(attributes(0o644), toByteText(file));
  if ('program' in file) return new FileNode(attributes(0o755), '\x7fELF', file.program);
  if ('link' in file) return new LinkNode(attributes(0o777), toByteText(file.link));
  if ('directory' in file) return new DirectoryNode(attributes(file.mode ?? 0o755, file.user));
  return new FileNode(attributes(file.mode ?? 0o644, file.user), toByteText(file.text));
}

function attributes(mode: number, user = 0): { mode: number; user: number; group: number; modified: number } {
  return { mode, user, group: user, modified: TIME };
}
