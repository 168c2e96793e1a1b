import { formatTime } from '../calendar';
import { UnsupportedConstruct } from '../errors';
import type { ImageDescription } from '../image';
import { SystemError } from '../kernel/errno';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import type { HttpResponse } from '../network/http-message';
import { HttpServer, type ReceivedRequest } from '../network/http-server';
import { readSiteFile, textResponse } from '../network/static-site';
import { programFiles } from './base-files';
import { landOf } from './user-lands';

const ROOT = '/usr/local/apache2';
const CONFIGURATION = `${ROOT}/conf/httpd.conf`;
const DEFAULT_CONFIGURATION = `Listen 80\nDocumentRoot "${ROOT}/htdocs"\n`;

/** httpd: Apache on port 80, stopped by SIGWINCH. */
export const httpdImage = (tag: string): ImageDescription => ({
  command: ['httpd-foreground'],
  environment: { PATH: `${ROOT}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`, HTTPD_PREFIX: ROOT },
  workingDirectory: ROOT,
  stopSignal: 'WINCH',
  files: {
    ...landOf(tag),
    ...programFiles({ [`${ROOT}/bin/httpd`]: httpd, [`${ROOT}/bin/apachectl`]: httpd }),
    [`${ROOT}/bin/httpd-foreground`]: { text: '#!/bin/sh\nset -e\nrm -f logs/httpd.pid\nexec httpd -DFOREGROUND "$@"\n', mode: 0o755 },
    [CONFIGURATION]: DEFAULT_CONFIGURATION,
    [`${ROOT}/htdocs/index.html`]: '<html><body><h1>It works!</h1></body></html>\n',
    [`${ROOT}/logs`]: { directory: true },
  },
});

/** The server, or with `-k` a signal to it, or with `-t` a look at its configuration. */
const httpd: Program = function* run(system) {
  const args = system.arguments.slice(1);
  if (system.paths.find(CONFIGURATION) === undefined || system.paths.readText(CONFIGURATION) !== DEFAULT_CONFIGURATION || args.includes('-f')) {
    throw new UnsupportedConstruct('a configuration of httpd that is not the one of its image');
  }
  if (args.includes('-t')) {
    yield* system.warn('Syntax OK\n');
    return 0;
  }
  const action = args[args.indexOf('-k') + 1];
  if (args.includes('-k') && action !== 'start') return yield* sendSignal(system, action ?? '');
  if (args.includes('-DFOREGROUND') || args.includes('FOREGROUND')) return yield* serve(system);
  system.spawn({ ...system.task.image, program: serve });
  return 0;
};

const ACTIONS = { stop: 'TERM', 'graceful-stop': 'WINCH', graceful: 'USR1', restart: 'HUP' } as const;

function* sendSignal(system: System, action: string): Body<number> {
  if (!Object.hasOwn(ACTIONS, action)) throw new UnsupportedConstruct(`httpd -k ${action}`);
  const file = `${ROOT}/logs/httpd.pid`;
  if (system.paths.find(file) === undefined) {
    yield* system.warn('httpd (no pid file) not running\n');
    return 1;
  }
  system.kill(Number(system.paths.readText(file).trim()), ACTIONS[action as keyof typeof ACTIONS]);
  return 0;
}

function* serve(system: System): Body<number> {
  let isStopped = false;
  for (const signal of ['TERM', 'INT', 'WINCH'] as const) system.onSignal(signal, () => { isStopped = true; });
  for (const signal of ['HUP', 'USR1'] as const) system.onSignal(signal, () => undefined);
  const server = new HttpServer(system, {
    reply: (request) => ({ response: respond(system, request), delay: 0 }),
    logLine: (request, { status, body }) => accessLine(system, request, status, body.length),
  });
  try {
    server.listen(80);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    yield* system.warn(`(${error.number})${error.text}: AH00072: make_sock: could not bind to address 0.0.0.0:80\nno listening sockets available, shutting down\nAH00015: Unable to open logs\n`);
    return 1;
  }
  try {
    system.paths.writeText(`${ROOT}/logs/httpd.pid`, `${system.task.pid}\n`);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    const why = `(${error.number})${error.text}: AH00099: could not create ${ROOT}/logs/httpd.pid\n`;
    yield* system.warn(`${why}AH00100: httpd: could not log pid to file ${ROOT}/logs/httpd.pid\n`);
    return 1;
  }
  yield* system.warn(`${notice(system)} AH00489: Apache/2.4 (Unix) configured -- resuming normal operations\n`);
  yield* server.serve(() => isStopped);
  yield* system.warn(`${notice(system)} AH00491: caught SIGTERM, shutting down\n`);
  return 0;
}

function respond(system: System, request: ReceivedRequest): HttpResponse {
  const file = readSiteFile(system, `${ROOT}/htdocs`, request.path);
  if (typeof file !== 'string') return textResponse(200, file.text, file.type);
  const [status, title] = file === 'missing' ? [404, 'Not Found'] : [403, 'Forbidden'];
  return textResponse(status, `<html><head>\n<title>${status} ${title}</title>\n</head><body>\n<h1>${title}</h1>\n</body></html>\n`);
}

function accessLine(system: System, { remoteAddress, method, path }: ReceivedRequest, status: number, size: number): string {
  return `${remoteAddress} - - [${formatTime('%d/%b/%Y:%H:%M:%S +0000', system.wallClock)}] "${method} ${path} HTTP/1.1" ${status} ${size}`;
}

function notice(system: System): string {
  return `[${formatTime('%a %b %d %H:%M:%S.000000 %Y', system.wallClock)}] [mpm_event:notice] [pid ${system.task.pid}:tid ${system.task.pid}]`;
}
