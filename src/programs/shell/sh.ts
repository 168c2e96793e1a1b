import { SystemError } from '../machine/kernel/errno';
import type { Program } from '../machine/kernel/program';
import type { System } from '../machine/kernel/system';
import type { Body } from '../machine/kernel/wait-queue';
import { SHELL_SYNTAX_STATUS, ShellError } from './failures';
import { applyOptions } from './builtins/variables';
import { finishShell } from './interpreter/fork';
import { LAST } from './interpreter/flags';
import { createInterpreter } from './interpreter/interpreter';
import type { Interpreter } from './shell';
import { Shell } from './shell';
import type { Dialect } from './syntax/cursor';

/** What the command line of a shell asks for. */
interface Invocation {
  readonly kind: 'string' | 'file' | 'stdin';
  /** The commands, or the path of the script; undefined where `-c` has none. */
  readonly text: string | undefined;
  /** `$0` */
  readonly name: string;
  readonly parameters: readonly string[];
  /** Arguments that are options of `set`. */
  readonly options: readonly string[];
}

/** A shell as a program: `sh -c commands`, `sh script`, or commands from standard input. */
function shellProgram(dialect: Dialect): Program {
  const program: Program = (system) => runShell(system, interpreter);
  const interpreter = createInterpreter(program, dialect);
  return program;
}

/** The shell of busybox. */
export const sh: Program = shellProgram('ash');

/** The same shell with some of what bash adds; the rest of bash is refused. */
export const bash: Program = shellProgram('bash');

function* runShell(system: System, interpreter: Interpreter): Body<number> {
  const invocation = parseInvocation(system.arguments);
  const firstLine = invocation.kind === 'string' && interpreter.dialect === 'ash' ? 0 : 1;
  const shell = new Shell(system, interpreter, undefined, firstLine);
  importEnvironment(shell);
  shell.name = invocation.kind === 'file' ? (system.arguments[0] ?? 'sh') : invocation.name;
  shell.isCommandString = invocation.kind === 'string';
  shell.positional = invocation.parameters;
  return yield* finishShell(shell, (running) => runInvocation(running, invocation));
}

function* runInvocation(shell: Shell, invocation: Invocation): Body<number> {
  applyOptions(shell, invocation.options);
  switch (invocation.kind) {
    case 'string':
      if (invocation.text === undefined) throw new ShellError('-c requires an argument', SHELL_SYNTAX_STATUS);
      return yield* shell.interpreter.runScript(shell, shell.parse(invocation.text), LAST);
    case 'file':
      return yield* runFile(shell, invocation.text ?? '');
    case 'stdin':
      return yield* runStandardInput(shell);
  }
}

function parseInvocation(args: readonly string[]): Invocation {
  const options: string[] = [];
  let isString = false;
  let isStdin = false;
  let index = 1;
  for (; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--' || arg === '-') {
      index++;
      break;
    }
    if (!/^[-+]/.test(arg)) break;
    isString ||= arg.startsWith('-') && arg.includes('c');
    isStdin ||= arg.startsWith('-') && arg.includes('s');
    const letters = arg.slice(1).replace(/[csli]/g, '');
    if (letters !== '') options.push(arg.charAt(0) + letters);
    if (letters.endsWith('o')) options.push(args[++index] ?? '');
  }
  const [first, ...rest] = args.slice(index);
  const ownName = args[0] ?? 'sh';
  if (isString) return { kind: 'string', text: first, name: rest[0] ?? ownName, parameters: rest.slice(1), options };
  if (first !== undefined && !isStdin) return { kind: 'file', text: first, name: first, parameters: rest, options };
  return { kind: 'stdin', text: '', name: ownName, parameters: args.slice(index), options };
}

/** Variables come from the environment; the shell adds its own. */
function importEnvironment(shell: Shell): void {
  const { variables, system } = shell;
  for (const [name, value] of system.environment) {
    if (!/^[A-Za-z_]\w*$/.test(name)) continue;
    variables.set(name, value);
    variables.export(name);
  }
  variables.set('IFS', ' \t\n');
  variables.set('OPTIND', '1');
  variables.set('PS4', '+ ');
  variables.set('PPID', String(system.task.parent?.pid ?? 0));
  variables.set('SHLVL', String((Number(variables.get('SHLVL') ?? '0') || 0) + 1));
  variables.export('SHLVL');
  if (variables.get('PATH') === undefined) variables.set('PATH', '/sbin:/usr/sbin:/bin:/usr/bin');
  if (variables.get('HOSTNAME') === undefined) variables.set('HOSTNAME', system.network.hostName);
  variables.set('PWD', system.context.directory);
  variables.export('PWD');
}

function* runFile(shell: Shell, path: string): Body<number> {
  const script = shell.parse(readScript(shell, path));
  shell.name = path;
  shell.commandName = path;
  return yield* shell.interpreter.runScript(shell, script, LAST);
}

function readScript(shell: Shell, path: string): string {
  try {
    return shell.system.paths.readText(path);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    if (error.code === 'ENOENT') shell.system.paths.refuseIfUnknown(path);
    throw new ShellError(`can't open '${path}': ${error.text}`, SHELL_SYNTAX_STATUS);
  }
}

/** Runs commands as they can be read; a command may read what follows it. */
function* runStandardInput(shell: Shell): Body<number> {
  let pending = '';
  for (;;) {
    const line = yield* shell.system.readLine(0);
    pending += line;
    const script = shell.parse(pending);
    const isUnfinished = script.error !== undefined && line !== '';
    if (isUnfinished) continue;
    shell.status = yield* shell.interpreter.runScript(shell, script, 0);
    if (shell.skip !== undefined || line === '') return shell.status;
    pending = '';
  }
}
