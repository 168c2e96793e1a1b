import type { Duration, Instant } from '../../../simulation/time';
import { NEVER } from '../../../simulation/time';
import { SystemError } from '../kernel/errno';
import type { System } from '../kernel/system';
import type { Body, WaitQueue } from '../kernel/wait-queue';
import type { HttpRequest, HttpResponse } from './http-message';
import { parseRequest, renderResponse } from './http-message';
import type { ListeningSocket } from './network-namespace';
import type { StreamSocket } from './stream-socket';

/** What a server does about a request. */
export interface HttpReply {
  /** Undefined: the connection stays open and nothing is ever sent. */
  readonly response: HttpResponse | undefined;
  /** From the request to the response. */
  readonly delay: Duration;
}

/** A request with what is known about where it came from. */
export interface ReceivedRequest extends HttpRequest {
  readonly remoteAddress: string;
  /** The port it was sent to. */
  readonly port: number;
}

/** What makes a server out of {@link HttpServer}. */
export interface HttpHandler {
  /** Decides about a request as soon as it is complete. */
  reply(request: ReceivedRequest): HttpReply;
  /** The line a server logs once it has answered; empty for none. */
  logLine?(request: ReceivedRequest, response: HttpResponse): string;
}

const CHUNK = 65_536;

interface Connection {
  readonly socket: StreamSocket;
  readonly descriptor: number;
  readonly port: number;
  bytes: string;
  request: ReceivedRequest | undefined;
  reply: HttpReply | undefined;
  due: Instant;
  /** What is still to be sent. */
  unsent: string | undefined;
}

/** Serves HTTP in one task, any number of connections side by side. */
export class HttpServer {
  /** By port, each with its descriptor. */
  readonly #listeners = new Map<number, { readonly socket: ListeningSocket; readonly descriptor: number }>();
  readonly #connections = new Set<Connection>();

  constructor(
    private readonly system: System,
    private readonly handler: HttpHandler,
  ) {}

  /** Opens a port. @throws SystemError EADDRINUSE */
  listen(port: number, address?: string): void {
    const socket = this.system.network.listen(port, address);
    this.#listeners.set(port, { socket, descriptor: this.system.files.add(socket, 3) });
  }

  /** Closes a port; requests that have been taken are still answered. Does nothing when it is not open. */
  stopListening(port: number): void {
    const listener = this.#listeners.get(port);
    if (listener === undefined) return;
    this.#listeners.delete(port);
    this.system.files.close(listener.descriptor);
  }

  /** Serves until `isStopped` says so, which is asked whenever something happens, signals included. */
  *serve(isStopped: () => boolean, until: Instant = NEVER): Body<void> {
    while (!isStopped() && this.system.now < until) {
      this.#accept();
      for (const connection of this.#connections) yield* this.#advance(connection);
      if (isStopped()) return;
      yield* this.system.wait(this.#queues(), Math.min(until, this.#nextDue()));
    }
  }

  #accept(): void {
    for (const { socket: listener } of this.#listeners.values()) {
      for (let socket = listener.accept(); socket !== undefined; socket = listener.accept()) {
        const descriptor = this.system.files.add(socket, 3);
        const { port } = listener;
        this.#connections.add({
          socket, descriptor, port, bytes: '', request: undefined, reply: undefined, due: NEVER, unsent: undefined,
        });
      }
    }
  }

  *#advance(connection: Connection): Body<void> {
    this.system.step();
    if (connection.reply === undefined && !this.#receive(connection)) return;
    const { reply, request } = connection;
    if (reply?.response === undefined || request === undefined || connection.due > this.system.now) {
      if (!connection.socket.isOpen) this.#close(connection);
      return;
    }
    connection.unsent ??= renderResponse(reply.response, request.method === 'HEAD');
    if (!this.#send(connection)) return;
    this.#close(connection);
    const line = this.handler.logLine?.(request, reply.response) ?? '';
    if (line !== '') yield* this.system.print(`${line}\n`);
  }

  /** Takes bytes; true once the request is complete and decided about. */
  #receive(connection: Connection): boolean {
    for (let bytes = connection.socket.read(CHUNK); bytes !== undefined; bytes = connection.socket.read(CHUNK)) {
      if (bytes === '') {
        this.#close(connection);
        return false;
      }
      connection.bytes += bytes;
    }
    const parsed = parseRequest(connection.bytes);
    if (parsed === 'incomplete') return false;
    const origin = { remoteAddress: connection.socket.remoteAddress, port: connection.port };
    if (parsed === 'malformed') {
      connection.request = { method: 'GET', path: '/', headers: [], body: '', ...origin };
      connection.reply = { response: { status: 400, headers: [], body: '' }, delay: 0 };
    } else {
      connection.request = { ...parsed, ...origin };
      connection.reply = this.handler.reply(connection.request);
    }
    connection.due = this.system.now + connection.reply.delay;
    return true;
  }

  /** Sends what there is room for; true when all is sent or nobody reads it. */
  #send(connection: Connection): boolean {
    try {
      const rest = connection.unsent ?? '';
      connection.unsent = rest.slice(connection.socket.write(rest));
      return connection.unsent === '';
    } catch (error) {
      if (error instanceof SystemError) return true;
      throw error;
    }
  }

  #close(connection: Connection): void {
    this.#connections.delete(connection);
    this.system.files.close(connection.descriptor);
  }

  #queues(): WaitQueue[] {
    const queues = [...this.#listeners.values()].map(({ socket }) => socket.changed);
    for (const { socket } of this.#connections) queues.push(socket.changed);
    return queues;
  }

  #nextDue(): Instant {
    let next = NEVER;
    for (const { reply, due, unsent } of this.#connections) {
      if (reply?.response !== undefined && unsent === undefined) next = Math.min(next, due);
    }
    return next;
  }
}
