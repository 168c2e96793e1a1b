import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import fc from 'fast-check';

import { Bench } from '../machine/testing/bench';

/** What the objects of the host look like that scripts would like to reach. */
function fingerprint(): string {
  const hosts = [Object, Array, Function, String, Promise, Map, Error, globalThis].flatMap((each) => [each, 'prototype' in each ? each.prototype : {}]);
  return JSON.stringify([hosts.map((host) => Reflect.ownKeys(host as object).map(String).sort()), process.exitCode ?? null, Object.keys(process.env).length]);
}

/** Enough to see that a loop does not end, and enough for the deepest calls. */
const FEW_STEPS = 10_000;
const STEPS_OF_DEEP_CALLS = 60_000;

function run(script: string, options: ConstructorParameters<typeof Bench>[1] = {}): Bench {
  return new Bench(['node', '-e', script], { image: 'node:22', ...options }).advance(5);
}

function outcome(bench: Bench): string {
  return [bench.raw, ...bench.host.failures.map(({ message }) => message), bench.exit === undefined ? 'runs' : `code ${bench.exit.code}`].join('\n');
}

describe('a script that tries to get out', () => {
  for (const [script, expected] of [
    ["({}).constructor.constructor('return process')()", /making a function of a text, which is not supported/],
    ["(async () => {}).constructor('return 1')()", /making a function of a text/],
    ["(function* () {}).__proto__.constructor('yield 1')", /making a function of a text/],
    ["eval('1')", /uses eval, which is not supported/],
    ["setTimeout('console.log(1)', 1)", /The "callback" argument must be of type function[\s\S]*code 1/],
    ["require('vm').runInThisContext('1')", /the module vm of Node\.js/],
    ["require('child_process').execSync('id')", /the module child_process of Node\.js/],
    ["process.binding('fs')", /process\.binding of Node\.js/],
    ["new Proxy({}, {})", /Proxy of Node\.js/],
    ["console.log(require('fs').existsSync('/work'), require('fs').existsSync('/home/node'))", /^false false/],
    ["console.log(Object.keys(process.env).sort().join(), process.cwd(), require.resolve('fs'))", /^HOME,HOSTNAME,PATH \/ fs/],
    ["({}).__proto__.polluted = 1; Object.prototype.more = 2; Array.prototype.push = null; console.log({}.polluted, [].more)", /^1 2/],
    ["const e = new Error('x'); console.log(e.stack.includes('/work'), e.stack.includes('programs'))", /^false false/],
    ["try { null.x } catch (e) { console.log(e.constructor === TypeError, e.constructor.constructor === Function) }", /^true true/],
    ["console.log(JSON.parse('{\"__proto__\": {\"a\": 1}}').a, Object.keys(JSON.parse('{\"__proto__\": 1}')).length)", /^undefined 1/],
    ["const o = {}; o.__proto__ = o", /Cyclic __proto__ value/],
    ["import('fs').then((m) => console.log(typeof m.readFileSync, typeof m.default.constructor))", /^function function/],
  ] as const) {
    test(script, () => {
      const before = fingerprint();
      assert.match(outcome(run(script)), expected);
      assert.equal(fingerprint(), before);
    });
  }
});

describe('a script that goes on for ever', () => {
  for (const [script, expected] of [
    ['for (;;);', /used more than 10000 steps at one moment of virtual time\. Hint/],
    ['while (true) {}', /10000 steps/],
    ['(function f() { Promise.resolve().then(f) })()', /10000 steps/],
    ['(function f() { process.nextTick(f) })()', /10000 steps/],
    ['(function f() { setImmediate(f) })()', /10000 steps/],
    ['(async () => { for (;;) await null })()', /10000 steps/],
    ['function* g() { for (;;) yield 1 } for (const x of g());', /10000 steps/],
    ['try { for (;;); } finally { console.log("out") }', /^\nContainer.*10000 steps/],
    ['try { (function f() { f() })() } catch (e) { console.log(e instanceof RangeError, e.message) }', /^true Maximum call stack size exceeded/],
    ['(function f() { f() })()', /RangeError: Maximum call stack size exceeded[\s\S]*code 1/],
    ['const o = { toString() { return `${this}` } }; `${o}`', /lie so deep in one another/],
    ['let a = []; for (let i = 0; i < 15_000; i++) a = [a]; a.flat(Infinity)', /lie so deep in one another/],
    ["/(a*)*b/.test('a'.repeat(50))", /10000 steps/],
    ["/(x+x+)+y/.test('x'.repeat(50))", /10000 steps/],
    [`${'('.repeat(3000)}1${')'.repeat(3000)}`, /deep in one another/],
    [`${'['.repeat(400)}${']'.repeat(400)}`, /more than 150 deep/],
    ['while (Date.now() < Infinity);', /runs$/],
  ] as const) {
    test(script.slice(0, 100), () => assert.match(outcome(run(script, { limits: { stepsPerInstant: /stack|deep/.test(expected.source) ? STEPS_OF_DEEP_CALLS : FEW_STEPS } })), expected));
  }
});

describe('a script that wants everything', () => {
  for (const [script, expected] of [
    ["let s = 'x'; for (;;) s += s", /characters in one text/],
    ["'x'.repeat(1e9)", /characters in one text/],
    ["'x'.padStart(2 ** 31)", /characters in one text/],
    ['new Array(1e9).fill(0)', /an array of 1000000000 elements/],
    ['[].length = 2 ** 32', /RangeError: Invalid array length/],
    ['2n ** (2n ** 40n)', /a bigint of more than 100000 bits/],
    ["const all = []; for (;;) all.push('x'.repeat(1e6))", /code 137/],
    ['Buffer.alloc(3e9)', /code 137/],
    ["for (;;) console.log('x'.repeat(1000))", /bytes of output at one moment/],
    ["for (let i = 0; ; i++) require('fs').writeFileSync('/f', 'x'.repeat(i * 1e6))", /bytes in one file/],
    ['for (let p = 1; ; p++) require("net").createServer().listen(p)', /open files|EMFILE|steps|Too many/i],
  ] as const) {
    test(script, () => assert.match(outcome(run(script)), expected));
  }

  test('is killed at the limit of its container when it keeps what it takes, and only then', () => {
    const limit = { memoryLimit: 64 * 1024 * 1024 };
    const leak = run("const kept = []; setInterval(() => kept.push(Buffer.alloc(8 * 1024 * 1024)), 100)", limit);
    assert.deepEqual([leak.exit?.code, leak.exit?.outOfMemory, leak.exitedAt], [137, true, 0.86]);
    const waste = run("setInterval(() => { const dropped = 'x'.repeat(8 * 1024 * 1024) + Math.random() }, 100)", limit);
    assert.equal(waste.advance(60).exit, undefined);
  });
});

/** Pieces of scripts, put together without sense. */
const PIECES = [
  'a', 'this', 'null', '0', '-1', '1e9', "''", "'x'.repeat(999)", '[]', '{}', '()=>a', 'function f(){return f}', 'async()=>{await a}', 'new Map()', 'Symbol.iterator', '/(a|b)*c/g',
  'Object', 'Object.prototype', 'Function.prototype', 'globalThis', 'process', 'require', 'Promise', 'Array.prototype', 'Error', 'JSON', 'Math', 'console', 'Reflect', 'arguments', 'BigInt(3)',
];
const JOINTS = [
  '(X)(Y)', '(X).constructor', '(X).__proto__', '(X)[Y]', '(X)[Y]=Z', 'new (X)(Y)', '[...X]', '`${X}`', '(X)+(Y)', '(X)instanceof(Y)', '(Y)in(X)', 'Object.assign(X,Y)', 'JSON.stringify(X)',
  'Object.defineProperty(X,Y,{get(){return Z}})', '(X).call(Y,Z)', 'Object.setPrototypeOf(X,Y)', '[X,Y].sort(Z)', 'Object.keys(X)', '(X).toString()', '(X).then(Y)', 'console.log(X)', 'String(X)', 'Object.freeze(X)',
  'typeof(X)', 'delete(X)[Y]', '(X)??(Y)', 'Array.from(X,Y)', 'setTimeout(X,Y)', 'Object.create(X,Y)', 'Object.entries(X)', "'abc'.replace(X,Y)", 'class extends (X){}', 'process.on(X,Y)', 'process.emit(X,Y)', 'require(X)',
];

const expressions = fc.array(fc.tuple(fc.constantFrom(...JOINTS), fc.nat(), fc.nat(), fc.nat()), { minLength: 1, maxLength: 12 }).map((steps) => {
  const known: string[] = [...PIECES];
  for (const [joint, x, y, z] of steps) known.push(`(${joint.replace(/[XYZ]/g, (letter) => known[({ X: x, Y: y, Z: z }[letter] ?? 0) % known.length]!)})`);
  return known.at(-1)!.slice(0, 5000);
});

test('any nonsense ends in an error of the script or of the machine, and leaves the host as it is', () => {
  const before = fingerprint();
  const property = fc.property(fc.array(expressions, { minLength: 1, maxLength: 5 }), (list) => {
    const script = `var a = {}; ${list.map((expression) => `try { ${expression} } catch (e) { a = e }`).join('; ')}; console.log(typeof a)`;
    const bench = run(script);
    assert.ok(bench.exit !== undefined || bench.host.failures.length > 0 || bench.raw !== '' || bench.machine.isRunning, script);
    assert.equal(fingerprint(), before);
  });
  fc.assert(property, { seed: 1, numRuns: 60 });
});
