import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { commandLine } from '../image';
import { createVolume } from '../files/volume';
import { Bench, type BenchOptions } from '../testing/bench';
import { imageProgram } from './known-images';

/** A container of an image with the arguments of a pod, a second after its start. */
function start(name: string, options: Partial<BenchOptions> & { readonly args?: readonly string[]; readonly command?: readonly string[] } = {}): Bench {
  const image = imageProgram(name);
  assert.ok(image, name);
  const { args, command, ...rest } = options;
  return new Bench(commandLine(image, command, args), { ...rest, image }).advance(1);
}

/** What a command prints, and its code. */
const ask = (bench: Bench, ...command: string[]): [string, number] => {
  const { output, code } = bench.exec(command);
  return [output, code];
};

const SQL = { environment: { POSTGRES_PASSWORD: 'secret', MYSQL_ROOT_PASSWORD: 'secret', MARIADB_ROOT_PASSWORD: 'secret' } };

describe('a server and the client that asks it', () => {
  for (const [image, check, answer, port, failure, code] of [
    ['redis:7', ['redis-cli', 'ping'], 'PONG\n', 6379, 'Could not connect to Redis at 127.0.0.1:6379: Connection refused\n', 1],
    ['docker.io/library/redis:7.2-alpine', ['redis-cli', '-h', 'localhost', '-p', '6379', 'PING'], 'PONG\n', 6379, 'Could not connect to Redis at localhost:6379: Connection refused\n', 1],
    ['postgres:16', ['pg_isready', '-U', 'postgres'], '/var/run/postgresql:5432 - accepting connections\n', 5432, '/var/run/postgresql:5432 - no response\n', 2],
    ['postgres:16-alpine', ['pg_isready', '--host=127.0.0.1', '-U', 'postgres', '-d', 'app'], '127.0.0.1:5432 - accepting connections\n', 5432, '127.0.0.1:5432 - no response\n', 2],
    ['mysql:8', ['mysqladmin', 'ping', '-h', '127.0.0.1', '-uroot', '-psecret'], 'mysqld is alive\n', 3306, "mysqladmin: connect to server at '127.0.0.1' failed\nerror: 'Can't connect to MySQL server on '127.0.0.1:3306' (111)'\n", 1],
    ['mariadb:11', ['healthcheck.sh', '--connect'], '', 3306, '', 1],
    ['mongo:7', ['mongosh', '--quiet', '--eval', "db.adminCommand('ping').ok"], '1\n', 27_017, 'MongoNetworkError: connect ECONNREFUSED 127.0.0.1:27017\n', 1],
    ['rabbitmq:3-management', ['rabbitmq-diagnostics', '-q', 'ping'], 'Ping succeeded\n', 15_672, "Error: unable to perform an operation on node 'rabbit@p'.\n", 69],
  ] as const) {
    test(`${image}: ${check.join(' ')}`, () => {
      const bench = start(image, SQL);
      assert.deepEqual([...ask(bench, ...check), bench.machine.tcpConnect(port)], [answer, 0, true]);
      bench.machine.signal(imageProgram(image)?.stopSignal ?? 'TERM');
      assert.deepEqual([bench.advance(0).exit?.code, bench.host.failures], [0, []]);
      assert.deepEqual(ask(start(image, { args: ['sleep', '1h'] }), ...check), [failure, code]);
    });
  }
});

describe('redis', () => {
  test('takes its port and its password from its arguments or from a file', () => {
    const fromArguments = start('redis', { args: ['--port', '7000', '--requirepass', 'secret'] });
    assert.deepEqual(ask(fromArguments, 'redis-cli', '-p', '7000', 'ping'), ['NOAUTH Authentication required.\n', 0]);
    assert.deepEqual(ask(fromArguments, 'redis-cli', '-p', '7000', '--no-auth-warning', '-a', 'secret', 'ping'), ['PONG\n', 0]);
    assert.match(ask(fromArguments, 'redis-cli', '-p', '7000', '-a', 'wrong', 'ping')[0], /AUTH failed: WRONGPASS.*\nNOAUTH/s);
    const mounts = [{ path: '/etc/redis', volume: createVolume({ '/redis.conf': 'port 7001\nbind 127.0.0.1\n# requirepass x\nappendonly yes\n' }) }];
    const fromFile = start('redis', { args: ['/etc/redis/redis.conf'], mounts });
    assert.deepEqual(ask(fromFile, 'redis-cli', '-p', '7001', 'ping'), ['PONG\n', 0]);
    assert.deepEqual([fromFile.machine.tcpConnect(7001, '10.244.0.1'), fromFile.machine.tcpConnect(7001)], [false, true]);
  });

  test('keeps values, and answers whoever speaks its protocol', () => {
    const bench = start('redis:7-alpine');
    ask(bench, 'redis-cli', 'set', 'key', 'value');
    assert.deepEqual(ask(bench, 'redis-cli', 'get', 'key'), ['value\n', 0]);
    assert.deepEqual(ask(bench, 'sh', '-c', "printf 'PING\\r\\nQUIT\\r\\n' | nc localhost 6379"), ['+PONG\r\n', 0]);
    ask(bench, 'redis-cli', 'shutdown', 'nosave');
    assert.equal(bench.exit?.code, 0);
  });

  test('refuses what would make another server of it', () => {
    assert.match(start('redis', { args: ['--replicaof', 'redis-0', '6379'] }).host.failures[0]?.message ?? '', /the directive replicaof of redis/);
    const bench = start('redis');
    ask(bench, 'redis-cli', 'ping');
    assert.throws(() => bench.exec(['redis-cli', 'cluster', 'info']));
    assert.match(bench.host.failures[0]?.message ?? '', /the command CLUSTER of redis/);
  });
});

describe('postgres', () => {
  test('wants a password at its first start, and none once its database is there', () => {
    const mounts = [{ path: '/var/lib/postgresql/data', volume: createVolume() }];
    const refused = start('postgres:16', { mounts });
    assert.deepEqual([refused.exit?.code, refused.stderr[0]], [1, 'Error: Database is uninitialized and superuser password is not specified.']);
    assert.equal(start('postgres:16', { mounts, environment: { POSTGRES_HOST_AUTH_METHOD: 'trust' } }).exit, undefined);
    assert.equal(start('postgres:16', { mounts }).exit, undefined);
  });

  test('listens where it is told to, and answers a client that asks for 1', () => {
    const bench = start('postgres', { ...SQL, args: ['-c', 'port=5433', '-c', 'max_connections=200'] });
    assert.deepEqual(ask(bench, 'psql', '-h', 'localhost', '-p', '5433', '-U', 'postgres', '-c', 'SELECT 1')[1], 0);
    assert.equal(ask(bench, 'psql', '-U', 'postgres', '-c', 'SELECT 1')[1], 2);
  });

  test('does not run as root without its entry point', () => {
    const bench = start('postgres', { ...SQL, command: ['postgres'] });
    assert.deepEqual([bench.exit?.code, bench.output], [1, '"root" execution of the PostgreSQL server is not permitted.']);
    assert.equal(start('postgres', { command: ['postgres'], user: '999' }).exit, undefined);
  });
});

describe('mysql and mariadb', () => {
  test('want to know at their first start how root logs in', () => {
    assert.match(start('mysql:8').output, /password option is not specified\n.*\n {4}- MYSQL_ROOT_PASSWORD/);
    assert.match(start('mariadb:11').output, /MARIADB_ROOT_PASSWORD_HASH/);
    assert.equal(start('mysql:8').exit?.code, 1);
    assert.equal(start('mysql:8', { environment: { MYSQL_ALLOW_EMPTY_PASSWORD: 'yes' } }).exit, undefined);
  });
});

describe('httpd', () => {
  test('serves its page, and ends with 0 at its stop signal SIGWINCH', () => {
    const bench = start('httpd:2.4-alpine');
    assert.deepEqual(ask(bench, 'wget', '-qO-', 'localhost/'), ['<html><body><h1>It works!</h1></body></html>\n', 0]);
    assert.deepEqual(ask(bench, 'httpd', '-t'), ['Syntax OK\n', 0]);
    assert.match(bench.output, /127\.0\.0\.1 - - \[20\/Nov\/2026:12:00:01 \+0000\] "GET \/ HTTP\/1\.1" 200 45/);
    bench.machine.signal(imageProgram('httpd')?.stopSignal ?? 'TERM');
    assert.equal(bench.advance(0).exit?.code, 0);
    const another = start('httpd');
    ask(another, 'httpd', '-k', 'graceful-stop');
    assert.equal(another.exit?.code, 0);
  });
});

describe('a server that may not write where it has to', () => {
  const mounts = ['/var/cache/nginx', '/var/run'].map((path) => ({ path, volume: createVolume() }));
  for (const [image, options, says] of [
    ['nginx', { readOnlyRootFilesystem: true }, /mkdir\(\) "\/var\/cache\/nginx\/client_temp" failed \(30: Read-only file system\)/],
    ['nginx', { user: '101' }, /mkdir\(\) "\/var\/cache\/nginx\/client_temp" failed \(13: Permission denied\)/],
    ['nginx', { user: '101', mounts: mounts.slice(0, 1) }, /open\(\) "\/run\/nginx.pid" failed \(13: Permission denied\)/],
    ['httpd', { user: '1000' }, /\(13\)Permission denied: AH00099: could not create \/usr\/local\/apache2\/logs\/httpd.pid/],
  ] as const) {
    test(`${image} with ${JSON.stringify(options)} says so and ends`, () => {
      const bench = start(image, options);
      assert.match(bench.output, says);
      assert.equal(bench.exit?.code, 1);
    });
  }

  test('nginx needs two volumes; /var/run is /run', () => {
    assert.equal(start('nginx', { readOnlyRootFilesystem: true, user: '101', mounts }).exit, undefined);
    assert.equal(start('nginx-unprivileged').exit, undefined);
  });
});

describe('what an image is built upon', () => {
  for (const [image, command, isThere] of [
    ['nginx:1.27', 'curl', true], ['nginx:1.27', 'wget', false], ['nginx:1.27', 'ps', false], ['nginx:1.27-alpine', 'wget', true],
    ['redis:7', 'bash', true], ['redis:7', 'nc', false], ['redis:7-alpine', 'bash', false], ['redis:7-alpine', 'nc', true],
    ['debian:12-slim', 'kill', false], ['ubuntu:24.04', 'ps', true],
  ] as const) {
    test(`${image} has ${isThere ? '' : 'no '}${command}`, () => {
      const bench = start(image, { command: ['sleep', '9'] });
      assert.equal(bench.machine.canStart([command]) === undefined, isThere);
    });
  }

  test('an image of somebody else with the name of an official one is not taken for it', () => {
    assert.equal(imageProgram('docker.io/bitnami/redis:7'), undefined);
  });
});

describe('a program that only a scenario can describe is refused by its name', () => {
  for (const [image, command, construct] of [
    ['python:3.12-slim', ['python', 'app.py'], 'the program app.py of Python'],
    ['node:20', ['npm', 'start'], 'the command npm start'],
    ['eclipse-temurin:21', ['java', '-Xmx512m', '-jar', '/app.jar'], 'the program /app.jar of Java'],
    ['python:3.12', ['sh', '-c', 'pip install flask && python app.py'], 'the program pip of an image that is not known'],
    ['nginx', ['nginx', '-c', '/x.conf'], 'a configuration of nginx that is not the one of its image'],
    ['mysql:8', ['mysqldump', '--all-databases'], 'the program mysqldump of an image that is not known'],
  ] as const) {
    test(`${image}: ${command.join(' ')}`, () => {
      const refused = (): string => start(image, { command }).host.failures[0]?.message ?? '';
      const words = new RegExp(construct.replace(/[.]/g, '\\.'));
      if (command[0] === 'mysqldump') assert.throws(refused, words);
      else assert.match(refused(), words);
    });
  }
});
