import type { Instant } from '../../../simulation/time';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import type { ConnectFailure } from './client';
import { connectTo } from './client';
import type { HttpHeaderLine, HttpResponse } from './http-message';
import { parseResponse, renderRequest } from './http-message';
import type { StreamSocket } from './stream-socket';

/** The parts of a URL that a client needs. */
export interface ParsedUrl {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly credentials: string | undefined;
}

/** A request that a program makes. */
export interface ClientRequest {
  readonly method: string;
  readonly headers: readonly HttpHeaderLine[];
  readonly body: string;
}

/** Why a request has no response. `empty`: the server closed the connection without a word. */
export type FetchFailure = ConnectFailure | 'empty' | 'malformed';

/** Reads a URL; a missing scheme is http. */
export function parseUrl(text: string): ParsedUrl | undefined {
  const match = /^(?:([a-z]+):\/\/)?(?:([^/@]*)@)?(\[[^\]]+\]|[^/:?#]+)(?::(\d+))?([^#]*)/i.exec(text);
  if (match === null) return undefined;
  const [, scheme = 'http', credentials, host = '', port, rest = ''] = match;
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  return { scheme, host, port: Number(port ?? (scheme === 'https' ? 443 : 80)), path, credentials };
}

/** Connects, sends a request and reads the response; gives up at a moment. */
export function* fetchUrl(
  system: System,
  url: ParsedUrl,
  request: ClientRequest,
  until: Instant,
): Body<HttpResponse | FetchFailure> {
  const socket = yield* connectTo(system, url.host, url.port, until);
  if (typeof socket === 'string') return socket;
  const descriptor = system.files.add(socket, 3);
  yield* system.write(descriptor, renderRequest({ ...request, path: url.path }));
  const response = yield* receiveResponse(system, socket, until, request.method === 'HEAD');
  system.files.close(descriptor);
  return response;
}

function* receiveResponse(
  system: System,
  socket: StreamSocket,
  until: Instant,
  withoutBody: boolean,
): Body<HttpResponse | FetchFailure> {
  let received = '';
  for (;;) {
    system.step();
    const bytes = socket.read(65_536);
    if (bytes === undefined) {
      if (system.now >= until) return 'timeout';
      yield* system.wait([socket.changed], until);
      continue;
    }
    received += bytes;
    const parsed = parseResponse(received, bytes === '', withoutBody);
    if (parsed === 'malformed') return received === '' ? 'empty' : 'malformed';
    if (parsed !== 'incomplete') return parsed;
  }
}
