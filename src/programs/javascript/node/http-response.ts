import { formatTime } from '../../machine/calendar';
import { toByteText } from '../../machine/kernel/byte-text';
import { reasonPhrase } from '../../machine/network/http-message';
import { bytesOf } from '../builtins/buffers';
import { refuseMember } from '../builtins/refusals';
import { toNumber, toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import { getProperty } from '../interpreter/properties';
import { JsArray } from '../values/array';
import { JsFunction, type Native } from '../values/function';
import { JsBuffer, JsObject, type Value } from '../values/value';
import { codedError } from './errors';
import { inspect } from './inspect';
import type { NodeRuntime } from './runtime';

/** Where an answer goes. */
export interface Channel {
  send(bytes: string): void;
  /** Everything is said. */
  end(): void;
  destroy(): void;
}

interface Response {
  readonly channel: Channel;
  readonly withoutBody: boolean;
  /** By the lower case of their names. */
  readonly headers: Map<string, { readonly name: string; readonly values: readonly string[] }>;
  areHeadersSent: boolean;
  hasEnded: boolean;
}

/** `http.ServerResponse`. Each answer closes its connection, as with the other servers here. */
export class ServerResponses {
  readonly prototype: JsObject;
  readonly #responses = new WeakMap<JsObject, Response>();

  constructor(private readonly runtime: NodeRuntime) {
    this.prototype = runtime.emitters.subclass('ServerResponse');
    this.#addHeaders();
    this.#addWriting();
    for (const name of ['setTimeout', 'addTrailers', 'cork', 'uncork', 'writeContinue', 'writeEarlyHints', 'writeProcessing', 'assignSocket', 'detachSocket', 'setHeaders', 'appendHeader', 'pipe']) refuseMember(this.prototype, name, `ServerResponse.${name}`);
  }

  /** Makes the object for the answer to a request. */
  make(request: JsObject, channel: Channel, withoutBody: boolean): JsObject {
    const response = this.runtime.emitters.create(this.prototype);
    response.put('statusCode', 200);
    response.put('statusMessage', undefined);
    response.put('sendDate', true);
    response.put('req', request);
    response.hide('socket', getProperty(this.runtime.interpreter, request, 'socket'));
    response.hide('connection', getProperty(this.runtime.interpreter, request, 'socket'));
    this.#responses.set(response, { channel, withoutBody, headers: new Map(), areHeadersSent: false, hasEnded: false });
    return response;
  }

  /** Whether everything has been said. */
  hasEnded(response: JsObject): boolean {
    return this.#responses.get(response)?.hasEnded ?? false;
  }

  #of(interpreter: Interpreter, self: Value): Response {
    const response = self instanceof JsObject ? this.#responses.get(self) : undefined;
    return response ?? interpreter.fail('TypeError', 'this is not a ServerResponse');
  }

  #addHeaders(): void {
    const { realm } = this.runtime;
    const set = (interpreter: Interpreter, self: Value, name: Value, value: Value): void => { this.#setHeader(interpreter, this.#of(interpreter, self), name, value); };
    const get = (interpreter: Interpreter, self: Value, name: Value): readonly string[] | undefined => this.#of(interpreter, self).headers.get(toText(interpreter, name).toLowerCase())?.values;
    const shown = (values: readonly string[] | undefined): Value => (values === undefined ? undefined : values.length === 1 ? values[0] : realm.array([...values]));
    realm.methods(this.prototype, {
      setHeader(interpreter, self, [name, value]) {
        set(interpreter, self, name, value);
        return self;
      },
      getHeader: (interpreter, self, [name]) => shown(get(interpreter, self, name)),
      hasHeader: (interpreter, self, [name]) => get(interpreter, self, name) !== undefined,
      removeHeader: (interpreter, self, [name]) => {
        this.#of(interpreter, self).headers.delete(toText(interpreter, name).toLowerCase());
        return undefined;
      },
      getHeaders: (interpreter, self) => realm.object(Object.fromEntries([...this.#of(interpreter, self).headers].map(([name, { values }]) => [name, shown(values)]))),
      getHeaderNames: (interpreter, self) => realm.array([...this.#of(interpreter, self).headers.keys()]),
    });
    for (const [name, read] of [['headersSent', (response: Response) => response.areHeadersSent], ['writableEnded', (response: Response) => response.hasEnded], ['finished', (response: Response) => response.hasEnded], ['writableFinished', (response: Response) => response.hasEnded]] as const) {
      realm.getter(this.prototype, name, (interpreter, self) => read(this.#of(interpreter, self)));
    }
  }

  #setHeader(interpreter: Interpreter, response: Response, name: Value, value: Value): void {
    if (response.areHeadersSent) throw interpreter.thrown(codedError(interpreter, 'Error', 'ERR_HTTP_HEADERS_SENT', 'Cannot set headers after they are sent to the client'));
    const shown = toText(interpreter, name);
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(shown)) throw interpreter.thrown(codedError(interpreter, 'TypeError', 'ERR_INVALID_HTTP_TOKEN', `Header name must be a valid HTTP token ["${shown}"]`));
    if (value === undefined) throw interpreter.thrown(codedError(interpreter, 'TypeError', 'ERR_HTTP_INVALID_HEADER_VALUE', `Invalid value "undefined" for header "${shown}"`));
    const values = (value instanceof JsArray ? value.values : [value]).map((each) => toText(interpreter, each));
    if (values.some((each) => /[\r\n\0]/.test(each))) throw interpreter.thrown(codedError(interpreter, 'TypeError', 'ERR_INVALID_CHAR', `Invalid character in header content ["${shown}"]`));
    response.headers.set(shown.toLowerCase(), { name: shown, values });
  }

  #addWriting(): void {
    const { realm } = this.runtime;
    const writeHead: Native = (interpreter, self, [status, ...rest]) => {
      const response = this.#of(interpreter, self);
      const object = self as JsObject;
      if (response.areHeadersSent) throw interpreter.thrown(codedError(interpreter, 'Error', 'ERR_HTTP_HEADERS_SENT', 'Cannot write headers after they are sent to the client'));
      checkStatus(interpreter, status);
      object.put('statusCode', toNumber(interpreter, status));
      if (typeof rest[0] === 'string') object.put('statusMessage', rest[0]);
      const headers = rest.find((arg) => arg instanceof JsObject);
      if (headers instanceof JsArray) for (let index = 0; index + 1 < headers.elements.length; index += 2) this.#setHeader(interpreter, response, headers.at(index), headers.at(index + 1));
      else if (headers instanceof JsObject) for (const key of headers.keys()) if (typeof key === 'string') this.#setHeader(interpreter, response, key, getProperty(interpreter, headers, key));
      return self;
    };
    realm.methods(this.prototype, {
      writeHead,
      flushHeaders: (interpreter, self) => {
        this.#sendHead(interpreter, self as JsObject, this.#of(interpreter, self), undefined);
        return undefined;
      },
      write: (interpreter, self, [chunk, ...rest]) => {
        const response = this.#of(interpreter, self);
        if (response.hasEnded) throw interpreter.thrown(codedError(interpreter, 'Error', 'ERR_STREAM_WRITE_AFTER_END', 'write after end'));
        const bytes = chunkBytes(interpreter, chunk, rest[0]);
        this.#sendHead(interpreter, self as JsObject, response, undefined);
        if (!response.withoutBody) response.channel.send(bytes);
        this.#callBack(rest);
        return true;
      },
      end: (interpreter, self, args) => this.#end(interpreter, self as JsObject, this.#of(interpreter, self), args),
      destroy: (interpreter, self) => {
        this.#of(interpreter, self).channel.destroy();
        return self;
      },
    });
  }

  #end(interpreter: Interpreter, object: JsObject, response: Response, args: readonly Value[]): Value {
    const isAlreadyOver = response.hasEnded;
    const chunk = args[0] instanceof JsFunction ? undefined : args[0];
    if (isAlreadyOver) return object;
    const bytes = chunk === undefined || chunk === null ? '' : chunkBytes(interpreter, chunk, args[1]);
    this.#sendHead(interpreter, object, response, bytes.length);
    response.hasEnded = true;
    if (bytes !== '' && !response.withoutBody && !hasNoBody(object)) response.channel.send(bytes);
    response.channel.end();
    this.runtime.emitLater(object, 'finish', []);
    this.#callBack(args);
    return object;
  }

  #callBack(args: readonly Value[]): void {
    const callback = args.find((arg) => arg instanceof JsFunction);
    if (callback !== undefined) this.runtime.tick(callback, []);
  }

  /** @param length of the whole body, where that is known */
  #sendHead(interpreter: Interpreter, object: JsObject, response: Response, length: number | undefined): void {
    if (response.areHeadersSent) return;
    const status = getProperty(interpreter, object, 'statusCode');
    checkStatus(interpreter, status);
    response.areHeadersSent = true;
    const code = toNumber(interpreter, status);
    const message = getProperty(interpreter, object, 'statusMessage');
    const lines = [`HTTP/1.1 ${code} ${message === undefined ? reasonPhrase(code) : toText(interpreter, message)}`];
    for (const { name, values } of response.headers.values()) for (const value of values) lines.push(`${name}: ${value}`);
    if (!response.headers.has('date')) lines.push(`Date: ${formatTime('%a, %d %b %Y %H:%M:%S GMT', this.runtime.system.wallClock)}`);
    if (!response.headers.has('connection')) lines.push('Connection: close');
    if (length !== undefined && !response.headers.has('content-length') && !hasNoBody(object)) lines.push(`Content-Length: ${length}`);
    response.channel.send(`${lines.map(toByteText).join('\r\n')}\r\n\r\n`);
  }
}

/** Answers that are defined to have no body (RFC 9110). */
function hasNoBody(response: JsObject): boolean {
  const status = response.own('statusCode')?.value;
  return status === 204 || status === 304;
}

function checkStatus(interpreter: Interpreter, status: Value): void {
  const code = Number(typeof status === 'number' || typeof status === 'string' ? status : NaN);
  if (Number.isInteger(code) && code >= 100 && code <= 999) return;
  throw interpreter.thrown(codedError(interpreter, 'RangeError', 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${inspect(interpreter, status)}`));
}

function chunkBytes(interpreter: Interpreter, chunk: Value, encoding: Value): string {
  if (typeof chunk === 'string' || chunk instanceof JsBuffer) return bytesOf(interpreter, chunk, typeof encoding === 'string' ? encoding : undefined);
  throw interpreter.thrown(codedError(interpreter, 'TypeError', 'ERR_INVALID_ARG_TYPE', `The "chunk" argument must be of type string or an instance of Buffer or Uint8Array. Received ${describeReceived(interpreter, chunk)}`));
}

function describeReceived(interpreter: Interpreter, value: Value): string {
  if (value === undefined || value === null) return String(value);
  return value instanceof JsObject ? `an instance of ${value.kind}` : `type ${typeof value} (${inspect(interpreter, value)})`;
}
