/** A header line of HTTP. */
export interface HttpHeaderLine {
  readonly name: string;
  readonly value: string;
}

/** An HTTP request; the path includes the query. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly HttpHeaderLine[];
  readonly body: string;
}

/** An HTTP response. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly HttpHeaderLine[];
  readonly body: string;
}

/** `incomplete`: more bytes are needed; `malformed`: this is not HTTP. */
export type ParseFailure = 'incomplete' | 'malformed';

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content', 301: 'Moved Permanently', 302: 'Found',
  304: 'Not Modified', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized',
  403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 408: 'Request Timeout', 429: 'Too Many Requests',
  500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** The words that go with a status code. */
export function reasonPhrase(status: number): string {
  return REASONS[status] ?? 'Unknown';
}

/** The value of a header, whatever the case of its name. */
export function headerValue(headers: readonly HttpHeaderLine[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find((header) => header.name.toLowerCase() === wanted)?.value;
}

/** The bytes of a request. */
export function renderRequest(request: HttpRequest): string {
  return renderMessage(`${request.method} ${request.path} HTTP/1.1`, request.headers, request.body);
}

/** The bytes of a response; `withoutBody` answers a HEAD request. */
export function renderResponse(response: HttpResponse, withoutBody = false): string {
  const line = `HTTP/1.1 ${response.status} ${reasonPhrase(response.status)}`;
  const headers = [...response.headers];
  if (headerValue(headers, 'Content-Length') === undefined) {
    headers.push({ name: 'Content-Length', value: String(response.body.length) });
  }
  headers.push({ name: 'Connection', value: 'close' });
  return renderMessage(line, headers, withoutBody ? '' : response.body);
}

/** Reads a request from the bytes that have arrived. */
export function parseRequest(bytes: string): HttpRequest | ParseFailure {
  const head = parseHead(bytes);
  if (typeof head === 'string') return head;
  const match = /^([A-Za-z]+) (\S+)(?: HTTP\/1\.[01])?$/.exec(head.line);
  if (match === null) return 'malformed';
  const length = Number(headerValue(head.headers, 'Content-Length') ?? 0);
  if (head.rest.length < length) return 'incomplete';
  const [, method = '', path = ''] = match;
  return { method, path, headers: head.headers, body: head.rest.slice(0, length) };
}

/** Reads a response from the bytes that have arrived; `hasEnded` when there will be no more. */
export function parseResponse(bytes: string, hasEnded: boolean, withoutBody = false): HttpResponse | ParseFailure {
  const head = parseHead(bytes);
  if (head === 'incomplete') return hasEnded ? 'malformed' : head;
  if (typeof head === 'string') return head;
  const match = /^HTTP\/1\.[01] (\d{3})(?: .*)?$/.exec(head.line);
  if (match === null) return 'malformed';
  const status = Number(match[1]);
  const length = withoutBody || status === 204 ? '0' : headerValue(head.headers, 'Content-Length');
  if (length === undefined ? !hasEnded : head.rest.length < Number(length) && !hasEnded) return 'incomplete';
  const body = length === undefined ? head.rest : head.rest.slice(0, Number(length));
  return { status, headers: head.headers, body };
}

interface Head {
  readonly line: string;
  readonly headers: readonly HttpHeaderLine[];
  readonly rest: string;
}

function parseHead(bytes: string): Head | ParseFailure {
  const end = /\r?\n\r?\n/.exec(bytes);
  if (end === null) return 'incomplete';
  const [line = '', ...lines] = bytes.slice(0, end.index).split(/\r?\n/);
  const headers: HttpHeaderLine[] = [];
  for (const text of lines) {
    const colon = text.indexOf(':');
    if (colon < 1) return 'malformed';
    headers.push({ name: text.slice(0, colon), value: text.slice(colon + 1).trim() });
  }
  return { line, headers, rest: bytes.slice(end.index + end[0].length) };
}

function renderMessage(line: string, headers: readonly HttpHeaderLine[], body: string): string {
  let text = `${line}\r\n`;
  for (const { name, value } of headers) text += `${name}: ${value}\r\n`;
  return `${text}\r\n${body}`;
}
