import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { imageProgram } from '../images/known-images';
import { declaredProgram } from '../declared/run-declared';
import { readProgram } from '../declared/read-declaration';
import { baseFiles, busyboxFiles } from '../images/base-files';
import { createImage } from '../image';
import { Bench } from '../testing/bench';
import { curl } from './curl';

/** An image whose server answers some paths, and which has curl. */
const SERVER = createImage({
  entrypoint: ['/server'],
  files: {
    ...baseFiles(), ...busyboxFiles(),
    '/bin/curl': { program: curl },
    '/server': {
      program: declaredProgram(readProgram({
        ports: {
          8080: {
            '/': { status: 200, body: 'home\n' }, '/page.html': { status: 200, body: 'page\n' }, '/gone': 404,
            '/moved': { status: 302, headers: { Location: '/' } }, '/loop': { status: 302, headers: { Location: '/loop' } },
            '/away': { status: 301, headers: { Location: 'http://localhost:8080/page.html' } },
            '/flaky': [{ status: 503 }, { from: 3, status: 200, body: 'up\n' }], '/slow': { status: 200, takes: 10 },
          },
          9090: 'tcp',
        },
      })),
    },
  },
});

/** Runs commands beside the server, one second after its start, and returns what they print, errors included. */
function ask(script: string): string {
  const bench = new Bench([], { image: SERVER }).advance(1);
  return bench.exec(['sh', '-c', `exec 2>&1; cd /tmp; ${script}`]).output;
}

describe('wget', () => {
  test('saves a page under its name, or where it is told to', () => {
    const script = 'wget -q localhost:8080/page.html; wget -q localhost:8080; wget -q -P /root localhost:8080/page.html; wget -q -O x localhost:8080; cat page.html index.html /root/page.html x';
    assert.equal(ask(script), 'page\nhome\npage\nhome\n');
  });

  test('tells what it does', () => {
    const bar = `100% |${'*'.repeat(32)}|     5  0:00:00 ETA\n`;
    assert.equal(
      ask('wget localhost:8080/page.html'),
      `Connecting to localhost (127.0.0.1:8080)\nsaving to 'page.html'\npage.html            ${bar}'page.html' saved\n`,
    );
  });

  test('only looks whether a page is there', () => {
    assert.equal(
      ask('wget --spider localhost:8080/; wget -q --spider localhost:8080/gone; echo $?'),
      'Connecting to localhost (127.0.0.1:8080)\nremote file exists\nwget: server returned error: HTTP/1.1 404 Not Found\n1\n',
    );
  });

  test('follows redirections, up to a number of them', () => {
    assert.equal(
      ask('wget -q -O - localhost:8080/moved; wget -q -O - localhost:8080/away; wget -q localhost:8080/loop; echo $?'),
      'home\npage\nwget: too many redirections\n1\n',
    );
  });

  test('shows the head of the answer, sends headers and data', () => {
    assert.equal(
      ask('wget -q -S -O - --header "X-A: 1" --post-data a=b localhost:8080/'),
      '  HTTP/1.1 200 OK\n  Content-Length: 5\n  Connection: close\n\nhome\n',
    );
    const script = '(printf "HTTP/1.1 200 OK\\n\\n" | nc -l -p 81 > got) & sleep 1; wget -q -O - -U me --header "X-A: 1" --post-data a=b localhost:81/p; cat got';
    assert.equal(
      ask(script).replaceAll('\r', ''),
      'POST /p HTTP/1.1\nHost: localhost:81\nUser-Agent: me\nConnection: close\nX-A: 1\nContent-Length: 3\n\na=b',
    );
  });

  test('is disappointed by a server that says nothing or something else', () => {
    const script = 'wget -q -T 2 localhost:9090; (echo hello | nc -l -p 82 > /dev/null) & sleep 1; wget -q localhost:82; wget; wget ftp';
    assert.match(ask(script), /^wget: download timed out\nwget: error getting response\nwget: missing URL\n/);
  });
});

describe('curl', () => {
  test('prints, saves and shows heads', () => {
    assert.equal(ask('curl -s localhost:8080/; curl -so x localhost:8080; curl -sO localhost:8080/page.html; cat x page.html'), 'home\nhome\npage\n');
    assert.equal(ask('curl -si localhost:8080/').replaceAll('\r', ''), 'HTTP/1.1 200 OK\nContent-Length: 5\nConnection: close\n\nhome\n');
  });

  test('fails quietly or not, and tells the code', () => {
    assert.equal(
      ask("curl -f localhost:8080/gone; echo $?; curl -s -o /dev/null -w '%{http_code} %{size_download} %{time_total}\\n' localhost:8080/; curl -s -w '%{http_code}' nope; echo $?; curl; echo $?"),
      "curl: (22) The requested URL returned error: 404\n22\n200 5 0.000000\n0006\ncurl: try 'curl --help' or 'curl --manual' for more information\n2\n",
    );
  });

  test('tries again while the failure may pass', () => {
    const bench = new Bench([], { image: SERVER }).advance(1);
    const { output } = bench.exec(['sh', '-c', 'curl -s --retry 5 --retry-delay 1 localhost:8080/flaky; curl -s --retry 2 --retry-connrefused localhost:1; echo $?']);
    assert.equal(output, 'up\n7\n');
    assert.ok(bench.host.now >= 6_000_000);
  });

  test('sends what it is given', () => {
    const script = '(printf "HTTP/1.1 200 OK\\n\\n" | nc -l -p 81 > got) & sleep 1; curl -s -X PUT -H "X-A: 1" -A me -d a=b -d c=d localhost:81/p; cat got';
    assert.equal(
      ask(script).replaceAll('\r', ''),
      'PUT /p HTTP/1.1\nHost: localhost:81\nUser-Agent: me\nAccept: */*\nX-A: 1\nContent-Length: 7\n\na=b&c=d',
    );
  });

  test('words its failures', () => {
    const script = 'curl -sS -m 2 localhost:8080/slow; (echo hello | nc -l -p 82 > /dev/null) & sleep 1; curl -sS localhost:82; curl -sSL localhost:8080/loop; (nc -l -p 83 -e true) & sleep 1; curl -sS localhost:83';
    assert.deepEqual(ask(script).split('\n'), [
      'curl: (28) Operation timed out after 2000 milliseconds with 0 bytes received',
      'curl: (1) Received HTTP/0.9 when not allowed',
      'curl: (47) Maximum (50) redirects followed',
      'curl: (52) Empty reply from server',
      '',
    ]);
  });
});

describe('nc', () => {
  test('talks both ways and says what it does', () => {
    const script = '(echo answer | nc -l -p 81 > got) & sleep 1; echo question | nc -v localhost 81; sleep 1; cat got; nc -v -z localhost 8080; nc -z nope 1; nc; nc -l -p 8080';
    assert.deepEqual(ask(script).split('\n'), [
      'localhost (127.0.0.1:81) open', 'answer', 'question', 'localhost (127.0.0.1:8080) open',
      "nc: bad address 'nope'", 'nc: missing port', 'nc: bind: Address already in use', '',
    ]);
  });

  test('gives up when nothing comes', () => {
    const bench = new Bench([], { image: SERVER, stdin: 'open' }).advance(1);
    bench.exec(['sh', '-c', 'sleep 30 | nc -w 2 localhost 9090']);
    assert.equal(bench.host.now, 31_000_000);
  });

  test('becomes the program that it serves once', () => {
    assert.equal(ask('(nc -l -p 81 -e cat) & sleep 1; echo echoed | nc localhost 81'), 'echoed\n');
  });
});

describe('nginx', () => {
  const image = imageProgram('nginx:alpine');
  const run = (script: string): string => {
    const bench = new Bench([], { image }).advance(1);
    return bench.exec(['sh', '-c', `exec 2>&1; ${script}`]).output;
  };

  test('checks its configuration, refuses what it does not know and a port that is taken', () => {
    assert.equal(
      run('nginx -t; nginx -s dance; nginx -g "daemon off;"; echo $?; nginx -s reload; echo $?; rm /run/nginx.pid; nginx -s stop'),
      'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\n' +
        'nginx: configuration file /etc/nginx/nginx.conf test is successful\n' +
        'nginx: invalid option: "-s dance"\n' +
        '2026/11/20 12:00:01 [emerg] 5#5: bind() to 0.0.0.0:80 failed (98: Address already in use)\n1\n0\n' +
        '2026/11/20 12:00:01 [error] 2#2: open() "/run/nginx.pid" failed (2: No such file or directory)\n',
    );
  });

  test('answers HEAD without a page and refuses POST', () => {
    assert.match(run('wget -S --spider localhost'), /Content-Length: 121/);
    assert.match(run('wget -q --post-data x localhost'), /405 Method Not Allowed/);
  });
});

describe('programs of images', () => {
  const once = (image: string, command: readonly string[], seconds = 1): Bench => new Bench(command, { image }).advance(seconds);

  test('say when the server is not there', () => {
    assert.deepEqual(
      [
        once('postgres', ['pg_isready', '-h', 'localhost', '-p', '1']).output, once('redis', ['redis-cli', 'ping']).output,
        once('mysql', ['mysqladmin', 'ping']).exit?.code, once('redis', ['redis-cli', 'get', 'x']).exit?.code,
      ],
      ['localhost:1 - no response', 'Could not connect to Redis at 127.0.0.1:6379: Connection refused', 1, 1],
    );
  });

  test('agnhost serves its host name and more, and names what is not simulated', () => {
    const bench = once('agnhost', ['/agnhost', 'serve-hostname', '--port=8000']);
    assert.equal(bench.exec(['wget', '-q', '-O', '-', 'localhost:8000']).output, 'p');
    assert.equal(once('agnhost', ['/agnhost', 'netexec', '--http-port', '8001']).machine.tcpConnect(8001), true);
    assert.match(once('agnhost', ['/agnhost', 'dns-suffix']).host.failures[0]?.message ?? '', /uses agnhost dns-suffix/);
    assert.match(once('redis', ['sh', '-c', 'redis-server & sleep 1; redis-cli lpush x 1'], 5).host.failures[0]?.message ?? '', /the command LPUSH of redis/);
  });

  test('stress tells what it dispatches', () => {
    assert.deepEqual(once('polinux/stress', ['stress', '--cpu', '1', '--timeout', '2s'], 5).lines.map((line) => [line.at, line.text]), [
      [0, 'stress: info: [1] dispatching hogs: 1 cpu, 0 io, 0 vm, 0 hdd'],
      [2, 'stress: info: [1] successful run completed in 2s'],
    ]);
  });

  test('of BusyBox run without a shell', () => {
    const bench = once('busybox', ['sleep', '1000']);
    const run = (...command: string[]): string => {
      const { code, output } = bench.exec(command);
      return `${code} ${output}`;
    };
    assert.deepEqual(
      [
        run('echo', '-n', 'hi'), run('printf', '%s-%s', 'a', 'b'), run('test', '1', '=', '2'), run('[', 'a', ']'), run('true'), run('false'), run('sync'),
        run('printenv', 'HOME', 'NOPE'), run('env', 'A=1', 'printenv', 'A'), run('nohup', 'echo', 'x'), run('nice', '-n', '5', 'echo', 'y'),
        run('time', 'sleep', '2'), run('usleep', '1000'), run('env', 'nosuch'), run('busybox'), run('nproc'), run('uname', '-r'), run('id', '-Gn'),
      ],
      [
        '0 hi', '0 a-b', '1 ', '0 ', '0 ', '1 ', '0 ',
        '1 /root\n', '0 1\n', '0 x\n', '0 y\n',
        '0 real\t0m 2.00s\nuser\t0m 0.00s\nsys\t0m 0.00s\n', '0 ', "127 env: can't execute 'nosuch': No such file or directory\n",
        '127 busybox: applet not found\n', '0 2\n', '0 6.1.0\n', '0 root wheel\n',
      ],
    );
  });

  test('watch repeats a command', () => {
    const bench = once('busybox', ['watch', '-n', '2', 'echo tick'], 5);
    assert.deepEqual(bench.lines.map((line) => line.at), [0, 2, 4]);
  });

  test('getent asks as libc does', () => {
    const bench = once('alpine', ['sh', '-c', 'getent hosts p; getent hosts nope; echo $?']);
    assert.equal(bench.output, '10.244.0.7      p\n2');
  });
});
