import type { Errno } from '../kernel/errno';
import type { Caller } from './access';
import { EXECUTE, isAllowed } from './access';
import type { DirectoryNode, FileSystemNode, VirtualNode } from './nodes';
import { pathNames } from './paths';

/** Links followed in one path before the kernel gives up (`ELOOP`). */
const MAXIMUM_LINKS = 40;

/** One directory on the way to a node. */
export interface Step {
  directory: DirectoryNode;
  /** Name of this directory in the one before it; empty for the root. */
  readonly name: string;
  readonly readOnly: boolean;
}

/** Where a path leads: the directories on the way, the last name, and what is there now. */
export interface Location {
  readonly steps: readonly Step[];
  /** Name in the last directory; empty when the path is the root. */
  readonly name: string;
  readonly node: FileSystemNode | undefined;
  readonly readOnly: boolean;
  /** Another tree is mounted exactly here. */
  readonly isMountPoint: boolean;
}

/** Follows a path from the root. Every name but the last must exist. */
export class PathWalk {
  readonly #steps: Step[];
  #links = 0;
  #node: FileSystemNode | undefined;
  #name = '';
  #readOnly: boolean;
  #isMountPoint = false;

  constructor(
    private readonly root: DirectoryNode,
    private readonly caller: Caller,
    private readonly rootIsReadOnly: boolean,
  ) {
    this.#steps = [{ directory: root, name: '', readOnly: rootIsReadOnly }];
    this.#node = root;
    this.#readOnly = rootIsReadOnly;
  }

  /** Follows the path; ENOENT, ENOTDIR, ELOOP or EACCES when something before the last name does not lead on. */
  run(path: string, followLast: boolean): Location | Errno {
    if (path === '') return 'ENOENT';
    let names = pathNames(path.startsWith('/') ? path : `${this.caller.directory}/${path}`);
    const mustBeDirectory = path.endsWith('/');
    for (let index = 0; index < names.length; index++) {
      const isLast = index === names.length - 1;
      const failure = this.#enter(names[index] as string, isLast);
      if (failure !== undefined) return failure;
      if (this.#node?.kind === 'link' && (!isLast || followLast || mustBeDirectory)) {
        if (++this.#links > MAXIMUM_LINKS) return 'ELOOP';
        names = [...this.#follow(this.#node.target), ...names.slice(index + 1)];
        index = -1;
      } else if (this.#node?.kind === 'virtual' && !isLast) {
        this.#enterVirtual(this.#node, names.slice(index + 1));
        break;
      }
    }
    if (mustBeDirectory && this.#node !== undefined && !isDirectory(this.#node)) return 'ENOTDIR';
    return {
      steps: this.#steps,
      name: this.#name,
      node: this.#node,
      readOnly: this.#readOnly,
      isMountPoint: this.#isMountPoint,
    };
  }

  #enter(name: string, isLast: boolean): Errno | undefined {
    const failure = this.#descend();
    if (failure !== undefined) return failure;
    if (name === '..') {
      this.#ascend();
      return undefined;
    }
    const { directory } = this.#last;
    if (this.caller.user !== 0 && !isAllowed(directory, this.caller, EXECUTE)) return 'EACCES';
    const entry = directory.entries.get(name);
    if (entry === undefined && !isLast) return 'ENOENT';
    this.#name = name;
    this.#isMountPoint = entry?.kind === 'mount';
    this.#readOnly = entry?.kind === 'mount' ? entry.readOnly : this.#last.readOnly;
    this.#node = entry?.kind === 'mount' ? entry.node : entry;
    return undefined;
  }

  /** The node found last has to be a directory, and the next name is looked for in it. */
  #descend(): Errno | undefined {
    if (this.#name === '') return undefined;
    if (this.#node === undefined) return 'ENOENT';
    if (this.#node.kind !== 'directory') return 'ENOTDIR';
    this.#steps.push({ directory: this.#node, name: this.#name, readOnly: this.#readOnly });
    this.#name = '';
    return undefined;
  }

  #ascend(): void {
    if (this.#steps.length > 1) this.#steps.pop();
    this.#node = this.#last.directory;
    this.#readOnly = this.#last.readOnly;
    this.#isMountPoint = false;
    const left = this.#steps.length > 1 ? this.#steps.pop() : undefined;
    this.#name = left?.name ?? '';
  }

  /** Goes back to where a link starts from and returns the names to follow instead. */
  #follow(target: string): readonly string[] {
    if (target.startsWith('/')) {
      this.#steps.length = 1;
      this.#readOnly = this.rootIsReadOnly;
    }
    this.#name = '';
    this.#node = this.#last.directory;
    return pathNames(target);
  }

  #enterVirtual(directory: VirtualNode, names: readonly string[]): void {
    this.#name = names.at(-1) ?? '';
    this.#node = directory.lookup(names);
    this.#readOnly = true;
  }

  get #last(): Step {
    return this.#steps.at(-1) ?? { directory: this.root, name: '', readOnly: this.rootIsReadOnly };
  }
}

function isDirectory(node: FileSystemNode): boolean {
  return node.kind === 'directory' || node.kind === 'virtual';
}
