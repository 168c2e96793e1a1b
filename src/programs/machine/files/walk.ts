import { SystemError } from '../kernel/errno';
import type { Caller } from './access';
import { EXECUTE, isAllowed } from './access';
import type { DirectoryNode, FileSystemNode } from './nodes';
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

  /** @throws SystemError ENOENT, ENOTDIR, ELOOP, EACCES for what comes before the last name */
  run(path: string, followLast: boolean): Location {
    if (path === '') throw new SystemError('ENOENT');
    const names = pathNames(path.startsWith('/') ? path : `${this.caller.directory}/${path}`);
    const mustBeDirectory = path.endsWith('/');
    for (let index = 0; index < names.length; index++) {
      const isLast = index === names.length - 1;
      this.#enter(names[index] as string, isLast);
      if (this.#node?.kind === 'link' && (!isLast || followLast || mustBeDirectory)) {
        names.splice(0, index + 1, ...this.#follow(this.#node.target));
        index = -1;
      } else if (this.#node?.kind === 'virtual' && !isLast) {
        this.#enterVirtual(names.slice(index + 1));
        break;
      }
    }
    if (mustBeDirectory && this.#node !== undefined && this.#node.kind !== 'directory') {
      if (this.#node.kind !== 'virtual') throw new SystemError('ENOTDIR');
    }
    return this.#location();
  }

  #location(): Location {
    return {
      steps: this.#steps,
      name: this.#name,
      node: this.#node,
      readOnly: this.#readOnly,
      isMountPoint: this.#isMountPoint,
    };
  }

  #enter(name: string, isLast: boolean): void {
    this.#descend();
    if (name === '..') {
      this.#ascend();
      return;
    }
    const { directory } = this.#last;
    if (this.caller.user !== 0 && !isAllowed(directory, this.caller, EXECUTE)) throw new SystemError('EACCES');
    const entry = directory.entries.get(name);
    if (entry === undefined && !isLast) throw new SystemError('ENOENT');
    this.#name = name;
    this.#isMountPoint = entry?.kind === 'mount';
    this.#readOnly = entry?.kind === 'mount' ? entry.readOnly : this.#last.readOnly;
    this.#node = entry?.kind === 'mount' ? entry.node : entry;
  }

  /** The node found last has to be a directory, and the next name is looked for in it. */
  #descend(): void {
    if (this.#name === '') return;
    if (this.#node === undefined) throw new SystemError('ENOENT');
    if (this.#node.kind !== 'directory') throw new SystemError('ENOTDIR');
    this.#steps.push({ directory: this.#node, name: this.#name, readOnly: this.#readOnly });
    this.#name = '';
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
  #follow(target: string): string[] {
    if (++this.#links > MAXIMUM_LINKS) throw new SystemError('ELOOP');
    if (target.startsWith('/')) {
      this.#steps.length = 1;
      this.#readOnly = this.rootIsReadOnly;
    }
    this.#name = '';
    this.#node = this.#last.directory;
    return pathNames(target);
  }

  #enterVirtual(names: readonly string[]): void {
    const found = this.#node?.kind === 'virtual' ? this.#node.lookup(names) : undefined;
    if (found?.kind === 'link') throw new SystemError('ELOOP');
    this.#name = names.at(-1) ?? '';
    this.#node = found;
    this.#readOnly = true;
  }

  get #last(): Step {
    return this.#steps.at(-1) ?? { directory: this.root, name: '', readOnly: this.rootIsReadOnly };
  }
}
