import { SystemError } from '../../kernel/errno';
import type { OpenFile } from '../../kernel/open-file';
import type { System } from '../../kernel/system';
import type { Body } from '../../kernel/wait-queue';

/** The lines of some files as one text, read one ahead so that the last line is known as such. */
export class LineSource {
  /** 1 when a file could not be opened. */
  status = 0;
  #ahead: string | undefined;
  #file: OpenFile | undefined;
  #index = 0;

  constructor(
    private readonly system: System,
    private readonly paths: readonly string[],
  ) {}

  /** The next line with its end; undefined behind the last one. */
  *next(): Body<string | undefined> {
    const line = this.#ahead ?? (yield* this.#read());
    this.#ahead = line === undefined ? undefined : yield* this.#read();
    return line;
  }

  /** Whether the line that was returned is the last one. */
  get isAtEnd(): boolean {
    return this.#ahead === undefined;
  }

  *#read(): Body<string | undefined> {
    for (;;) {
      this.#file ??= yield* this.#open();
      if (this.#file === undefined) return undefined;
      const line = yield* this.#readLine(this.#file);
      if (line !== '') return line;
      this.#file = undefined;
    }
  }

  *#open(): Body<OpenFile | undefined> {
    while (this.#index < this.paths.length) {
      const path = this.paths[this.#index++] ?? '';
      try {
        return path === '-' ? this.system.files.get(0) : this.system.paths.open(path, 'read');
      } catch (error) {
        if (!(error instanceof SystemError)) throw error;
        yield* this.system.warn(`${this.system.name}: ${path}: ${error.text}\n`);
        this.status = 1;
      }
    }
    return undefined;
  }

  *#readLine(file: OpenFile): Body<string> {
    let line = '';
    for (;;) {
      const bytes = yield* this.system.readFrom(file, 65_536, '\n');
      line += bytes;
      if (bytes === '' || bytes.endsWith('\n')) return line;
    }
  }
}
