import { LimitReached } from '../errors';
import { systemError } from './errno';
import type { OpenFile } from './open-file';

/** The descriptors of one task: small numbers that stand for open files. */
export class FileTable {
  readonly #files: (OpenFile | undefined)[] = [];

  constructor(private readonly limit: number) {}

  /** A copy for a child: the same open files under the same numbers. */
  fork(): FileTable {
    const copy = new FileTable(this.limit);
    for (let descriptor = 0; descriptor < this.#files.length; descriptor++) {
      const file = this.#files[descriptor];
      if (file !== undefined) copy.#files[descriptor] = file.retain();
    }
    return copy;
  }

  /** The open file behind a descriptor. @throws SystemError EBADF */
  get(descriptor: number): OpenFile {
    const file = this.#files[descriptor];
    if (file === undefined) throw systemError('EBADF');
    return file;
  }

  /** The open file behind a descriptor, if it is open. */
  find(descriptor: number): OpenFile | undefined {
    return this.#files[descriptor];
  }

  /** Puts a file under a number; what was there is closed. */
  set(descriptor: number, file: OpenFile): void {
    if (descriptor >= this.limit) throw new LimitReached(`${this.limit} open files`);
    file.retain();
    this.#files[descriptor]?.release();
    this.#files[descriptor] = file;
  }

  /** Puts a file under the lowest free number that is not below `lowest`. */
  add(file: OpenFile, lowest = 0): number {
    let descriptor = lowest;
    while (this.#files[descriptor] !== undefined) descriptor++;
    this.set(descriptor, file);
    return descriptor;
  }

  /** Closes one descriptor; does nothing when it is not open. */
  close(descriptor: number): void {
    const file = this.#files[descriptor];
    this.#files[descriptor] = undefined;
    file?.release();
  }

  /** Closes everything, as the end of a task does. */
  closeAll(): void {
    for (let descriptor = 0; descriptor < this.#files.length; descriptor++) this.close(descriptor);
  }
}
