import { systemError } from '../kernel/errno';
import { OpenFile } from '../kernel/open-file';
import { WaitQueue } from '../kernel/wait-queue';
import type { StreamSocket } from './stream-socket';
import { createConnection } from './stream-socket';

/** Address of the pod itself. */
export const LOOPBACK = '127.0.0.1';
/** Listening on all addresses. */
export const ANY_ADDRESS = '0.0.0.0';

/** A port on which a program waits for connections. */
export class ListeningSocket extends OpenFile {
  #backlog: StreamSocket[] = [];
  readonly #changed = new WaitQueue();

  constructor(
    private readonly namespace: NetworkNamespace,
    readonly port: number,
    readonly address: string,
  ) {
    super();
  }

  override get changed(): WaitQueue {
    return this.#changed;
  }

  /** Puts a connection into the backlog; the program accepts it when it gets to it. */
  offer(socket: StreamSocket): void {
    this.#backlog.push(socket);
    this.#changed.wakeAll();
  }

  /** Takes the oldest connection that waits. */
  accept(): StreamSocket | undefined {
    return this.#backlog.shift();
  }

  protected override close(): void {
    this.namespace.stopListening(this);
    for (const socket of this.#backlog) socket.close();
  }
}

/** What a network namespace is made with. */
export interface NetworkNamespaceOptions {
  /** The pod's IP address. */
  readonly address: string;
  /** The pod's host name. */
  readonly hostName: string;
  /** What `/etc/hosts` says of the pod and of others, after the names of the machine itself. */
  readonly hosts?: string;
  /** `/etc/resolv.conf`. */
  readonly resolverConfig?: string;
  /** Connects to a port that no program has opened: who else there is. */
  readonly otherwise?: (port: number, from: string) => StreamSocket | undefined;
  /** Whose ports these are too: a pod on the network of its node has names of its own, and no ports. */
  readonly shares?: NetworkNamespace;
}

/** The network of one pod sandbox: its address and the ports on which its containers listen. */
export class NetworkNamespace {
  readonly address: string;
  readonly hostName: string;
  readonly hosts: string;
  readonly resolverConfig: string;
  readonly #listeners: Map<number, ListeningSocket>;
  readonly #otherwise: NetworkNamespaceOptions['otherwise'];

  constructor(options: NetworkNamespaceOptions) {
    this.#listeners = options.shares === undefined ? new Map<number, ListeningSocket>() : options.shares.#listeners;
    this.#otherwise = options.otherwise;
    this.address = options.address;
    this.hostName = options.hostName;
    this.hosts = options.hosts ?? `${options.address}\t${options.hostName}\n`;
    this.resolverConfig = options.resolverConfig ?? 'nameserver 10.96.0.10\n';
  }

  /** Opens a port. @throws SystemError EADDRINUSE */
  listen(port: number, address = ANY_ADDRESS): ListeningSocket {
    if (this.#listeners.has(port)) throw systemError('EADDRINUSE');
    const socket = new ListeningSocket(this, port, address);
    this.#listeners.set(port, socket);
    return socket;
  }

  /** Closes a port. */
  stopListening(socket: ListeningSocket): void {
    if (this.#listeners.get(socket.port) === socket) this.#listeners.delete(socket.port);
  }

  /** The ports on which somebody listens, in their order. */
  get listeners(): readonly ListeningSocket[] {
    return [...this.#listeners.values()].sort((a, b) => a.port - b.port);
  }

  /** Whether somebody listens on a port, for a client with this address. */
  isListening(port: number, from = this.address): boolean {
    return this.#listener(port, from) !== undefined;
  }

  /** Connects to a port of this pod; undefined means refused. */
  connect(port: number, from: string): StreamSocket | undefined {
    const listener = this.#listener(port, from);
    if (listener === undefined) return this.#otherwise?.(port, from);
    const [client, server] = createConnection(from, from === LOOPBACK ? LOOPBACK : this.address);
    listener.offer(server);
    return client;
  }

  /** Whether an address is one of the pod's own. */
  owns(address: string): boolean {
    return address.startsWith('127.') || address === '::1' || address === this.address || address === ANY_ADDRESS;
  }

  #listener(port: number, from: string): ListeningSocket | undefined {
    const listener = this.#listeners.get(port);
    const isPrivate = listener?.address.startsWith('127.') ?? false;
    return isPrivate && !from.startsWith('127.') ? undefined : listener;
  }
}
