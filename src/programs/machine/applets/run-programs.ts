import type { Duration } from '../../../simulation/time';
import { UnsupportedConstruct } from '../errors';
import { NullDevice } from '../files/devices';
import type { Program } from '../kernel/program';
import type { Signal } from '../kernel/signals';
import { parseSignal } from '../kernel/signals';
import type { System } from '../kernel/system';
import type { Task } from '../kernel/task';
import type { Body } from '../kernel/wait-queue';
import { groupsOfUser, resolveUser } from '../user';
import { AppletError, applet, parseCount, requireOperands } from './applet';
import { parseSleepTime } from './durations';
import { becomeCommand, findImage, runCommand } from './run-command';

/** Programs that run other programs. */
export const RUN_PROGRAMS: Readonly<Record<string, Program>> = {
  env: applet({ letters: 'iu:0', stopsAtOperand: true }, function* env(system, { flags, lists, operands }) {
    const environment = new Map(flags.has('i') ? [] : system.environment);
    for (const name of lists.get('u') ?? []) environment.delete(name);
    let index = 0;
    for (; /^[^=]+=/s.test(operands[index] ?? ''); index++) {
      const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(operands[index] ?? '') ?? [];
      environment.set(name, value);
    }
    const command = operands.slice(index);
    if (command.length > 0) return yield* becomeCommand(system, command, environment);
    const end = flags.has('0') ? '\0' : '\n';
    yield* system.print([...environment].map(([name, value]) => `${name}=${value}${end}`).join(''));
    return 0;
  }),
  printenv: applet({ letters: '' }, function* printenv(system, { operands }) {
    if (operands.length === 0) {
      yield* system.print([...system.environment].map(([name, value]) => `${name}=${value}\n`).join(''));
      return 0;
    }
    let status = 0;
    for (const name of operands) {
      const value = system.environment.get(name);
      if (value === undefined) status = 1;
      else yield* system.print(`${value}\n`);
    }
    return status;
  }),
  nohup: applet({ letters: '', stopsAtOperand: true }, function* nohup(system, { operands }) {
    system.onSignal('HUP', 'ignore');
    return yield* becomeCommand(system, requireOperands(operands, 1));
  }),
  setsid: applet({ letters: 'c', stopsAtOperand: true }, function* setsid(system, { operands }) {
    system.task.group = system.task.pid;
    return yield* becomeCommand(system, requireOperands(operands, 1));
  }),
  su: applet({ letters: 'lmps:c:', operand: /^-$/ }, function* su(system, { values, operands }) {
    const [name = 'root', ...args] = operands.filter((operand) => operand !== '-');
    const ids = resolveUser(system.task.kernel.files, name);
    if (system.context.user !== 0) throw new AppletError('must be suid to work properly');
    if (ids === undefined) throw new AppletError(`unknown user ${name}`);
    const shell = values.get('s') ?? '/bin/sh';
    const command = values.get('c');
    const image = findImage(system, [shell, ...(command === undefined ? [] : ['-c', command]), ...args]);
    if ('message' in image) throw new AppletError(image.message);
    const context = { ...system.context, user: ids.user, group: ids.group, groups: groupsOfUser(system.task.kernel.files, ids.user) };
    return (yield* system.waitFor(system.task.kernel.spawn(image, context, system.files.fork(), system.task))).code;
  }),
  nice: applet({ letters: 'n:', stopsAtOperand: true }, function* nice(system, { operands }) {
    return yield* becomeCommand(system, requireOperands(operands, 1));
  }),
  time: applet({ letters: 'pv', stopsAtOperand: true }, function* time(system, { operands }) {
    const start = system.now;
    const status = yield* runCommand(system, requireOperands(operands, 1));
    const seconds = (system.now - start) / 1_000_000;
    const real = `${Math.floor(seconds / 60)}m ${(seconds % 60).toFixed(2)}s`;
    yield* system.warn(`real\t${real}\nuser\t0m 0.00s\nsys\t0m 0.00s\n`);
    return status;
  }),
  timeout: applet({ letters: 's:k:', stopsAtOperand: true }, function* timeout(system, { values, operands }) {
    const [duration = '', ...command] = requireOperands(operands, 2);
    const signal = parseSignal(values.get('s') ?? 'TERM');
    if (signal === undefined) throw new AppletError(`bad signal name '${values.get('s') ?? ''}'`);
    const grace = values.get('k');
    const steps: [Duration, Signal][] = [[parseSleepTime(duration), signal]];
    if (grace !== undefined) steps.push([parseSleepTime(grace), 'KILL']);
    const victim = system.task;
    system.spawnDetached({ ...victim.image, program: (watcher) => killLater(watcher, victim, steps) });
    return yield* becomeCommand(system, command);
  }),
  xargs: applet({ letters: '0n:I:rtP:L:d:', stopsAtOperand: true }, function* xargs(system, { flags, values, operands }) {
    for (const letter of ['P', 'L', 'd']) {
      if (values.has(letter)) throw new UnsupportedConstruct(`option -${letter} of xargs`);
    }
    const text = yield* system.readAll(0);
    const marker = values.get('I');
    const items = marker !== undefined ? text.split('\n').filter((line) => line !== '') : splitItems(text, flags.has('0'));
    const command = operands.length === 0 ? ['echo'] : operands;
    const commands =
      marker !== undefined ? items.map((item) => command.map((arg) => arg.replaceAll(marker, item)))
      : inGroups(items, values.has('n') ? parseCount(values.get('n') ?? '') : Infinity, flags.has('r')).map((group) => [...command, ...group]);
    return yield* runEach(system, commands, flags.has('t'));
  }),
  watch: applet({ letters: 'n:t', stopsAtOperand: true }, function* watch(system, { values, operands }) {
    const period = parseSleepTime(values.get('n') ?? '2');
    for (;;) {
      yield* runCommand(system, ['sh', '-c', operands.join(' ')]);
      yield* system.sleep(period);
    }
  }),
};

/** The other half of `timeout`: the command runs in the process that the shell knows, and this one watches it. */
function* killLater(system: System, victim: Task, steps: readonly (readonly [Duration, Signal])[]): Body<number> {
  for (const [delay, signal] of steps) {
    const until = system.now + delay;
    while (victim.exit === undefined && system.now < until) yield* system.wait([victim.ended], until);
    if (victim.exit !== undefined) return 0;
    system.kill(victim.pid, signal);
  }
  return 0;
}

function* runEach(system: System, commands: readonly (readonly string[])[], isTraced: boolean): Body<number> {
  let status = 0;
  for (const command of commands) {
    if (isTraced) yield* system.warn(`${command.join(' ')}\n`);
    const files = system.files.fork();
    files.set(0, new NullDevice());
    const image = findImage(system, command);
    if ('message' in image) {
      yield* system.warn(`xargs: ${image.message.replace(/^can't execute '(.*)': /, '$1: ')}\n`);
      return image.status;
    }
    const { code } = yield* system.waitFor(system.spawn(image, files));
    if (code === 255) {
      yield* system.warn(`xargs: ${command[0] ?? ''}: exited with status 255; aborting\n`);
      return 124;
    }
    if (code !== 0) status = 123;
  }
  return status;
}

function splitItems(text: string, isNullSeparated: boolean): string[] {
  if (isNullSeparated) return text.split('\0').filter((item) => item !== '');
  const words = text.match(/(?:[^\s"'\\]|\\[^]|"[^"\n]*"|'[^'\n]*')+/g) ?? [];
  return words.map((word) => word.replace(/\\([^])|"([^"]*)"|'([^']*)'/g, '$1$2$3'));
}

function inGroups(items: readonly string[], size: number, skipsEmpty: boolean): (readonly string[])[] {
  if (items.length === 0) return skipsEmpty ? [] : [[]];
  if (size === Infinity) return [items];
  const groups: string[][] = [];
  for (let start = 0; start < items.length; start += size) groups.push(items.slice(start, start + size));
  return groups;
}
