import { parseArguments, withMessages } from '../applets/applet';
import { formatTime } from '../calendar';
import { readProgram } from '../declared/read-declaration';
import { declaredProgram } from '../declared/run-declared';
import { UnsupportedConstruct } from '../errors';
import { SECOND } from '../../../simulation/time';
import type { ImageDescription } from '../image';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { connectTo } from '../network/client';
import { becomeCommand } from '../applets/run-command';
import { programFiles } from './base-files';
import { landOf } from './user-lands';

const DATA = '/var/lib/postgresql/data';

/** postgres: port 5432, wants a password at its first start, stopped by SIGINT; `pg_isready` asks whether it answers. */
export const postgresImage = (tag: string): ImageDescription => ({
  entrypoint: ['docker-entrypoint.sh'],
  command: ['postgres'],
  environment: { PGDATA: DATA },
  stopSignal: 'INT',
  files: {
    ...landOf(tag, { passwd: 'postgres:x:999:999::/var/lib/postgresql:/bin/bash', group: 'postgres:x:999:' }),
    ...programFiles({
      '/usr/local/bin/docker-entrypoint.sh': entryPoint,
      '/usr/local/bin/postgres': postgres,
      '/usr/local/bin/pg_isready': pgIsReady,
      '/usr/local/bin/psql': psql,
    }),
    [DATA]: { directory: true, mode: 0o1777 },
    '/run/postgresql': { directory: true, mode: 0o1777 },
  },
});

/** Makes the database at its first start, and becomes the server; another command is run as it is. */
const entryPoint: Program = withMessages(function* run(system) {
  const args = system.arguments.slice(1);
  const [name = ''] = args;
  if (name !== '' && name !== 'postgres' && !name.startsWith('-')) {
    return yield* becomeCommand(system, args);
  }
  if (args.some((arg) => ['-?', '--help', '--describe-config', '-V', '--version'].includes(arg))) throw new UnsupportedConstruct(`postgres ${args.join(' ')}`);
  const version = `${system.environment.get('PGDATA') ?? DATA}/PG_VERSION`;
  if (system.paths.find(version) === undefined) {
    if (!isPasswordGiven(system)) {
      yield* system.warn(NO_PASSWORD);
      return 1;
    }
    system.task.kernel.files.makeDirectories(version.slice(0, version.lastIndexOf('/')));
    system.paths.writeText(version, '16\n');
    yield* system.print('\nPostgreSQL init process complete; ready for start up.\n\n');
  }
  return yield* serve(system, name === 'postgres' ? args.slice(1) : args);
});

function isPasswordGiven({ environment, paths }: System): boolean {
  const file = environment.get('POSTGRES_PASSWORD_FILE');
  const password = file === undefined ? environment.get('POSTGRES_PASSWORD') : paths.readText(file).trim();
  return (password ?? '') !== '' || environment.get('POSTGRES_HOST_AUTH_METHOD') === 'trust';
}

/** What the image says, as users look for it. */
const NO_PASSWORD = [
  'Error: Database is uninitialized and superuser password is not specified.',
  '       You must specify POSTGRES_PASSWORD to a non-empty value for the',
  '       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".',
  '',
  '       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all',
  '       connections without a password. This is *not* recommended.',
  '',
  '       See PostgreSQL documentation about "trust":',
  '       https://www.postgresql.org/docs/current/auth-trust.html',
  '',
].join('\n');

/** The server itself, without the entry point: it refuses to run as root. */
const postgres: Program = function* run(system) {
  if (system.context.user !== 0) return yield* serve(system, system.arguments.slice(1));
  yield* system.warn('"root" execution of the PostgreSQL server is not permitted.\n');
  return 1;
};

/** Serves until SIGTERM (smart: when nobody is connected), SIGINT (fast) or SIGQUIT (immediate). */
function* serve(system: System, args: readonly string[]): Body<number> {
  const { values, lists } = parseArguments('postgres', args, { letters: 'p:c:h:D:N:B:k:' });
  const settings = new Map((lists.get('c') ?? []).map((setting) => [setting.replace(/\s*=.*/s, ''), setting.replace(/^[^=]*=\s*/s, '')]));
  const port = Number(values.get('p') ?? settings.get('port') ?? system.environment.get('PGPORT') ?? '5432');
  const line = (text: string): string => `${formatTime('%Y-%m-%d %H:%M:%S.000 UTC', system.wallClock)} [${system.task.pid}] LOG:  ${text}`;
  const ending = (kind: string): object => ({ code: 0, prints: line(`received ${kind} shutdown request`) });
  return yield* declaredProgram(readProgram({
    ports: { [port]: 'tcp' },
    prints: [{ text: line('database system is ready to accept connections'), stream: 'stderr' }],
    signals: { TERM: ending('smart'), INT: ending('fast'), QUIT: ending('immediate') },
  }))(system);
}

const CLIENT = {
  letters: 'h:p:U:d:t:q', long: { host: 'h', port: 'p', username: 'U', dbname: 'd', timeout: 't', command: 'c', quiet: 'q', 'no-align': 'A' },
};

/** `pg_isready [-h host] [-p port] [-U user] [-d database]` */
const pgIsReady: Program = withMessages(function* run(system) {
  const { values, flags } = parseArguments('pg_isready', system.arguments.slice(1), CLIENT);
  const { host, port, isReachable } = yield* tryServer(system, values);
  if (!flags.has('q')) yield* system.print(`${host ?? '/var/run/postgresql'}:${port} - ${isReachable ? 'accepting connections' : 'no response'}\n`);
  return isReachable ? 0 : 2;
});

/** `psql -c 'SELECT 1'`; other statements are refused. */
const psql: Program = withMessages(function* run(system) {
  const { values } = parseArguments('psql', system.arguments.slice(1), { ...CLIENT, letters: 'h:p:U:d:c:qAXwWt' });
  const { host, port, isReachable } = yield* tryServer(system, values);
  if (!isReachable) {
    const address = host === undefined ? `socket "/var/run/postgresql/.s.PGSQL.${port}"` : `server at "${host}", port ${port}`;
    yield* system.warn(`psql: error: connection to ${address} failed: ${host === undefined ? 'No such file or directory' : 'Connection refused'}\n`);
    return 2;
  }
  const statement = values.get('c') ?? '';
  if (!/^\s*select\s+1\s*;?\s*$/i.test(statement)) throw new UnsupportedConstruct(`psql with ${statement === '' ? 'no command' : `"${statement}"`}`);
  yield* system.print(' ?column? \n----------\n        1\n(1 row)\n\n');
  return 0;
});

function* tryServer(system: System, values: ReadonlyMap<string, string>): Body<{ host: string | undefined; port: number; isReachable: boolean }> {
  const host = values.get('h') ?? system.environment.get('PGHOST');
  const port = Number(values.get('p') ?? system.environment.get('PGPORT') ?? '5432');
  const socket = yield* connectTo(system, host ?? 'localhost', port, system.now + 3 * SECOND);
  if (typeof socket !== 'string') socket.close();
  return { host, port, isReachable: typeof socket !== 'string' };
}
