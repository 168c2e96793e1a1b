import type { Program } from '../kernel/program';
import type { Signal } from '../kernel/signals';
import type { System } from '../kernel/system';
import type { Task } from '../kernel/task';
import type { Body } from '../kernel/wait-queue';
import { compileRegex } from '../regex/compile';
import { searchRegex } from '../regex/search';
import { readPasswordFile } from '../user';
import { AppletError, applet, requireOperands, withMessages } from './applet';
import { killProcesses, listSignals, parseKill } from './kill';

/** Programs that show processes and send them signals. */
export const PROCESSES: Readonly<Record<string, Program>> = {
  *kill(system) {
    const request = parseKill(system.arguments.slice(1));
    if (request.kind === 'list') return yield* listSignals(system, request.wanted);
    return yield* killProcesses(system, 'kill', request);
  },
  *killall(system) {
    const isQuiet = system.arguments[1] === '-q';
    const request = parseKill(system.arguments.slice(isQuiet ? 2 : 1));
    if (request.kind === 'list') return yield* listSignals(system, request.wanted);
    if (request.kind === 'bad-signal') return yield* killProcesses(system, 'killall', request);
    let status = 0;
    for (const name of request.targets) {
      const found = othersThan(system).filter((task) => task.name === name);
      if (found.length === 0 && !isQuiet) yield* system.warn(`killall: ${name}: no process killed\n`);
      if (found.length === 0) status = 1;
      signalEach(system, found, request.signal);
    }
    return status;
  },
  pkill: withMessages(function* pkill(system) {
    const [first = ''] = system.arguments.slice(1);
    const hasSignal = /^-([A-Z]+|\d+)$/.test(first);
    const request = parseKill(hasSignal ? system.arguments.slice(1) : ['-TERM', ...system.arguments.slice(1)]);
    if (request.kind !== 'send') throw new AppletError('bad signal name');
    return yield* withMatches(system, request.targets, function* send(tasks) {
      signalEach(system, tasks, request.signal);
    });
  }),
  pgrep: withMessages(function* pgrep(system) {
    return yield* withMatches(system, system.arguments.slice(1), function* print(tasks) {
      yield* system.print(tasks.map((task) => `${task.pid}\n`).join(''));
    });
  }),
  pidof: applet({ letters: 'so:' }, function* pidof(system, { flags, operands }) {
    const found = othersThan(system).filter((task) => requireOperands(operands, 1).includes(task.name)).reverse();
    if (found.length === 0) return 1;
    const shown = flags.has('s') ? found.slice(0, 1) : found;
    yield* system.print(`${shown.map((task) => task.pid).join(' ')}\n`);
    return 0;
  }),
  ps: applet({ letters: 'o:Taewufx' }, function* ps(system, { values }) {
    const columns = (values.get('o') ?? 'pid,user,time,args').split(',');
    yield* system.print(`${columns.map(renderTitle).join(' ')}\n`);
    for (const task of system.task.kernel.pids.tasks) {
      yield* system.print(`${columns.map((column) => renderColumn(system, column, task)).join(' ')}\n`);
    }
    return 0;
  }),
};

function othersThan(system: System): readonly Task[] {
  return system.task.kernel.pids.tasks.filter((task) => task !== system.task && task.exit === undefined);
}

function signalEach(system: System, tasks: readonly Task[], signal: Signal | undefined): void {
  for (const task of tasks) if (task.exit === undefined) system.kill(task.pid, signal);
}

/** Finds processes by a regular expression on their names, or with `-f` on their command lines. */
function* withMatches(
  system: System,
  args: readonly string[],
  act: (tasks: readonly Task[]) => Body<void>,
): Body<number> {
  const flags = args.filter((arg) => arg.startsWith('-'));
  const pattern = args.find((arg) => !arg.startsWith('-')) ?? '';
  const whole = flags.some((flag) => flag.includes('f'));
  const isExact = flags.some((flag) => flag.includes('x'));
  const expression = compileRegex(isExact ? `^(${pattern})$` : pattern, { extended: true, ignoreCase: false });
  const found = othersThan(system).filter((task) => {
    const text = whole ? task.image.arguments.join(' ') : task.name;
    return searchRegex(expression, text, 0) !== undefined;
  });
  if (found.length === 0) return 1;
  yield* act(found);
  return 0;
}

const TITLES: Readonly<Record<string, string>> = {
  pid: 'PID  ', ppid: 'PPID ', user: 'USER    ', time: 'TIME ', args: 'COMMAND', comm: 'COMMAND', stat: 'STAT',
};

function renderTitle(column: string): string {
  const title = TITLES[column];
  if (title === undefined) throw new AppletError(`bad -o argument '${column}', supported arguments: ${Object.keys(TITLES).join(',')}`);
  return title;
}

function renderColumn(system: System, column: string, task: Task): string {
  const isDead = task.exit !== undefined;
  switch (column) {
    case 'pid':
      return String(task.pid).padStart(5);
    case 'ppid':
      return String(task.parent?.pid ?? 0).padStart(5);
    case 'user': {
      const entry = readPasswordFile(system.task.kernel.files).find(({ user }) => user === task.context.user);
      return (entry?.name ?? String(task.context.user)).slice(0, 8).padEnd(8);
    }
    case 'time':
      return ' 0:00';
    case 'stat':
      return isDead ? 'Z   ' : task.stopped ? 'T   ' : task === system.task ? 'R   ' : 'S   ';
    case 'comm':
      return task.name.slice(0, 16);
    default:
      return isDead ? `[${task.name}]` : task.image.arguments.join(' ');
  }
}
