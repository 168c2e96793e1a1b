import { LimitReached } from '../errors';
import { systemError } from '../kernel/errno';
import { OpenFile, readableLength } from '../kernel/open-file';
import type { WaitQueue } from '../kernel/wait-queue';
import type { FileNode } from './nodes';

/** How a file is opened: `update` reads and writes without cutting it off, as `<>` does. */
export type OpenMode = 'read' | 'write' | 'append' | 'update';

/** A regular file that is open. */
export class FileHandle extends OpenFile {
  #position = 0;

  constructor(
    readonly node: FileNode,
    private readonly mode: OpenMode,
    private readonly clock: () => number,
    private readonly sizeLimit: number,
  ) {
    super();
  }

  override get changed(): WaitQueue {
    return this.node.changed;
  }

  /** Where the next read begins. */
  get position(): number {
    return this.#position;
  }

  /** Goes to a byte of the file. */
  seek(position: number): void {
    this.#position = position;
  }

  override read(limit: number, delimiter?: string): string {
    if (this.mode === 'write' || this.mode === 'append') super.read(limit, delimiter);
    const length = Math.max(0, readableLength(this.node.text, limit, delimiter, this.#position));
    const start = this.#position;
    this.#position += length;
    return this.node.text.slice(start, start + length);
  }

  override write(text: string): number {
    if (this.mode === 'read') return super.write(text);
    const before = this.node.text;
    if (this.mode === 'append') this.#position = before.length;
    const end = this.#position + text.length;
    if (end > this.sizeLimit) throw new LimitReached(`${this.sizeLimit} bytes in one file`);
    this.node.replaceText(this.#spliced(before, text, end), this.clock());
    this.#position = end;
    return text.length;
  }

  #spliced(before: string, text: string, end: number): string {
    if (this.#position === before.length) return before + text;
    return before.slice(0, this.#position).padEnd(this.#position, '\0') + text + before.slice(end);
  }
}

/** A directory that is open as if it were a file: it cannot be read. */
export class DirectoryHandle extends OpenFile {
  override read(): never {
    throw systemError('EISDIR');
  }
}
