import { systemError } from '../kernel/errno';
import type { Caller } from './access';
import { READ, WRITE, isAllowed } from './access';
import { DirectoryNode, FileNode, LinkNode } from './nodes';
import type { FileSystemNode, MountPoint } from './nodes';
import { normalizePath, pathNames } from './paths';
import type { Location } from './walk';
import { PathWalk } from './walk';

/** A tree that is put at a path of a container. */
export interface Mount {
  /** Absolute path; directories on the way are made when they are missing. */
  readonly path: string;
  readonly node: FileNode | DirectoryNode;
  readonly readOnly: boolean;
}

/** What a new node is made with. */
export interface Creation {
  readonly mode: number;
  readonly umask: number;
}

/** Directories in which images have no files, or in which they would not be seen. */
const EMPTY_AT_START = ['/tmp', '/run', '/var/run', '/proc', '/sys', '/dev'];

const ROOT: Caller = { directory: '/', user: 0, group: 0 };

/**
 * The files that the processes of one container see: the tree of the image, copied where it is changed, with volumes
 * mounted on it. Every failure is a `SystemError`, named as the system call of Linux names it.
 */
export class FileSystem {
  #root: DirectoryNode;
  /** Where trees were mounted. */
  readonly #mounted: string[] = [];

  constructor(
    image: DirectoryNode,
    /** Microseconds since 1970-01-01 UTC. */
    private readonly clock: () => number,
    private readonly readOnly = false,
  ) {
    this.#root = image;
  }

  /** Puts a tree at a path, over what is there. */
  mount(mount: Mount): void {
    const names = [...pathNames(mount.path)];
    this.#mounted.push(`/${names.join('/')}`);
    const name = names.pop();
    if (name === undefined) throw systemError('EBUSY');
    const point: MountPoint = { kind: 'mount', node: mount.node, readOnly: mount.readOnly };
    const place = new PathWalk(this.#root, ROOT, this.readOnly).run(mount.path, true);
    if (typeof place !== 'string' && place.node !== undefined) this.#own(place, '').entries.set(place.name, point);
    else this.makeDirectories(`/${names.join('/')}`).entries.set(name, point);
  }

  /** Whether what is at a path would come from the image: from no volume, and from no directory in which nothing is at a start. */
  isOfImage(path: string, { directory }: Caller): boolean {
    const whole = normalizePath(path, directory);
    return ![...this.#mounted, ...EMPTY_AT_START].some((place) => whole === place || whole.startsWith(`${place}/`));
  }

  /** Puts a node at a path, whoever may write there; directories on the way are made. */
  attach(path: string, node: FileSystemNode): void {
    const names = [...pathNames(path)];
    const name = names.pop();
    if (name !== undefined) this.makeDirectories(`/${names.join('/')}`).entries.set(name, node);
  }

  /** Makes a directory and those above it as the runtime does, whoever may write there. */
  makeDirectories(path: string): DirectoryNode {
    let location = this.#walk('/', ROOT, true);
    let parent = this.#own(location, '');
    let reached = '';
    for (const name of pathNames(path)) {
      reached += `/${name}`;
      location = this.#walk(reached, ROOT, true);
      if (location.node === undefined) parent.entries.set(name, this.#newDirectory(ROOT, { mode: 0o755, umask: 0 }));
      parent = this.#own(this.#walk(reached, ROOT, true), 'itself');
    }
    return parent;
  }

  /** Follows a path; the last name need not exist. */
  locate(path: string, caller: Caller, followLast = true): Location {
    return this.#walk(path, caller, followLast);
  }

  /** The node at a path; undefined when it or a directory on the way is missing. */
  find(path: string, caller: Caller, followLast = true): FileSystemNode | undefined {
    const location = new PathWalk(this.#root, caller, this.readOnly).run(path, followLast);
    return typeof location === 'string' ? undefined : location.node;
  }

  /** The node at a path. */
  get(path: string, caller: Caller, followLast = true): FileSystemNode {
    const { node } = this.#walk(path, caller, followLast);
    if (node === undefined) throw systemError('ENOENT');
    return node;
  }

  /** The names in a directory, sorted by their bytes. */
  list(path: string, caller: Caller): string[] {
    const node = this.get(path, caller);
    const directory = node.kind === 'virtual' ? node.lookup([]) : node;
    if (directory?.kind !== 'directory') throw systemError('ENOTDIR');
    if (!isAllowed(directory, caller, READ)) throw systemError('EACCES');
    return [...directory.entries.keys()].sort();
  }

  /** The file at a path, to be written; made when it is missing. */
  fileForWriting(path: string, caller: Caller, creation: Creation | undefined): FileSystemNode {
    const location = this.#walk(path, caller, true);
    if (location.node === undefined) {
      if (creation === undefined) throw systemError('ENOENT');
      const file = new FileNode(this.#attributes(caller, creation), '');
      this.#place(location, caller, file);
      return file;
    }
    if (location.node.kind === 'directory') throw systemError('EISDIR');
    if (location.node.kind !== 'file') return location.node;
    return this.#writable(location, location.node, caller);
  }

  /** Makes a copy of a file under a new name. */
  placeFile(path: string, caller: Caller, source: FileNode, mode: number): void {
    const location = this.#walk(path, caller, true);
    if (location.node !== undefined) throw systemError('EEXIST');
    const attributes = this.#attributes(caller, { mode, umask: 0 });
    this.#place(location, caller, new FileNode(attributes, source.text, source.program));
  }

  /** Makes an empty directory. */
  makeDirectory(path: string, caller: Caller, creation: Creation): void {
    const location = this.#walk(path.replace(/(.)\/+$/, '$1'), caller, true);
    if (location.node !== undefined) throw systemError('EEXIST');
    this.#place(location, caller, this.#newDirectory(caller, creation));
  }

  /** Makes a symbolic link. */
  makeLink(target: string, path: string, caller: Caller): void {
    const location = this.#walk(path, caller, false);
    if (location.node !== undefined) throw systemError('EEXIST');
    this.#place(location, caller, new LinkNode(this.#attributes(caller, { mode: 0o777, umask: 0 }), target));
  }

  /** Gives a file a second name. */
  makeHardLink(existing: string, path: string, caller: Caller): void {
    const source = this.#walk(existing, caller, false);
    if (source.node === undefined) throw systemError('ENOENT');
    if (source.node.kind !== 'file') throw systemError('EPERM');
    const location = this.#walk(path, caller, false);
    if (location.node !== undefined) throw systemError('EEXIST');
    this.#place(location, caller, this.#writableFile(source, source.node));
  }

  /** Removes a name that is not a directory. */
  removeFile(path: string, caller: Caller): void {
    const location = this.#walk(path, caller, false);
    if (location.node === undefined) throw systemError('ENOENT');
    if (location.node.kind === 'directory') throw systemError('EISDIR');
    this.#remove(location, caller);
  }

  /** Removes an empty directory. */
  removeDirectory(path: string, caller: Caller): void {
    const location = this.#walk(path, caller, false);
    if (location.node === undefined) throw systemError('ENOENT');
    if (location.node.kind !== 'directory') throw systemError('ENOTDIR');
    if (location.node.entries.size > 0) throw systemError('ENOTEMPTY');
    this.#remove(location, caller);
  }

  /** Moves a name to another; what has the new name is replaced. */
  rename(from: string, to: string, caller: Caller): void {
    const source = this.#walk(from, caller, false);
    if (source.node === undefined) throw systemError('ENOENT');
    const target = this.#walk(to, caller, false);
    if (target.node === source.node) return;
    if (target.node?.kind === 'directory') {
      if (source.node.kind !== 'directory') throw systemError('EISDIR');
      if (target.node.entries.size > 0) throw systemError('ENOTEMPTY');
    } else if (target.node !== undefined && source.node.kind === 'directory') {
      throw systemError('ENOTDIR');
    }
    if (source.readOnly !== target.readOnly) throw systemError('EXDEV');
    if (target.node !== undefined && target.isMountPoint) throw systemError('EBUSY');
    const { node } = source;
    this.#remove(source, caller);
    this.#place(this.#walk(to, caller, false), caller, node);
  }

  /** Changes mode, owner or time of what is at a path. */
  change(path: string, caller: Caller, edit: { mode?: number; user?: number; group?: number; modified?: number }): void {
    const location = this.#walk(path, caller, true);
    if (location.node === undefined) throw systemError('ENOENT');
    if (location.readOnly) throw systemError('EROFS');
    if (caller.user !== 0 && location.node.user !== caller.user) throw systemError('EPERM');
    Object.assign(this.#ownNode(location), edit);
  }

  /** The present moment as files record it. */
  get time(): number {
    return this.clock();
  }

  #walk(path: string, caller: Caller, followLast: boolean): Location {
    const location = new PathWalk(this.#root, caller, this.readOnly).run(path, followLast);
    if (typeof location === 'string') throw systemError(location);
    return location;
  }

  #attributes(caller: Caller, creation: Creation): { mode: number; user: number; group: number; modified: number } {
    return { mode: creation.mode & ~creation.umask, user: caller.user, group: caller.group, modified: this.time };
  }

  #newDirectory(caller: Caller, creation: Creation): DirectoryNode {
    return new DirectoryNode(this.#attributes(caller, creation));
  }

  #place(location: Location, caller: Caller, node: FileSystemNode): void {
    const parent = this.#writableParent(location, caller);
    parent.entries.set(location.name, node);
    parent.modified = this.time;
    if (location.node?.kind === 'file') location.node.notifyUnlinked();
  }

  #remove(location: Location, caller: Caller): void {
    if (location.isMountPoint || location.name === '') throw systemError('EBUSY');
    const parent = this.#writableParent(location, caller);
    if ((parent.mode & 0o1000) !== 0 && caller.user !== 0 && location.node?.user !== caller.user) {
      throw systemError('EPERM');
    }
    parent.entries.delete(location.name);
    parent.modified = this.time;
    if (location.node?.kind === 'file') location.node.notifyUnlinked();
  }

  #writableParent(location: Location, caller: Caller): DirectoryNode {
    const last = location.steps.at(-1);
    if (last === undefined || location.node?.kind === 'virtual') throw systemError('EPERM');
    if (last.readOnly) throw systemError('EROFS');
    if (!isAllowed(last.directory, caller, WRITE)) throw systemError('EACCES');
    return this.#own(location, '');
  }

  #writable(location: Location, file: FileNode, caller: Caller): FileNode {
    if (location.readOnly) throw systemError('EROFS');
    if (!isAllowed(file, caller, WRITE)) throw systemError('EACCES');
    return this.#writableFile(location, file);
  }

  #writableFile(location: Location, file: FileNode): FileNode {
    if (!file.sealed) return file;
    const copy = file.copy();
    this.#own(location, '').entries.set(location.name, copy);
    return copy;
  }

  #ownNode(location: Location): FileSystemNode {
    const { node } = location;
    if (node === undefined) throw systemError('ENOENT');
    if (node.kind === 'directory') return this.#own(location, 'itself');
    if (node.kind === 'file') return this.#writableFile(location, node);
    if (node.sealed) throw systemError('EPERM');
    return node;
  }

  /** Copies the directories on the way that belong to the image, and returns the last one (or the node itself). */
  #own(location: Location, what: '' | 'itself'): DirectoryNode {
    let parent: DirectoryNode | undefined;
    const way = location.steps.map((step) => ({ directory: step.directory, name: step.name }));
    if (what === 'itself' && location.node?.kind === 'directory' && location.name !== '') {
      way.push({ directory: location.node, name: location.name });
    }
    for (const step of way) {
      const directory = step.directory.sealed ? step.directory.copy() : step.directory;
      if (directory !== step.directory) {
        if (parent === undefined) this.#root = directory;
        else parent.entries.set(step.name, directory);
      }
      parent = directory;
    }
    return parent ?? this.#root;
  }
}
