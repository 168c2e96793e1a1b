import type { System } from '../kernel/system';
import { OpenFile } from '../kernel/open-file';
import type { Waiter } from '../kernel/wait-queue';
import { SystemError } from '../kernel/errno';
import type { ListeningSocket } from './network-namespace';
import type { StreamSocket } from './stream-socket';

/**
 * A port that accepts connections and keeps them open without a word, as a database does before anybody logs in. It
 * closes with the task that opened it.
 */
export class TcpSink extends OpenFile implements Waiter {
  readonly #sockets = new Set<StreamSocket>();
  #descriptor: number | undefined;

  private constructor(
    private readonly system: System,
    private readonly listener: ListeningSocket,
  ) {
    super();
    listener.retain();
    listener.changed.add(this);
  }

  /** Opens a port. @throws SystemError EADDRINUSE */
  static open(system: System, port: number): TcpSink {
    const sink = new TcpSink(system, system.network.listen(port));
    sink.#descriptor = system.files.add(sink, 3);
    return sink;
  }

  /** Closes the port and its connections; does nothing when that has been done. */
  stop(): void {
    if (this.#descriptor !== undefined) this.system.files.close(this.#descriptor);
    this.#descriptor = undefined;
  }

  /** Somebody connected, or a connection has something new. */
  wake(): void {
    for (let socket = this.listener.accept(); socket !== undefined; socket = this.listener.accept()) {
      this.#sockets.add(socket);
    }
    this.listener.changed.remove(this);
    this.listener.changed.add(this);
    for (const socket of this.#sockets) this.#drain(socket);
  }

  protected override close(): void {
    this.listener.changed.remove(this);
    for (const socket of this.#sockets) socket.close();
    this.listener.release();
  }

  #drain(socket: StreamSocket): void {
    socket.changed.remove(this);
    try {
      for (let bytes = socket.read(65_536); bytes !== undefined; bytes = socket.read(65_536)) {
        if (bytes !== '') continue;
        this.#sockets.delete(socket);
        socket.close();
        return;
      }
      socket.changed.add(this);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      this.#sockets.delete(socket);
    }
  }
}
