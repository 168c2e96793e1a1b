import type { Duration } from '../../../simulation/time';
import { SECOND } from '../../../simulation/time';
import { bindNslookup } from '../applets/nslookup';
import { readProgram } from '../declared/read-declaration';
import { declaredProgram } from '../declared/run-declared';
import { UnsupportedConstruct } from '../errors';
import type { ImageDescription } from '../image';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { askedService, healthResponse } from '../network/grpc-health';
import type { HttpResponse } from '../network/http-message';
import { headerValue } from '../network/http-message';
import { HttpServer, type ReceivedRequest } from '../network/http-server';
import { readSiteFile, textResponse } from '../network/static-site';
import { baseFiles, busyboxFiles, distributionFiles, programFiles } from './base-files';

/** A Go program that handles no signal: its run-time ends it with status 2, also as process 1. */
export const GO_SIGNALS = { TERM: { code: 2 }, INT: { code: 2 }, HUP: { code: 2 } };

/**
 * `registry.k8s.io/e2e-test-images/agnhost`: one program with many subcommands, of which those are here that the
 * documentation and questions use. Follows `test/images/agnhost` of v1.36.
 */
export const agnhostImage = (): ImageDescription => ({
  entrypoint: ['/agnhost'],
  command: ['pause'],
  files: { ...baseFiles(), ...distributionFiles(), ...busyboxFiles(), ...programFiles({ '/agnhost': agnhost, '/usr/bin/nslookup': bindNslookup }) },
});

/** 200 for the first ten seconds, then 500, as the documentation of probes has it (`liveness/server.go`). */
export const livenessServer: Program = declaredProgram(readProgram({
  ports: { 8080: { '/healthz': [{ status: 200, body: 'ok' }, { from: 10, status: 500, body: 'error: 10' }], '/started': 200 } },
  signals: GO_SIGNALS,
}));

type Flags = ReadonlyMap<string, string>;

const agnhost: Program = function* run(system) {
  const [, subcommand = 'pause', ...options] = system.arguments;
  const flags = readFlags(options);
  switch (subcommand) {
    case 'liveness':
      return yield* livenessServer(system);
    case 'netexec':
      return yield* netexec(system, flags);
    case 'serve-hostname':
      return yield* serveHostname(system, flags);
    case 'test-webserver':
      return yield* serveForEver(system, Number(flags.get('port') ?? 80), ({ path }) => siteResponse(system, path));
    case 'grpc-health-checking':
      return yield* grpcHealthChecking(system, flags);
    case 'pause':
      return yield* pause(system);
    default:
      throw new UnsupportedConstruct(`agnhost ${subcommand}`);
  }
};

/** `--name=value` and `--name value`. */
function readFlags(options: readonly string[]): Flags {
  const flags = new Map<string, string>();
  for (let index = 0; index < options.length; index++) {
    const [, name = '', value] = /^--?([^=]+)(?:=(.*))?$/.exec(options[index] ?? '') ?? [];
    flags.set(name, value ?? options[++index] ?? '');
  }
  return flags;
}

/** Ends with 2 at SIGTERM and 1 at SIGINT, and leaves a message (`pause/pause.go`). */
function* pause(system: System): Body<number> {
  yield* system.print('Paused\nSignals registered\n');
  const caught: { name?: 'terminated' | 'interrupt' } = {};
  system.onSignal('TERM', () => { caught.name ??= 'terminated'; });
  system.onSignal('INT', () => { caught.name ??= 'interrupt'; });
  while (caught.name === undefined) yield* system.wait([]);
  const message = `exiting because of signal "${caught.name}"\n`;
  system.paths.writeText(system.environment.get('TERMINATION_MESSAGE_PATH') ?? '/dev/termination-log', message);
  yield* system.print(message);
  return caught.name === 'terminated' ? 2 : 1;
}

type Responder = (request: ReceivedRequest) => HttpResponse;

/** A server that Go's run-time ends with 2 at a signal. */
function* serveForEver(system: System, port: number, respond: Responder): Body<number> {
  let isStopped = false;
  for (const signal of ['TERM', 'INT', 'HUP'] as const) system.onSignal(signal, () => { isStopped = true; });
  const server = new HttpServer(system, { reply: (request) => ({ response: respond(request), delay: 0 }) });
  server.listen(port);
  yield* server.serve(() => isStopped);
  return 2;
}

function siteResponse(system: System, path: string): HttpResponse {
  const file = readSiteFile(system, '/', path);
  return typeof file === 'string' ? textResponse(404, '404 page not found\n', 'text/plain') : textResponse(200, file.text, file.type);
}

/** Waits for a minute after SIGTERM before it ends (`serve-hostname/serve_hostname.go`). */
function* serveHostname(system: System, flags: Flags): Body<number> {
  let endsAt: number | undefined;
  system.onSignal('TERM', () => { endsAt ??= system.now + 60 * SECOND; });
  const server = new HttpServer(system, { reply: () => ({ response: textResponse(200, system.network.hostName, 'text/plain'), delay: 0 }) });
  server.listen(Number(flags.get('port') ?? 9376));
  yield* server.serve(() => endsAt !== undefined);
  yield* server.serve(() => false, endsAt);
  return 0;
}

/** SERVING until it is told otherwise, or for some seconds (`grpc-health-checking/grpc-health-checking.go`). */
function* grpcHealthChecking(system: System, flags: Flags): Body<number> {
  const startedAt = system.now;
  const grpcPort = Number(flags.get('port') ?? 5000);
  const unhealthyAfter = Number(flags.get('delay-unhealthy-sec') ?? -1) * SECOND;
  let forced: boolean | undefined;
  const respond = (request: ReceivedRequest): HttpResponse => {
    if (request.port !== grpcPort) {
      if (request.path !== '/make-serving' && request.path !== '/make-not-serving') return textResponse(404, '404 page not found\n', 'text/plain');
      forced = request.path === '/make-not-serving';
      return textResponse(200, '', 'text/plain');
    }
    const service = askedService(request);
    if (service === undefined) return textResponse(400, '');
    if (service !== (flags.get('service') ?? '')) return healthResponse('unknown');
    const isIll = unhealthyAfter >= 0 && system.now - startedAt >= unhealthyAfter;
    return healthResponse(forced === true || isIll ? 'NOT_SERVING' : 'SERVING');
  };
  let isStopped = false;
  for (const signal of ['TERM', 'INT', 'HUP'] as const) system.onSignal(signal, () => { isStopped = true; });
  const server = new HttpServer(system, { reply: (request) => ({ response: respond(request), delay: 0 }) });
  server.listen(grpcPort);
  server.listen(Number(flags.get('http-port') ?? 8080));
  yield* server.serve(() => isStopped);
  return 2;
}

/** Many small services; serves on for a while after SIGTERM if it is told to (`netexec/netexec.go`). */
function* netexec(system: System, flags: Flags): Body<number> {
  const delay: Duration = Number(flags.get('delay-shutdown') ?? 0) * SECOND;
  const exit: { at?: number; code: number } = { code: 0 };
  let isTerminating = false;
  system.onSignal('TERM', () => {
    if (!isTerminating) exit.at ??= system.now + delay;
    isTerminating = true;
  });
  const port = Number(flags.get('http-port') ?? 8080);
  const respond = (request: ReceivedRequest): HttpResponse => netexecResponse(system, request, isTerminating, (after, code) => {
    exit.at = system.now + after;
    exit.code = code;
  });
  const server = new HttpServer(system, { reply: (request) => ({ response: respond(request), delay: 0 }) });
  server.listen(port);
  yield* server.serve(() => exit.at !== undefined);
  yield* server.serve(() => false, exit.at);
  return exit.code;
}

function netexecResponse(system: System, request: ReceivedRequest, isTerminating: boolean, exit: (after: Duration, code: number) => void): HttpResponse {
  const url = new URL(request.path, 'http://localhost');
  const value = (name: string): string => url.searchParams.get(name) ?? '';
  const text = (body: string, status = 200): HttpResponse => textResponse(status, body, 'text/plain');
  switch (url.pathname) {
    case '/clientip':
      return text(request.remoteAddress);
    case '/serverport':
      return text(String(request.port));
    case '/header':
      return text(headerValue(request.headers, value('key')) ?? '');
    case '/echo':
      return text(value('msg'), Number(value('code') || '200'));
    case '/hostname':
    case '/hostName':
      return text(system.network.hostName);
    case '/healthz':
      return text('');
    case '/readyz':
      return isTerminating ? text('shutting down', 503) : text('ok');
    case '/redirect':
      return { status: Number(value('code') || '302'), headers: [{ name: 'Location', value: value('location') }], body: '' };
    case '/exit':
      exit(Number(/^(\d+)s$/.exec(value('wait'))?.[1] ?? 0) * SECOND, Number(value('code') || '0'));
      return text('');
    case '/shutdown':
      exit(0, 0);
      return text('');
    case '/dial':
    case '/shell':
    case '/upload':
      throw new UnsupportedConstruct(`${url.pathname} of agnhost netexec`);
    default:
      return text(`NOW: ${system.wallClock}`);
  }
}
