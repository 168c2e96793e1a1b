import assert from 'node:assert/strict';
import { format } from 'node:util';
import { describe, test } from 'node:test';

import { Bench } from '../machine/testing/bench';

/** What a script of Node.js on a machine prints in ten seconds. */
function onMachine(script: string): string {
  const bench = new Bench(['node', '-e', script], { image: 'node:22' }).advance(10);
  return bench.raw + bench.host.failures.map(({ message }) => `${message}\n`).join('');
}

/** What the Node.js that runs this test prints; the scripts are those below and no others. */
async function onHost(script: string): Promise<string> {
  let output = '';
  const log = (...args: unknown[]): void => { output += `${format(...args)}\n`; };
  // A constant of this file, to compare with.
  const run = new Function('console', 'require', script) as (console: object, require: NodeJS.Require) => void;
  await new Promise((resolve) => {
    setImmediate(() => {
      run({ log }, require);
      setImmediate(resolve);
    });
  });
  return output;
}

const SNIPPETS: Readonly<Record<string, readonly string[]>> = {
  'variables and scopes': [
    'var a = 1; { let a = 2; const b = 3; console.log(a, b) } console.log(a, typeof b)',
    'console.log(f(), typeof v); var v = 1; function f() { return typeof v }',
    'try { x; let x = 1 } catch (e) { console.log(e.name, e.message) }',
    'const c = 1; try { c = 2 } catch (e) { console.log(String(e)) }',
    'const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); console.log(fs.map((f) => f()))',
    'var fs = []; for (var i = 0; i < 3; i++) fs.push(() => i); console.log(fs.map((f) => f()))',
    'const counter = (() => { let n = 0; return () => ++n })(); counter(); console.log(counter(), counter())',
    'try { nothing } catch ({ message }) { console.log(message) }',
    'console.log(typeof undeclared, typeof null, typeof (() => 1), typeof Symbol(), typeof 1n)',
  ],
  'functions and arguments': [
    'function f(a, b = a + 1, ...rest) { return [a, b, rest, arguments.length] } console.log(f(1), f(1, 2, 3, 4), f.length, f.name)',
    'const o = { n: 1, f() { return [1, 2].map((x) => x + this.n) }, get g() { return this.n * 2 }, set g(v) { this.n = v } }; o.g = 5; console.log(o.f(), o.g)',
    'function F() { this.x = 1 } F.prototype.y = 2; const f = new F(); console.log(f.x, f.y, f instanceof F, Object.keys(f), f.constructor.name)',
    'function g() { return this } console.log(g.call(5) + 1, g.bind("a")() + "b", Math.max.apply(null, [1, 3, 2]))',
    'console.log(((a, { b, c: [d] }) => a + b + d)(1, { b: 2, c: [3] }))',
    'const f = function named() { return typeof named }; console.log(f(), f.name, (() => {}).name)',
    'try { undefined.f() } catch (e) { console.log(e.message) } try { ({}).a.b } catch (e) { console.log(e.message) } try { const o = {}; o.f() } catch (e) { console.log(e.message) }',
    'function t(s, ...v) { return s.raw.join("|") + v.join() } console.log(t`a${1}b\\n${2}c`)',
    'console.log([..."ab"].concat([1, [2]]), Math.max(...[1, 2], 3), { ...{ a: 1 }, b: 2, ...null })',
  ],
  'control flow': [
    'outer: for (const i of [1, 2, 3]) { for (const j of [1, 2]) { if (j === 2) continue outer; if (i === 3) break outer; console.log(i, j) } }',
    'for (const k in { b: 1, a: 2, 1: 3 }) console.log(k); for (const [i, x] of ["p", "q"].entries()) console.log(i, x)',
    'function f(x) { switch (x) { case 1: return "one"; case 2: case 3: return "some"; default: return "many" } } console.log(f(1), f(3), f(9))',
    'function f() { try { return 1 } finally { console.log("finally") } } console.log(f())',
    'function f() { for (;;) { try { break } finally { console.log("left") } } return 2 } console.log(f())',
    'try { try { throw new TypeError("a") } finally { console.log("in") } } catch (e) { console.log(e instanceof TypeError, e instanceof Error, e.message) }',
    'let i = 0; do { i++ } while (i < 5); while (true) { if (i-- < 2) break } console.log(i)',
    'console.log(null ?? 1, 0 ?? 1, 0 || 2, "" && 3); const o = null; console.log(o?.a.b.c, o?.[1], o?.f(), { f: () => 4 }.f?.())',
    'let a = null; a ??= 1; a ||= 2; a &&= 3; console.log(a, 2 ** 10, 7 % 3, -7 % 3, 5 / 2 | 0, 1 << 31, -1 >>> 28, ~5)',
    'console.log(1 + "2", "3" * "4", 1 + null, 1 + undefined, [] + {}, [1] == 1, null == undefined, NaN == NaN, "b" > "a")',
    'var x = 1, y = (x++, x + 1); [x, y] = [y, x]; console.log(x, y)',
    'const { a = 1, ...rest } = { b: 2, c: 3 }; const [p, , q = 9, ...r] = [1, 2, undefined, 4, 5]; console.log(a, rest, p, q, r)',
  ],
  classes: [
    'class A { static n = 1; #p = 2; q = this.#p + 1; constructor(x) { this.x = x } get p() { return this.#p } #m() { return "m" } m() { return this.#m() } static s() { return this.n } } const a = new A(5); console.log(a.p, a.q, a.x, a.m(), A.s(), a)',
    'class A { hi() { return "A" } } class B extends A { hi() { return super.hi() + "B" } get [Symbol.toStringTag]() { return "Bee" } } console.log(new B().hi(), String(new B()), B.name, B.__proto__ === A)',
    'class E extends Error { constructor(m) { super(m); this.name = "E"; this.code = 7 } } try { throw new E("x") } catch (e) { console.log(`${e}`, e.code, e instanceof E, e.stack.split("\\n")[0]) }',
    'class L extends Array { sum() { return this.reduce((a, b) => a + b, 0) } } const l = new L(); l.push(1, 2); console.log(l.sum(), l.length, Array.isArray(l))',
    'class A { constructor() { this.t = new.target.name } } class B extends A {} console.log(new B().t)',
    'class A { static { this.ready = true } static #c = 0; static inc() { return ++A.#c } } A.inc(); console.log(A.ready, A.inc())',
    'try { class A {} A() } catch (e) { console.log(e.message) }',
    'class M extends Map { getOr(k, d) { return this.has(k) ? this.get(k) : d } } console.log(new M([[1, 2]]).getOr(1, 0), new M().getOr(5, "d"))',
    'const o = { __proto__: { inherited: 1 }, own: 2 }; console.log(o.inherited, Object.keys(o), "inherited" in o, o.hasOwnProperty("inherited"))',
  ],
  'iterators and generators': [
    'function* g() { const x = yield 1; try { yield x } finally { console.log("done") } } const i = g(); console.log(i.next(), i.next("q"), i.return(5), i.next())',
    'const it = { *[Symbol.iterator]() { yield* [1, 2]; yield 3 } }; console.log([...it], Math.max(...it), Array.from(it, (x) => x * 2)); const [a, ...b] = it; console.log(a, b)',
    'function* fib() { let [a, b] = [0, 1]; for (;;) { yield a; [a, b] = [b, a + b] } } const out = []; for (const n of fib()) { if (n > 30) break; out.push(n) } console.log(out.join())',
    'const m = new Map([["a", 1], ["b", 2]]); for (const [k, v] of m) console.log(k, v); console.log([...m.keys()], [...m.values()], m.size, new Set([1, 1, 2]).size)',
    'try { for (const x of 5) {} } catch (e) { console.log(e instanceof TypeError) }',
  ],
  promises: [
    'const a = async () => { console.log(1); await null; console.log(3); return 5 }; a().then(console.log); console.log(2)',
    '(async () => { try { await Promise.reject(new Error("no")) } catch (e) { console.log(e.message) } finally { console.log("fin") } })()',
    'Promise.resolve(1).finally(() => console.log("f")).then((x) => { throw x + 1 }).catch((x) => console.log("caught", x))',
    'const thenable = { then(r) { r("t") } }; (async () => console.log(await thenable, await 5))(); Promise.resolve(thenable).then((v) => console.log("r", v))',
    '(async () => { for await (const x of [Promise.resolve(1), 2]) console.log(x) })(); new Promise((r) => r(Promise.resolve("inner"))).then(console.log); Promise.resolve("direct").then(console.log)',
  ],
  'arrays and objects': [
    'console.log([3, 1, 2].sort(), [10, 9, 1].sort(), [10, 9, 1].sort((a, b) => a - b), [1, 2, 3].reverse(), [1, [2, [3, [4]]]].flat(), [1, 2].flatMap((x) => [x, x * 2]))',
    'const a = [1, 2, 3, 4]; console.log(a.splice(1, 2, "x"), a, a.indexOf(4), a.includes("x"), a.find((x) => x > 1), a.findLast((x) => x > 0), a.at(-1), a.slice(-2))',
    'console.log([1, 2, 3].reduce((a, b) => a + b), [1, 2, 3].reduceRight((a, b) => a + "-" + b), [].some(Boolean), [].every(Boolean), [1, 2, 3].join("/"), Array.from({ length: 3 }, (_, i) => i * i), Array(3).fill(0), new Array(2, 3))',
    'console.log(Object.entries({ a: 1, b: 2 }), Object.fromEntries([["x", 1]]), Object.assign({}, { a: 1 }, null, { b: 2 }), Object.values("ab"))',
    'const f = Object.freeze({ a: 1 }); f.a = 2; f.b = 3; console.log(f, Object.isFrozen(f)); (function () { "use strict"; try { f.a = 2 } catch (e) { console.log(e.message) } })()',
    'const o = {}; Object.defineProperty(o, "h", { value: 1, enumerable: false }); Object.defineProperty(o, "g", { get: () => 2, enumerable: true }); console.log(o.h, o.g, Object.keys(o), JSON.stringify(o), Object.getOwnPropertyDescriptor(o, "h"))',
    'const a = [1, 2, 3]; a.length = 1; a[3] = 4; console.log(a, a.length, delete a[0], a, [1, , 3], Array(3))',
    'console.log(Array.isArray([]), [..."héllo"].length, [NaN].includes(NaN), [NaN].indexOf(NaN), [undefined, 1, null].sort())',
    'const g = Object.groupBy ? Object.groupBy([1, 2, 3], (x) => (x % 2 ? "odd" : "even")) : Object.assign(Object.create(null), { odd: [1, 3], even: [2] }); console.log(JSON.stringify(g))',
    'console.log(JSON.stringify({ a: [1, "x", null, undefined, () => 1], b: undefined, c: new Date(0), d: { toJSON: () => "j" } }), JSON.stringify([1, { a: 2 }], null, 2), JSON.stringify({ a: 1, b: 2 }, ["b"]), JSON.parse("[1,{\\"a\\":null}]"), JSON.parse("{\\"a\\":1}", (k, v) => (k === "a" ? v + 1 : v)))',
  ],
  'texts and numbers': [
    'console.log("abc".slice(-2), "abc".substring(2, 0), "a-b-c".split("-"), "abc".padStart(5, "*"), " x ".trim() + "|", "ab".repeat(2), "abc".at(-1), "a,b".split(",", 1), "abc".charCodeAt(1), "\\u{1F600}".length)',
    'console.log("x=1;y=2".replace(/(\\w)=(\\d)/g, "$2=$1"), "aaa".replaceAll("a", (m, i) => i), "2024-05".match(/(\\d+)-(\\d+)/).slice(), "a1b22".match(/\\d+/g), [..."k=v;q=w".matchAll(/(?<k>\\w)=(?<v>\\w)/g)].map((m) => m.groups.k + m[2]))',
    'console.log(/^\\/users\\/(\\d+)$/.exec("/users/42")[1], /a|ab/.exec("abc")[0], /(a+)?b/.exec("b"), /x*?y/.test("xxy"), /^[^\\s@]+@[^\\s@]+\\.\\w{2,}$/i.test("Me@Example.org"), /(?<!\\d)5(?=px)/.exec("15px 5px").index, /\\bfoo\\b/.test("a foo b"), /(\\w)\\1/.exec("hello")[0])',
    'const r = /o/g; console.log(r.exec("foo").index, r.lastIndex, r.exec("foo").index, r.exec("foo"), "a\\nb".match(/^b$/m).index, "AbC".search(/c/i), "a.b*c".replace(/[.*]/g, "\\\\$&"), "one two".split(/\\s+/), "abc".split(/(b)/), "abc".split(""))',
    'console.log((1234.5678).toFixed(2), (255).toString(16), parseInt("12px"), parseFloat("3.14abc"), Number(""), Number("0x1f"), Number("abc"), +true, (0.1 + 0.2).toPrecision(3), 1e21, 1 / 3, -0, 5e-324, (25).toString(36), (1e6).toLocaleString())',
    'console.log(Number.isInteger(5.0), Number.MAX_SAFE_INTEGER, isNaN("x"), Math.round(-1.5), Math.sign(-3), Math.trunc(-4.7), Math.hypot(3, 4), 2n ** 64n, 7n / 2n, typeof (1n + 2n), BigInt(10) > 5)',
    'const d = new Date(Date.UTC(2024, 1, 29, 12, 30, 15, 5)); console.log(d.toISOString(), d.getUTCDay(), d.getTime(), JSON.stringify(d), new Date("2024-03-01T00:00:00+02:00").toISOString(), new Date("2024-01-31").getUTCMonth(), new Date(NaN).getTime(), d - new Date(0)); d.setUTCMonth(13); console.log(d.toISOString())',
    'console.log(encodeURIComponent("a b&c/d"), decodeURIComponent("%C3%A9"), encodeURI("/a b?c=d"), `${[1, 2]} ${{}} ${null}`, "b" + 1 + 2, String(Symbol("s")), [1, [2, 3]].toString())',
    'console.log(Buffer.from("héllo").toString("base64"), Buffer.from("aGk=", "base64").toString(), Buffer.concat([Buffer.from("a"), Buffer.from("b")]), Buffer.byteLength("é"), Buffer.from("abc").toString("hex"), Buffer.from([104, 105]) + "")',
  ],
  'errors, as they are worded': [
    'for (const f of [() => { const { a } = null }, () => { const [x] = 5 }, () => new (class { constructor() { this.x() } })(), () => null[Symbol.iterator], () => { null.x = 1 }, () => new Date(), () => new 5, () => new (() => 1)(), () => ({}).x.y(), () => [...5]]) try { console.log(typeof f()) } catch (e) { console.log(e.name) }',
    'for (const f of ["a" in {}, Symbol.iterator in []]) console.log(f); try { "a" in "b" } catch (e) { console.log(e.message) } try { ({}) instanceof 5 } catch (e) { console.log(e.message) } try { 1n + 1 } catch (e) { console.log(e.message) } try { Symbol() + "" } catch (e) { console.log(e.message) } try { +Symbol() } catch (e) { console.log(e.message) }',
    'for (const f of [() => (1).toFixed(200), () => (1).toString(1), () => "a".repeat(-1), () => new Array(-1), () => [].reduce((a) => a), () => decodeURIComponent("%"), () => BigInt(1.5), () => BigInt("x"), () => 1n / 0n, () => 2n ** -1n, () => new Set(5), () => Map(), () => Promise(), () => new Promise(), () => Symbol.prototype.valueOf.call(1)]) try { f(); console.log("none") } catch (e) { console.log(e.name) }',
    'class A { constructor() { } } class B extends A { constructor() { } } try { new B() } catch (e) { console.log(e.name) } try { class C extends null { } new C() } catch (e) { console.log(e.name) } try { class D extends 5 {} } catch (e) { console.log(e.name) }',
    'class P { #x = 1; static has(o) { return #x in o } static read(o) { return o.#x } static #s() { return 2 } get #g() { return 3 } set #g(v) { this.v = v } t() { this.#g = 9; this.#x++; return [this.#g, this.v, this.#x] } static s() { return P.#s() } } console.log(P.has(new P()), P.has({}), P.s(), new P().t()); try { P.read({}) } catch (e) { console.log(e.name, e.message) }',
    'function s() { "use strict"; try { undeclared1 = 1 } catch (e) { console.log(e.message) } try { Object.freeze([1])[0] = 2 } catch (e) { console.log(e.message) } try { delete Object.freeze({ a: 1 }).a } catch (e) { console.log(e.name) } try { ({ get a() { return 1 } }).a = 2 } catch (e) { console.log(e.name) } try { Object.preventExtensions({}).x = 1 } catch (e) { console.log(e.message) } return this } console.log(s())',
    'try { throw Object.assign(new Error("m", { cause: "c" }), { extra: 1 }) } catch (e) { console.log(e.cause, e.extra, Object.keys(e), e.toString(), Object.prototype.toString.call(e)) } const a = new AggregateError([1, 2], "many"); console.log(a.errors, a.message, a.name, new RangeError("r").name, EvalError.prototype.name)',
    'try { JSON.parse("{") } catch (e) { console.log(e.name) } const c = {}; c.c = c; try { JSON.stringify(c) } catch (e) { console.log(e.name) } try { JSON.stringify(1n) } catch (e) { console.log(e.message) } try { null.f() } catch (e) { console.log(e.message) } try { let o = { a: {} }; o.a.b.c() } catch (e) { console.log(e.message) } try { (void 0)() } catch (e) { console.log(e.name) }',
    'const g = (function* () { try { yield 1; yield 2 } catch (e) { console.log("caught", e); yield 3 } })(); g.next(); console.log(g.throw("t"), g.next(), g.return(9)); try { g.throw(new Error("late")) } catch (e) { console.log(e.message) } const h = (function* () { h.next() })(); try { h.next() } catch (e) { console.log(e.message) }',
    'for (const p of ["(", "[z-a]", "a**", "(?<n>a)(?<n>b)", "\\\\", "(?<n", "a{2,1}", ")"]) try { new RegExp(p); console.log("fine") } catch (e) { console.log(e.name) } try { new RegExp("a", "gg") } catch (e) { console.log(e.message) }',
  ],
  'more of the language': [
    'var x = 0; x += 5; x -= 1; x *= 3; x /= 2; x %= 4; x **= 3; x <<= 2; x >>= 1; x |= 5; x &= 13; x ^= 3; x >>>= 1; console.log(x); let s = "a"; s += 1; let b = 5n; b *= 2n; b -= 1n; b <<= 3n; b >>= 1n; b %= 7n; b |= 8n; b &= 12n; b ^= 1n; console.log(s, b, -b, ~b, b / 2n, typeof b, b++, --b, 0n == 0, 2n > 1, "2" < 10n)',
    'const o = { a: 1, get b() { return this.a + 1 }, ["c" + 1]: 3, async m() {}, *g() {}, "quoted key": 4, 5: 6 }; delete o.a; console.log(Object.keys(o), "a" in o, o.b, o?.["c1"], void o, typeof o.m, (1, 2, o[5]))',
    'const base = { hi() { return "base" }, set v(x) { this._v = x } }; const sub = { __proto__: base, hi() { return super.hi() + "+" }, set v(x) { super.v = x * 2 } }; sub.v = 4; console.log(sub.hi(), sub._v, base._v); class A { static make() { return new this() } static get n() { return this.name } } class B extends A {} console.log(B.make() instanceof B, B.n)',
    'let log = []; for (var i = 0, n = 3; i < n; i++) { if (i === 1) continue; log.push(i) } for (const k in [7, 8]) log.push(k); for (let [a, { b }] of [[1, { b: 2 }]]) log.push(a + b); let q; for (q of [9]); for (q.x in { z: 1 }); log.push(typeof q); a: { log.push("in"); break a } for (const c in "ab") log.push(c); console.log(log, i)',
    'const it = { [Symbol.iterator]() { let n = 0; return { next: () => ({ value: n++, done: n > 3 }), return() { console.log("closed"); return {} } } } }; for (const x of it) { if (x === 1) break } const [first] = it; console.log(first); try { for (const x of it) throw new Error("out") } catch (e) { console.log(e.message) } const { length } = "four"; console.log(length, [..."ab", ...it])',
    'function f() { switch (1) { default: let a = 1; { } case 2: return a } } console.log(f()); const t = (x) => { switch (true) { case x > 2: return "big"; case x > 1: { break } } return "small" }; console.log(t(3), t(2), t(0)); l: do { for (;;) { break l } } while (false); if (0) ; else console.log("else")',
    'var hoisted = typeof later; var later = 1; { function inBlock() { return "block" } } console.log(hoisted, inBlock(), (function () { return typeof arguments + arguments[0] })("x"), (() => { try { return "t" } catch { } finally { } })())',
    'const d = ({ a = 1, b: { c = 2, ...r } = { d: 3 }, ...s } = {}, [x = 4, , ...y] = []) => [a, c, r, s, x, y]; console.log(d(), d({ a: undefined, b: { c: null, z: 1 }, q: 0 }, [1, 2, 3, 4])); let p = {}; [p.a, p["b"]] = [1, 2]; ({ x: p.c, ...p.rest } = { x: 3, y: 4 }); console.log(p)',
    'const w = new WeakMap(), k = {}; w.set(k, 1); const ws = new WeakSet([k]); console.log(w.get(k), w.has({}), ws.has(k), w.delete(k), w.has(k)); try { w.set(1, 2) } catch (e) { console.log(e.name) } const m = new Map([[NaN, 1], [0, 2]]); console.log(m.get(NaN), m.get(-0), m.delete(0), [...m.entries()], m.forEach((v, key, map) => console.log(v, key, map === m))); const st = new Set([1, 2]); st.forEach((v) => st.delete(v)); console.log(st.size, st.add(5).has(5), [...st.entries()], st.clear())',
    'console.log(Number("1e3"), Number(null), Number([5]), Number({}), Number(true), Number("  12  "), [] == "", null == 0, "1" == 1, [1, 2] == "1,2", ({}) == "[object Object]", NaN != NaN, undefined == 0, Symbol.iterator == Symbol.iterator, true == 1, !![] , !!"")',
    'const date = new Date("2024-02-29T23:59:59.999Z"); console.log(date.getUTCFullYear(), date.getUTCDate(), date.getUTCHours(), +date, `${new Date(0).toISOString()}`, new Date(2020, 0, 31).getDate(), date.toJSON(), new Date("bad").toString(), Date.UTC(99, 0), typeof Date.now(), new Date(date).getTime() === date.getTime(), date > new Date(0)); try { new Date(NaN).toISOString() } catch (e) { console.log(e.message) }',
    'const sym = Symbol("d"); const os = { [sym]: 1, [Symbol.toPrimitive](hint) { return hint === "number" ? 42 : hint } }; console.log(+os, `${os}`, os + "", sym.description, Symbol.for("x") === Symbol.for("x"), Object.getOwnPropertySymbols(os).length, sym.toString(), Object(sym) == sym, new Number(5) + 1, new String("ab").length, Object("s") instanceof String, new Boolean(false) ? 1 : 2)',
    'console.log([1, 2, 3].lastIndexOf(3), [3, 4].keys().next(), [..."ab"].entries().next().value, [1, 2, 3].fill(0, 1, 2), [1, 2, 3].findIndex((x) => x > 1), [1, 2].findLastIndex((x) => x < 2), [[1, 2], [3]].flat(), [5, 1, 4].toSorted ? [5, 1, 4].toSorted() : [1, 4, 5], [1, 2].with ? [1, 2].with(0, 9) : [9, 2], [1, 2, 3].unshift(0), [1].concat(2, [3], [[4]]), Array.of(7), [3, 2, 1].toString(), [1, [2]].join(";"), [,1].findIndex((x) => x === undefined), Array.from(new Set([1, 1])), Array.from("ab", (c) => c + c), Array.prototype.slice.call({ 0: "a", length: 1 }), Array.prototype.map.call("ab", (c) => c))',
    'console.log("abc".substr(-2, 1), "a-b".concat("c", 1), "abc".lastIndexOf("c"), "abc".startsWith("b", 1), "abc".endsWith("b", 2), "x".codePointAt(0), String.fromCharCode(97, 98), String.fromCodePoint(128512), String.raw`a\\n${1}`, "ABC".toLowerCase(), " a ".trimStart() + "|", " a ".trimEnd() + "|", "b".localeCompare("a"), "aXbX".split("X"), "a.b".search(/\\./), "aaa".lastIndexOf("a", 1), "abc"[1], "abc".padEnd(5, "12"), "abcabc".replace("b", "[$&$`$\'$$]"), "x".replace("x", () => "$1"), "a1b2".replace(/(?<l>[a-z])(\\d)/g, "$<l>-$2;"))',
  ],
  'what console shows': [
    'console.log({ a: 1, "b-c": "x\'y", d: [1, 2], e: { f: { g: { h: 1 } } }, s: Symbol("q"), u: undefined, n: null, f() {}, c: class Q {}, b: 1n })',
    'console.log([1.5, "a", [], {}, null, undefined, [[[[1]]]]], new Map([["k", { a: 1 }]]), new Set(["a", 1]), new Date(0), /x/gi, [undefined], -0, [-0], "plain", ["quoted"])',
    'console.log("%s is %d years and %i, %f, %j %O %%", "Bob", 42.5, 42.5, "1.5", { a: 1 }, [1], "extra", { b: 2 })',
    'console.log(Array.from({ length: 30 }, (_, i) => i * 3)); console.log(["apple", "banana", "cherry", "date", "elderberry", "fig", "grape"])',
    'console.log({ name: "a long enough name to break", description: "another long text to break the line", tags: ["x", "y"], nested: { deep: true } })',
    'class P { constructor() { this.x = 1 } } class Empty {} console.log(new P(), new Empty(), Object.create(null), Object.create({ a: 1 }), [new P()], { get g() { return 1 }, set g(v) {}, get only() { return 2 } })',
    'const o = { name: "o" }; o.self = o; console.log((function () { return arguments })(1, 2), [function foo() {}, () => 1, async () => 1, function* gen() {}], new (class extends Map {})())',
    'console.log(Array(150).fill(7).length, "a".repeat(3), [["a", 1], ["b", 2]], { a: { b: { c: {} } } }, { a: { b: { c: { d: 1 } } } }, [{ a: 1, b: 2 }, { a: 3, b: 4 }])',
    'console.log("multi\\nline", ["multi\\nline"], { "key with space": 1, valid_key: 2, 3: 4 }, [,"a"], "it\'s", ["it\'s"], [`a"b\'c`])',
  ],
};

/** Scripts with timers, and what Node.js prints where it is not late: on a busy machine timers fall together. */
const TIMED: readonly (readonly [script: string, output: string])[] = [
  [
    'setTimeout(() => console.log("timer"), 5); setImmediate(() => console.log("immediate")); process.nextTick(() => console.log("tick")); Promise.resolve().then(() => console.log("job")); queueMicrotask(() => console.log("micro")); console.log("now")',
    'now\ntick\njob\nmicro\nimmediate\ntimer\n',
  ],
  [
    'Promise.all([1, Promise.resolve(2), new Promise((r) => setTimeout(r, 5, 3))]).then((v) => console.log(v)); Promise.allSettled([Promise.reject(1), 2]).then((v) => console.log(v))',
    "[\n  { status: 'rejected', reason: 1 },\n  { status: 'fulfilled', value: 2 }\n]\n[ 1, 2, 3 ]\n",
  ],
  [
    'Promise.race([new Promise((r) => setTimeout(r, 9, "slow")), new Promise((r) => setTimeout(r, 2, "fast"))]).then(console.log); Promise.any([Promise.reject(1), Promise.resolve(2)]).then(console.log)',
    '2\nfast\n',
  ],
  [
    'const sleep = (ms) => new Promise((r) => setTimeout(r, ms)); (async () => { for (let i = 0; i < 3; i++) { await sleep(1); console.log(i) } })()',
    '0\n1\n2\n',
  ],
  [
    'let n = 0; const t = setInterval(() => { console.log(++n); if (n === 3) clearInterval(t) }, 1); const u = setTimeout(() => console.log("never"), 5); clearTimeout(u)',
    '1\n2\n3\n',
  ],
];

for (const [what, snippets] of Object.entries(SNIPPETS)) {
  describe(`${what}: as Node.js has them`, () => {
    for (const snippet of snippets) {
      test(snippet.slice(0, 100), async () => {
        assert.equal(onMachine(snippet), await onHost(snippet));
      });
    }
  });
}

describe('timers: as Node.js has them', () => {
  for (const [script, output] of TIMED) test(script.slice(0, 70), () => { assert.equal(onMachine(script), output); });
});
