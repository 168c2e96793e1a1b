import { systemError } from '../kernel/errno';
import type { OpenFile } from '../kernel/open-file';
import type { Task } from '../kernel/task';
import { READ, isAllowed } from './access';
import type { OpenMode } from './file-handle';
import { DirectoryHandle, FileHandle } from './file-handle';
import type { FileSystem } from './file-system';
import type { FileNode, FileSystemNode } from './nodes';

/** Calls about paths, made by one task: relative to its directory, with its rights. */
export class TaskFiles {
  constructor(private readonly task: Task) {}

  /** The node at a path, if there is one. */
  /**
   * A file that a program needs was not found.
   * @throws UnsupportedConstruct when it may be in the image, and nobody knows what is there
   */
  refuseIfUnknown(path: string): void {
    this.task.kernel.refuseIfUnknownFile(path, this.task.context);
  }

  find(path: string, followLast = true): FileSystemNode | undefined {
    return this.#system.find(path, this.task.context, followLast);
  }

  /** The node at a path. @throws SystemError */
  get(path: string, followLast = true): FileSystemNode {
    return this.#system.get(path, this.task.context, followLast);
  }

  /** Opens a file. @throws SystemError */
  open(path: string, mode: OpenMode): OpenFile {
    const node = mode === 'read' ? this.#readable(path) : this.#writable(path);
    if (node.kind === 'device') return node.open(this.task);
    if (node.kind !== 'file') return new DirectoryHandle();
    if (mode === 'write') node.replaceText('', this.#system.time);
    return new FileHandle(node, mode, () => this.#system.time, this.task.kernel.limits.fileSize);
  }

  /** The whole text of a regular file. @throws SystemError */
  readText(path: string): string {
    const node = this.#readable(path);
    if (node.kind !== 'file') throw systemError(node.kind === 'directory' ? 'EISDIR' : 'EINVAL');
    return node.text;
  }

  /** Replaces the text of a file, which is made when it is missing. @throws SystemError */
  writeText(path: string, text: string): void {
    this.open(path, 'write').write(text);
  }

  /** Makes a copy of a file at a path, or replaces the text of what is there. @throws SystemError */
  copyFile(source: FileNode, path: string): void {
    const existing = this.find(path);
    if (existing !== undefined) {
      this.writeText(path, source.text);
      return;
    }
    const { context } = this.task;
    this.#system.placeFile(path, context, source, source.mode & ~context.umask);
  }

  /** Makes a file if it is missing, and sets its time. @throws SystemError */
  touch(path: string, mayCreate: boolean): void {
    const existing = this.find(path);
    if (existing === undefined && !mayCreate) return;
    if (existing?.kind === 'directory') this.change(path, { modified: this.#system.time });
    if (existing !== undefined && existing.kind !== 'file') return;
    const node = this.#writable(path);
    node.modified = this.#system.time;
  }

  /** The sorted names in a directory. @throws SystemError */
  list(path: string): string[] {
    return this.#system.list(path, this.task.context);
  }

  /** @throws SystemError */
  makeDirectory(path: string, mode = 0o777): void {
    this.#system.makeDirectory(path, this.task.context, { mode, umask: this.task.context.umask });
  }

  /** @throws SystemError */
  removeFile(path: string): void {
    this.#system.removeFile(path, this.task.context);
  }

  /** @throws SystemError */
  removeDirectory(path: string): void {
    this.#system.removeDirectory(path, this.task.context);
  }

  /** @throws SystemError */
  rename(from: string, to: string): void {
    this.#system.rename(from, to, this.task.context);
  }

  /** @throws SystemError */
  makeLink(target: string, path: string): void {
    this.#system.makeLink(target, path, this.task.context);
  }

  /** @throws SystemError */
  makeHardLink(existing: string, path: string): void {
    this.#system.makeHardLink(existing, path, this.task.context);
  }

  /** Changes mode, owner or time. @throws SystemError */
  change(path: string, edit: { mode?: number; user?: number; group?: number; modified?: number }): void {
    this.#system.change(path, this.task.context, edit);
  }

  get #system(): FileSystem {
    return this.task.kernel.files;
  }

  #readable(path: string): FileSystemNode {
    const node = this.get(path);
    if (node.kind !== 'device' && !isAllowed(node, this.task.context, READ)) throw systemError('EACCES');
    return node;
  }

  #writable(path: string): FileSystemNode {
    const { context } = this.task;
    return this.#system.fileForWriting(path, context, { mode: 0o666, umask: context.umask });
  }
}
