import { OpenFile } from '../kernel/open-file';
import { Pipe } from '../kernel/pipe';
import { WaitQueue } from '../kernel/wait-queue';

/** One end of a TCP connection: bytes go both ways, each way ends on its own. */
export class StreamSocket extends OpenFile {
  constructor(
    private readonly incoming: Pipe,
    private readonly outgoing: Pipe,
    readonly localAddress: string,
    readonly remoteAddress: string,
  ) {
    super();
  }

  override get changed(): WaitQueue {
    return this.incoming.changed;
  }

  override read(limit: number, delimiter?: string): string | undefined {
    return this.incoming.read(limit, delimiter);
  }

  override write(text: string): number {
    return this.outgoing.write(text);
  }

  /** Says that no more bytes will be written (FIN); reading goes on. */
  endWriting(): void {
    this.outgoing.endWriting();
  }

  /** Whether the other end still takes bytes. */
  get isOpen(): boolean {
    return this.outgoing.hasReaders;
  }

  /** Ends both ways. Descriptors do this with the last reference; code of the host calls it. */
  override close(): void {
    this.outgoing.endWriting();
    this.incoming.endReading();
  }
}

/** Makes the two ends of a connection: the client's and the server's. */
export function createConnection(clientAddress: string, serverAddress: string): [StreamSocket, StreamSocket] {
  const changed = new WaitQueue();
  const request = new Pipe(changed);
  const answer = new Pipe(changed);
  return [
    new StreamSocket(answer, request, clientAddress, serverAddress),
    new StreamSocket(request, answer, serverAddress, clientAddress),
  ];
}
