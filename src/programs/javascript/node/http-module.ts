import { bytesOf } from '../builtins/buffers';
import { refuseMember } from '../builtins/refusals';
import { toNumber, toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import type { Evaluation } from '../interpreter/suspension';
import { getProperty } from '../interpreter/properties';
import { reasonPhrase, type HttpResponse } from '../../machine/network/http-message';
import { JsFunction } from '../values/function';
import { JsBuffer, JsObject, type Value } from '../values/value';
import { codedError } from './errors';
import { Exchange, type OutgoingRequest } from './http-client';
import type { IncomingMessages } from './http-incoming';
import { HttpServers } from './http-server';
import { headersOf, parseUrlText } from './http-targets';
import type { NodeRuntime } from './runtime';

const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
const CODES = [200, 201, 202, 204, 301, 302, 304, 307, 308, 400, 401, 403, 404, 405, 408, 429, 500, 501, 502, 503, 504];

/** `http`. */
export function makeHttp(runtime: NodeRuntime): JsObject {
  const { realm } = runtime;
  const http = realm.object();
  const servers = new HttpServers(runtime);
  const requests = new ClientRequests(runtime, servers.messages);
  realm.methods(http, {
    createServer: (_interpreter, _self, args) => servers.create(args.find((arg) => arg instanceof JsFunction)),
    request: (interpreter, _self, args) => requests.make(interpreter, args),
    get(interpreter, _self, args) {
      const request = requests.make(interpreter, args);
      requests.end(interpreter, request, undefined);
      return request;
    },
  });
  http.put('METHODS', realm.array([...METHODS]));
  http.put('STATUS_CODES', realm.object(Object.fromEntries(CODES.map((code) => [String(code), reasonPhrase(code)]))));
  http.put('IncomingMessage', servers.messages.prototype.own('constructor')?.value);
  http.put('ServerResponse', servers.responses.prototype.own('constructor')?.value);
  http.put('Server', realm.constructorOf('Server', servers.prototype, { run: (_interpreter, _self, args) => servers.create(args.find((arg) => arg instanceof JsFunction)) }));
  for (const name of ['Agent', 'globalAgent', 'ClientRequest', 'OutgoingMessage', 'maxHeaderSize', 'setMaxIdleHTTPParsers', 'validateHeaderName', 'validateHeaderValue', 'WebSocket']) refuseMember(http, name, `http.${name}`);
  return http;
}

interface Pending {
  readonly target: Omit<OutgoingRequest, 'body' | 'headers'>;
  readonly headers: Map<string, string>;
  body: string;
  exchange: Exchange | undefined;
  hasEnded: boolean;
}

/** `http.ClientRequest`. */
class ClientRequests {
  readonly #prototype: JsObject;
  readonly #pending = new WeakMap<JsObject, Pending>();

  constructor(private readonly runtime: NodeRuntime, private readonly messages: IncomingMessages) {
    this.#prototype = runtime.emitters.subclass('ClientRequest');
    this.#addMethods();
  }

  /** `request(url, options, callback)`; it is sent when it is ended. */
  make(interpreter: Interpreter, args: readonly Value[]): JsObject {
    const { emitters } = this.runtime;
    const request = emitters.create(this.#prototype);
    const options = args.filter((arg) => arg instanceof JsObject && !(arg instanceof JsFunction)) as JsObject[];
    const read = (name: string): Value => options.map((each) => getProperty(interpreter, each, name)).filter((value) => value !== undefined && value !== null).at(-1);
    const url = typeof args[0] === 'string' ? parseUrlText(interpreter, args[0]) : undefined;
    const protocol = url?.protocol ?? read('protocol');
    if (protocol !== undefined && protocol !== 'http:') throw interpreter.thrown(codedError(interpreter, 'TypeError', 'ERR_INVALID_PROTOCOL', `Protocol "${toText(interpreter, protocol)}" not supported. Expected "http:"`));
    const text = (value: Value, otherwise: string): string => (value === undefined || value === '' ? otherwise : toText(interpreter, value));
    const pathname = read('path') ?? (options.some((each) => each.kind === 'URL') ? `${text(read('pathname'), '/')}${text(read('search'), '')}` : undefined);
    const target = {
      method: text(read('method'), 'GET').toUpperCase(),
      host: text(read('hostname') ?? read('host'), url?.host ?? 'localhost').replace(/:\d+$/, ''),
      port: Number(text(read('port'), url?.port ?? '80')),
      path: text(pathname, url?.path ?? '/'),
    };
    this.#pending.set(request, { target, headers: headersOf(interpreter, read('headers')), body: '', exchange: undefined, hasEnded: false });
    request.put('method', target.method);
    request.put('path', target.path);
    request.put('host', target.host);
    const callback = args.find((arg) => arg instanceof JsFunction);
    if (callback instanceof JsFunction) emitters.add(request, 'response', callback, true);
    const timeout = read('timeout');
    if (timeout !== undefined) this.#startTimeout(request, toNumber(interpreter, timeout));
    return request;
  }

  /** Sends a request. */
  end(interpreter: Interpreter, request: JsObject, chunk: Value): void {
    const pending = this.#pending.get(request);
    if (pending === undefined || pending.hasEnded) return;
    if (chunk !== undefined) this.#write(interpreter, pending, chunk);
    pending.hasEnded = true;
    const { runtime } = this;
    const headers = [...pending.headers].map(([name, value]) => ({ name, value }));
    pending.exchange = new Exchange(runtime, { ...pending.target, headers, body: pending.body }, {
      answered: (response) => this.#answered(request, response),
      *failed(error) {
        request.put('destroyed', true);
        yield* runtime.emitters.emit(interpreter, request, 'error', [error]);
        yield* runtime.emitters.emit(interpreter, request, 'close', []);
      },
    }, [request]);
    runtime.emitLater(request, 'finish', []);
  }

  *#answered(request: JsObject, { status, headers, body }: HttpResponse): Evaluation<void> {
    const { emitters, interpreter } = this.runtime;
    request.put('destroyed', true);
    const message = this.messages.make({ status, headers, body, remoteAddress: '', destroy: () => undefined });
    yield* emitters.emit(interpreter, request, 'response', [message]);
    this.runtime.emitLater(request, 'close', []);
  }

  #write(interpreter: Interpreter, pending: Pending, chunk: Value): void {
    if (typeof chunk === 'string' || chunk instanceof JsBuffer) pending.body += bytesOf(interpreter, chunk, undefined);
    interpreter.checkLength(pending.body.length);
  }

  #startTimeout(request: JsObject, delay: number): void {
    const { loop, emitters, interpreter } = this.runtime;
    const timer = loop.startTimer(delay, false, function* run() {
      if (request.own('destroyed')?.value !== true) yield* emitters.emit(interpreter, request, 'timeout', []);
    }, [request]);
    timer.isReferenced = false;
  }

  #destroy(interpreter: Interpreter, request: JsObject, error: Value): void {
    const pending = this.#pending.get(request);
    if (pending === undefined || request.own('destroyed')?.value === true) return;
    request.put('destroyed', true);
    pending.hasEnded = true;
    pending.exchange?.cancel();
    const reason = error instanceof JsObject ? error : codedError(interpreter, 'Error', 'ECONNRESET', 'socket hang up');
    this.runtime.emitLater(request, 'error', [reason]);
    this.runtime.emitLater(request, 'close', []);
  }

  #addMethods(): void {
    const { realm } = this.runtime;
    const chained = (act: (request: JsObject, pending: Pending, args: readonly Value[], interpreter: Interpreter) => void) => (interpreter: Interpreter, self: Value, args: readonly Value[]): Value => {
      const pending = self instanceof JsObject ? this.#pending.get(self) : undefined;
      if (pending !== undefined) act(self as JsObject, pending, args, interpreter);
      return self;
    };
    realm.methods(this.#prototype, {
      write: (interpreter, self, [chunk]) => {
        const pending = self instanceof JsObject ? this.#pending.get(self) : undefined;
        if (pending !== undefined) this.#write(interpreter, pending, chunk);
        return true;
      },
      end: chained((request, _pending, [chunk], interpreter) => { this.end(interpreter, request, chunk instanceof JsFunction ? undefined : chunk); }),
      setHeader: chained((_request, pending, [name, value], interpreter) => { pending.headers.set(toText(interpreter, name), toText(interpreter, value)); }),
      getHeader: (interpreter, self, [name]) => (self instanceof JsObject ? this.#pending.get(self)?.headers.get(toText(interpreter, name)) : undefined),
      setTimeout: chained((request, _pending, [delay, callback], interpreter) => {
        if (callback instanceof JsFunction) this.runtime.emitters.add(request, 'timeout', callback, true);
        this.#startTimeout(request, toNumber(interpreter, delay));
      }),
      destroy: chained((request, _pending, [error], interpreter) => { this.#destroy(interpreter, request, error); }),
      abort: chained((request, _pending, _args, interpreter) => { this.#destroy(interpreter, request, undefined); }),
    });
    for (const name of ['flushHeaders', 'setNoDelay', 'setSocketKeepAlive', 'pipe', 'socket', 'connection']) refuseMember(this.#prototype, name, `ClientRequest.${name}`);
  }
}
