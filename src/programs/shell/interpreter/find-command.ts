import type { LoadedProgram } from '../../machine/kernel/load-program';
import { findCommand, loadProgram } from '../../machine/kernel/load-program';
import { errorText } from '../../machine/kernel/errno';
import type { Shell } from '../shell';

/** An external command that cannot be run: what the shell says, and its status. */
export interface CommandFailure {
  readonly message: string;
  readonly status: 126 | 127;
}

/** The program of an external command, found through PATH; a text without `#!` is run by the shell itself. */
export function findProgram(shell: Shell, args: readonly string[]): LoadedProgram | CommandFailure {
  const name = args[0] ?? '';
  if (name === '') return { message: ': Permission denied', status: 127 };
  const { files } = shell.system.task.kernel;
  const { context } = shell.system;
  const command = findCommand(files, context, name, shell.variables.get('PATH') ?? '');
  if (typeof command === 'string') return command === 'EACCES' ? denied(name) : notFound(shell, name);
  const loaded = loadProgram(files, context, command.path, args);
  if (typeof loaded !== 'string') return loaded;
  if (loaded === 'ENOENT' || loaded === 'ENOTDIR') return notFound(shell, name);
  if (loaded === 'ENOEXEC') return { program: shell.interpreter.program, arguments: ['sh', command.path, ...args.slice(1)] };
  return loaded === 'EACCES' ? denied(name) : { message: `${name}: ${errorText(loaded)}`, status: 126 };
}

function notFound(shell: Shell, name: string): CommandFailure {
  shell.system.task.kernel.refuseIfUnknown(name);
  return { message: `${name}: ${shell.dialect === 'bash' ? 'command not found' : 'not found'}`, status: 127 };
}

function denied(name: string): CommandFailure {
  return { message: `${name}: ${errorText('EACCES')}`, status: 126 };
}
