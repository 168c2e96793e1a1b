import { NEVER, SECOND, toSeconds } from '../../../simulation/time';
import type { Instant } from '../../../simulation/time';
import { UnsupportedConstruct } from '../errors';
import { baseName } from '../files/paths';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import type { FetchFailure, ParsedUrl } from '../network/http-client';
import { fetchUrl, parseUrl } from '../network/http-client';
import type { HttpHeaderLine, HttpResponse } from '../network/http-message';
import { headerValue, reasonPhrase } from '../network/http-message';
import type { AppletArguments } from './applet';
import { applet } from './applet';
import { splitHeader } from './wget';

const MAXIMUM_REDIRECTIONS = 50;

/** `curl` with the options that scripts of containers use. It shows no progress meter. */
export const curl: Program = applet(
  {
    letters: 'sSfo:Ow:m:X:H:d:iIkLvA:u:GC:r:z:y',
    long: {
      silent: 's', 'show-error': 'S', fail: 'f', output: 'o', 'remote-name': 'O', 'write-out': 'w', 'max-time': 'm',
      request: 'X', header: 'H', data: 'd', 'data-raw': 'd', include: 'i', head: 'I', insecure: 'k', location: 'L',
      'user-agent': 'A', user: 'u', 'connect-timeout': 'C', retry: 'r', 'retry-delay': 'z', 'retry-connrefused': 'y',
    },
  },
  function* run(system, args) {
    if (args.operands.length === 0) {
      yield* system.warn("curl: try 'curl --help' or 'curl --manual' for more information\n");
      return 2;
    }
    let status = 0;
    for (const text of args.operands) status = yield* new Transfer(system, args, text).run();
    return status;
  },
);

/** The transfer of one URL. */
class Transfer {
  readonly #start: Instant;
  readonly #flags: ReadonlySet<string>;
  readonly #values: ReadonlyMap<string, string>;

  constructor(
    private readonly system: System,
    private readonly args: AppletArguments,
    private readonly text: string,
  ) {
    this.#start = system.now;
    this.#flags = args.flags;
    this.#values = args.values;
    if (this.#flags.has('v') || this.#flags.has('G') || this.#values.has('u')) {
      throw new UnsupportedConstruct('option -v, -G or -u of curl');
    }
  }

  *run(): Body<number> {
    let url = parseUrl(this.text);
    if (url === undefined) return yield* this.#fail(3, 'URL using bad/illegal format or missing URL');
    for (let count = 0; ; count++) {
      if (url.scheme !== 'http') throw new UnsupportedConstruct(`the scheme ${url.scheme} of curl`);
      const response = yield* this.#requestWithRetries(url);
      if (typeof response === 'string') return yield* this.#reportFailure(response, url);
      const location = headerValue(response.headers, 'Location');
      const isRedirect = response.status >= 300 && response.status < 400 && location !== undefined;
      if (!isRedirect || !this.#flags.has('L')) return yield* this.#finish(response);
      if (count >= MAXIMUM_REDIRECTIONS) return yield* this.#fail(47, 'Maximum (50) redirects followed');
      url = location.startsWith('/') ? { ...url, path: location } : (parseUrl(location) ?? url);
    }
  }

  *#requestWithRetries(url: ParsedUrl): Body<HttpResponse | FetchFailure> {
    const retries = Number(this.#values.get('r') ?? '0');
    for (let attempt = 0; ; attempt++) {
      const response = yield* this.#request(url);
      const isTransient = typeof response === 'string'
        ? response === 'timeout' || (response === 'refused' && this.#flags.has('y'))
        : [408, 429, 500, 502, 503, 504].includes(response.status);
      if (!isTransient || attempt >= retries) return response;
      const delay = this.#values.get('z');
      yield* this.system.sleep(Number(delay ?? String(2 ** attempt)) * SECOND);
    }
  }

  *#request(url: ParsedUrl): Body<HttpResponse | FetchFailure> {
    const limit = Math.min(this.#seconds('m'), this.#seconds('C'));
    const until = limit === Infinity ? NEVER : this.system.now + limit * SECOND;
    const body = (this.args.lists.get('d') ?? []).join('&');
    const method = this.#values.get('X') ?? (this.#flags.has('I') ? 'HEAD' : this.args.lists.has('d') ? 'POST' : 'GET');
    return yield* fetchUrl(this.system, url, { method, headers: this.#headers(url, body), body }, until);
  }

  #headers(url: ParsedUrl, body: string): HttpHeaderLine[] {
    const headers = [
      { name: 'Host', value: url.port === 80 ? url.host : `${url.host}:${url.port}` },
      { name: 'User-Agent', value: this.#values.get('A') ?? 'curl/8.5.0' },
      { name: 'Accept', value: '*/*' },
    ];
    for (const line of this.args.lists.get('H') ?? []) headers.push(splitHeader(line));
    if (body !== '') headers.push({ name: 'Content-Length', value: String(body.length) });
    return headers;
  }

  *#finish(response: HttpResponse): Body<number> {
    const isFailure = this.#flags.has('f') && response.status >= 400;
    if (!isFailure) yield* this.#output(response);
    const format = this.#values.get('w');
    if (format !== undefined) yield* this.system.print(this.#writeOut(format, response));
    return isFailure ? yield* this.#fail(22, `The requested URL returned error: ${response.status}`) : 0;
  }

  *#output(response: HttpResponse): Body<void> {
    const withHead = this.#flags.has('i') || this.#flags.has('I');
    const text = (withHead ? renderHead(response) : '') + response.body;
    const path = this.#flags.has('O') ? baseName(this.text) : this.#values.get('o');
    if (path === undefined || path === '-') yield* this.system.print(text);
    else this.system.paths.writeText(path, text);
  }

  #writeOut(format: string, response: HttpResponse | undefined): string {
    const code = String(response?.status ?? 0).padStart(3, '0');
    return format
      .replace(/%\{(\w+)\}/g, (_: string, name: string) => {
        if (name === 'http_code' || name === 'response_code') return code;
        if (name === 'time_total') return toSeconds(this.system.now - this.#start).toFixed(6);
        if (name === 'size_download') return String(response?.body.length ?? 0);
        throw new UnsupportedConstruct(`%{${name}} of curl -w`);
      })
      .replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\r/g, '\r');
  }

  *#reportFailure(failure: FetchFailure, url: ParsedUrl): Body<number> {
    const elapsed = Math.round((this.system.now - this.#start) / 1000);
    const format = this.#values.get('w');
    if (format !== undefined) yield* this.system.print(this.#writeOut(format, undefined));
    switch (failure) {
      case 'bad-address':
        return yield* this.#fail(6, `Could not resolve host: ${url.host}`);
      case 'refused':
      case 'unreachable':
        return yield* this.#fail(7, `Failed to connect to ${url.host} port ${url.port} after ${elapsed} ms: Couldn't connect to server`);
      case 'timeout':
        return yield* this.#fail(28, `Operation timed out after ${elapsed} milliseconds with 0 bytes received`);
      case 'empty':
        return yield* this.#fail(52, 'Empty reply from server');
      case 'malformed':
        return yield* this.#fail(1, 'Received HTTP/0.9 when not allowed');
    }
  }

  *#fail(status: number, message: string): Body<number> {
    const isSilent = this.#flags.has('s') && !this.#flags.has('S');
    if (!isSilent) yield* this.system.warn(`curl: (${status}) ${message}\n`);
    return status;
  }

  #seconds(letter: string): number {
    const value = this.#values.get(letter);
    return value === undefined ? Infinity : Number(value);
  }
}

function renderHead(response: HttpResponse): string {
  const lines = response.headers.map(({ name, value }) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${response.status} ${reasonPhrase(response.status)}\r\n${lines.join('')}\r\n`;
}
