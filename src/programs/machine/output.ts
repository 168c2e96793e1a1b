import type { LogLine } from '../program';
import { fromByteText } from './kernel/byte-text';
import { OpenFile } from './kernel/open-file';

/** Which of the two streams a program wrote to. */
export type OutputStream = 'stdout' | 'stderr';

/** Bytes of one log line before it is cut in two, as containerd does (`max_container_log_line_size`). */
const LINE_LIMIT = 16 * 1024;

/** One line of a container's log; the virtual time is the host's present. */
export type OutputLine = LogLine;

/** The standard output or error of a container: cut into lines. */
export class LineSink extends OpenFile {
  #rest = '';

  constructor(
    private readonly stream: OutputStream,
    private readonly onLine: (line: OutputLine) => void,
    /** Counts bytes, and throws when there are too many. */
    private readonly count: (bytes: number) => void,
  ) {
    super();
  }

  override write(text: string): number {
    this.count(text.length);
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#emit(line, false);
    while (this.#rest.length >= LINE_LIMIT) {
      this.#emit(this.#rest.slice(0, LINE_LIMIT), true);
      this.#rest = this.#rest.slice(LINE_LIMIT);
    }
    return text.length;
  }

  protected override close(): void {
    if (this.#rest !== '') this.#emit(this.#rest, true);
    this.#rest = '';
  }

  #emit(bytes: string, isPartial: boolean): void {
    let rest = bytes;
    for (; rest.length > LINE_LIMIT; rest = rest.slice(LINE_LIMIT)) {
      this.onLine({ stream: this.stream, text: fromByteText(rest.slice(0, LINE_LIMIT)), isPartial: true });
    }
    this.onLine({ stream: this.stream, text: fromByteText(rest), isPartial });
  }
}

/** What an exec wrote, up to a limit. */
export class OutputBuffer {
  #bytes = '';

  constructor(private readonly limit: number) {}

  /** Adds bytes as far as there is room. */
  append(bytes: string): void {
    const room = this.limit - this.#bytes.length;
    if (room > 0) this.#bytes += bytes.slice(0, room);
  }

  /** All of it as text. */
  get text(): string {
    return fromByteText(this.#bytes);
  }
}

/** The standard output or error of an exec: handed on as it comes. */
export class ChunkSink extends OpenFile {
  constructor(
    private readonly onChunk: (bytes: string) => void,
    private readonly onClose: () => void,
  ) {
    super();
  }

  override write(text: string): number {
    if (text !== '') this.onChunk(text);
    return text.length;
  }

  protected override close(): void {
    this.onClose();
  }
}
