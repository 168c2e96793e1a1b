import { curl } from '../applets/curl';
import { formatTime, monthName, civilTime } from '../calendar';
import { UnsupportedConstruct } from '../errors';
import type { ImageDescription } from '../image';
import { SystemError } from '../kernel/errno';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import type { HttpResponse } from '../network/http-message';
import { headerValue, reasonPhrase } from '../network/http-message';
import type { ReceivedRequest } from '../network/http-server';
import { HttpServer } from '../network/http-server';
import { readSiteFile, textResponse } from '../network/static-site';
import { programFiles } from './base-files';
import { landOf } from './user-lands';

const SITE = '/usr/share/nginx/html';
const MAIN_CONFIGURATION = '/etc/nginx/nginx.conf';
const SITES = '/etc/nginx/conf.d';
const MAIN_TEXT = `http { include ${SITES}/*.conf; }\n`;
const siteText = (port: number): string => `server { listen ${port}; root ${SITE}; }\n`;
/** 121 bytes, as the page of the recorded server has. */
const WELCOME =
  '<!DOCTYPE html>\n<html>\n<head>\n<title>Welcome to nginx!</title>\n</head>\n' +
  '<body>\n<h1>Welcome to nginx!</h1>\n</body>\n</html>\n';

/** Where nginx listens and writes. */
interface Places {
  readonly port: number;
  readonly pidFile: string;
  /** Directories for what does not fit into memory. */
  readonly temporary: readonly string[];
}

const TEMPORARY = ['client_temp', 'proxy_temp', 'fastcgi_temp', 'uwsgi_temp', 'scgi_temp'];

/** nginx, or the server of the recorded cluster that behaves like it, on some port. With a user, all that it writes is in `/tmp`. */
export function nginxImage(tag: string, port = 80, user?: string): ImageDescription {
  const [run, cache] = user === undefined ? ['/run', '/var/cache/nginx'] : ['/tmp', '/tmp'];
  const places = { port, pidFile: `${run}/nginx.pid`, temporary: TEMPORARY.map((name) => `${cache}/${name}`) };
  return {
    entrypoint: ['/docker-entrypoint.sh'],
    command: ['nginx', '-g', 'daemon off;'],
    stopSignal: 'QUIT',
    ...(user !== undefined && { user }),
    files: {
      ...landOf(tag, { passwd: 'nginx:x:101:101:nginx user:/nonexistent:/bin/false', group: 'nginx:x:101:' }),
      ...programFiles({ '/usr/sbin/nginx': nginx(places), '/usr/bin/curl': curl }),
      '/docker-entrypoint.sh': { text: '#!/bin/sh\nset -e\nexec "$@"\n', mode: 0o755 },
      [MAIN_CONFIGURATION]: MAIN_TEXT,
      [`${SITES}/default.conf`]: siteText(port),
      [`${SITE}/index.html`]: WELCOME,
      '/var/cache/nginx': { directory: true },
      '/var/log/nginx/access.log': { link: '/dev/stdout' },
      '/var/log/nginx/error.log': { link: '/dev/stderr' },
    },
  };
}

/** A page of nginx that says what went wrong. */
function errorPage(status: number): string {
  const title = `${status} ${reasonPhrase(status)}`;
  return (
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n` +
    '<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n'
  );
}

/** The program `nginx`: the server itself (in the background unless `daemon off` is set), or with `-s` a signal to it. */
function nginx(places: Places): Program {
  return function* run(system) {
    refuseOwnConfiguration(system, places.port);
    const place = system.arguments.indexOf('-s');
    if (place > 0) return yield* sendSignal(system, places, system.arguments[place + 1] ?? '');
    if (system.arguments.includes('-t')) return yield* checkConfiguration(system);
    if (system.arguments.some((argument) => /daemon\s+off/.test(argument))) return yield* serve(system, places);
    system.spawn({ ...system.task.image, program: (child) => serve(child, places) });
    return 0;
  };
}

/** A configuration of the pod's own would make another server of it. */
function refuseOwnConfiguration(system: System, port: number): void {
  const files = { [MAIN_CONFIGURATION]: MAIN_TEXT, [`${SITES}/default.conf`]: siteText(port) };
  const isSame = Object.entries(files).every(([path, text]) => system.paths.find(path)?.kind === 'file' && system.paths.readText(path) === text);
  const isAlone = system.paths.find(SITES)?.kind === 'directory' && system.paths.list(SITES).filter((name) => name.endsWith('.conf')).length === 1;
  if (!isSame || !isAlone || system.arguments.includes('-c')) throw new UnsupportedConstruct('a configuration of nginx that is not the one of its image');
}

function* serve(system: System, { port, pidFile, temporary }: Places): Body<number> {
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
  };
  for (const signal of ['TERM', 'QUIT', 'INT'] as const) system.onSignal(signal, stop);
  system.onSignal('HUP', () => undefined);
  const server = new HttpServer(system, {
    reply: (request) => ({ response: respond(system, request), delay: 0 }),
    logLine: (request, response) => accessLine(system, request, response),
  });
  let step = '';
  try {
    for (const path of temporary) {
      step = `mkdir() "${path}"`;
      if (system.paths.find(path) === undefined) system.paths.makeDirectory(path, 0o700);
    }
    step = `bind() to 0.0.0.0:${port}`;
    server.listen(port);
    step = `open() "${pidFile}"`;
    system.paths.writeText(pidFile, `${system.task.pid}\n`);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    yield* system.warn(`${notice(system, 'emerg')} ${step} failed (${error.number}: ${error.text})\n`);
    return 1;
  }
  yield* system.warn(`${notice(system, 'notice')} start worker processes\n`);
  yield* server.serve(() => isStopped);
  yield* system.warn(`${notice(system, 'notice')} exiting\n`);
  return 0;
}

function respond(system: System, request: ReceivedRequest): HttpResponse {
  if (request.method !== 'GET' && request.method !== 'HEAD') return textResponse(405, errorPage(405));
  const file = readSiteFile(system, SITE, request.path);
  if (typeof file !== 'string') return textResponse(200, file.text, file.type);
  const status = file === 'missing' ? 404 : 403;
  return textResponse(status, errorPage(status));
}

/** A line of the access log in nginx's format `main`. */
function accessLine(system: System, request: ReceivedRequest, response: HttpResponse): string {
  const { day, month, year } = civilTime(system.wallClock);
  const date = `${String(day).padStart(2, '0')}/${monthName(month)}/${year}:${formatTime('%H:%M:%S +0000', system.wallClock)}`;
  const header = (name: string): string => headerValue(request.headers, name) ?? '-';
  const size = request.method === 'HEAD' ? 0 : response.body.length;
  return (
    `${request.remoteAddress} - - [${date}] "${request.method} ${request.path} HTTP/1.1" ${response.status} ${size} ` +
    `"${header('Referer')}" "${header('User-Agent')}" "${header('X-Forwarded-For')}"`
  );
}

function* sendSignal(system: System, { pidFile }: Places, action: string): Body<number> {
  const signals = { stop: 'TERM', quit: 'QUIT', reload: 'HUP', reopen: 'USR1' } as const;
  if (!Object.hasOwn(signals, action)) {
    yield* system.warn(`nginx: invalid option: "-s ${action}"\n`);
    return 1;
  }
  try {
    system.kill(Number(system.paths.readText(pidFile).trim()), signals[action as keyof typeof signals]);
    return 0;
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    yield* system.warn(`${notice(system, 'error')} open() "${pidFile}" failed (${error.number}: ${error.text})\n`);
    return 1;
  }
}

function* checkConfiguration(system: System): Body<number> {
  yield* system.warn('nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\n');
  yield* system.warn('nginx: configuration file /etc/nginx/nginx.conf test is successful\n');
  return 0;
}

function notice(system: System, level: string): string {
  const { pid } = system.task;
  return `${formatTime('%Y/%m/%d %H:%M:%S', system.wallClock)} [${level}] ${pid}#${pid}:`;
}
