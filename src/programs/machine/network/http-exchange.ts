import type { MachineHost, MachineTimer } from '../host';
import { SystemError } from '../kernel/errno';
import type { Waiter } from '../kernel/wait-queue';
import type { HttpRequest, HttpResponse } from './http-message';
import { parseResponse, renderRequest } from './http-message';
import type { StreamSocket } from './stream-socket';

/** What came of a request: a response, or how the connection failed. */
export type HttpAnswer =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  /** Nobody listens on the port. */
  | { readonly kind: 'refused' }
  /** The server closed the connection before it had answered; Go says `EOF`. */
  | { readonly kind: 'closed' }
  /** The server sent something that is not HTTP. */
  | { readonly kind: 'malformed'; readonly bytes: string };

/** Called once with the answer. */
export type AnswerHandler = (answer: HttpAnswer) => void;

/**
 * A request from outside the machine, for example of a probe. The answer is delivered by a timer of zero delay, never
 * within a call of the server.
 */
export class HttpExchange implements Waiter {
  #bytes = '';
  #answer: HttpAnswer | undefined;
  #timer: MachineTimer | undefined;
  #isOver = false;

  constructor(
    private readonly host: Pick<MachineHost, 'schedule'>,
    private readonly socket: StreamSocket | undefined,
    private readonly request: HttpRequest,
    private readonly onAnswer: AnswerHandler,
  ) {
    if (socket === undefined) {
      this.#settle({ kind: 'refused' });
    } else {
      socket.write(renderRequest(request));
      socket.changed.add(this);
    }
  }

  /** Something happened on the connection. */
  wake(): void {
    if (this.#isOver || this.#answer !== undefined || this.socket === undefined) return;
    const hasEnded = this.#takeBytes(this.socket);
    const parsed = parseResponse(this.#bytes, hasEnded, this.request.method === 'HEAD');
    if (parsed === 'incomplete') this.socket.changed.add(this);
    else this.#settle(this.#toAnswer(parsed));
  }

  /** The timer is due: the answer is handed over. */
  expire(): void {
    const answer = this.#answer;
    if (this.#isOver || answer === undefined) return;
    this.#isOver = true;
    this.socket?.close();
    this.onAnswer(answer);
  }

  /** Gives up, as a client does at its timeout: the connection is closed and no answer will come. */
  cancel(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#timer?.cancel();
    this.socket?.changed.remove(this);
    this.socket?.close();
  }

  #takeBytes(socket: StreamSocket): boolean {
    for (;;) {
      const bytes = tryRead(socket);
      if (bytes === undefined) return false;
      if (bytes === '') return true;
      this.#bytes += bytes;
    }
  }

  #toAnswer(parsed: HttpResponse | 'malformed'): HttpAnswer {
    if (parsed !== 'malformed') return { kind: 'response', response: parsed };
    return this.#bytes === '' ? { kind: 'closed' } : { kind: 'malformed', bytes: this.#bytes };
  }

  #settle(answer: HttpAnswer): void {
    this.#answer = answer;
    this.#timer = this.host.schedule(0, this);
  }
}

function tryRead(socket: StreamSocket): string | undefined {
  try {
    return socket.read(65_536);
  } catch (error) {
    if (error instanceof SystemError) return '';
    throw error;
  }
}
