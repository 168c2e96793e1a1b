import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { declareImage } from '../machine/declared/declare-image';
import { createVolume } from '../machine/files/volume';
import { Bench, type BenchOptions } from '../machine/testing/bench';
import type { HttpAnswer } from '../machine/network/http-exchange';

const node = (script: string, options: BenchOptions = {}): Bench => new Bench(['node', '-e', script], { image: 'node:22', ...options });

/** A request to port 8080, and what came of it: status and body, with the second in which it came. */
function request(bench: Bench, path = '/', body = '', method = 'GET'): { answer?: HttpAnswer; at?: number; text?: string } {
  const result: { answer?: HttpAnswer; at?: number; text?: string } = {};
  bench.machine.http(8080, { method, path, headers: body === '' ? [] : [{ name: 'Content-Length', value: String(body.length) }], body }, (answer) => {
    result.answer = answer;
    result.at = bench.host.now / 1e6;
    result.text = answer.kind === 'response' ? `${answer.response.status} ${answer.response.body}` : answer.kind;
  });
  return result;
}

describe('a process of Node.js', () => {
  test('as process 1 ignores SIGTERM without a listener, and is killed by SIGKILL', () => {
    const bench = node("require('http').createServer().listen(8080)").advance(1);
    bench.machine.signal('TERM');
    assert.equal(bench.advance(30).exit, undefined);
    bench.machine.signal('KILL');
    assert.equal(bench.advance(1).exit?.code, 137);
  });

  test('calls its listener for SIGTERM, and goes on until it ends itself', () => {
    const bench = node("process.on('SIGTERM', (signal, number) => { console.log(signal, number); setTimeout(() => process.exit(3), 5000) }); setInterval(() => {}, 1000)").advance(2);
    bench.machine.signal('TERM');
    bench.advance(10);
    assert.deepEqual([bench.output, bench.exit?.code, bench.exitedAt], ['SIGTERM 15', 3, 7]);
  });

  test('that is not process 1 ends with SIGTERM without a listener', () => {
    const bench = new Bench(['sh', '-c', 'node -e "setInterval(() => {}, 1000)"; echo $?'], { image: 'node:22' }).advance(1);
    bench.exec(['sh', '-c', 'kill 7 || kill 2 || true']);
    assert.equal(bench.advance(1).output, 'Terminated\n143');
  });

  test('ends when nothing is left to wait for, with its exit code', () => {
    const bench = node("process.exitCode = 4; process.on('exit', (code) => console.log('exit', code)); process.once('beforeExit', () => console.log('before')); setTimeout(() => {}, 500).unref(); setTimeout(() => console.log('done'), 200)").advance(5);
    assert.deepEqual([bench.output, bench.exit?.code, bench.exitedAt], ['done\nbefore\nexit 4', 4, 0.26]);
  });

  test('says where an error was thrown that nobody catches, and ends with 1', () => {
    const volume = createVolume({ '/server.js': "function main() {\n  throw new TypeError('no luck');\n}\n\nmain();\n" });
    const bench = new Bench(['node', '/app/server.js'], { image: 'node:22', mounts: [{ path: '/app', volume }] }).advance(1);
    const expected = [
      '/app/server.js:2', "  throw new TypeError('no luck');", '  ^', '', 'TypeError: no luck', '    at main (/app/server.js:2:9)',
      '    at Object.<anonymous> (/app/server.js:5:1)', '', 'Node.js v22.20.0',
    ];
    assert.deepEqual([bench.stderr, bench.exit?.code], [expected, 1]);
  });

  test('ends with 1 when nobody looks after a promise that is rejected', () => {
    const bench = node("setTimeout(() => console.log('never'), 100); (async () => { throw new Error('lost') })()").advance(1);
    assert.deepEqual([bench.exit?.code, bench.stderr.includes('Error: lost')], [1, true]);
  });

  test('cannot find a package that nobody installed, unless its image may have it', () => {
    const bench = node("require('express')").advance(1);
    assert.match(bench.raw, /^node:internal.*\n  throw err;\n  \^\n\nError: Cannot find module 'express'\nRequire stack:\n- \/\[eval\]\n[\s\S]*code: 'MODULE_NOT_FOUND'/);
    assert.equal(bench.exit?.code, 1);
    const declared = node("require('express')", { image: declareImage({ nodejs: true }) }).advance(1);
    assert.match(declared.host.failures[0]?.message ?? '', /uses the package express, which the image may have, which is not supported/);
  });

  test('finds files, folders and packages as `require` and `import` do', () => {
    const volume = createVolume({
      '/main.js': "const { double } = require('./lib/math'); console.log(double(4), require('./data.json').x, require('tool'), require('./lib') === require('./lib/index.js'))",
      '/lib/math.js': 'exports.double = (x) => 2 * x', '/lib/index.js': 'module.exports = class {}', '/data.json': '{"x": 5}',
      '/node_modules/tool/package.json': '{"main": "out.js"}', '/node_modules/tool/out.js': "module.exports = 'tool'",
      '/m.mjs': "import fs, { existsSync } from 'node:fs'; import { a, next } from './n.mjs'; import * as all from './n.mjs'; import d from './lib/math.js'; next(); console.log(existsSync === fs.existsSync, a, Object.keys(all), typeof d.double, await Promise.resolve(7), import.meta.filename)",
      '/n.mjs': 'export let a = 1; export function next() { a++ } export default 5; export { a as b }',
    });
    const options = { image: 'node:22', mounts: [{ path: '/app', volume }], workingDirectory: '/app' };
    assert.equal(new Bench(['node', 'main.js'], options).advance(1).output, '8 5 tool true');
    assert.equal(new Bench(['node', 'm.mjs'], options).advance(1).output, "true 2 [ 'a', 'b', 'default', 'next' ] function 7 /app/m.mjs");
  });

  test('takes a text for a module by what it says, since 22.7', () => {
    const script = "import { existsSync } from 'fs'; console.log(await Promise.resolve(existsSync('/')))";
    const run = (image: string): string[] => new Bench(['node', '-e', script], { image }).advance(1).raw.split('\n');
    assert.deepEqual(run('node:22'), ['true', '']);
    assert.deepEqual([run('node:20')[4], run('node:20').at(-2)], ['SyntaxError: Cannot use import statement outside a module', 'Node.js v20.19.5']);
  });

  test('prints its version and values, and reads its script from standard input', () => {
    const run = (command: readonly string[], image = 'node:22'): string => new Bench(command, { image }).advance(1).output;
    assert.deepEqual([run(['node', '--version'], 'node:20.11.1-alpine'), run(['node', '-p', '1 + 1']), run(['sh', '-c', "echo 'console.log(process.argv.length)' | node - a b"])], ['v20.11.1', '2', '3']);
  });

  test('is blocked while it waits for the clock', () => {
    const bench = node("require('http').createServer((q, r) => { if (q.url === '/spin') { const t = Date.now(); while (Date.now() - t < 3000); } r.end('ok') }).listen(8080)").advance(1);
    const spin = request(bench, '/spin');
    const quick = request(bench.advance(1));
    bench.advance(5);
    assert.deepEqual([spin.text, quick.text], ['200 ok', '200 ok']);
    assert.ok(spin.at! > 3.9 && spin.at! < 4.2 && quick.at! >= spin.at!, `${spin.at} ${quick.at}`);
  });
});

describe('a client of Node.js', () => {
  const server = "require('http').createServer((q, r) => { if (q.url === '/slow') return setTimeout(() => r.end('x'), 3000); if (q.url === '/moved') return r.writeHead(302, { Location: '/now' }).end(); " +
    "r.setHeader('Content-Type', 'application/json'); let b = ''; q.on('data', (c) => b += c).on('end', () => r.end(JSON.stringify({ m: q.method, b }))) }).listen(8080, run); ";

  test('fetches, follows redirections, and gives up when it is told to', () => {
    const bench = node(`${server} async function run() {
      const moved = await fetch('http://localhost:8080/moved'); console.log(moved.status, moved.ok, moved.headers.get('content-type'), await moved.json());
      const posted = await fetch('http://localhost:8080/', { method: 'POST', body: 'hi' }); console.log(await posted.text());
      try { await fetch('http://localhost:8080/slow', { signal: AbortSignal.timeout(500) }) } catch (e) { console.log(e.name) }
      const controller = new AbortController(); setTimeout(() => controller.abort(), 100);
      try { await fetch('http://localhost:8080/slow', { signal: controller.signal }) } catch (e) { console.log(e.name, controller.signal.aborted) }
      try { await fetch('http://localhost:1/') } catch (e) { console.log(e.message, e.cause.code) }
      process.exit();
    }`).advance(10);
    assert.deepEqual(bench.output.split('\n'), [
      "200 true application/json { m: 'GET', b: '' }", '{"m":"POST","b":"hi"}', 'TimeoutError', 'AbortError true', 'fetch failed ECONNREFUSED',
    ]);
  });

  test('asks with http.request, has a timeout, and is told of errors', () => {
    const bench = node(`${server} function run() {
      const request = http.request({ port: 8080, path: '/slow', timeout: 1000 }, () => console.log('never'));
      request.on('timeout', () => request.destroy(new Error('too slow'))).on('error', (e) => { console.log(e.message); process.exit(2) }).end();
      http.get('http://nobody/', () => {}).on('error', (e) => console.log(e.code, e.hostname));
      const post = http.request('http://127.0.0.1:8080/a', { method: 'PUT' }, (r) => { r.setEncoding('utf8'); r.on('data', (d) => console.log(r.statusCode, d)) }); post.write('bo'); post.end('dy');
    }`).advance(5);
    assert.deepEqual(bench.output.split('\n').sort(), ['200 {"m":"PUT","b":"body"}', 'ENOTFOUND nobody', 'too slow']);
    assert.equal(bench.exit?.code, 2);
  });

  test('is what exec probes like to run', () => {
    const bench = node("require('http').createServer((q, r) => { r.statusCode = q.url === '/ok' ? 200 : 500; r.end() }).listen(8080)").advance(1);
    const probe = (path: string): number => bench.exec(['node', '-e', `require('http').get('http://localhost:8080${path}', (r) => process.exit(r.statusCode === 200 ? 0 : 1)).on('error', () => process.exit(2))`]).code;
    assert.deepEqual([probe('/ok'), probe('/no')], [0, 1]);
  });

  test('talks over bare connections', () => {
    const bench = node(`const net = require('net');
      const server = net.createServer((socket) => { socket.setEncoding('utf8'); socket.write('hello\\n'); socket.on('data', (d) => socket.end(d.toUpperCase())); socket.on('close', () => server.close()) }).listen(5000, '127.0.0.1', () => {
        const client = net.connect(5000, 'localhost', () => client.write('ping'));
        client.on('data', (d) => console.log(String(d).trim())).on('end', () => console.log('end'));
      }); net.connect({ port: 1 }).on('error', (e) => console.log(e.code))`).advance(2);
    assert.deepEqual([bench.output.split('\n').sort(), bench.exit?.code], [['ECONNREFUSED', 'PING', 'end', 'hello'], 0]);
  });
});

describe('the modules of Node.js', () => {
  const printed = (script: string): string[] => node(script).advance(2).raw.trimEnd().split('\n');

  test('fs: at once, with callbacks and with promises', () => {
    assert.deepEqual(printed(`const fs = require('fs'); fs.mkdirSync('/d/e', { recursive: true }); fs.writeFileSync('/d/e/f', 'héllo'); fs.appendFileSync('/d/e/f', Buffer.from('!'));
      console.log(fs.readFileSync('/d/e/f', 'utf8'), fs.readdirSync('/d'), fs.statSync('/d/e/f').size, fs.statSync('/d').isDirectory(), fs.existsSync('/no'));
      for (const wrong of [() => fs.readFileSync('/no'), () => fs.mkdirSync('/d'), () => fs.rmdirSync('/d'), () => fs.readFileSync('/d'), () => fs.unlinkSync('/no'), () => fs.writeFileSync('/no/f', '')]) try { wrong() } catch (e) { console.log(e.message) }
      fs.renameSync('/d/e/f', '/g'); fs.copyFileSync('/g', '/h'); fs.rmSync('/d', { recursive: true }); console.log(fs.readdirSync('/').includes('d'), fs.readFileSync('/h').length);
      fs.readFile('/g', (e, d) => console.log(e, d.length)); fs.promises.readFile('/no').catch((e) => console.log(e.code)); fs.access('/g', fs.constants.X_OK, (e) => console.log(e.code));
      console.log(fs.readdirSync('/tmp', { withFileTypes: true }).length)`), [
      "héllo! [ 'e' ] 7 true false", "ENOENT: no such file or directory, open '/no'", "EEXIST: file already exists, mkdir '/d'", "ENOTEMPTY: directory not empty, rmdir '/d'",
      "EISDIR: illegal operation on a directory, read '/d'", "ENOENT: no such file or directory, unlink '/no'", "ENOENT: no such file or directory, open '/no/f'", 'false 7', '0', 'null 7', 'ENOENT', 'EACCES',
    ]);
  });

  test('path, os, url, querystring, util, crypto', () => {
    assert.deepEqual(printed(`const path = require('path'), os = require('os'), url = require('url'), qs = require('querystring'), util = require('util'), crypto = require('crypto');
      console.log(path.join('/a', '../b', './c.js'), path.resolve('x', '..', 'y'), path.basename('/a/b.js', '.js'), path.extname('a.tar.gz'), path.relative('/a/b', '/a/c/d'), path.dirname('/a/b'), path.parse('/x/y.z').name, path.isAbsolute('a'), path.normalize('/a//b/../c/'));
      console.log(os.hostname(), os.platform(), os.homedir(), os.tmpdir(), os.EOL === '\\n', os.userInfo().username, os.networkInterfaces().eth0[0].address);
      const u = new URL('../p?a=1&b=x%20y#h', 'http://host:8080/q/r'); console.log(u.href, u.port, u.searchParams.get('b'), url.parse('/x?y=1', true).query.y, [...new URLSearchParams({ k: 'v w' })], String(new URLSearchParams('a=1&a=2')));
      console.log(qs.parse('a=1&a=2&b=').a, qs.stringify({ x: 'y z' }), util.format('%s-%d', 'a', 1), util.inspect({ a: { b: {} } }, { depth: 0 }), crypto.createHash('md5').update('a').digest('hex'), crypto.randomUUID().length);
      util.promisify((x, done) => done(null, x + 1))(1).then(console.log); util.promisify(setTimeout)(5).then(() => console.log('slept')); require('timers/promises').setTimeout(1, 'v').then(console.log); require('events').once(Object.assign(new (require('events'))()), 'x')`), [
      '/b/c.js /y b .gz ../c/d /a y false /a/c/', 'p linux /root /tmp true root 10.244.0.7', "http://host:8080/p?a=1&b=x%20y#h 8080 x y 1 [ [ 'k', 'v w' ] ] a=1&a=2",
      "[ '1', '2' ] x=y%20z a-1 { a: [Object] } 0cc175b9c0f1b6a831c399e269772661 36", '2', 'v', 'slept',
    ]);
  });

  test('process, console and events', () => {
    assert.deepEqual(printed(`const { EventEmitter } = require('events'); class E extends EventEmitter {} const e = new E();
      e.on('x', function (a) { console.log(this === e, a) }); e.once('x', () => console.log('once')); e.prependListener('x', () => console.log('first')); console.log(e.emit('x', 1), e.emit('x', 2), e.emit('y'), e.listenerCount('x'), e.eventNames());
      e.removeAllListeners('x'); console.log(e.emit('x')); try { e.emit('error', new Error('bad')) } catch (err) { console.log(err.message) }
      console.group('g'); console.info('in\\nside'); console.groupEnd(); console.count(); console.count(); console.assert(1 > 2, 'less'); console.time('t'); console.timeEnd('t');
      console.log(process.pid, process.argv0, process.platform, process.cwd(), process.uptime() < 1, process.hrtime().length, process.hrtime.bigint() > 0n, process.memoryUsage().rss > 1e6, process.getuid(), typeof process.version);
      process.chdir('/tmp'); process.stdout.write(process.cwd() + '\\n'); process.emitWarning('careful'); process.on('unhandledRejection', (r) => console.log('unhandled', r)); Promise.reject(7); process.kill(process.pid, 0);
      process.on('SIGUSR2', () => console.log('usr2')); process.kill(process.pid, 'SIGUSR2'); setImmediate(() => console.log(structured())); function structured() { return performance.now() > 50 }`), [
      'first', 'true 1', 'once', 'first', 'true 2', "true true false 2 [ 'x' ]", 'false', 'bad', 'g', '  in', '  side', 'default: 1', 'default: 2', 'Assertion failed: less', 't: 0ms',
      '1 node linux / true 2 true true 0 string', '/tmp', '(node:1) Warning: careful', '(Use \`node --trace-warnings ...\` to show where the warning was created)', 'unhandled 7', 'usr2', 'true',
    ]);
  });
});

describe('an HTTP server of Node.js', () => {
  test('answers what its handler says, when it says so', () => {
    const bench = node("require('http').createServer((q, r) => q.url === '/slow' ? setTimeout(() => { r.statusCode = 503; r.end('late') }, 2000) : q.url === '/never' || r.writeHead(201, { 'X-A': 'b' }).end('now')).listen(8080)").advance(1);
    const [now, slow, never] = [request(bench), request(bench, '/slow'), request(bench, '/never')];
    bench.advance(10);
    assert.deepEqual([now.text, now.at, slow.text, slow.at, never.text], ['201 now', 1, '503 late', 3, undefined]);
  });

  test('reads the body of a request', () => {
    const bench = node("require('http').createServer((q, r) => { let b = ''; q.on('data', (c) => b += c); q.on('end', () => r.end(q.method + b.toUpperCase())) }).listen(8080)").advance(1);
    const posted = request(bench, '/', 'body', 'POST');
    bench.advance(1);
    assert.equal(posted.text, '200 POSTBODY');
  });

  test('is told when its client goes away, and lives on', () => {
    const bench = node("require('http').createServer((q, r) => { r.on('close', () => console.log('closed', r.writableEnded)); setTimeout(() => r.end('late'), 2000) }).listen(8080)").advance(1);
    const exchange = bench.machine.http(8080, { method: 'GET', path: '/', headers: [], body: '' }, () => assert.fail('answered'));
    bench.advance(1);
    exchange.cancel();
    assert.equal(bench.advance(5).output, 'closed false');
    assert.equal(bench.exit, undefined);
  });

  test('that is closed takes no more connections, answers what it has taken, and then the process ends', () => {
    const bench = node("const s = require('http').createServer((q, r) => setTimeout(() => r.end('ok'), 3000)).listen(8080); process.on('SIGTERM', () => s.close(() => console.log('closed')))").advance(1);
    const open = request(bench);
    bench.advance(1).machine.signal('TERM');
    bench.advance(1);
    assert.equal(bench.machine.tcpConnect(8080), false);
    bench.advance(5);
    assert.deepEqual([open.text, bench.output, bench.exit?.code, bench.exitedAt], ['200 ok', 'closed', 0, 4]);
  });

  test('ends with EADDRINUSE where its port is taken, and can be told', () => {
    const twice = (rest: string): Bench => node(`const http = require('http'); http.createServer().listen(80); http.createServer().listen(80)${rest}`).advance(1);
    assert.match(twice('').raw, /Error: listen EADDRINUSE: address already in use :::80/);
    assert.equal(twice('').exit?.code, 1);
    assert.equal(twice(".on('error', (e) => console.log(e.code, e.port))").output, 'EADDRINUSE 80');
  });

  test('ends the process when its handler throws', () => {
    const bench = node("require('http').createServer((q, r) => { r.end(q.nothing.more) }).listen(8080)").advance(1);
    const failed = request(bench);
    bench.advance(1);
    assert.deepEqual([failed.text, bench.exit?.code, bench.stderr[4]], ['closed', 1, "TypeError: Cannot read properties of undefined (reading 'more')"]);
  });

  test('listens for the pod alone on localhost', () => {
    const bench = node("require('http').createServer((q, r) => r.end()).listen(8080, 'localhost')").advance(1);
    assert.deepEqual([bench.machine.tcpConnect(8080, '10.244.0.9'), bench.machine.tcpConnect(8080, '127.0.0.1')], [false, true]);
  });
});
