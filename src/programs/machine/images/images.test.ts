import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { commandLine } from '../image';
import type { HttpAnswer } from '../network/http-exchange';
import { createVolume } from '../files/volume';
import { Bench } from '../testing/bench';
import { genericImage, imageProgram, knownImageNames } from './known-images';
import { piDigits } from './languages';

const KUBELET = [{ name: 'Host', value: '10.244.0.7' }, { name: 'User-Agent', value: 'kube-probe/1.36' }];

function statusOf(bench: Bench, port: number, path: string): number | string | undefined {
  let answer: HttpAnswer | undefined;
  const request = { method: 'GET', path, headers: KUBELET, body: '' };
  bench.machine.http(port, request, (given) => (answer = given), '10.244.0.1');
  bench.advance(0);
  return answer?.kind === 'response' ? answer.response.status : answer?.kind;
}

describe('an image', () => {
  test('is known by the last part of its name, whatever registry and tag, if its maker is', () => {
    for (const name of ['nginx', 'nginx:1.25', 'docker.io/library/nginx:1.27-alpine', 'localhost:5000/nginx@sha256:0123', 'public.ecr.aws/docker/library/nginx']) {
      assert.equal(imageProgram(name)?.stopSignal, 'QUIT', name);
    }
    assert.equal(imageProgram('no/such/app:1.0'), undefined);
    assert.equal(imageProgram('constructor'), undefined);
    for (const name of ['quay.io/calico/node:master', 'vish/stress', 'localhost:5000/x/nginx', 'nginxinc/busybox']) assert.equal(imageProgram(name), undefined, name);
    for (const name of ['polinux/stress', 'docker.io/curlimages/curl:8', 'gcr.io/google-samples/hello-app:2.0']) assert.ok(imageProgram(name), name);
  });

  test('is the same object for the same name', () => {
    assert.equal(imageProgram('busybox:1.36'), imageProgram('busybox:1.36'));
  });

  test('of every known name starts, and does not fail', () => {
    for (const name of knownImageNames()) {
      const image = imageProgram(name);
      const command = image === undefined ? [] : commandLine(image, undefined, undefined);
      if (command.length < 1) continue;
      const bench = new Bench(command, { image }).advance(60);
      assert.deepEqual(bench.host.failures, [], name);
    }
  });

  test('has its command replaced by the pod: `command` all of it, `args` the arguments only', () => {
    const agnhost = imageProgram('agnhost');
    assert.ok(agnhost);
    assert.deepEqual(commandLine(agnhost, undefined, undefined), ['/agnhost', 'pause']);
    assert.deepEqual(commandLine(agnhost, undefined, ['liveness']), ['/agnhost', 'liveness']);
    assert.deepEqual(commandLine(agnhost, ['sh'], ['-c', 'true']), ['sh', '-c', 'true']);
    assert.deepEqual(commandLine(agnhost, ['sh'], undefined), ['sh']);
  });

  test('that nobody knows has a shell, if the pod says what to run', () => {
    assert.equal(new Bench(['bash', '-c', 'echo hi'], { image: genericImage() }).advance(1).output, 'hi');
    assert.deepEqual(commandLine(genericImage(), undefined, undefined), []);
  });
});

describe('an image that nobody knows', () => {
  for (const script of ['java -jar app.jar', 'exec java', 'command -v java', 'which java', 'timeout 5 java', '/opt/java || true']) {
    test(`may have a program that is not found, so that it is refused: ${script}`, () => {
      const bench = new Bench(['sh', '-c', script], { image: genericImage() }).advance(1);
      assert.match(bench.host.failures[0]?.message ?? '', /uses the program (\/opt\/)?java of an image that is not known, which is not supported\. Hint: say in the scenario/);
    });
  }

  for (const [script, what] of [
    ['cp /usr/local/bin/tool /shared', 'file /usr/local/bin/tool'], ['mv tool /shared', 'file tool'], ['sh /run.sh', 'file /run.sh'],
    ['. /etc/tool/settings', 'file /etc/tool/settings'], ['chown tool /tmp', 'user tool'],
  ] as const) {
    test(`may have what a command needs, so that it is refused: ${script}`, () => {
      const bench = new Bench(['sh', '-c', script], { image: genericImage() }).advance(1);
      assert.match(bench.host.failures[0]?.message ?? '', new RegExp(`uses the ${what} of an image that is not known, which is not supported`));
    });
  }

  test('has nothing in volumes and where files are only made by programs', () => {
    const mounts = [{ path: '/scripts', volume: createVolume() }];
    for (const script of ['sh /scripts/run.sh', 'cp /tmp/a /b', 'cp /scripts/../scripts/a /b', 'cat /etc/x', 'test -f /x']) {
      const bench = new Bench(['sh', '-c', script], { image: genericImage(), mounts }).advance(1);
      assert.deepEqual([bench.host.failures, bench.exit?.code === 0], [[], false], script);
    }
  });

  test('may have what a probe runs', () => {
    const bench = new Bench(['sleep', '60'], { image: genericImage() }).advance(1);
    assert.throws(() => bench.machine.canStart(['/bin/grpc_health_probe']), /the program \/bin\/grpc_health_probe of an image that is not known/);
    assert.equal(bench.machine.canStart(['cat', '/x']), undefined);
  });
});

describe('nginx', () => {
  const start = (): Bench => new Bench([], { image: 'nginx:1.25' }).advance(1);

  test('logs what the recorded server logs', () => {
    const bench = start();
    assert.deepEqual([statusOf(bench, 80, '/nope'), statusOf(bench, 80, '/')], [404, 200]);
    bench.exec(['touch', '/usr/share/nginx/html/healthz']);
    assert.equal(statusOf(bench, 80, '/healthz'), 200);
    bench.machine.signal('TERM');
    bench.advance(0);
    assert.equal(bench.exit?.code, 0);
    assert.deepEqual(bench.lines.map((line) => line.text), [
      '2026/11/20 12:00:00 [notice] 1#1: start worker processes',
      '10.244.0.1 - - [20/Nov/2026:12:00:01 +0000] "GET /nope HTTP/1.1" 404 146 "-" "kube-probe/1.36" "-"',
      '10.244.0.1 - - [20/Nov/2026:12:00:01 +0000] "GET / HTTP/1.1" 200 121 "-" "kube-probe/1.36" "-"',
      '10.244.0.1 - - [20/Nov/2026:12:00:01 +0000] "GET /healthz HTTP/1.1" 200 0 "-" "kube-probe/1.36" "-"',
      '2026/11/20 12:00:01 [notice] 1#1: exiting',
    ]);
  });

  for (const action of ['quit', 'stop']) {
    test(`ends with 0 at \`nginx -s ${action}\``, () => {
      const bench = start();
      const result = bench.exec(['nginx', '-s', action]);
      assert.deepEqual([result.code, result.output, bench.exit?.code], [0, '', 0]);
    });
  }

  test('ends under the preStop hook of the documentation, and takes the hook with it', () => {
    const bench = new Bench([], { image: 'nginx:1.27-alpine' }).advance(1);
    const result = bench.exec(['/bin/sh', '-c', 'nginx -s quit; while killall -0 nginx; do sleep 1; done']);
    assert.deepEqual([bench.exit?.code, bench.exitedAt, result.code], [0, 1, 137]);
  });

  test('goes to the background without `daemon off`, which ends its container', () => {
    assert.equal(new Bench(['nginx'], { image: 'nginx' }).advance(1).exit?.code, 0);
  });

  test('serves what is mounted over its pages', () => {
    const bench = start();
    bench.exec(['sh', '-c', 'echo hi > /usr/share/nginx/html/index.html; mkdir /usr/share/nginx/html/empty']);
    assert.equal(bench.exec(['curl', '-s', 'localhost']).output, 'hi\n');
    assert.deepEqual([statusOf(bench, 80, '/empty/'), statusOf(bench, 80, '/../etc/passwd')], [403, 404]);
  });
});

describe('webapl of the recorded cluster', () => {
  const statuses = (bench: Bench, ages: readonly number[], path: string): unknown[] =>
    ages.map((age) => {
      bench.advance(age - bench.host.now / 1e6);
      return statusOf(bench, 3000, path);
    });

  test('is healthy for 40 seconds, ready from 20 on, and logs each request', () => {
    const bench = new Bench([], { image: 'webapl:0.1' }).advance(1);
    assert.deepEqual(statuses(bench, [19.9, 20], '/ready'), [500, 200]);
    assert.deepEqual(statuses(bench, [39.9, 40], '/healthz'), [200, 500]);
    assert.deepEqual(bench.lines.map((line) => line.text), ['GET /ready 500', 'GET /ready 200', 'GET /healthz 200', 'GET /healthz 500']);
  });

  test('takes other ages from its tag and its environment', () => {
    assert.deepEqual(statuses(new Bench([], { image: 'webapl:0.2' }), [9, 10], '/ready'), [500, 200]);
    const environment = { HEALTHY_MS: '3000', READY_MS: '1500' };
    const bench = new Bench([], { image: 'webapl:0.1', environment });
    assert.deepEqual([statuses(bench, [1, 2], '/ready'), statuses(bench, [2.9, 3], '/healthz')], [[500, 200], [200, 500]]);
  });

  test('is ended only by SIGKILL', () => {
    const bench = new Bench([], { image: 'webapl:0.1' }).advance(1);
    bench.machine.signal('TERM');
    assert.equal(bench.advance(30).exit, undefined);
  });
});

describe('a server', () => {
  test('agnhost liveness fails after ten seconds and ends with 2 at SIGTERM, as Go programs do', () => {
    const bench = new Bench(['/agnhost', 'liveness'], { image: 'registry.k8s.io/e2e-test-images/agnhost:2.40' }).advance(9.9);
    assert.equal(statusOf(bench, 8080, '/healthz'), 200);
    bench.advance(0.1);
    assert.equal(statusOf(bench, 8080, '/healthz'), 500);
    bench.machine.signal('TERM');
    assert.equal(bench.advance(0).exit?.code, 2);
  });

  test('agnhost netexec says 503 on /readyz while it shuts down, and ends with 0', () => {
    const bench = new Bench(['/agnhost', 'netexec', '--http-port=80', '--delay-shutdown', '10'], { image: 'agnhost:2.40' }).advance(1);
    const statuses = (): unknown[] => ['/healthz', '/readyz', '/echo?msg=x&code=418'].map((path) => statusOf(bench, 80, path));
    assert.deepEqual(statuses(), [200, 200, 418]);
    bench.machine.signal('TERM');
    bench.advance(5);
    assert.deepEqual(statuses(), [200, 503, 418]);
    assert.equal(bench.advance(5).exit?.code, 0);
    assert.equal(bench.exitedAt, 11);
  });

  test('agnhost netexec ends with the code that /exit asks for', () => {
    const bench = new Bench(['/agnhost', 'netexec'], { image: 'agnhost:2.40' }).advance(1);
    statusOf(bench, 8080, '/exit?code=7&wait=2s');
    assert.deepEqual([bench.advance(1).exit, bench.advance(1).exit?.code], [undefined, 7]);
  });

  test('agnhost serve-hostname waits for a minute after SIGTERM', () => {
    const bench = new Bench(['/agnhost', 'serve-hostname', '--port', '80'], { image: 'agnhost:2.40' }).advance(1);
    assert.equal(bench.exec(['wget', '-q', '-O', '-', 'localhost']).output, 'p');
    bench.machine.signal('TERM');
    assert.deepEqual([bench.advance(59).exit, bench.advance(1).exit?.code], [undefined, 0]);
  });

  test('agnhost test-webserver serves the files of the container', () => {
    const bench = new Bench(['/agnhost', 'test-webserver'], { image: 'agnhost:2.40' }).advance(1);
    assert.deepEqual([statusOf(bench, 80, '/etc/hostname'), statusOf(bench, 80, '/nothing')], [200, 404]);
  });

  test('agnhost pause ends with 2 at SIGTERM, and leaves a message', () => {
    const bench = new Bench(['/agnhost'], { image: 'agnhost:2.40' }).advance(1);
    bench.machine.signal('TERM');
    assert.equal(bench.advance(0).exit?.code, 2);
    assert.equal(bench.machine.readFile('/dev/termination-log'), 'exiting because of signal "terminated"\n');
  });

  test('pause ends with 0 at SIGTERM', () => {
    const bench = new Bench([], { image: 'registry.k8s.io/pause:3.10' }).advance(100);
    bench.machine.signal('TERM');
    assert.equal(bench.advance(0).exit?.code, 0);
  });

  test('python serves files', () => {
    const command = ['python3', '-m', 'http.server', '8000'];
    const bench = new Bench(command, { image: 'python:3.12', workingDirectory: '/etc' }).advance(1);
    assert.equal(bench.exec(['wget', '-q', '-O', '-', 'localhost:8000/hostname']).output, 'p\n');
    assert.match(bench.exec(['wget', '-q', '-O', '-', 'localhost:8000/']).output, /Directory listing for \/[^]*<li><a href="hostname">hostname/);
  });

  test('python serves the directory that is asked for', () => {
    const command = ['python3', '-m', 'http.server', '--directory', '/etc', '80'];
    const bench = new Bench(command, { image: 'python:3.12' }).advance(1);
    assert.equal(bench.exec(['wget', '-q', '-O', '-', 'localhost/hostname']).output, 'p\n');
  });
});

test('perl computes the number of the documentation', () => {
  assert.equal(piDigits(20), '3.1415926535897932385');
  const bench = new Bench(['perl', '-Mbignum=bpi', '-wle', 'print bpi(2000)'], { image: 'perl:5.34.0' }).advance(1);
  assert.match(bench.output, /^3\.14159265358979323846264338327950288\d{1964}$/);
});
