import { SECOND } from '../../../simulation/time';
import { UnsupportedConstruct } from '../errors';
import { baseName } from '../files/paths';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import type { FetchFailure, ParsedUrl } from '../network/http-client';
import { fetchUrl, parseUrl } from '../network/http-client';
import type { HttpHeaderLine, HttpResponse } from '../network/http-message';
import { headerValue, reasonPhrase } from '../network/http-message';
import { lookUpName } from '../network/resolver';
import type { AppletArguments } from './applet';
import { AppletError, applet } from './applet';

/** Redirections that are followed before `wget` gives up. */
const MAXIMUM_REDIRECTIONS = 5;
/** Seconds without an answer after which `wget` gives up by itself. */
const DEFAULT_TIMEOUT = '900';
const STARS = '*'.repeat(32);

/** `wget [-qS] [-O file] [-T seconds] [--spider] [--header line] [--post-data text] url …` of busybox */
export const wget: Program = applet(
  {
    letters: 'qSO:T:U:cP:t:H:D:xn',
    long: {
      spider: 'x', quiet: 'q', 'output-document': 'O', timeout: 'T', header: 'H', 'post-data': 'D',
      'user-agent': 'U', 'no-check-certificate': 'n', tries: 't', 'server-response': 'S',
    },
  },
  function* run(system, args) {
    if (args.operands.length === 0) throw new AppletError('missing URL');
    for (const text of args.operands) yield* new Download(system, args, text).run();
    return 0;
  },
);

/** The download of one URL. */
class Download {
  readonly #isQuiet: boolean;

  constructor(
    private readonly system: System,
    private readonly args: AppletArguments,
    private readonly text: string,
  ) {
    this.#isQuiet = args.flags.has('q');
  }

  *run(): Body<void> {
    let url = readUrl(this.text);
    for (let count = 0; ; count++) {
      const response = yield* this.#request(url);
      if (this.args.flags.has('S')) yield* this.#showHead(response);
      const location = headerValue(response.headers, 'Location');
      if (response.status < 300 || response.status >= 400 || location === undefined) {
        yield* this.#finish(url, response);
        return;
      }
      if (count >= MAXIMUM_REDIRECTIONS) throw new AppletError('too many redirections');
      url = location.startsWith('/') ? { ...url, path: location } : readUrl(location);
    }
  }

  *#request(url: ParsedUrl): Body<HttpResponse> {
    const { values, flags } = this.args;
    const until = this.system.now + Number(values.get('T') ?? DEFAULT_TIMEOUT) * SECOND;
    const found = yield* lookUpName(this.system, url.host, until);
    if (typeof found === 'string') throw new AppletError(`bad address '${url.host}'`);
    const address = found.addresses[0]!;
    if (!this.#isQuiet) yield* this.system.warn(`Connecting to ${url.host} (${address}:${url.port})\n`);
    const body = values.get('D') ?? '';
    const method = values.has('D') ? 'POST' : flags.has('x') ? 'HEAD' : 'GET';
    const request = { method, headers: this.#headers(url, body), body };
    const response = yield* fetchUrl(this.system, { ...url, host: address }, request, until);
    if (typeof response === 'string') throw new AppletError(describeFailure(response, address));
    return response;
  }

  #headers(url: ParsedUrl, body: string): HttpHeaderLine[] {
    const { values, lists } = this.args;
    const headers = [
      { name: 'Host', value: url.port === 80 ? url.host : `${url.host}:${url.port}` },
      { name: 'User-Agent', value: values.get('U') ?? 'Wget' },
      { name: 'Connection', value: 'close' },
    ];
    for (const line of lists.get('H') ?? []) headers.push(splitHeader(line));
    if (body !== '') headers.push({ name: 'Content-Length', value: String(body.length) });
    return headers;
  }

  *#showHead(response: HttpResponse): Body<void> {
    const lines = response.headers.map(({ name, value }) => `  ${name}: ${value}\n`);
    yield* this.system.warn(`  HTTP/1.1 ${response.status} ${reasonPhrase(response.status)}\n${lines.join('')}\n`);
  }

  *#finish(url: ParsedUrl, response: HttpResponse): Body<void> {
    if (response.status >= 400) {
      throw new AppletError(`server returned error: HTTP/1.1 ${response.status} ${reasonPhrase(response.status)}`);
    }
    if (this.args.flags.has('x')) {
      if (!this.#isQuiet) yield* this.system.warn('remote file exists\n');
      return;
    }
    const given = this.args.values.get('O');
    const directory = this.args.values.get('P');
    const path = given ?? (baseName(url.path.replace(/\?.*/, '')).replace(/^\/$/, '') || 'index.html');
    const target = directory === undefined || given !== undefined ? path : `${directory}/${path}`;
    yield* this.#save(target, response.body);
  }

  *#save(path: string, body: string): Body<void> {
    const isOutput = path === '-';
    if (!this.#isQuiet) yield* this.system.warn(isOutput ? 'writing to stdout\n' : `saving to '${path}'\n`);
    if (isOutput) yield* this.system.print(body);
    else this.system.paths.writeText(path, body);
    if (this.#isQuiet) return;
    const size = String(body.length).padStart(5);
    yield* this.system.warn(`${path.slice(0, 20).padEnd(20)} 100% |${STARS}| ${size}  0:00:00 ETA\n`);
    yield* this.system.warn(isOutput ? 'written to stdout\n' : `'${path}' saved\n`);
  }
}

/** `Name: value` as a header. */
export function splitHeader(line: string): HttpHeaderLine {
  const [, name = line, value = ''] = /^([^:]+):\s*(.*)$/s.exec(line) ?? [];
  return { name, value };
}

function readUrl(text: string): ParsedUrl {
  const url = parseUrl(text);
  if (url === undefined) throw new AppletError(`not an http or ftp url: ${text}`);
  if (url.scheme !== 'http') throw new UnsupportedConstruct(`the scheme ${url.scheme} of wget`);
  return url;
}

function describeFailure(failure: FetchFailure, address: string): string {
  switch (failure) {
    case 'bad-address':
      return `bad address '${address}'`;
    case 'refused':
      return `can't connect to remote host (${address}): Connection refused`;
    case 'unreachable':
      return `can't connect to remote host (${address}): No route to host`;
    case 'timeout':
      return 'download timed out';
    case 'empty':
    case 'malformed':
      return 'error getting response';
  }
}
