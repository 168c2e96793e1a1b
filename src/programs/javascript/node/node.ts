import { MILLISECOND } from '../../../simulation/time';
import { UnsupportedConstruct } from '../../machine/errors';
import { fromByteText } from '../../machine/kernel/byte-text';
import type { Program } from '../../machine/kernel/program';
import type { System } from '../../machine/kernel/system';
import type { Body } from '../../machine/kernel/wait-queue';
import { refuseMember } from '../builtins/refusals';
import type { Evaluation } from '../interpreter/suspension';
import { ThrownValue } from '../values/thrown';
import type { JsObject } from '../values/value';
import { makeConsole } from './console';
import { addFetch } from './fetch';
import { Aborts } from './abort';
import { ProcessExit, kernelOnly } from './event-loop';
import { inspect } from './inspect';
import { Modules } from './modules';
import { makeProcess, exitCodeOf } from './process';
import { NodeRuntime } from './runtime';
import { Timers } from './timers';
import { LastResort } from './uncaught';
import { addUrls } from './url-module';

/** Which Node.js a program is. */
export interface NodeOptions {
  /** `v22.12.0` */
  readonly version: string;
  /** Whether the image may have packages that nobody knows; a package that is missing is an error of the script otherwise. */
  readonly mayHavePackages: boolean;
}

/** The version where nothing says another one. */
export const DEFAULT_NODE_VERSION = 'v22.20.0';

/** What `node` is told to run. */
interface CommandLine {
  readonly kind: 'file' | 'text' | 'print' | 'version' | 'input';
  /** The file or the text. */
  readonly what: string;
  readonly args: readonly string[];
  readonly execArgv: readonly string[];
}

/** Options that change nothing that is seen here. */
const HARMLESS =
  /^--(max-old-space-size|max-semi-space-size|max-http-header-size|stack-size|dns-result-order|unhandled-rejections=throw|(no-)?(warnings|deprecation)|trace-(warnings|uncaught|deprecation|exit)|enable-source-maps|experimental-[a-z-]+|expose-gc|stack-trace-limit|use-openssl-ca|no-experimental-[a-z-]+|preserve-symlinks|v8-pool-size|heapsnapshot-near-heap-limit)(=.*)?$/;

/**
 * From the start of the process until its script begins. On the recorded cluster a probe was refused 52 ms after the start, and
 * one was answered after 88 ms.
 */
const START_UP = 60 * MILLISECOND;

/** `node`: runs scripts of JavaScript on the simulated machine. */
export function nodeProgram(options: NodeOptions): Program {
  return function* run(system) {
    const line = readCommandLine(system.arguments.slice(1).map(fromByteText));
    if (line.kind === 'version') {
      yield* system.print(`${options.version}\n`);
      return 0;
    }
    yield* system.sleep(START_UP);
    const input = line.kind === 'input' ? { ...line, kind: 'text' as const, what: fromByteText(yield* system.readAll(0)) } : line;
    return yield* runScript(system, options, input);
  };
}

function readCommandLine(args: readonly string[]): CommandLine {
  const execArgv: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]!;
    const rest = args.slice(index + 1);
    if (arg === '-v' || arg === '--version') return { kind: 'version', what: '', args: [], execArgv };
    if (/^(-e|--eval|-p|--print|-pe)$/.test(arg)) {
      const [what = '', ...others] = rest;
      return { kind: arg.includes('p') ? 'print' : 'text', what, args: others.filter((each, at) => at > 0 || each !== '--'), execArgv: [arg, what] };
    }
    if (arg === '-') return { kind: 'input', what: '', args: rest, execArgv };
    if (!arg.startsWith('-')) return { kind: 'file', what: arg, args: rest, execArgv };
    if (arg === '--') return rest[0] === undefined ? { kind: 'input', what: '', args: [], execArgv } : { kind: 'file', what: rest[0], args: rest.slice(1), execArgv };
    if (!HARMLESS.test(arg)) throw new UnsupportedConstruct(`option ${arg} of node`);
    execArgv.push(arg);
  }
  return { kind: 'input', what: '', args: [], execArgv };
}

function* runScript(system: System, options: NodeOptions, line: CommandLine): Body<number> {
  const runtime = new NodeRuntime(system, { text: options.version }, options.mayHavePackages);
  const argv = line.kind === 'file' ? [absolute(system, line.what), ...line.args] : line.args;
  const process = makeProcess(runtime, argv, line.execArgv);
  const modules = addGlobals(runtime, process);
  runtime.loop.rescue = new LastResort(runtime, process);
  const { interpreter, emitters, loop } = runtime;
  try {
    yield* loop.task(() => mainJob(runtime, modules, line));
    yield* loop.run(() => emitters.emit(interpreter, process, 'beforeExit', [exitCodeOf(interpreter, process)]));
    return yield* endProcess(runtime, process, exitCodeOf(interpreter, process));
  } catch (error) {
    if (error instanceof ProcessExit) return yield* endProcess(runtime, process, error.code);
    // The host has no room for more calls within calls.
    if (error instanceof RangeError && /call stack/.test(error.message)) throw new UnsupportedConstruct('calls that lie so deep in one another');
    throw error;
  }
}

function* mainJob(runtime: NodeRuntime, modules: Modules, line: CommandLine): Evaluation<void> {
  if (line.kind === 'file') {
    yield* modules.runMain(line.what);
    return;
  }
  const value = yield* modules.runText(line.what);
  if (line.kind === 'print') yield* runtime.write(1, `${typeof value === 'string' ? value : inspect(runtime.interpreter, value)}\n`);
}

/** Tells the listeners of `exit`, who may set another code. */
function* endProcess(runtime: NodeRuntime, process: JsObject, code: number): Body<number> {
  const { interpreter, emitters, loop } = runtime;
  if (process.own('exitCode')?.value === undefined) process.put('exitCode', code);
  const count = emitters.count(process, 'exit');
  if (count === 0) return code & 255;
  try {
    yield* kernelOnly(emitters.emit(interpreter, process, 'exit', [code]));
  } catch (error) {
    if (error instanceof ProcessExit) return error.code & 255;
    if (!(error instanceof ThrownValue)) throw error;
    return yield* kernelOnly(codeAfter(loop.rescue!.uncaught(error)));
  }
  return exitCodeOf(interpreter, process) & 255;
}

function* codeAfter(end: Evaluation<void>): Evaluation<number> {
  try {
    yield* end;
    return 0;
  } catch (error) {
    if (error instanceof ProcessExit) return error.code & 255;
    throw error;
  }
}

function absolute(system: System, path: string): string {
  const directory = fromByteText(system.context.directory);
  return path.startsWith('/') ? path : `${directory === '/' ? '' : directory}/${path.replace(/^\.\//, '')}`;
}

const PERFORMANCE = (
  'clearMarks clearMeasures clearResourceTimings getEntries getEntriesByName getEntriesByType mark measure setResourceTimingBufferSize toJSON eventLoopUtilization ' +
  'nodeTiming markResourceTiming timerify onresourcetimingbufferfull addEventListener removeEventListener dispatchEvent'
).split(' ');

/** Adds what Node.js has to the objects of the language. */
function addGlobals(runtime: NodeRuntime, process: JsObject): Modules {
  const { realm } = runtime;
  realm.methods(realm.global, new Timers(runtime).functions);
  realm.global.hide('process', process);
  realm.global.hide('console', makeConsole(runtime));
  const performance = realm.object();
  realm.blockingMethods(performance, { now: () => runtime.readAge() });
  performance.put('timeOrigin', Math.floor(runtime.system.wallClock / 1000));
  for (const name of PERFORMANCE) refuseMember(performance, name, `performance.${name}`);
  realm.global.hide('performance', performance);
  realm.methods(realm.global, {
    queueMicrotask(interpreter, _self, [callback]) {
      interpreter.jobs.push(() => interpreter.call(callback, undefined, []));
      return undefined;
    },
  });
  addUrls(runtime);
  addFetch(runtime);
  new Aborts(runtime);
  return new Modules(runtime, process);
}
