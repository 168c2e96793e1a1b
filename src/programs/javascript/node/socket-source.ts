import { SystemError } from '../../machine/kernel/errno';
import type { Waiter } from '../../machine/kernel/wait-queue';
import type { StreamSocket } from '../../machine/network/stream-socket';
import type { Evaluation } from '../interpreter/suspension';
import type { Value } from '../values/value';
import type { Source } from './event-loop';
import type { NodeRuntime } from './runtime';

const CHUNK = 65_536;

/** What is done about a connection. */
export interface SocketHandler {
  /** Bytes have come. */
  received(bytes: string): Evaluation<void>;
  /** The other end sends no more, and may still read. */
  ended(): Evaluation<void>;
  /** The connection is over, however it came. Called once. */
  closed(): Evaluation<void>;
  /** What the script can still reach by the connection. */
  readonly holds: readonly Value[];
}

/** A connection in the event loop: tells what comes, and sends as there is room. */
export class SocketSource implements Source, Waiter {
  isReferenced = true;
  readonly #descriptor: number;
  #unsent = '';
  #isEnding = false;
  #hasEnded = false;
  #isOver = false;

  constructor(
    private readonly runtime: NodeRuntime,
    readonly socket: StreamSocket,
    private readonly handler: SocketHandler,
  ) {
    this.#descriptor = runtime.system.files.add(socket, 3);
    runtime.loop.add(this);
    this.wake();
  }

  get holds(): readonly Value[] {
    return this.handler.holds;
  }

  /** Something has happened. */
  wake(): void {
    this.runtime.loop.markReady(this);
  }

  /** Whether the connection is over. */
  get isOver(): boolean {
    return this.#isOver;
  }

  *advance(): Evaluation<void> {
    this.socket.changed.remove(this);
    this.#flush();
    const bytes = this.#take();
    if (!this.#isOver) this.socket.changed.add(this);
    if (bytes.text !== '') yield* this.handler.received(bytes.text);
    if (bytes.hasEnded && !this.#isOver) yield* this.handler.ended();
    if (this.#hasEnded && !this.socket.isOpen) this.destroy();
  }

  /** Sends bytes, now or as soon as there is room. */
  send(bytes: string): void {
    if (this.#isOver) return;
    this.#unsent += bytes;
    this.#flush();
  }

  /** Closes the connection once everything is sent. */
  end(): void {
    this.#isEnding = true;
    this.#flush();
  }

  /** Closes the connection now. */
  destroy(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.socket.changed.remove(this);
    this.runtime.system.files.close(this.#descriptor);
    this.runtime.loop.remove(this);
    this.runtime.loop.closings.push(() => this.handler.closed());
  }

  #take(): { readonly text: string; readonly hasEnded: boolean } {
    let text = '';
    while (!this.#hasEnded && !this.#isOver) {
      const bytes = this.#read();
      if (bytes === undefined) return { text, hasEnded: false };
      this.#hasEnded = bytes === '';
      text += bytes;
      if (this.#hasEnded) return { text, hasEnded: true };
    }
    return { text, hasEnded: false };
  }

  #read(): string | undefined {
    try {
      return this.socket.read(CHUNK);
    } catch (error) {
      if (error instanceof SystemError) return '';
      throw error;
    }
  }

  #flush(): void {
    try {
      while (this.#unsent !== '') {
        const written = this.socket.write(this.#unsent);
        if (written === 0) return;
        this.#unsent = this.#unsent.slice(written);
      }
      if (this.#isEnding) this.destroy();
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      // Nobody reads any more: what is left is dropped.
      this.#unsent = '';
      if (this.#isEnding) this.destroy();
    }
  }
}
