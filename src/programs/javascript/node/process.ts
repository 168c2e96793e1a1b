import { fromByteText } from '../../machine/kernel/byte-text';
import { SystemError } from '../../machine/kernel/errno';
import { allSignals, parseSignal, signalNumber, type Signal } from '../../machine/kernel/signals';
import { refuseMember } from '../builtins/refusals';
import { toInteger, toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import type { Evaluation } from '../interpreter/suspension';
import { getProperty } from '../interpreter/properties';
import { JsFunction } from '../values/function';
import { JsObject, type Key, type Value } from '../values/value';
import { codedError, networkError, withFileErrors } from './errors';
import { ProcessExit } from './event-loop';
import type { NodeRuntime } from './runtime';
import { makeStandardStream } from './standard-streams';

/** What `process.memoryUsage()` says of a process that holds nothing. */
const EMPTY_PROCESS = { rss: 45 * 1024 * 1024, heapTotal: 6 * 1024 * 1024, heapUsed: 4 * 1024 * 1024, external: 1_500_000, arrayBuffers: 10_000 };

const REFUSED = [
  'stdin', 'umask', 'cpuUsage', 'resourceUsage', 'binding', 'dlopen', 'report', 'getgroups', 'setuid', 'setgid', 'seteuid', 'setegid', 'initgroups',
  'getActiveResourcesInfo', 'loadEnvFile', 'getBuiltinModule', 'setUncaughtExceptionCaptureCallback', 'availableMemory', 'constrainedMemory', 'abort',
  'permission', 'allowedNodeEnvironmentFlags', 'sourceMapsEnabled', 'setgroups',
];

/** `process`. */
export function makeProcess(runtime: NodeRuntime, argv: readonly string[], execArgv: readonly string[]): JsObject {
  const { realm, emitters } = runtime;
  const prototype = emitters.subclass('process');
  const process = emitters.create(prototype);
  const { system, version } = runtime;
  process.put('title', 'node');
  process.put('version', version.text);
  process.put('versions', realm.object({ node: version.text.slice(1), v8: '12.4.254.21-node.33', uv: '1.51.0', modules: '127' }));
  process.put('arch', 'x64');
  process.put('platform', 'linux');
  process.put('release', realm.object({ name: 'node' }));
  process.put('argv', realm.array(['/usr/local/bin/node', ...argv]));
  process.put('argv0', fromByteText(system.arguments[0] ?? 'node'));
  process.put('execArgv', realm.array([...execArgv]));
  process.put('execPath', '/usr/local/bin/node');
  process.put('pid', system.task.pid);
  process.put('ppid', system.task.parent?.pid ?? 0);
  process.put('exitCode', undefined);
  process.put('env', realm.object(Object.fromEntries([...system.environment].map(([name, value]) => [fromByteText(name), fromByteText(value)]))));
  process.put('stdout', makeStandardStream(runtime, 1));
  process.put('stderr', makeStandardStream(runtime, 2));
  process.put('config', realm.object());
  process.put('features', realm.object());
  addMethods(runtime, process);
  addClockMethods(runtime, process);
  for (const name of REFUSED) refuseMember(process, name, `process.${name}`);
  emitters.onListen(process, (_process, event) => { handleSignal(runtime, process, event); });
  return process;
}

/** A listener for a signal replaces what the kernel does with it, and so the process 1 of a container reacts. */
function handleSignal(runtime: NodeRuntime, process: JsObject, event: Key): void {
  if (typeof event !== 'string' || !event.startsWith('SIG')) return;
  const signal = allSignals().find((name) => `SIG${name}` === event);
  if (signal === undefined) return;
  if (signal === 'KILL' || signal === 'STOP') {
    const { interpreter } = runtime;
    throw interpreter.thrown(codedError(interpreter, 'Error', 'EINVAL', 'uv_signal_start EINVAL'));
  }
  if (runtime.emitters.count(process, event) === 1) runtime.system.onSignal(signal, () => { runtime.loop.noteSignal(signal); });
}

/** Calls the listeners of a signal; without any, the kernel decides again. */
export function* emitSignal(runtime: NodeRuntime, process: JsObject, signal: Signal): Evaluation<void> {
  const name = `SIG${signal}`;
  yield* runtime.emitters.emit(runtime.interpreter, process, name, [name, signalNumber(signal)]);
  if (runtime.emitters.count(process, name) === 0) runtime.system.onSignal(signal, undefined);
}

/** The code that the process has set for its end. */
export function exitCodeOf(interpreter: Interpreter, process: JsObject): number {
  const code = getProperty(interpreter, process, 'exitCode');
  return code === undefined || code === null ? 0 : toInteger(interpreter, code);
}

function addMethods(runtime: NodeRuntime, process: JsObject): void {
  const { realm, system, heap } = runtime;
  realm.methods(process, {
    exit(interpreter, _self, [code]) {
      if (code !== undefined) process.put('exitCode', code);
      throw new ProcessExit(exitCodeOf(interpreter, process));
    },
    cwd: () => fromByteText(system.context.directory),
    chdir(interpreter, _self, [path]) {
      const directory = toText(interpreter, path);
      withFileErrors(interpreter, 'chdir', directory, () => system.paths.list(directory));
      system.context.directory = directory.startsWith('/') ? directory : `${system.context.directory}/${directory}`;
      return undefined;
    },
    nextTick(interpreter, _self, [callback, ...args]) {
      if (!(callback instanceof JsFunction)) throw interpreter.thrown(codedError(interpreter, 'TypeError', 'ERR_INVALID_ARG_TYPE', 'The "callback" argument must be of type function.'));
      runtime.tick(callback, args);
      return undefined;
    },
    getuid: () => system.context.user,
    geteuid: () => system.context.user,
    getgid: () => system.context.group,
    getegid: () => system.context.group,
    memoryUsage: () => realm.object({ ...EMPTY_PROCESS, rss: EMPTY_PROCESS.rss + heap.size, heapTotal: EMPTY_PROCESS.heapTotal + heap.size, heapUsed: EMPTY_PROCESS.heapUsed + heap.size }),
    kill: (interpreter, _self, [pid, signal]) => sendSignal(runtime, interpreter, pid, signal),
  });
  realm.blockingMethods(process, {
    *emitWarning(interpreter, _self, [warning]) {
      const text = warning instanceof JsObject ? toText(interpreter, warning) : `Warning: ${toText(interpreter, warning)}`;
      yield* runtime.write(2, `(node:${system.task.pid}) ${text}\n(Use \`node --trace-warnings ...\` to show where the warning was created)\n`);
      return undefined;
    },
  });
  (process.own('memoryUsage')!.value as JsObject).hide('rss', realm.native('rss', 0, () => EMPTY_PROCESS.rss + heap.size));
}

function sendSignal({ system }: NodeRuntime, interpreter: Interpreter, pid: Value, signal: Value): Value {
  const isAsked = signal === 0;
  const name = signal === undefined ? 'TERM' : parseSignal(toText(interpreter, signal));
  if (name === undefined && !isAsked) throw interpreter.thrown(codedError(interpreter, 'TypeError', 'ERR_UNKNOWN_SIGNAL', `Unknown signal: ${toText(interpreter, signal)}`));
  try {
    system.kill(toInteger(interpreter, pid), isAsked ? undefined : name);
  } catch (error) {
    if (error instanceof SystemError) throw interpreter.thrown(networkError(interpreter, error.code, 'kill', undefined, undefined));
    throw error;
  }
  return true;
}

function addClockMethods(runtime: NodeRuntime, process: JsObject): void {
  const { realm, system } = runtime;
  realm.blockingMethods(process, {
    *uptime() {
      return (yield* runtime.readAge()) / 1000;
    },
    *hrtime(_interpreter, _self, [before]) {
      yield* runtime.readClock();
      const now = [Math.floor(system.now / 1_000_000), (system.now % 1_000_000) * 1000];
      if (!(before instanceof JsObject)) return realm.array(now);
      const since = ['0', '1'].map((key, index) => now[index]! - Number(before.own(key)?.value));
      return realm.array(since[1]! < 0 ? [since[0]! - 1, since[1]! + 1_000_000_000] : since);
    },
  });
  (process.own('hrtime')!.value as JsObject).hide('bigint', realm.blocking('bigint', 0, function* bigint() {
    yield* runtime.readClock();
    return BigInt(system.now) * 1000n;
  }));
}
