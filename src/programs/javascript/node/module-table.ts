import { refuseMember } from '../builtins/refusals';
import { Timers } from './timers';
import type { JsObject, Value } from '../values/value';
import { makeCrypto } from './crypto-module';
import { makeFileSystem, makeFilePromises } from './file-system';
import { makeHttp } from './http-module';
import type { Modules } from './modules';
import { makeNet } from './net-module';
import { makeOs } from './os-module';
import { makePath } from './path-module';
import type { NodeRuntime } from './runtime';
import { makeQueryString, makeUrl } from './url-module';
import { makeUtil } from './util-module';

type ModuleMaker = (runtime: NodeRuntime, modules: Modules) => Value;

/** The modules of Node.js that are built here. */
export const BUILTIN_MODULES: Readonly<Record<string, ModuleMaker>> = {
  buffer: ({ realm }) => refusing(realm.object({ Buffer: realm.global.own('Buffer')?.value, atob: realm.global.own('atob')?.value, btoa: realm.global.own('btoa')?.value }), 'buffer', BUFFER),
  console: ({ realm }) => realm.global.own('console')?.value,
  crypto: makeCrypto,
  events: ({ emitters }) => emitters.constructor_,
  fs: makeFileSystem,
  'fs/promises': makeFilePromises,
  http: makeHttp,
  net: makeNet,
  os: makeOs,
  path: makePath,
  'path/posix': makePath,
  perf_hooks: ({ realm }) => refusing(realm.object({ performance: realm.global.own('performance')?.value }), 'perf_hooks', PERFORMANCE),
  process: (_runtime, modules) => modules.process,
  querystring: makeQueryString,
  timers: ({ realm }, modules) => {
    const timers = realm.object(Object.fromEntries(TIMER_NAMES.map((name) => [name, realm.global.own(name)?.value])));
    timers.put('promises', modules.builtin('timers/promises'));
    return refusing(timers, 'timers', 'active unenroll enroll');
  },
  'timers/promises': makeTimerPromises,
  url: makeUrl,
  util: makeUtil,
};

const BUFFER = 'SlowBuffer transcode isUtf8 isAscii kMaxLength kStringMaxLength constants INSPECT_MAX_BYTES Blob resolveObjectURL File';
const PERFORMANCE =
  'Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList PerformanceResourceTiming ' +
  'monitorEventLoopDelay createHistogram constants';

function refusing(module: JsObject, name: string, members: string): JsObject {
  for (const member of members.split(' ')) refuseMember(module, member, `${name}.${member}`);
  return module;
}

const TIMER_NAMES = ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'];

function makeTimerPromises(runtime: NodeRuntime): Value {
  const functions = runtime.realm.object();
  runtime.realm.methods(functions, new Timers(runtime).promiseFunctions);
  for (const name of ['setInterval', 'scheduler']) refuseMember(functions, name, `timers/promises ${name}`);
  return functions;
}

/** The modules of Node.js that are not built here. */
export const UNBUILT_MODULES: ReadonlySet<string> = new Set((
  'assert assert/strict async_hooks child_process cluster constants dgram diagnostics_channel dns dns/promises domain http2 https inspector ' +
  'inspector/promises module path/win32 punycode readline readline/promises repl sea sqlite stream stream/consumers stream/promises stream/web ' +
  'string_decoder sys test test/reporters tls trace_events tty util/types v8 vm wasi worker_threads zlib'
).split(' '));
