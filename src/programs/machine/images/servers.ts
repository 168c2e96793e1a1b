import { UnsupportedConstruct } from '../errors';
import type { ImageDescription } from '../image';
import type { Program } from '../kernel/program';
import type { Body } from '../kernel/wait-queue';
import type { System } from '../kernel/system';
import { connectTo } from '../network/client';
import { readProgram } from '../declared/read-declaration';
import { declaredProgram } from '../declared/run-declared';
import { SECOND } from '../../../simulation/time';
import { baseFiles, busyboxFiles, distributionFiles } from './base-files';

/** A server that opens a port, says nothing of interest, and ends soon after a signal. */
interface SimpleServer {
  readonly path: string;
  readonly port: number;
  readonly prints: readonly string[];
  readonly signals: Readonly<Record<string, unknown>>;
  readonly stopSignal?: 'TERM' | 'INT' | 'QUIT' | 'WINCH';
}

function serverImage(server: SimpleServer, programs: Readonly<Record<string, Program>> = {}): ImageDescription {
  const program = declaredProgram(
    readProgram({ ports: { [server.port]: 'tcp' }, prints: server.prints, signals: server.signals }),
  );
  const files = Object.fromEntries(Object.entries(programs).map(([path, file]) => [path, { program: file }]));
  return {
    command: [server.path.slice(server.path.lastIndexOf('/') + 1)],
    stopSignal: server.stopSignal,
    files: { ...baseFiles(), ...distributionFiles(), ...busyboxFiles(), ...files, [server.path]: { program } },
  };
}

const ENDS_AT_ONCE = { code: 0 };

/** redis: port 6379, ends with 0 at SIGTERM; `redis-cli ping` answers. */
export const redisImage = (): ImageDescription =>
  serverImage(
    {
      path: '/usr/local/bin/redis-server',
      port: 6379,
      prints: ['* Ready to accept connections tcp'],
      signals: { TERM: { code: 0, prints: '# User requested shutdown...' }, INT: ENDS_AT_ONCE },
    },
    { '/usr/local/bin/redis-cli': redisCli },
  );

/** postgres: port 5432, stopped by SIGINT; `pg_isready` asks whether it answers. */
export const postgresImage = (): ImageDescription =>
  serverImage(
    {
      path: '/usr/local/bin/postgres',
      port: 5432,
      prints: ['LOG:  database system is ready to accept connections'],
      signals: { TERM: ENDS_AT_ONCE, INT: ENDS_AT_ONCE, QUIT: ENDS_AT_ONCE },
      stopSignal: 'INT',
    },
    { '/usr/local/bin/pg_isready': pgIsReady },
  );

/** mysql and mariadb: port 3306, end at SIGTERM; `mysqladmin ping` asks whether it answers. */
export const mysqlImage = (): ImageDescription =>
  serverImage(
    { path: '/usr/sbin/mysqld', port: 3306, prints: ['mysqld: ready for connections.'], signals: { TERM: ENDS_AT_ONCE } },
    { '/usr/bin/mysqladmin': mysqlAdmin },
  );

/** memcached: port 11211, ends at SIGTERM. */
export const memcachedImage = (): ImageDescription =>
  serverImage({ path: '/usr/local/bin/memcached', port: 11_211, prints: [], signals: { TERM: ENDS_AT_ONCE, INT: ENDS_AT_ONCE } });

/** mongo: port 27017, ends at SIGTERM. */
export const mongoImage = (): ImageDescription =>
  serverImage({ path: '/usr/bin/mongod', port: 27_017, prints: ['Waiting for connections'], signals: { TERM: ENDS_AT_ONCE } });

/** `redis-cli [-h host] [-p port] ping` and the like; only `ping` is known. */
function* redisCli(system: System): Body<number> {
  const { host, port, words } = readTarget(system, 6379);
  const socket = yield* connectTo(system, host, port);
  if (typeof socket === 'string') {
    yield* system.print(`Could not connect to Redis at ${host}:${port}: Connection refused\n`);
    return 1;
  }
  socket.close();
  if (words.join(' ').toLowerCase() !== 'ping') throw new UnsupportedConstruct(`redis-cli ${words.join(' ')}`);
  yield* system.print('PONG\n');
  return 0;
}

/** `pg_isready [-h host] [-p port] [-U user] [-d database]` */
function* pgIsReady(system: System): Body<number> {
  const { host, port } = readTarget(system, 5432);
  const shown = host === 'localhost' && !system.arguments.includes('-h') ? '/var/run/postgresql' : host;
  const socket = yield* connectTo(system, host, port, system.now + 3 * SECOND);
  if (typeof socket !== 'string') socket.close();
  yield* system.print(`${shown}:${port} - ${typeof socket === 'string' ? 'no response' : 'accepting connections'}\n`);
  return typeof socket === 'string' ? 2 : 0;
}

/** `mysqladmin [-h host] ping` */
function* mysqlAdmin(system: System): Body<number> {
  const { host, port, words } = readTarget(system, 3306);
  if (!words.includes('ping')) throw new UnsupportedConstruct(`mysqladmin ${words.join(' ')}`);
  const socket = yield* connectTo(system, host, port);
  if (typeof socket !== 'string') {
    socket.close();
    yield* system.print('mysqld is alive\n');
    return 0;
  }
  yield* system.warn(`mysqladmin: connect to server at '${host}' failed\nerror: 'Can't connect to MySQL server on '${host}:${port}' (111)'\n`);
  return 1;
}

function readTarget(system: System, defaultPort: number): { host: string; port: number; words: readonly string[] } {
  const words: string[] = [];
  let host = 'localhost';
  let port = defaultPort;
  const args = system.arguments.slice(1);
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '-h') host = args[++index] ?? host;
    else if (arg === '-p') port = Number(args[++index] ?? port);
    else if (/^-[aUdnt]$/.test(arg)) index++;
    else words.push(arg);
  }
  return { host, port, words };
}
