import { connectTo, type ConnectFailure } from '../../machine/network/client';
import { parseResponse, renderRequest, type HttpHeaderLine, type HttpResponse } from '../../machine/network/http-message';
import { toByteText } from '../../machine/kernel/byte-text';
import type { StreamSocket } from '../../machine/network/stream-socket';
import type { Evaluation } from '../interpreter/suspension';
import type { Value } from '../values/value';
import { networkError } from './errors';
import type { Operation } from './event-loop';
import type { NodeRuntime } from './runtime';
import { SocketSource, type SocketHandler } from './socket-source';

/** A request that a script makes. */
export interface OutgoingRequest {
  readonly method: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly headers: readonly HttpHeaderLine[];
  readonly body: string;
}

/** What is done about the answer. */
export interface AnswerHandler {
  answered(response: HttpResponse): Evaluation<void>;
  failed(error: Value): Evaluation<void>;
}

/** A request on its way: connects, sends it and reads the answer, beside the script. */
export class Exchange implements SocketHandler {
  readonly #operation: Operation<StreamSocket | ConnectFailure>;
  #source: SocketSource | undefined;
  #bytes = '';
  #isOver = false;

  constructor(
    private readonly runtime: NodeRuntime,
    private readonly request: OutgoingRequest,
    private readonly handler: AnswerHandler,
    readonly holds: readonly Value[],
  ) {
    const { system, loop } = runtime;
    this.#operation = loop.operate(connectTo(system, toByteText(request.host), request.port), (socket) => this.#connected(socket));
  }

  *#connected(socket: StreamSocket | ConnectFailure): Evaluation<void> {
    if (this.#isOver) return;
    if (typeof socket === 'string') {
      yield* this.#fail(connectError(this.runtime, socket, this.request));
      return;
    }
    const { method, path, headers, body, host, port } = this.request;
    const lines = [...headers];
    const has = (name: string): boolean => headers.some((line) => line.name.toLowerCase() === name);
    if (!has('host')) lines.push({ name: 'Host', value: port === 80 ? host : `${host}:${port}` });
    if (!has('connection')) lines.push({ name: 'Connection', value: 'close' });
    if (body !== '' && !has('content-length')) lines.push({ name: 'Content-Length', value: String(body.length) });
    this.#source = new SocketSource(this.runtime, socket, this);
    this.#source.send(renderRequest({ method, path: toByteText(path), headers: lines.map(({ name, value }) => ({ name, value: toByteText(value) })), body }));
  }

  /** Gives up; nobody is told. */
  cancel(): void {
    this.#isOver = true;
    this.#operation.cancel();
    this.#source?.destroy();
  }

  *received(bytes: string): Evaluation<void> {
    this.#bytes += bytes;
    yield* this.#look(false);
  }

  *ended(): Evaluation<void> {
    yield* this.#look(true);
  }

  *closed(): Evaluation<void> {
    yield* this.#look(true);
  }

  *#look(hasEnded: boolean): Evaluation<void> {
    if (this.#isOver) return;
    const response = parseResponse(this.#bytes, hasEnded, this.request.method === 'HEAD');
    if (response === 'incomplete') return;
    if (response === 'malformed') {
      const { interpreter } = this.runtime;
      const error = networkError(interpreter, 'ECONNRESET', 'read', undefined, undefined);
      if (this.#bytes === '') error.hide('message', 'socket hang up');
      yield* this.#fail(interpreter.withStack(error));
      return;
    }
    this.#isOver = true;
    this.#source?.destroy();
    yield* this.handler.answered(response);
  }

  *#fail(error: Value): Evaluation<void> {
    this.#isOver = true;
    this.#source?.destroy();
    yield* this.handler.failed(error);
  }
}

/** Why there is no connection, as Node.js says it. */
export function connectError({ interpreter }: NodeRuntime, failure: ConnectFailure, { host, port }: { readonly host: string; readonly port: number }): Value {
  switch (failure) {
    case 'bad-address': {
      const error = networkError(interpreter, 'ENOTFOUND', 'getaddrinfo', host, undefined);
      error.remove('address');
      error.put('hostname', host);
      return error;
    }
    case 'refused': return networkError(interpreter, 'ECONNREFUSED', 'connect', host === 'localhost' ? '127.0.0.1' : host, port);
    case 'unreachable': return networkError(interpreter, 'EHOSTUNREACH', 'connect', host, port);
    case 'timeout': return networkError(interpreter, 'ETIMEDOUT', 'connect', host, port);
  }
}
