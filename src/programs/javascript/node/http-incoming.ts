import { decode } from '../builtins/buffers';
import { toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import type { Evaluation } from '../interpreter/suspension';
import { deferred } from '../interpreter/promises';
import { iterationResult } from '../interpreter/iteration';
import { getProperty } from '../interpreter/properties';
import { reasonPhrase, type HttpHeaderLine } from '../../machine/network/http-message';
import { fromByteText } from '../../machine/kernel/byte-text';
import { refuseMember } from '../builtins/refusals';
import { JsObject, type Value } from '../values/value';
import type { NodeRuntime } from './runtime';

/** What came over a connection: a request for a server, or a response for a client. */
export interface IncomingParts {
  readonly headers: readonly HttpHeaderLine[];
  readonly body: string;
  readonly method?: string;
  readonly url?: string;
  readonly status?: number;
  readonly remoteAddress: string;
  /** Closes the connection. */
  readonly destroy: () => void;
}

interface Flow {
  readonly parts: IncomingParts;
  encoding: string | undefined;
  state: 'waiting' | 'flowing' | 'ended';
}

/** `http.IncomingMessage`: its body has come as a whole, and is given to listeners as soon as there are some. */
export class IncomingMessages {
  readonly prototype: JsObject;
  readonly #flows = new WeakMap<JsObject, Flow>();

  constructor(private readonly runtime: NodeRuntime) {
    this.prototype = runtime.emitters.subclass('IncomingMessage');
    this.#addMethods();
  }

  /** Makes the object of a message. */
  make(parts: IncomingParts): JsObject {
    const { realm, emitters } = this.runtime;
    const message = emitters.create(this.prototype);
    const headers = realm.object();
    for (const { name, value } of parts.headers) {
      const key = name.toLowerCase();
      const before = headers.own(key)?.value;
      headers.put(key, before === undefined ? fromByteText(value) : `${toText(this.runtime.interpreter, before)}, ${fromByteText(value)}`);
    }
    message.put('headers', headers);
    message.put('rawHeaders', realm.array(parts.headers.flatMap(({ name, value }) => [name, fromByteText(value)])));
    message.put('httpVersion', '1.1');
    message.put('httpVersionMajor', 1);
    message.put('httpVersionMinor', 1);
    message.put('complete', true);
    message.put('aborted', false);
    message.put('method', parts.method ?? null);
    message.put('url', parts.url === undefined ? '' : fromByteText(parts.url));
    if (parts.status !== undefined) {
      message.put('statusCode', parts.status);
      message.put('statusMessage', reasonPhrase(parts.status));
    }
    this.#addSocket(message, parts);
    this.#flows.set(message, { parts, encoding: undefined, state: 'waiting' });
    emitters.onListen(message, (_message, event) => { if (event === 'data' || event === 'readable') this.#start(message); });
    return message;
  }

  #addSocket(message: JsObject, parts: IncomingParts): void {
    const { realm, emitters } = this.runtime;
    const socket = emitters.create();
    socket.put('remoteAddress', parts.remoteAddress);
    socket.put('remotePort', 40_000);
    socket.put('encrypted', false);
    const destroy = realm.native('destroy', 0, () => {
      parts.destroy();
      return socket;
    });
    socket.hide('destroy', destroy);
    refuseMember(socket, 'setTimeout', 'Socket.setTimeout');
    socket.hide('setKeepAlive', realm.native('setKeepAlive', 0, () => socket));
    socket.hide('setNoDelay', realm.native('setNoDelay', 0, () => socket));
    message.hide('socket', socket);
    message.hide('connection', socket);
  }

  /** The body flows as soon as somebody wants it. */
  #start(message: JsObject): void {
    const flow = this.#flows.get(message);
    if (flow?.state !== 'waiting') return;
    flow.state = 'flowing';
    this.runtime.loop.ticks.push(() => this.#flow(message, flow));
  }

  *#flow(message: JsObject, flow: Flow): Evaluation<void> {
    const { emitters, interpreter } = this.runtime;
    if (flow.parts.body !== '') yield* emitters.emit(interpreter, message, 'data', [this.#bodyOf(flow)]);
    flow.state = 'ended';
    yield* emitters.emit(interpreter, message, 'end', []);
    this.runtime.emitLater(message, 'close', []);
  }

  #bodyOf({ parts, encoding }: Flow): Value {
    this.runtime.interpreter.host.allocate(parts.body.length);
    return encoding === undefined ? this.runtime.realm.buffer(parts.body) : decode(parts.body, encoding);
  }

  #addMethods(): void {
    const { realm, emitters } = this.runtime;
    const flowOf = (self: Value): Flow | undefined => (self instanceof JsObject ? this.#flows.get(self) : undefined);
    const chained = (act: (message: JsObject, args: readonly Value[], interpreter: Interpreter) => void) => (interpreter: Interpreter, self: Value, args: readonly Value[]): Value => {
      if (self instanceof JsObject) act(self, args, interpreter);
      return self;
    };
    realm.methods(this.prototype, {
      resume: chained((message) => { this.#start(message); }),
      setEncoding: chained((message, [encoding], interpreter) => {
        const flow = flowOf(message);
        if (flow !== undefined) flow.encoding = encoding === undefined ? 'utf8' : toText(interpreter, encoding);
      }),
      destroy: chained((message) => { flowOf(message)?.parts.destroy(); }),
      pipe: (interpreter, self, [target]) => {
        if (!(self instanceof JsObject) || !(target instanceof JsObject)) return target;
        emitters.add(self, 'data', realm.blocking('', 1, (_interpreter, _self, [chunk]) => interpreter.call(getProperty(interpreter, target, 'write'), target, [chunk])), false);
        emitters.add(self, 'end', realm.blocking('', 0, () => interpreter.call(getProperty(interpreter, target, 'end'), target, [])), false);
        return target;
      },
    });
    for (const name of ['pause', 'setTimeout', 'read', 'unpipe', 'unshift', 'wrap', 'trailers', 'map', 'filter', 'forEach', 'toArray', 'iterator']) refuseMember(this.prototype, name, `IncomingMessage.${name}`);
    this.#addIterator(flowOf);
  }

  /** `for await (const chunk of message)`. */
  #addIterator(flowOf: (self: Value) => Flow | undefined): void {
    const { realm } = this.runtime;
    this.prototype.hide(realm.asyncIterator, realm.native('', 0, (interpreter, self) => {
      const flow = flowOf(self);
      const iterator = realm.object();
      realm.methods(iterator, {
        next: () => {
          const { promise, resolve } = deferred(interpreter);
          const isFirst = flow?.state === 'waiting' && flow.parts.body !== '';
          if (flow !== undefined) flow.state = 'ended';
          resolve(iterationResult(interpreter, isFirst ? this.#bodyOf(flow) : undefined, !isFirst));
          return promise;
        },
      });
      return iterator;
    }));
  }
}
