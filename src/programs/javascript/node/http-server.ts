import { parseRequest } from '../../machine/network/http-message';
import type { StreamSocket } from '../../machine/network/stream-socket';
import type { Evaluation } from '../interpreter/suspension';
import { JsFunction } from '../values/function';
import { JsObject, type Value } from '../values/value';
import { IncomingMessages } from './http-incoming';
import { ServerResponses } from './http-response';
import { ListeningServer, addServerMethods } from './listening';
import type { NodeRuntime } from './runtime';
import { SocketSource, type SocketHandler } from './socket-source';

/** `http.Server`. */
export class HttpServers {
  readonly messages: IncomingMessages;
  readonly responses: ServerResponses;
  readonly prototype: JsObject;
  readonly #servers = new WeakMap<JsObject, ListeningServer>();
  readonly #connections = new Map<ListeningServer, Set<HttpConnection>>();

  constructor(readonly runtime: NodeRuntime) {
    const { realm } = runtime;
    this.messages = new IncomingMessages(runtime);
    this.responses = new ServerResponses(runtime);
    this.prototype = runtime.emitters.subclass('Server');
    addServerMethods(runtime, this.prototype, (self) => (self instanceof JsObject ? this.#servers.get(self) : undefined));
    const closer = (onlyIdle: boolean) => (_interpreter: unknown, self: Value): Value => {
      const server = self instanceof JsObject ? this.#servers.get(self) : undefined;
      if (server !== undefined) this.#closeConnections(server, onlyIdle);
      return undefined;
    };
    realm.methods(this.prototype, { closeAllConnections: closer(false), closeIdleConnections: closer(true) });
  }

  /** Makes a server. */
  create(listener: Value): JsObject {
    const { emitters } = this.runtime;
    const emitter = emitters.create(this.prototype);
    for (const [name, value] of [['listening', false], ['timeout', 0], ['keepAliveTimeout', 5000], ['headersTimeout', 60_000], ['requestTimeout', 300_000], ['maxHeadersCount', null]] as const) emitter.put(name, value);
    const server: ListeningServer = new ListeningServer(this.runtime, emitter, (owner, socket) => this.#accept(owner, socket), () => { this.#closeConnections(server, true); });
    this.#servers.set(emitter, server);
    this.#connections.set(server, new Set());
    if (listener instanceof JsFunction) emitters.add(emitter, 'request', listener, false);
    return emitter;
  }

  *#accept(server: ListeningServer, socket: StreamSocket): Evaluation<void> {
    const connections = this.#connections.get(server)!;
    const connection = new HttpConnection(this, server, socket, () => {
      connections.delete(connection);
      server.connectionClosed();
    });
    connections.add(connection);
  }

  #closeConnections(server: ListeningServer, onlyIdle: boolean): void {
    for (const connection of this.#connections.get(server) ?? []) if (!onlyIdle || connection.isIdle) connection.source.destroy();
  }
}

/** A connection of an HTTP server: one request and its answer. */
class HttpConnection implements SocketHandler {
  readonly source: SocketSource;
  #bytes = '';
  #request: JsObject | undefined;
  #response: JsObject | undefined;

  constructor(
    private readonly servers: HttpServers,
    private readonly server: ListeningServer,
    private readonly socket: StreamSocket,
    private readonly onClosed: () => void,
  ) {
    this.source = new SocketSource(servers.runtime, socket, this);
  }

  get holds(): readonly Value[] {
    return [this.#request, this.#response];
  }

  /** Whether no request is being answered. */
  get isIdle(): boolean {
    return this.#response === undefined;
  }

  *received(bytes: string): Evaluation<void> {
    if (this.#response !== undefined) return;
    this.#bytes += bytes;
    const parsed = parseRequest(this.#bytes);
    if (parsed === 'incomplete') return;
    if (parsed === 'malformed') {
      this.source.send('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
      this.source.end();
      return;
    }
    const { runtime, messages, responses } = this.servers;
    const remote = this.socket.remoteAddress;
    const request = messages.make({
      method: parsed.method, url: parsed.path, headers: parsed.headers, body: parsed.body,
      remoteAddress: this.server.isDual && !remote.includes(':') ? `::ffff:${remote}` : remote,
      destroy: () => { this.source.destroy(); },
    });
    const response = responses.make(request, this.source, parsed.method === 'HEAD');
    this.#request = request;
    this.#response = response;
    yield* runtime.emitters.emit(runtime.interpreter, this.server.emitter, 'request', [request, response]);
  }

  *ended(): Evaluation<void> {
    if (this.#response === undefined) this.source.destroy();
  }

  *closed(): Evaluation<void> {
    const { runtime, responses } = this.servers;
    const { interpreter, emitters } = runtime;
    this.onClosed();
    const [request, response] = [this.#request, this.#response];
    if (request === undefined || response === undefined) return;
    if (!responses.hasEnded(response)) {
      request.put('aborted', true);
      yield* emitters.emit(interpreter, request, 'aborted', []);
      yield* emitters.emit(interpreter, request, 'close', []);
    }
    yield* emitters.emit(interpreter, response, 'close', []);
  }
}
