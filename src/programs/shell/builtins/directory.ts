import { SystemError, systemError } from '../../machine/kernel/errno';
import type { Body } from '../../machine/kernel/wait-queue';
import { normalizePath } from '../../machine/files/paths';
import { EXECUTE, isAllowed } from '../../machine/files/access';
import { ShellError } from '../failures';
import type { Shell } from '../shell';

/** `cd [directory|-]` */
export function* changeDirectory(shell: Shell, args: readonly string[]): Body<number> {
  const [, given] = args.filter((arg) => arg !== '-P' && arg !== '-L' && arg !== '--');
  const target = given === '-' ? shell.variables.get('OLDPWD') : (given ?? shell.variables.get('HOME'));
  if (target === undefined || target === '') return 0;
  const { context } = shell.system;
  const path = normalizePath(target, context.directory);
  enter(shell, path, target);
  shell.assign('OLDPWD', shell.variables.get('PWD') ?? context.directory);
  shell.variables.export('OLDPWD');
  context.directory = path;
  shell.assign('PWD', path);
  shell.variables.export('PWD');
  if (given === '-') yield* shell.system.print(`${path}\n`);
  return 0;
}

/** `pwd` */
export function* printDirectory(shell: Shell): Body<number> {
  yield* shell.system.print(`${shell.system.context.directory}\n`);
  return 0;
}

/** `umask [-S] [mode]` */
export function* changeUmask(shell: Shell, args: readonly string[]): Body<number> {
  const { context } = shell.system;
  const [, arg] = args;
  if (arg === undefined) {
    yield* shell.system.print(`${context.umask.toString(8).padStart(4, '0')}\n`);
  } else if (arg === '-S') {
    yield* shell.system.print(`${symbolic(context.umask)}\n`);
  } else {
    if (!/^[0-7]{1,4}$/.test(arg)) throw new ShellError(`illegal mode: ${arg}`);
    context.umask = Number.parseInt(arg, 8) & 0o777;
  }
  return 0;
}

function enter(shell: Shell, path: string, given: string): void {
  try {
    const node = shell.system.paths.get(path);
    if (node.kind !== 'directory' && node.kind !== 'virtual') throw systemError('ENOTDIR');
    if (!isAllowed(node, shell.system.context, EXECUTE)) throw systemError('EACCES');
  } catch (error) {
    if (error instanceof SystemError) throw new ShellError(`can't cd to ${given}: ${error.text}`);
    throw error;
  }
}

function symbolic(umask: number): string {
  const rights = (shift: number): string => {
    const bits = (~umask >> shift) & 7;
    return `${(bits & 4) !== 0 ? 'r' : ''}${(bits & 2) !== 0 ? 'w' : ''}${(bits & 1) !== 0 ? 'x' : ''}`;
  };
  return `u=${rights(6)},g=${rights(3)},o=${rights(0)}`;
}
