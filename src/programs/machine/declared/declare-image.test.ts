import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { healthRequest, statusOf } from '../network/grpc-health';
import type { HttpAnswer } from '../network/http-exchange';
import { Bench } from '../testing/bench';
import type { ImageDeclaration } from './declare-image';
import { declareImage } from './declare-image';

const start = (declaration: ImageDeclaration, environment: Record<string, string> = {}): Bench =>
  new Bench([], { image: declareImage(declaration), environment });

/** When a request was answered, in seconds, and what came. */
function get(bench: Bench, path: string, wait = 30, port = 8080): [number, number | string] | undefined {
  let result: [number, number | string] | undefined;
  const onAnswer = (answer: HttpAnswer): void => {
    result = [bench.host.now / 1e6, answer.kind === 'response' ? answer.response.status : answer.kind];
  };
  bench.machine.http(port, { method: 'GET', path, headers: [], body: '' }, onAnswer);
  bench.advance(wait);
  return result;
}

describe('a declared program', () => {
  test('opens its ports after its start-up', () => {
    const bench = start({ startUp: '3s', ports: { 8080: { '*': 200 }, 5432: 'tcp' } }).advance(2.9);
    assert.deepEqual([bench.machine.tcpConnect(8080), bench.machine.tcpConnect(5432)], [false, false]);
    bench.advance(0.1);
    assert.deepEqual([bench.machine.tcpConnect(8080), bench.machine.tcpConnect(5432)], [true, true]);
  });

  test('answers paths by its age, others by `*`, and what is not declared with 404', () => {
    const healthz = [{ status: 200 }, { from: '40s', status: 500 }];
    const bench = start({ ports: { 8080: { '/healthz': healthz, '/a': 204 }, 8081: { '*': 418 } } }).advance(39);
    assert.deepEqual([get(bench, '/healthz', 0)?.[1], get(bench, '/a?b=c', 0)?.[1], get(bench, '/no', 0)?.[1]], [200, 204, 404]);
    assert.equal(get(bench, '/no', 0, 8081)?.[1], 418);
    bench.advance(1);
    assert.equal(get(bench, '/healthz', 0)?.[1], 500);
  });

  test('takes its time to answer, for each request on its own', () => {
    const bench = start({ ports: { 8080: { '/slow': { status: 200, takes: '3s' }, '/never': { status: 'never' }, '*': 200 } } }).advance(1);
    const slow: HttpAnswer[] = [];
    bench.machine.http(8080, { method: 'GET', path: '/slow', headers: [], body: '' }, (answer) => void slow.push(answer));
    assert.deepEqual(get(bench, '/quick', 1), [1, 200]);
    assert.equal(slow.length, 0);
    bench.advance(2);
    assert.deepEqual(slow.map((answer) => answer.kind), ['response']);
    assert.equal(get(bench, '/never'), undefined);
  });

  test('prints, and ends by itself', () => {
    const prints = ['starting', { at: '2s', text: 'warm', stream: 'stderr' }];
    const bench = start({ prints, exitsAfter: '1m', exitCode: 3 }).advance(100);
    assert.deepEqual(bench.lines, [{ at: 0, text: 'starting' }, { at: 2, text: 'warm' }]);
    assert.deepEqual([bench.exit?.code, bench.exitedAt], [3, 60]);
  });

  test('ends some time after a signal, ignores another, and as process 1 one that it does not mention', () => {
    const bench = start({ signals: { SIGTERM: { after: '5s', code: 0, prints: 'bye' }, HUP: 'ignore' } }).advance(10);
    bench.machine.signal('HUP');
    bench.machine.signal('USR1');
    bench.machine.signal('TERM');
    bench.advance(2);
    bench.machine.signal('TERM');
    bench.advance(30);
    assert.deepEqual([bench.lines, bench.exit?.code, bench.exitedAt], [[{ at: 10, text: 'bye' }], 0, 15]);
  });

  test('logs its requests where it is told to', () => {
    const bench = start({ logsRequests: true, ports: { 8080: { '/': 200 } } }).advance(1);
    get(bench, '/');
    assert.equal(bench.output, 'GET / 200');
  });

  test('has commands that answer by the age of the program', () => {
    const check = [{ code: 1, prints: 'cold\n' }, { from: 10, code: 0, takes: '200ms', prints: 'warm\n' }];
    const bench = start({ commands: { check } }).advance(9);
    const cold = bench.exec(['check']);
    bench.advance(10);
    const before = bench.host.now;
    const warm = bench.exec(['check']);
    assert.deepEqual([cold.code, cold.output, warm.code, warm.output], [1, 'cold\n', 0, 'warm\n']);
    assert.ok(bench.host.now - before >= 200_000);
  });

  test('opens and closes a port at ages of its own', () => {
    const bench = start({ ports: { 5432: { opens: '5s', closes: '8s' }, 8080: { opens: 2, closes: 6, '*': 200 } } });
    const open = [1, 2, 5, 6, 8].map((age) => {
      bench.advance(age - bench.host.now / 1e6);
      return [bench.machine.tcpConnect(5432), bench.machine.tcpConnect(8080)];
    });
    assert.deepEqual(open, [[false, false], [false, true], [true, true], [true, false], [false, false]]);
  });

  test('says by service and age whether it serves, to the health checks of gRPC', () => {
    const shop = [{ status: 'NOT_SERVING' }, { from: '20s', status: 'SERVING' }];
    const bench = start({ ports: { 50051: 'grpc', 50052: { grpc: { shop } }, 8080: { '*': 200 } } }).advance(1);
    const health = (port: number, service: string): string | undefined => {
      let status: string | undefined;
      bench.machine.http(port, healthRequest(service), (answer) => { status = answer.kind === 'response' ? statusOf(answer.response) : answer.kind; });
      bench.advance(0);
      return status;
    };
    assert.deepEqual([health(50051, ''), health(50051, 'shop'), health(50052, 'shop'), health(8080, '')], ['SERVING', 'unknown', 'NOT_SERVING', undefined]);
    bench.advance(19);
    assert.equal(health(50052, 'shop'), 'SERVING');
  });

  test('takes no more connections while it ends, if its signal says so, and answers what it has taken', () => {
    const bench = start({ ports: { 8080: { '*': { status: 200, takes: '3s' } }, 5432: { opens: '11s' } }, signals: { TERM: { after: '5s', closesPorts: true } } });
    const answers: HttpAnswer[] = [];
    bench.advance(9).machine.http(8080, { method: 'GET', path: '/', headers: [], body: '' }, (answer) => void answers.push(answer));
    bench.advance(1).machine.signal('TERM');
    bench.advance(3);
    assert.deepEqual([bench.machine.tcpConnect(8080), bench.machine.tcpConnect(5432)], [false, false]);
    assert.deepEqual(answers.map((answer) => answer.kind), ['response']);
    assert.equal(bench.advance(3).exitedAt, 15);
  });

  test('runs out of memory when it grows beyond the limit of its container', () => {
    const image = declareImage({ memory: [{ uses: '50Mi' }, { from: '10s', uses: '60Mi', grows: '10Mi' }, { from: '12s', uses: '20Mi', grows: '16Mi' }] });
    const bench = new Bench([], { image, memoryLimit: 100 * 1024 ** 2 }).advance(100);
    assert.deepEqual([bench.exitedAt, bench.exit?.code, bench.exit?.outOfMemory], [18, 137, true]);
    assert.equal(new Bench([], { image }).advance(100).exit, undefined);
  });

  test('lies where the entry point begins, or where it is said to lie', () => {
    const prints = 'hello';
    const run = (declaration: ImageDeclaration, args: readonly string[] = []): string => {
      const image = declareImage({ prints, exitsAfter: 0, ...declaration });
      return new Bench(args, { image }).advance(1).output;
    };
    assert.equal(run({ entrypoint: ['shop'], command: ['serve'] }), 'hello');
    assert.equal(run({ command: '/opt/shop' }, ['sh', '-c', 'exec /opt/shop --verbose']), 'hello');
    assert.equal(run({ entrypoint: ['sh', '-c', 'echo first; exec java -jar app.jar'], program: '/usr/bin/java' }), 'first\nhello');
    assert.equal(run({ entrypoint: '/start.sh', program: 'shop', files: { '/start.sh': { text: '#!/bin/sh\nexec shop\n', mode: 0o755 } } }), 'hello');
  });

  test('is one of several in an image', () => {
    const image = declareImage({ entrypoint: 'web', prints: 'web', programs: { worker: { prints: 'worker', exitsAfter: '30s', exitCode: 1 } } });
    assert.equal(new Bench([], { image }).advance(1).output, 'web');
    const worker = new Bench(['worker'], { image }).advance(60);
    assert.deepEqual([worker.output, worker.exit?.code, worker.exitedAt], ['worker', 1, 30]);
  });

  test('has no shell beside it in an image without one', () => {
    const image = declareImage({ shell: false });
    const bench = new Bench([], { image }).advance(1);
    assert.match(bench.machine.canStart(['sh', '-c', 'true'])?.message ?? '', /executable file not found/);
  });

  test('has a shell, files, an environment and a user of its own', () => {
    const image = declareImage({
      files: { '/etc/app.conf': 'a=1\n' }, environment: { MODE: 'production' }, user: '1000', workingDirectory: '/srv', stopSignal: 'SIGQUIT',
    });
    const bench = new Bench(['sh', '-c', 'cat /etc/app.conf; echo $MODE $(id -u) $(pwd)'], { image }).advance(1);
    assert.deepEqual([bench.output, image.stopSignal], ['a=1\nproduction 1000 /srv', 'QUIT']);
  });
});

describe('a declaration that is not right is refused with its place', () => {
  for (const [declaration, message] of [
    [{ nonsense: {} }, /"nonsense" is not known here: expected one of startUp, ports/],
    [{ port: {} }, /"port" is not known here: did you mean "ports"\?/],
    [{ ports: { 99999: {} } }, /"ports\.99999" must be a port from 1 to 65535/],
    [{ ports: { 80: { '/': { statsu: 1 } } } }, /"ports\.80\.\/\.statsu" is not known here: did you mean "status"\?/],
    [{ ports: { 80: { '/': 99 } } }, /"ports\.80\.\/" must be an HTTP status/],
    [{ ports: { 80: { healthz: 200 } } }, /"ports\.80\.healthz" is not known here: expected opens, closes, grpc, a path/],
    [{ ports: { 80: { grpc: { '': 'UP' } } } }, /"ports\.80\.grpc\." must be SERVING or NOT_SERVING/],
    [{ memory: { uses: 'much' } }, /"memory\.uses" must be a quantity of memory such as 64Mi/],
    [{ files: { 'etc/x': '' } }, /"files\.etc\/x" must be an absolute path/],
    [{ entrypoint: ['sh', '-c', 'shop'], startUp: 3 }, /"entrypoint\.0" is not the program that is described here/],
    [{ startUp: 'soon' }, /"startUp" must be a time such as 40s/],
    [{ signals: { KILL: 'ignore' } }, /"signals\.KILL" is no signal that a program can handle/],
    [{ prints: [{ at: 1, text: 'x', stream: 'out' }] }, /"prints\.0\.stream" must be stdout or stderr/],
    [{ exitCode: 'x' }, /"exitCode" must be a whole number/],
    [{ logsRequests: 1 }, /"logsRequests" must be true or false/],
    [{ ports: [] }, /"ports" must be an object/],
    [{ stopSignal: 'NOPE' }, /"stopSignal" must be the name or number of a signal/],
    [{ files: 'x' }, /"files" must be an object/],
    [{ commands: { c: { cod: 1 } } }, /"commands\.c\.cod" is not known here/],
  ] as const) {
    test(message.source, () => assert.throws(() => declareImage(declaration), message));
  }
});
