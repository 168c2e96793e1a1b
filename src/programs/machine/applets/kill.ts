import { SystemError } from '../kernel/errno';
import type { Signal } from '../kernel/signals';
import { allSignals, parseSignal, signalByNumber, signalNumber } from '../kernel/signals';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';

/** What `kill` was asked to do. */
export type KillRequest =
  | { readonly kind: 'list'; readonly wanted: readonly string[] }
  | { readonly kind: 'send'; readonly signal: Signal | undefined; readonly targets: readonly string[] }
  | { readonly kind: 'bad-signal'; readonly name: string };

/** Reads the arguments of `kill`, `killall` and `pkill`; without a signal it is TERM, and undefined stands for 0. */
export function parseKill(args: readonly string[]): KillRequest {
  const [first = '', ...rest] = args;
  if (first === '-l') return { kind: 'list', wanted: rest };
  if (first === '-s' || first === '-n') return withSignal(rest[0] ?? first.slice(1), rest.slice(1));
  if (/^-s./.test(first) && parseSignal(first.slice(2)) !== undefined) return withSignal(first.slice(2), rest);
  if (/^-[A-Za-z0-9]+$/.test(first)) return withSignal(first.slice(1), rest);
  return { kind: 'send', signal: 'TERM', targets: first === '--' ? rest : args };
}

/** Sends a signal to processes by number; prints what could not be done. */
export function* killProcesses(system: System, name: string, request: KillRequest): Body<number> {
  if (request.kind === 'bad-signal') {
    yield* system.warn(`${name}: bad signal name '${request.name}'\n`);
    return 1;
  }
  if (request.kind === 'list') return 0;
  if (request.targets.length === 0) {
    yield* system.warn(`${name}: you need to specify whom to kill\n`);
    return 1;
  }
  let status = 0;
  for (const target of request.targets) {
    const problem = killOne(system, target, request.signal);
    if (problem === undefined) continue;
    status = 1;
    yield* system.warn(`${name}: ${problem}\n`);
  }
  return status;
}

/** `kill -l [number|name …]` */
export function* listSignals(system: System, wanted: readonly string[]): Body<number> {
  if (wanted.length === 0) {
    const lines = allSignals().map((signal) => `${String(signalNumber(signal)).padStart(2)}) ${signal}\n`);
    yield* system.print(lines.join(''));
    return 0;
  }
  for (const text of wanted) {
    const number = Number(text);
    if (Number.isNaN(number)) {
      const signal = parseSignal(text);
      yield* system.print(`${signal === undefined ? text : signalNumber(signal)}\n`);
    } else {
      yield* system.print(`${signalByNumber(number & 127) ?? text}\n`);
    }
  }
  return 0;
}

/** What could not be done, in words; undefined when the signal was sent. */
function killOne(system: System, target: string, signal: Signal | undefined): string | undefined {
  if (!/^-?\d+$/.test(target)) return `invalid number '${target}'`;
  try {
    const pid = Number(target);
    if (pid > 0) system.kill(pid, signal);
    else system.killGroup(-pid, signal);
    return undefined;
  } catch (error) {
    if (error instanceof SystemError) return `can't kill pid ${target}: ${error.text}`;
    throw error;
  }
}

function withSignal(name: string, targets: readonly string[]): KillRequest {
  if (name === '0') return { kind: 'send', signal: undefined, targets: withoutSeparator(targets) };
  const signal = parseSignal(name);
  if (signal === undefined) return { kind: 'bad-signal', name };
  return { kind: 'send', signal, targets: withoutSeparator(targets) };
}

function withoutSeparator(targets: readonly string[]): readonly string[] {
  return targets[0] === '--' ? targets.slice(1) : targets;
}
