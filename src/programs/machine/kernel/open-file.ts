import { systemError } from './errno';
import type { WaitQueue } from './wait-queue';

/**
 * An open file, pipe end, socket or device, shared by all descriptors that were duplicated from one another. Reads and
 * writes never wait: they say that they would have to, and the caller sleeps on `changed`.
 */
export abstract class OpenFile {
  #references = 0;

  /** Woken when a read or write that could not be done may now succeed; undefined where that never happens. */
  get changed(): WaitQueue | undefined {
    return undefined;
  }

  /**
   * Takes up to `limit` bytes, and none behind the first `delimiter`. Empty at the end of the file, undefined when there
   * is nothing yet.
   */
  read(limit: number, delimiter?: string): string | undefined {
    void limit;
    void delimiter;
    throw systemError('EBADF');
  }

  /** Writes as many of the bytes as there is room for and says how many: 0 means wait. */
  write(text: string): number {
    void text;
    throw systemError('EBADF');
  }

  /** One more descriptor refers to this file. */
  retain(): this {
    this.#references++;
    return this;
  }

  /** One descriptor less; with the last one the file is closed. */
  release(): void {
    if (--this.#references === 0) this.close();
  }

  /** Called once, when nobody has the file open any more. */
  protected close(): void {
    // Most files have nothing to do.
  }
}

/** The first bytes of `text` that a read with these bounds may take. */
export function readableLength(text: string, limit: number, delimiter: string | undefined, from = 0): number {
  const available = Math.min(limit, text.length - from);
  if (delimiter === undefined) return available;
  const end = text.indexOf(delimiter, from);
  return end < 0 ? available : Math.min(available, end + 1 - from);
}
