import type { System } from '../kernel/system';
import type { Body, WaitQueue } from '../kernel/wait-queue';
import { SystemError } from '../kernel/errno';
import type { ListeningSocket } from './network-namespace';
import type { StreamSocket } from './stream-socket';

/** What a server of lines answers to one; undefined closes the connection. `session` is the connection's own. */
export type LineReply<S> = (line: string, session: S) => string | undefined;

interface Connection<S> {
  readonly socket: StreamSocket;
  readonly descriptor: number;
  readonly session: S;
  bytes: string;
}

/** Serves a protocol of lines in one task, any number of connections side by side. */
export class LineServer<S> {
  #listener: ListeningSocket | undefined;
  readonly #connections = new Set<Connection<S>>();

  /** @param begin the state of a new connection */
  constructor(
    private readonly system: System,
    private readonly begin: () => S,
    private readonly reply: LineReply<S>,
  ) {}

  /** Opens the port. @throws SystemError EADDRINUSE */
  listen(port: number, address?: string): void {
    this.#listener = this.system.network.listen(port, address);
    this.system.files.add(this.#listener, 3);
  }

  /** Serves until `isStopped` says so, which is asked whenever something happens, signals included. */
  *serve(isStopped: () => boolean): Body<void> {
    while (!isStopped()) {
      this.#accept();
      for (const connection of this.#connections) this.#advance(connection);
      if (isStopped()) return;
      yield* this.system.wait(this.#queues());
    }
  }

  #accept(): void {
    for (let socket = this.#listener?.accept(); socket !== undefined; socket = this.#listener?.accept()) {
      this.#connections.add({ socket, descriptor: this.system.files.add(socket, 3), session: this.begin(), bytes: '' });
    }
  }

  #advance(connection: Connection<S>): void {
    this.system.step();
    for (;;) {
      const bytes = connection.socket.read(65_536);
      if (bytes === undefined) return;
      if (bytes === '') {
        this.#close(connection);
        return;
      }
      const lines = (connection.bytes + bytes).split('\n');
      connection.bytes = lines.pop() ?? '';
      if (!lines.every((line) => this.#answer(connection, line.replace(/\r$/, '')))) return;
    }
  }

  /** Answers a line; false when that ended the connection. */
  #answer(connection: Connection<S>, line: string): boolean {
    const text = this.reply(line, connection.session);
    try {
      if (text !== undefined) connection.socket.write(text);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      this.#close(connection);
      return false;
    }
    if (text === undefined) this.#close(connection);
    return text !== undefined;
  }

  #close(connection: Connection<S>): void {
    this.#connections.delete(connection);
    this.system.files.close(connection.descriptor);
  }

  #queues(): WaitQueue[] {
    const queues = [...this.#connections].map(({ socket }) => socket.changed);
    return this.#listener === undefined ? queues : [this.#listener.changed, ...queues];
  }
}
