import { SystemError } from '../../machine/kernel/errno';
import type { Waiter } from '../../machine/kernel/wait-queue';
import type { ListeningSocket } from '../../machine/network/network-namespace';
import type { StreamSocket } from '../../machine/network/stream-socket';
import { UnsupportedConstruct } from '../../machine/errors';
import { refuseMember } from '../builtins/refusals';
import { toNumber, toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import type { Evaluation } from '../interpreter/suspension';
import { getProperty } from '../interpreter/properties';
import { JsFunction } from '../values/function';
import { JsObject, type Value } from '../values/value';
import { codedError, networkError } from './errors';
import type { Source } from './event-loop';
import { lookUpName } from '../../machine/network/resolver';
import type { NodeRuntime } from './runtime';

/** The first port that is given to those who ask for any (`ip_local_port_range`). */
const FIRST_FREE_PORT = 32_768;

/** What a server does with a connection. */
export type Acceptor = (server: ListeningServer, socket: StreamSocket) => Evaluation<void>;

/** A server of a script: of `net` or `http`. */
export class ListeningServer implements Source, Waiter {
  isReferenced = true;
  #socket: ListeningSocket | undefined;
  #descriptor = -1;
  #address = '::';
  #open = 0;
  #isClosing = false;

  constructor(
    private readonly runtime: NodeRuntime,
    readonly emitter: JsObject,
    private readonly accept: Acceptor,
    /** Closes connections that do nothing, when the server closes. */
    private readonly closeIdle: () => void,
  ) {}

  get holds(): readonly Value[] {
    return [this.emitter];
  }

  /** Whether it takes connections. */
  get isListening(): boolean {
    return this.#socket !== undefined;
  }

  /** Whether clients with addresses of version 4 are shown as such of version 6. */
  get isDual(): boolean {
    return this.#address === '::';
  }

  wake(): void {
    this.runtime.loop.markReady(this);
  }

  *advance(): Evaluation<void> {
    const socket = this.#socket;
    if (socket === undefined) return;
    socket.changed.remove(this);
    socket.changed.add(this);
    for (let client = socket.accept(); client !== undefined; client = socket.accept()) {
      this.#open++;
      yield* this.accept(this, client);
    }
  }

  /** A connection of the server is over. */
  connectionClosed(): void {
    this.#open--;
    this.#reportClosed();
  }

  /** `listen(port, host, backlog, callback)`, or with an object. */
  listen(interpreter: Interpreter, args: readonly Value[]): void {
    const callback = args.find((arg) => arg instanceof JsFunction);
    const { emitters } = this.runtime;
    if (callback instanceof JsFunction) emitters.add(this.emitter, 'listening', callback, true);
    if (this.isListening) throw interpreter.thrown(codedError(interpreter, 'Error', 'ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.'));
    const { port, host } = listenOptions(interpreter, args);
    if (host === undefined || /^[\d.:[\]]+$/.test(host)) {
      this.#bind(port, host);
      return;
    }
    this.runtime.loop.operate(lookUpName(this.runtime.system, host), (found) => this.#openNamed(port, host, typeof found === 'string' ? undefined : found.addresses[0]));
  }

  *#openNamed(port: number, host: string, address: string | undefined): Evaluation<void> {
    if (address !== undefined) this.#bind(port, address);
    else this.#fail('ENOTFOUND', host, undefined, 'getaddrinfo');
  }

  #bind(wanted: number, host: string | undefined): void {
    const { system, loop } = this.runtime;
    const address = host ?? '::';
    const isPrivate = address.startsWith('127.') || address === '::1';
    try {
      const port = wanted === 0 ? this.#freePort() : wanted;
      this.#socket = system.network.listen(port, isPrivate ? '127.0.0.1' : undefined);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      this.#fail(error.code, address, wanted, 'listen');
      return;
    }
    this.#address = address;
    this.#isClosing = false;
    this.#descriptor = system.files.add(this.#socket, 3);
    this.emitter.put('listening', true);
    loop.add(this);
    this.wake();
    this.runtime.emitLater(this.emitter, 'listening', []);
  }

  #freePort(): number {
    let port = FIRST_FREE_PORT;
    while (this.runtime.system.network.isListening(port)) port++;
    return port;
  }

  #fail(code: Parameters<typeof networkError>[1], address: string, port: number | undefined, call: string): void {
    this.runtime.emitLater(this.emitter, 'error', [networkError(this.runtime.interpreter, code, call, address, port)]);
  }

  /** Takes no more connections; `close` is emitted when those that are open have ended. */
  close(interpreter: Interpreter, callback: Value): void {
    const { emitters, loop, system } = this.runtime;
    if (!this.isListening) {
      const error = codedError(interpreter, 'Error', 'ERR_SERVER_NOT_RUNNING', 'Server is not running.');
      if (callback instanceof JsFunction) this.runtime.tick(callback, [error]);
      return;
    }
    if (callback instanceof JsFunction) emitters.add(this.emitter, 'close', callback, true);
    this.#socket!.changed.remove(this);
    this.#socket = undefined;
    system.files.close(this.#descriptor);
    loop.remove(this);
    this.emitter.put('listening', false);
    this.#isClosing = true;
    this.closeIdle();
    this.#reportClosed();
  }

  #reportClosed(): void {
    if (!this.#isClosing || this.#open > 0) return;
    this.#isClosing = false;
    this.runtime.loop.closings.push(() => this.runtime.emitters.emit(this.runtime.interpreter, this.emitter, 'close', []));
  }

  /** `address()`. */
  address(): Value {
    if (this.#socket === undefined) return null;
    return this.runtime.realm.object({ address: this.#address, family: this.#address.includes(':') ? 'IPv6' : 'IPv4', port: this.#socket.port });
  }

  /** How many connections are open. */
  get connections(): number {
    return this.#open;
  }
}

/** Adds what servers of `net` and `http` have in common to their prototype. */
export function addServerMethods({ realm }: NodeRuntime, prototype: JsObject, serverOf: (self: Value) => ListeningServer | undefined): void {
  const chained = (act: (server: ListeningServer, interpreter: Interpreter, args: readonly Value[]) => void) => (interpreter: Interpreter, self: Value, args: readonly Value[]): Value => {
    const server = serverOf(self);
    if (server === undefined) return interpreter.fail('TypeError', 'this is not a Server');
    act(server, interpreter, args);
    return self;
  };
  realm.methods(prototype, {
    listen: chained((server, interpreter, args) => { server.listen(interpreter, args); }),
    close: chained((server, interpreter, [callback]) => { server.close(interpreter, callback); }),
    address: (_interpreter, self) => serverOf(self)?.address() ?? null,
    ref: chained((server) => { server.isReferenced = true; }),
    unref: chained((server) => { server.isReferenced = false; }),
    getConnections: chained((server, interpreter, [callback]) => { interpreter.callNow(callback, undefined, [null, server.connections]); }),
  });
  refuseMember(prototype, 'setTimeout', 'Server.setTimeout');
}

function listenOptions(interpreter: Interpreter, args: readonly Value[]): { readonly port: number; readonly host: string | undefined } {
  const [first, second] = args;
  const isObject = first instanceof JsObject && !(first instanceof JsFunction);
  const portValue = isObject ? getProperty(interpreter, first, 'port') : first instanceof JsFunction ? undefined : first;
  const hostValue = isObject ? getProperty(interpreter, first, 'host') : second;
  if (isObject && portValue === undefined && getProperty(interpreter, first, 'path') !== undefined) throw new UnsupportedConstruct('a server of Node.js that listens at a path');
  const port = portValue === undefined || portValue === null || portValue === '' ? 0 : toNumber(interpreter, portValue);
  if (typeof portValue === 'string' && Number.isNaN(port)) throw new UnsupportedConstruct('a server of Node.js that listens at a path');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    const error = codedError(interpreter, 'RangeError', 'ERR_SOCKET_BAD_PORT', `options.port should be >= 0 and < 65536. Received type ${typeof portValue} (${toText(interpreter, portValue)}).`);
    throw interpreter.thrown(error);
  }
  return { port, host: typeof hostValue === 'string' ? hostValue : undefined };
}
