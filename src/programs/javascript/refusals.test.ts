import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { Bench } from '../machine/testing/bench';

/** Expressions for objects that Node.js has. */
const OBJECTS = [
  'globalThis', 'Object', 'Object.prototype', 'Function.prototype', 'Array', 'Array.prototype', 'String', 'String.prototype', 'Number', 'Number.prototype', 'Boolean.prototype',
  'BigInt', 'BigInt.prototype', 'Symbol', 'Symbol.prototype', 'Math', 'JSON', 'Date', 'Date.prototype', 'RegExp.prototype', 'Map', 'Map.prototype', 'Set.prototype', 'WeakMap.prototype',
  'Promise', 'Promise.prototype', 'Error', 'Error.prototype', 'Buffer', 'console', 'process', 'URL', "new URL('http://x')", 'URLSearchParams.prototype', 'performance',
  ...['buffer', 'crypto', 'events', 'fs', 'fs/promises', 'http', 'net', 'os', 'path', 'perf_hooks', 'querystring', 'timers', 'timers/promises', 'url', 'util'].map((name) => `require('${name}')`),
  "require('events').prototype", 'Object.getPrototypeOf(setTimeout(() => {}, 1))', 'process.hrtime', 'process.memoryUsage',
];

/** Names that nobody uses: internals, or not for scripts. */
const PASSED_OVER = /^(_|constructor$|prepareStackTrace|kEmpty|captureRejection|usingDomains|debugPort|moduleLoadList|domain$|reallyExit|openStdin|hasUncaught|setSourceMaps|addUncaught|removeUncaught|features$|assert$|ref$|unref$|finalization|lastMatch|\$|arguments$|caller$|prototype$|length$|name$|default$|module\.exports)/;

/** The names of an object that a script sees, and those of its built-in prototypes. */
const NAMES = '((object) => { const names = []; for (let at = object; at && at !== Object.prototype && at !== Function.prototype || at === object; at = Object.getPrototypeOf(at)) names.push(...Object.getOwnPropertyNames(at)); return names })';

test('whatever Node.js has is built here, or refused by its name', () => {
  const missing: string[] = [];
  for (const expression of OBJECTS) {
    const bench = new Bench(['node', '-e', `console.log(JSON.stringify(${NAMES}(${expression})))`], { image: 'node:22' }).advance(1);
    assert.deepEqual(bench.host.failures.map(({ message }) => message), [], expression);
    assert.deepEqual(bench.stderr, [], expression);
    const ours = new Set(JSON.parse(bench.raw) as string[]);
    // Constants of this file, to compare with.
    const theirs = new Function('require', `return ${NAMES}(${expression})`)(createRequire(__filename)) as string[];
    for (const name of theirs) if (!ours.has(name) && !PASSED_OVER.test(name) && !/^\d+$/.test(name)) missing.push(`${expression}: ${name}`);
  }
  // A later Node.js may have more.
  if (process.version.startsWith('v20.')) assert.deepEqual(missing, []);
});
