import { systemError } from './errno';
import { OpenFile, readableLength } from './open-file';
import { WaitQueue } from './wait-queue';

/** Bytes a pipe holds before its writers wait (`pipe(7)`). */
const PIPE_CAPACITY = 65_536;

/** A one-way stream of bytes with a reading and a writing end. */
export class Pipe {
  #bytes = '';
  #readers = true;
  #writers = true;

  /** @param changed woken by everything that happens to the pipe; the two directions of a connection share one */
  constructor(readonly changed = new WaitQueue()) {}

  /** Bytes that are there; empty at the end; undefined when a writer may still send some. */
  read(limit: number, delimiter?: string): string | undefined {
    if (this.#bytes === '') return this.#writers ? undefined : '';
    const length = readableLength(this.#bytes, limit, delimiter);
    const taken = this.#bytes.slice(0, length);
    this.#bytes = this.#bytes.slice(length);
    this.changed.wakeAll();
    return taken;
  }

  /** Puts bytes in as far as there is room. @throws SystemError EPIPE when nobody will ever read them */
  write(text: string): number {
    if (!this.#readers) throw systemError('EPIPE');
    const room = PIPE_CAPACITY - this.#bytes.length;
    if (room <= 0 && text !== '') return 0;
    this.#bytes += text.length <= room ? text : text.slice(0, room);
    this.changed.wakeAll();
    return Math.min(room, text.length);
  }

  /** Puts all bytes in, whatever the capacity, and ends the writing. */
  fill(text: string): void {
    this.#bytes += text;
    this.endWriting();
  }

  /** No more bytes will come. */
  endWriting(): void {
    this.#writers = false;
    this.changed.wakeAll();
  }

  /** Nobody takes bytes any more. */
  endReading(): void {
    this.#readers = false;
    this.changed.wakeAll();
  }

  /** Whether bytes that are written now could still be read. */
  get hasReaders(): boolean {
    return this.#readers;
  }
}

/** The end of a pipe that is read. */
export class PipeReader extends OpenFile {
  constructor(private readonly pipe: Pipe) {
    super();
  }

  override get changed(): WaitQueue {
    return this.pipe.changed;
  }

  override read(limit: number, delimiter?: string): string | undefined {
    return this.pipe.read(limit, delimiter);
  }

  protected override close(): void {
    this.pipe.endReading();
  }
}

/** The end of a pipe that is written. */
export class PipeWriter extends OpenFile {
  constructor(private readonly pipe: Pipe) {
    super();
  }

  override get changed(): WaitQueue {
    return this.pipe.changed;
  }

  override write(text: string): number {
    return this.pipe.write(text);
  }

  protected override close(): void {
    this.pipe.endWriting();
  }
}

/** A file that gives some text and then nothing: the standard input of an exec, a here-document. */
export function textInput(text: string | undefined): OpenFile {
  const pipe = new Pipe();
  pipe.fill(text ?? '');
  return new PipeReader(pipe);
}
