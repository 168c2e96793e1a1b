import type { Body } from '../../machine/kernel/wait-queue';
import { findProgram } from '../interpreter/find-command';
import { ShellError, ShellExit } from '../failures';
import type { Shell } from '../shell';
import { SystemError } from '../../machine/kernel/errno';

/** `:` and `true` */
export function succeed(): number {
  return 0;
}

/** `false` */
export function failQuietly(): number {
  return 1;
}

/** `exit [n]`: the status of the last command if none is given. */
export function exitShell(shell: Shell, args: readonly string[]): number {
  throw new ShellExit(args[1] === undefined ? shell.status : parseStatus(args[1]));
}

/** `return [n]`: ends a function, a sourced script, or the whole script. */
export function returnFromFunction(shell: Shell, args: readonly string[]): number {
  const status = args[1] === undefined ? shell.status : parseStatus(args[1]);
  shell.skip = { kind: 'return', levels: 1 };
  return status;
}

/** `break [n]` and `continue [n]`; outside loops they do nothing. */
export function leaveLoop(shell: Shell, args: readonly string[]): number {
  const levels = args[1] === undefined ? 1 : parseStatus(args[1]);
  if (levels < 1) throw new ShellError(`Illegal number: ${args[1] ?? ''}`);
  if (shell.loopDepth === 0) return 0;
  const kind = args[0] === 'break' ? 'break' : 'continue';
  shell.skip = { kind, levels: Math.min(levels, shell.loopDepth) };
  return 0;
}

/** `eval words…`: runs its arguments as a script. */
export function* evaluate(shell: Shell, args: readonly string[]): Body<number> {
  shell.traceDepth++;
  try {
    return yield* shell.interpreter.runScript(shell, shell.parse(args.slice(1).join(' ')), 0);
  } finally {
    shell.traceDepth--;
  }
}

/** `. file`: runs a script in this shell. */
export function* source(shell: Shell, args: readonly string[]): Body<number> {
  const path = args[1];
  if (path === undefined) throw new ShellError('argument expected');
  const script = shell.parse(readSource(shell, path));
  const { positional, commandName } = shell;
  if (args.length > 2) shell.positional = args.slice(2);
  shell.commandName = path;
  const status = yield* shell.interpreter.runScript(shell, script, 0);
  shell.commandName = commandName;
  shell.positional = positional;
  if (shell.skip?.kind === 'return') shell.skip = undefined;
  return status;
}

/** `exec [command]`: the shell becomes the command; without one only its redirections stay. */
export function* execute(shell: Shell, args: readonly string[]): Body<number> {
  const rest = args[1] === '--' ? args.slice(2) : args.slice(1);
  if (rest.length === 0) return 0;
  const found = findProgram(shell, rest);
  if ('program' in found) shell.system.execute({ ...found, environment: shell.variables.environment });
  yield* shell.complain(found.message);
  throw new ShellExit(found.status);
}

/** Reads a status or count as `exit` and `shift` do. */
export function parseStatus(text: string): number {
  if (!/^\d+$/.test(text)) throw new ShellError(`Illegal number: ${text}`);
  return Number(text);
}

function readSource(shell: Shell, path: string): string {
  const { paths } = shell.system;
  try {
    if (path.includes('/')) return paths.readText(path);
    for (const directory of (shell.variables.get('PATH') ?? '').split(':')) {
      if (paths.find(`${directory}/${path}`)?.kind === 'file') return paths.readText(`${directory}/${path}`);
    }
    return paths.readText(path);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    if (error.code === 'ENOENT') paths.refuseIfUnknown(path);
    throw new ShellError(`can't open '${path}': ${error.text}`);
  }
}
