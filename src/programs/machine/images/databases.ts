import { parseArguments, withMessages } from '../applets/applet';
import { becomeCommand } from '../applets/run-command';
import { formatTime } from '../calendar';
import { readProgram } from '../declared/read-declaration';
import { declaredProgram } from '../declared/run-declared';
import { UnsupportedConstruct } from '../errors';
import type { ImageDescription } from '../image';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { connectTo } from '../network/client';
import { programFiles } from './base-files';
import { optionalServer } from './entry-scripts';
import { landOf } from './user-lands';

const ENDS = { code: 0 };

/** A server that opens ports, says nothing of interest there, and ends with 0 at SIGTERM. */
function silentServer(ports: readonly number[], prints: readonly string[] = []): Program {
  return declaredProgram(readProgram({
    ports: Object.fromEntries(ports.map((port) => [port, 'tcp'])), prints, signals: { TERM: ENDS, INT: ENDS, QUIT: ENDS },
  }));
}

/** Whether a server of this host, or another one, takes connections. */
function* answers(system: System, host: string, port: number): Body<boolean> {
  const socket = yield* connectTo(system, host, port);
  if (typeof socket === 'string') return false;
  socket.close();
  return true;
}

/** mysql: port 3306, wants to know about its password at its first start; `mysqladmin ping` asks whether it answers. */
export const mysqlImage = (tag: string): ImageDescription => sqlImage(tag, 'mysqld', {
  '/usr/sbin/mysqld': silentServer([3306]), '/usr/bin/mysqladmin': admin('mysqladmin', 'mysqld'), '/usr/bin/mysql': client('mysql'),
});

/** mariadb: like mysql; `healthcheck.sh` asks, too. Before version 11 its programs have the names of mysql as well. */
export const mariadbImage = (tag: string): ImageDescription => {
  const hasOldNames = /^(5|10)\b/.test(tag);
  return sqlImage(tag, 'mariadbd', {
    '/usr/sbin/mariadbd': silentServer([3306]),
    '/usr/bin/mariadb-admin': admin('mariadb-admin', 'mysqld'),
    '/usr/bin/mariadb': client('mariadb'),
    '/usr/local/bin/healthcheck.sh': healthcheck,
    ...(hasOldNames && {
      '/usr/sbin/mysqld': silentServer([3306]), '/usr/bin/mysqladmin': admin('mysqladmin', 'mysqld'), '/usr/bin/mysql': client('mysql'),
    }),
  });
};

function sqlImage(tag: string, server: string, programs: Readonly<Record<string, Program>>): ImageDescription {
  return {
    entrypoint: ['docker-entrypoint.sh'],
    command: [server],
    isPartial: true,
    files: {
      ...landOf(tag),
      ...programFiles({ ...programs, '/usr/local/bin/docker-entrypoint.sh': sqlEntryPoint(server) }),
      [DATA]: { directory: true, mode: 0o1777 },
    },
  };
}

const DATA = '/var/lib/mysql';
const PASSWORD_OPTIONS = {
  mysqld: ['MYSQL_ROOT_PASSWORD', 'MYSQL_ALLOW_EMPTY_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD'],
  mariadbd: ['MARIADB_ROOT_PASSWORD', 'MARIADB_ROOT_PASSWORD_HASH', 'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD', 'MARIADB_RANDOM_ROOT_PASSWORD'],
};

/** Makes the database at its first start, if it is said how root logs in, and becomes the server. */
function sqlEntryPoint(server: string): Program {
  return withMessages(function* run(system) {
    const given = system.arguments.slice(1);
    const args = given[0]?.startsWith('-') === true ? [server, ...given] : given;
    const isServer = args[0] === 'mysqld' || args[0] === 'mariadbd';
    if (isServer && system.paths.find(`${DATA}/mysql`) === undefined) {
      const options = server === 'mysqld' ? PASSWORD_OPTIONS.mysqld : PASSWORD_OPTIONS.mariadbd;
      if (!isAnySet(system, server === 'mysqld' ? options : [...options, ...PASSWORD_OPTIONS.mysqld])) {
        yield* system.warn(noPassword(system, options));
        return 1;
      }
      system.task.kernel.files.makeDirectories(`${DATA}/mysql`);
    }
    return yield* becomeCommand(system, args);
  });
}

function isAnySet({ environment }: System, names: readonly string[]): boolean {
  return names.some((name) => [name, `${name}_FILE`].some((each) => (environment.get(each) ?? '') !== ''));
}

/** What the images say, as users look for it. */
function noPassword(system: System, options: readonly string[]): string {
  const time = formatTime('%Y-%m-%d %H:%M:%S+00:00', system.wallClock);
  return [
    `${time} [ERROR] [Entrypoint]: Database is uninitialized and password option is not specified`,
    '    You need to specify one of the following as an environment variable:',
    ...options.map((name) => `    - ${name}`),
    '',
  ].join('\n');
}

const CLIENT = {
  letters: 'h:P:u:p:e:S:sN', long: { host: 'h', port: 'P', user: 'u', password: 'p', execute: 'e', socket: 'S', silent: 's', protocol: 'S' },
};

/** `mysqladmin [-h host] [-u user] [-pPASSWORD] ping`: whoever asks, an answer of the server is enough. */
function admin(name: string, server: string): Program {
  return withMessages(function* run(system) {
    const { host, port, operands } = readTarget(name, system);
    if (operands.join(' ') !== 'ping') throw new UnsupportedConstruct(`${name} ${operands.join(' ')}`);
    if (yield* answers(system, host, port)) {
      yield* system.print(`${server} is alive\n`);
      return 0;
    }
    yield* system.warn(`${name}: connect to server at '${host}' failed\nerror: '${cannotConnect(host, port)}'\n`);
    return 1;
  });
}

/** `mysql -e 'SELECT 1'`; other statements are refused. */
function client(name: string): Program {
  return withMessages(function* run(system) {
    const { host, port, values } = readTarget(name, system);
    if (!(yield* answers(system, host, port))) {
      yield* system.warn(`ERROR 2003 (HY000): ${cannotConnect(host, port)}\n`);
      return 1;
    }
    const statement = values.get('e') ?? '';
    if (!/^\s*select\s+1\s*;?\s*$/i.test(statement)) throw new UnsupportedConstruct(`${name} with ${statement === '' ? 'no statement' : `"${statement}"`}`);
    yield* system.print('1\n1\n');
    return 0;
  });
}

const healthcheck: Program = function* run(system) {
  return (yield* answers(system, 'localhost', 3306)) ? 0 : 1;
};

function cannotConnect(host: string, port: number): string {
  return host === 'localhost'
    ? "Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)"
    : `Can't connect to MySQL server on '${host}:${port}' (111)`;
}

/** A password stands right behind `-p`; alone it would be asked for. */
function readTarget(name: string, system: System): { host: string; port: number; operands: readonly string[]; values: ReadonlyMap<string, string> } {
  const args = system.arguments.slice(1).map((arg) => (arg === '-p' || arg === '--password' ? '-p ' : arg));
  const { values, operands } = parseArguments(name, args, CLIENT);
  return { host: values.get('h') ?? 'localhost', port: Number(values.get('P') ?? '3306'), operands, values };
}

/** memcached: port 11211. */
export const memcachedImage = (tag: string): ImageDescription => ({
  entrypoint: ['docker-entrypoint.sh'],
  command: ['memcached'],
  user: 'memcache',
  files: {
    ...landOf(tag, { passwd: 'memcache:x:11211:11211::/home/memcache:/bin/sh', group: 'memcache:x:11211:' }),
    ...programFiles({ '/usr/local/bin/memcached': silentServer([11_211]) }),
    '/usr/local/bin/docker-entrypoint.sh': optionalServer('memcached'),
  },
});

/** mongo: port 27017; `mongosh --eval` asks it. */
export const mongoImage = (tag: string): ImageDescription => ({
  entrypoint: ['docker-entrypoint.sh'],
  command: ['mongod'],
  isPartial: true,
  files: {
    ...landOf(tag),
    ...programFiles({ '/usr/bin/mongod': silentServer([27_017]), [/^[2-5]\b/.test(tag) ? '/usr/bin/mongo' : '/usr/bin/mongosh']: mongoShell }),
    '/usr/local/bin/docker-entrypoint.sh': optionalServer('mongod'),
  },
});

/** `mongosh --eval "db.adminCommand('ping')"`; other scripts are refused. */
const mongoShell: Program = withMessages(function* run(system) {
  const args = system.arguments.slice(1);
  const script = args[args.indexOf('--eval') + 1] ?? '';
  const host = args[args.indexOf('--host') + 1];
  if (!(yield* answers(system, args.includes('--host') && host !== undefined ? host : '127.0.0.1', 27_017))) {
    yield* system.warn('MongoNetworkError: connect ECONNREFUSED 127.0.0.1:27017\n');
    return 1;
  }
  if (!args.includes('--eval') || !/ping|hello|isMaster/.test(script)) throw new UnsupportedConstruct(`${system.name} ${args.join(' ')}`);
  yield* system.print(/\.ok\b/.test(script) ? '1\n' : '{ ok: 1 }\n');
  return 0;
});

/** rabbitmq: port 5672, with `management` in its tag also 15672; `rabbitmq-diagnostics ping` asks it. */
export const rabbitmqImage = (tag: string): ImageDescription => ({
  entrypoint: ['docker-entrypoint.sh'],
  command: ['rabbitmq-server'],
  isPartial: true,
  files: {
    ...landOf(tag),
    ...programFiles({
      '/opt/rabbitmq/sbin/rabbitmq-server': silentServer([5672, 15_692, ...(tag.includes('management') ? [15_672] : [])]),
      '/opt/rabbitmq/sbin/rabbitmq-diagnostics': rabbitDiagnostics,
      '/opt/rabbitmq/sbin/rabbitmqctl': rabbitDiagnostics,
    }),
    '/usr/local/bin/docker-entrypoint.sh': optionalServer('rabbitmq-server'),
  },
  environment: { PATH: '/opt/rabbitmq/sbin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
});

const RABBIT_CHECKS = ['ping', 'status', 'check_running', 'check_port_connectivity', 'check_local_alarms', 'node_health_check'];
const UNAVAILABLE = 69;

const rabbitDiagnostics: Program = withMessages(function* run(system) {
  const words = system.arguments.slice(1).filter((arg) => !arg.startsWith('-'));
  const [check = ''] = words;
  if (words.length !== 1 || !RABBIT_CHECKS.includes(check)) throw new UnsupportedConstruct(`${system.name} ${words.join(' ')}`);
  if (yield* answers(system, 'localhost', 5672)) {
    yield* system.print(check === 'ping' ? 'Ping succeeded\n' : '');
    return 0;
  }
  yield* system.warn(`Error: unable to perform an operation on node 'rabbit@${system.network.hostName}'.\n`);
  return UNAVAILABLE;
});
