import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { seconds } from '../../../simulation/time';
import { Bench, runScript } from '../testing/bench';
import type { HttpAnswer } from './http-exchange';
import type { HttpRequest } from './http-message';
import { parseRequest, parseResponse, renderRequest, renderResponse } from './http-message';
import type { Network } from './network';
import { NO_SUCH_NAME } from './dns';
import { NetworkNamespace } from './network-namespace';

const GET: HttpRequest = { method: 'GET', path: '/', headers: [{ name: 'Host', value: 'p' }], body: '' };

function ask(bench: Bench, port: number, request: Partial<HttpRequest> = {}): HttpAnswer | undefined {
  let answer: HttpAnswer | undefined;
  bench.machine.http(port, { ...GET, ...request }, (given) => (answer = given), '10.244.0.1');
  bench.advance(0);
  return answer;
}

/** A network in which some names exist, and one of them answers. */
function networkOf(addresses: Readonly<Record<string, string>>, backend?: NetworkNamespace): Network {
  return {
    query: (_server, { name, type }, answer) => {
      const address = addresses[name];
      if (address === undefined) answer(NO_SUCH_NAME);
      else answer({ status: 'NOERROR', isAuthoritative: true, records: type === 'A' ? [{ name, type, data: address }] : [] });
    },
    connect: (from, address, port, answer) => {
      if (address === '10.0.0.9') return;
      answer(backend?.connect(port, from) ?? 'refused');
    },
  };
}

describe('a port', () => {
  test('refuses as long as nobody listens', () => {
    const bench = new Bench(['sh', '-c', 'sleep 5; httpd -f -p 8080 -h /etc']).advance(1);
    assert.deepEqual([bench.machine.tcpConnect(8080), ask(bench, 8080)], [false, { kind: 'refused' }]);
    bench.advance(5);
    assert.equal(bench.machine.tcpConnect(8080), true);
    const answer = ask(bench, 8080, { path: '/hostname' });
    assert.deepEqual(answer?.kind === 'response' && [answer.response.status, answer.response.body], [200, 'p\n']);
  });

  test('is shared by the containers of a pod, and free again when its program ends', () => {
    const network = new NetworkNamespace({ address: '10.244.0.9', hostName: 'pod' });
    const server = new Bench(['httpd', '-f', '-p', '80'], { network }).advance(1);
    const other = new Bench(['httpd', '-f', '-p', '80'], { network }).advance(1);
    assert.deepEqual([other.exit?.code, other.output], [1, 'httpd: bind: Address already in use']);
    server.machine.signal('KILL');
    server.advance(0);
    assert.equal(network.isListening(80), false);
  });

  test('on the loopback address answers inside the pod only', () => {
    const bench = new Bench(['httpd', '-f', '-p', '127.0.0.1:8080', '-h', '/etc']).advance(1);
    assert.equal(bench.machine.tcpConnect(8080, '10.244.0.1'), false);
    assert.equal(bench.exec(['wget', '-q', '-O', '-', 'http://localhost:8080/hostname']).output, 'p\n');
  });

  test('answers never in the call that asks', () => {
    const bench = new Bench(['httpd', '-f', '-p', '80', '-h', '/etc']).advance(1);
    let isAnswered = false;
    bench.machine.http(80, GET, () => (isAnswered = true));
    assert.equal(isAnswered, false);
    bench.advance(0);
    assert.equal(isAnswered, true);
  });

  test('whose program never answers leaves the client waiting until it gives up', () => {
    const bench = new Bench(['nc', '-l', '-p', '8080'], { stdin: 'open' }).advance(1);
    let answers = 0;
    const exchange = bench.machine.http(8080, GET, () => answers++);
    bench.advance(30);
    exchange.cancel();
    bench.advance(1);
    assert.equal(answers, 0);
    assert.equal(bench.exit?.code, 0);
  });

  test('of a program that is killed closes the connection without a word', () => {
    const bench = new Bench(['nc', '-l', '-p', '8080'], { stdin: 'open' }).advance(1);
    let answer: HttpAnswer | undefined;
    bench.machine.http(8080, GET, (given) => (answer = given));
    bench.advance(1);
    bench.machine.signal('KILL');
    bench.advance(0);
    assert.deepEqual(answer, { kind: 'closed' });
  });
});

test('a web server can be made of a shell loop and nc', () => {
  const bench = new Bench(['sh', '-c', `while true; do printf 'HTTP/1.1 200 OK\\n\\nhi' | nc -l -p 8080 > /dev/null; done`]).advance(1);
  for (let round = 0; round < 3; round++) {
    const answer = ask(bench, 8080);
    assert.equal(answer?.kind === 'response' && answer.response.body, 'hi');
  }
});

test('nc serves each connection with a program of its own', () => {
  const bench = new Bench(['nc', '-lk', '-p', '7000', '-e', 'echo', 'hello']).advance(1);
  const exec = (): string => bench.exec(['sh', '-c', 'nc localhost 7000 < /dev/null']).output;
  assert.deepEqual([exec(), exec()], ['hello\n', 'hello\n']);
});

describe('a program that asks outside', () => {
  const until = 'until nslookup myservice > /dev/null; do echo waiting for myservice; sleep 2; done; echo up';

  test('waits in a loop until the name exists', () => {
    const addresses: Record<string, string> = {};
    const bench = new Bench(['sh', '-c', until], { networkOutside: networkOf(addresses) }).advance(5);
    addresses.myservice = '10.96.3.4';
    bench.advance(5);
    assert.deepEqual(bench.lines.map((line) => [line.at, line.text]), [
      [0, 'waiting for myservice'], [2, 'waiting for myservice'], [4, 'waiting for myservice'], [6, 'up'],
    ]);
  });

  test('sees what nslookup prints', () => {
    const networkOutside = networkOf({ web: '10.96.3.4' });
    assert.equal(
      runScript('nslookup web; echo $?; nslookup nope; echo $?', { networkOutside }).raw,
      'Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\nName:\tweb\nAddress: 10.96.3.4\n\n\n0\n' +
        "Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n** server can't find nope: NXDOMAIN\n\n** server can't find nope: NXDOMAIN\n\n1\n",
    );
  });

  test('gives up on a name service that does not answer after five seconds', () => {
    const networkOutside: Network = { ...networkOf({}), query: () => undefined };
    const bench = runScript('nslookup web', { networkOutside });
    assert.deepEqual([bench.exitedAt, bench.output], [5, ';; connection timed out; no servers could be reached\n']);
  });

  test('reaches another pod, and is told when that refuses', () => {
    const backend = new NetworkNamespace({ address: '10.244.0.20', hostName: 'backend' });
    const server = new Bench(['nginx', '-g', 'daemon off;'], { image: 'nginx', network: backend }).advance(1);
    const networkOutside = networkOf({ backend: '10.244.0.20' }, backend);
    const client = new Bench(['sh', '-c', 'wget -q -O - backend | head -n 1; wget backend:81; wget nope'], { networkOutside });
    for (let turn = 0; turn < 10; turn++) {
      client.advance(0.01);
      server.advance(0.01);
    }
    assert.equal(
      client.output,
      [
        '<!DOCTYPE html>',
        'Connecting to backend:81 (10.244.0.20:81)'.replace('backend:81', 'backend'),
        "wget: can't connect to remote host (10.244.0.20): Connection refused",
        "wget: bad address 'nope'",
      ].join('\n'),
    );
    assert.match(server.output, /^10\.244\.0\.7 - - .* "GET \/ HTTP\/1\.1" 200 121 "-" "Wget" "-"$/m);
  });

  test('gives up after its timeout', () => {
    const networkOutside = networkOf({ slow: '10.0.0.9' });
    const bench = runScript('wget -T 3 slow; nc -z -w 2 slow 80; echo $?', { networkOutside });
    assert.deepEqual(bench.lines.map((line) => [line.at, line.text]), [
      [0, 'Connecting to slow (10.0.0.9:80)'],
      [3, 'wget: download timed out'],
      [5, 'nc: slow (slow:80): Connection timed out'],
      [5, '1'],
    ]);
  });

  test('follows a redirection, and curl only when it is told to', () => {
    const image = 'nicolaka/netshoot';
    const script =
      `printf 'HTTP/1.1 302 Found\\nLocation: http://localhost:81/x\\n\\n' | nc -l -p 80 > /dev/null & ` +
      `printf 'HTTP/1.1 200 OK\\n\\nmoved' | nc -l -p 81 > /dev/null & sleep 1; `;
    assert.equal(runScript(`${script}curl -sL localhost`, { image }).output, 'moved');
    assert.equal(runScript(`${script}curl -s -o /dev/null -w '%{http_code}\\n' localhost`, { image }).output, '302');
    assert.equal(runScript(`${script}wget -q -O - localhost`, { image }).output, 'moved');
  });

  test('hears from curl what went wrong, by number', () => {
    const networkOutside = networkOf({ slow: '10.0.0.9', down: '10.0.0.8' });
    const script =
      'curl -s nope; echo $?; curl -sS http://down; echo $?; curl -m 2 http://slow/; echo $?; ' +
      'httpd -p 80 -h /etc; curl -sf localhost/none; echo $?; curl -sI localhost/hostname | head -n 1';
    const bench = runScript(script, { image: 'nicolaka/netshoot', networkOutside });
    assert.deepEqual(bench.lines.map((line) => line.text.trimEnd()), [
      '6',
      "curl: (7) Failed to connect to down port 80 after 0 ms: Couldn't connect to server",
      '7',
      'curl: (28) Operation timed out after 2000 milliseconds with 0 bytes received',
      '28',
      '22',
      'HTTP/1.1 200 OK',
    ]);
    assert.equal(bench.host.now, seconds(2));
  });
});

describe('a message of HTTP', () => {
  test('comes back as it was sent, in one piece or in several', () => {
    const request: HttpRequest = { ...GET, method: 'POST', headers: [{ name: 'Content-Length', value: '2' }], body: 'ok' };
    const bytes = renderRequest(request);
    assert.deepEqual(parseRequest(bytes), request);
    for (let length = 0; length < bytes.length; length++) assert.equal(parseRequest(bytes.slice(0, length)), 'incomplete');
  });

  test('without a length ends with the connection', () => {
    const bytes = 'HTTP/1.1 200 OK\n\nhi';
    assert.equal(parseResponse(bytes, false), 'incomplete');
    assert.deepEqual(parseResponse(bytes, true), { status: 200, headers: [], body: 'hi' });
  });

  test('that is none is told apart from one that is cut off', () => {
    assert.equal(parseResponse('PONG\r\n\r\n', true), 'malformed');
    assert.equal(parseRequest('what is this\r\n\r\n'), 'malformed');
    assert.match(renderResponse({ status: 204, headers: [], body: '' }), /^HTTP\/1\.1 204 No Content\r\n/);
  });
});
