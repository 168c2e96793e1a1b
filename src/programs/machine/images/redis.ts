import { AppletError, parseArguments, withMessages } from '../applets/applet';
import { formatTime } from '../calendar';
import { UnsupportedConstruct } from '../errors';
import type { ImageDescription } from '../image';
import { SystemError } from '../kernel/errno';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { connectTo } from '../network/client';
import type { StreamSocket } from '../network/stream-socket';
import { LineServer } from '../network/line-server';
import { optionalServer } from './entry-scripts';
import { programFiles } from './base-files';
import { landOf } from './user-lands';

/** redis: port 6379, ends with 0 at SIGTERM; `redis-cli ping` asks it. */
export const redisImage = (tag: string): ImageDescription => ({
  entrypoint: ['docker-entrypoint.sh'],
  command: ['redis-server'],
  workingDirectory: '/data',
  files: {
    ...landOf(tag),
    ...programFiles({ '/usr/local/bin/redis-server': redisServer, '/usr/local/bin/redis-cli': redisCli }),
    '/usr/local/bin/docker-entrypoint.sh': optionalServer('redis-server', '*.conf'),
    '/data': { directory: true },
  },
});

/** Directives with which the server is another one than what runs here. */
const OTHER_SERVERS = new Set(['replicaof', 'slaveof', 'tls-port', 'unixsocket', 'include', 'sentinel', 'loadmodule']);
const OTHER_IF_YES = new Set(['daemonize', 'cluster-enabled']);

const redisServer: Program = withMessages(function* run(system) {
  const directives = readDirectives(system);
  const port = Number(directives.get('port') ?? '6379');
  const server = new RedisServer(system, directives.get('requirepass') ?? '');
  let isStopped = false;
  for (const signal of ['TERM', 'INT'] as const) system.onSignal(signal, () => { isStopped = true; });
  try {
    server.lines.listen(port, listenAddress(directives.get('bind') ?? '*'));
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    yield* log(system, `# Warning: Could not create server TCP listening socket *:${port}: bind: ${error.text}`);
    yield* log(system, '# Failed listening on port, exiting.');
    return 1;
  }
  yield* log(system, '* Ready to accept connections tcp');
  yield* server.lines.serve(() => isStopped || server.isShutDown);
  yield* log(system, '* User requested shutdown...');
  yield* log(system, '# Redis is now ready to exit, bye bye...');
  return 0;
});

/** The directives of the configuration file and of the command line, the later ones over the earlier. */
function readDirectives(system: System): ReadonlyMap<string, string> {
  const args = system.arguments.slice(1);
  const lines = args[0]?.startsWith('-') === false ? system.paths.readText(args.shift() ?? '').split('\n') : [];
  for (const arg of args) {
    if (arg.startsWith('--')) lines.push(arg.slice(2));
    else lines.push(`${lines.pop() ?? ''} ${arg}`);
  }
  const directives = new Map<string, string>();
  for (const line of lines) {
    const [, name = '', value = ''] = /^\s*([^#\s]\S*)\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === '') continue;
    if (OTHER_SERVERS.has(name) || (OTHER_IF_YES.has(name) && value === 'yes')) throw new UnsupportedConstruct(`the directive ${name} of redis`);
    directives.set(name, value.replace(/^(["'])(.*)\1$/, '$2'));
  }
  return directives;
}

function listenAddress(bind: string): string | undefined {
  return bind.split(/\s+/).every((each) => /^-?(127\.|::1)/.test(each)) ? '127.0.0.1' : undefined;
}

/** A line of the server's log. */
function* log(system: System, text: string): Body<void> {
  yield* system.print(`${system.task.pid}:M ${formatTime('%d %b %Y %H:%M:%S.000', system.wallClock)} ${text}\n`);
}

/** The values of a server, and how it answers commands. */
class RedisServer {
  readonly lines: LineServer<{ isAuthenticated: boolean }>;
  isShutDown = false;
  readonly #values = new Map<string, string>();

  constructor(system: System, private readonly password: string) {
    this.lines = new LineServer(system, () => ({ isAuthenticated: password === '' }), (line, session) => this.#reply(line, session));
  }

  #reply(line: string, session: { isAuthenticated: boolean }): string | undefined {
    const [name = '', ...args] = line.trim().split(/\s+/);
    const command = name.toUpperCase();
    if (command === 'QUIT') return undefined;
    if (command === 'AUTH') {
      session.isAuthenticated = args.at(-1) === this.password;
      return session.isAuthenticated ? '+OK\r\n' : '-WRONGPASS invalid username-password pair or user is disabled.\r\n';
    }
    if (!session.isAuthenticated) return '-NOAUTH Authentication required.\r\n';
    return this.#execute(command, args);
  }

  #execute(command: string, [key = '', value = '']: readonly string[]): string | undefined {
    switch (command) {
      case 'PING':
        return key === '' ? '+PONG\r\n' : bulk(key);
      case 'ECHO':
        return bulk(key);
      case 'GET':
        return bulk(this.#values.get(key));
      case 'SET':
        this.#values.set(key, value);
        return '+OK\r\n';
      case 'INCR':
        this.#values.set(key, String(Number(this.#values.get(key) ?? '0') + 1));
        return `:${this.#values.get(key) ?? ''}\r\n`;
      case 'DEL':
        return `:${this.#values.delete(key) ? 1 : 0}\r\n`;
      case 'EXISTS':
        return `:${this.#values.has(key) ? 1 : 0}\r\n`;
      case 'DBSIZE':
        return `:${this.#values.size}\r\n`;
      case 'SHUTDOWN':
        this.isShutDown = true;
        return undefined;
      default:
        throw new UnsupportedConstruct(`the command ${command} of redis`);
    }
  }
}

function bulk(text: string | undefined): string {
  return text === undefined ? '$-1\r\n' : `$${text.length}\r\n${text}\r\n`;
}

/** `redis-cli [-h host] [-p port] [-a password] command`; without a command it would talk to a user. */
const redisCli: Program = withMessages(function* run(system) {
  const syntax = { letters: 'h:p:a:n:t:', long: { 'no-auth-warning': 'w', pass: 'a', raw: 'r' }, stopsAtOperand: true };
  const { values, flags, operands } = parseArguments('redis-cli', system.arguments.slice(1), syntax);
  if (operands.length === 0) throw new UnsupportedConstruct('redis-cli without a command');
  const [host, port] = [values.get('h') ?? '127.0.0.1', Number(values.get('p') ?? '6379')];
  const password = values.get('a') ?? system.environment.get('REDISCLI_AUTH');
  if (values.has('a') && !flags.has('w')) {
    yield* system.warn("Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n");
  }
  const socket = yield* connectTo(system, host, port);
  if (typeof socket === 'string') {
    const reason = { refused: 'Connection refused', 'bad-address': 'Name or service not known', unreachable: 'Host is unreachable', timeout: 'Connection timed out' };
    yield* system.warn(`Could not connect to Redis at ${host}:${port}: ${reason[socket]}\n`);
    return 1;
  }
  if (password !== undefined) {
    socket.write(`AUTH ${password}\r\n`);
    const answer = yield* readReply(system, socket);
    if (answer !== 'OK') yield* system.warn(`AUTH failed: ${answer}\n`);
  }
  socket.write(`${operands.join(' ')}\r\n`);
  const answer = yield* readReply(system, socket);
  socket.close();
  yield* system.print(`${answer}\n`);
  return 0;
});

/** One reply, as redis-cli shows it to a program. */
function* readReply(system: System, socket: StreamSocket): Body<string> {
  const line = (yield* system.readFrom(socket, 65_536, '\n')).trimEnd();
  if (line === '') throw new AppletError('Error: Server closed the connection');
  if (line === '$-1') return '';
  if (!line.startsWith('$')) return line.slice(1);
  return (yield* system.readFrom(socket, 65_536, '\n')).trimEnd();
}
