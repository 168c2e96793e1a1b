import { connectTo } from '../../machine/network/client';
import { IPV4 } from '../../machine/network/dns';
import { toByteText } from '../../machine/kernel/byte-text';
import type { StreamSocket } from '../../machine/network/stream-socket';
import { bytesOf, decode } from '../builtins/buffers';
import { refuseMember } from '../builtins/refusals';
import { toNumber, toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import type { Evaluation } from '../interpreter/suspension';
import { getProperty } from '../interpreter/properties';
import { JsFunction } from '../values/function';
import { JsBuffer, JsObject, type Value } from '../values/value';
import { connectError } from './http-client';
import { ListeningServer, addServerMethods } from './listening';
import type { NodeRuntime } from './runtime';
import { SocketSource, type SocketHandler } from './socket-source';

/** `net`. */
export function makeNet(runtime: NodeRuntime): JsObject {
  const { realm } = runtime;
  const net = realm.object();
  const sockets = new NetSockets(runtime);
  realm.methods(net, {
    createServer: (_interpreter, _self, args) => sockets.createServer(args.find((arg) => arg instanceof JsFunction)),
    connect: (interpreter, _self, args) => sockets.connect(interpreter, args),
    createConnection: (interpreter, _self, args) => sockets.connect(interpreter, args),
    isIP: (interpreter, _self, [text]) => (IPV4.test(toText(interpreter, text)) ? 4 : toText(interpreter, text).includes(':') ? 6 : 0),
    isIPv4: (interpreter, _self, [text]) => IPV4.test(toText(interpreter, text)),
    isIPv6: (interpreter, _self, [text]) => toText(interpreter, text).includes(':'),
  });
  for (const name of ['Socket', 'Server', 'Stream', 'BlockList', 'SocketAddress', 'setDefaultAutoSelectFamily', 'getDefaultAutoSelectFamily', 'getDefaultAutoSelectFamilyAttemptTimeout', 'setDefaultAutoSelectFamilyAttemptTimeout']) refuseMember(net, name, `net.${name}`);
  return net;
}

/** Servers and sockets of `net`. */
class NetSockets {
  readonly #serverPrototype: JsObject;
  readonly #socketPrototype: JsObject;
  readonly #servers = new WeakMap<JsObject, ListeningServer>();
  readonly #sockets = new WeakMap<JsObject, NetSocket>();

  constructor(private readonly runtime: NodeRuntime) {
    this.#serverPrototype = runtime.emitters.subclass('Server');
    this.#socketPrototype = runtime.emitters.subclass('Socket');
    addServerMethods(runtime, this.#serverPrototype, (self) => (self instanceof JsObject ? this.#servers.get(self) : undefined));
    this.#addSocketMethods();
  }

  createServer(listener: Value): JsObject {
    const { emitters, interpreter } = this.runtime;
    const emitter = emitters.create(this.#serverPrototype);
    emitter.put('listening', false);
    const accept = function* accept(this: NetSockets, owner: ListeningServer, socket: StreamSocket): Evaluation<void> {
      const object = this.#make(socket, () => { owner.connectionClosed(); });
      yield* emitters.emit(interpreter, emitter, 'connection', [object]);
    }.bind(this);
    this.#servers.set(emitter, new ListeningServer(this.runtime, emitter, accept, () => undefined));
    if (listener instanceof JsFunction) emitters.add(emitter, 'connection', listener, false);
    return emitter;
  }

  connect(interpreter: Interpreter, args: readonly Value[]): JsObject {
    const { emitters, loop, system } = this.runtime;
    const [first, second] = args;
    const isObject = first instanceof JsObject && !(first instanceof JsFunction);
    const hostValue = isObject ? getProperty(interpreter, first, 'host') : second;
    const target = { port: toNumber(interpreter, isObject ? getProperty(interpreter, first, 'port') : first), host: typeof hostValue === 'string' ? hostValue : 'localhost' };
    const object = emitters.create(this.#socketPrototype);
    const callback = args.find((arg) => arg instanceof JsFunction);
    if (callback instanceof JsFunction) emitters.add(object, 'connect', callback, true);
    const waiting = new NetSocket(this.runtime, object, () => undefined);
    this.#sockets.set(object, waiting);
    const { runtime } = this;
    loop.operate(connectTo(system, toByteText(target.host), target.port), function* connected(socket) {
      if (waiting.isDestroyed) {
        if (typeof socket !== 'string') socket.close();
        return;
      }
      if (typeof socket === 'string') {
        yield* emitters.emit(interpreter, object, 'error', [connectError(runtime, socket, target)]);
        yield* emitters.emit(interpreter, object, 'close', [true]);
        return;
      }
      waiting.attach(socket);
      yield* emitters.emit(interpreter, object, 'connect', []);
    });
    return object;
  }

  #make(socket: StreamSocket, onClosed: () => void): JsObject {
    const object = this.runtime.emitters.create(this.#socketPrototype);
    object.put('remoteAddress', socket.remoteAddress.includes(':') ? socket.remoteAddress : `::ffff:${socket.remoteAddress}`);
    object.put('remotePort', 40_000);
    const made = new NetSocket(this.runtime, object, onClosed);
    made.attach(socket);
    this.#sockets.set(object, made);
    return object;
  }

  #addSocketMethods(): void {
    const { realm } = this.runtime;
    const chained = (act: (socket: NetSocket, args: readonly Value[], interpreter: Interpreter) => void) => (interpreter: Interpreter, self: Value, args: readonly Value[]): Value => {
      const socket = self instanceof JsObject ? this.#sockets.get(self) : undefined;
      if (socket !== undefined) act(socket, args, interpreter);
      return self;
    };
    const bytes = (interpreter: Interpreter, chunk: Value): string => (typeof chunk === 'string' || chunk instanceof JsBuffer ? bytesOf(interpreter, chunk, undefined) : '');
    realm.methods(this.#socketPrototype, {
      write: (interpreter, self, [chunk]) => {
        if (self instanceof JsObject) this.#sockets.get(self)?.send(bytes(interpreter, chunk));
        return true;
      },
      end: chained((socket, [chunk], interpreter) => {
        socket.send(bytes(interpreter, chunk));
        socket.end();
      }),
      destroy: chained((socket) => { socket.destroy(); }),
      setEncoding: chained((socket, [encoding], interpreter) => { socket.encoding = encoding === undefined ? 'utf8' : toText(interpreter, encoding); }),
      ref: chained((socket) => { socket.reference(true); }),
      unref: chained((socket) => { socket.reference(false); }),
      setNoDelay: chained(() => undefined),
      setKeepAlive: chained(() => undefined),
      resume: chained(() => undefined),
      pipe: (interpreter, self, [target]) => this.#pipe(interpreter, self, target),
    });
    for (const name of ['setTimeout', 'pause', 'address', 'cork', 'uncork', 'read', 'bytesRead', 'bytesWritten', 'localAddress', 'localPort', 'readyState']) refuseMember(this.#socketPrototype, name, `net.Socket.${name}`);
  }

  #pipe(interpreter: Interpreter, self: Value, target: Value): Value {
    const { emitters, realm } = this.runtime;
    if (!(self instanceof JsObject) || !(target instanceof JsObject)) return target;
    emitters.add(self, 'data', realm.blocking('', 1, (_interpreter, _self, [chunk]) => interpreter.call(getProperty(interpreter, target, 'write'), target, [chunk])), false);
    return target;
  }
}

/** A connection of `net`. */
class NetSocket implements SocketHandler {
  encoding: string | undefined;
  isDestroyed = false;
  #source: SocketSource | undefined;
  #unsent = '';
  #isEnding = false;

  constructor(private readonly runtime: NodeRuntime, private readonly object: JsObject, private readonly onClosed: () => void) {}

  get holds(): readonly Value[] {
    return [this.object];
  }

  /** The connection is there. */
  attach(socket: StreamSocket): void {
    this.#source = new SocketSource(this.runtime, socket, this);
    if (this.#unsent !== '') this.#source.send(this.#unsent);
    if (this.#isEnding) this.#source.end();
  }

  send(bytes: string): void {
    if (this.#source === undefined) this.#unsent += bytes;
    else this.#source.send(bytes);
  }

  end(): void {
    this.#isEnding = true;
    this.#source?.end();
  }

  destroy(): void {
    this.isDestroyed = true;
    this.#source?.destroy();
  }

  reference(isReferenced: boolean): void {
    if (this.#source !== undefined) this.#source.isReferenced = isReferenced;
  }

  *received(bytes: string): Evaluation<void> {
    const { realm, emitters, interpreter } = this.runtime;
    yield* emitters.emit(interpreter, this.object, 'data', [this.encoding === undefined ? realm.buffer(bytes) : decode(bytes, this.encoding)]);
  }

  *ended(): Evaluation<void> {
    yield* this.runtime.emitters.emit(this.runtime.interpreter, this.object, 'end', []);
    // A socket that is not told otherwise ends with its other end (`allowHalfOpen`).
    this.#source?.end();
  }

  *closed(): Evaluation<void> {
    this.onClosed();
    yield* this.runtime.emitters.emit(this.runtime.interpreter, this.object, 'close', [false]);
  }
}
