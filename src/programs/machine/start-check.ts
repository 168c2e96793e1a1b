import { StartError } from './errors';
import { EXECUTE, isAllowed } from './files/access';
import type { Caller } from './files/access';
import type { FileSystem } from './files/file-system';
import { fromByteText } from './kernel/byte-text';
import type { Errno } from './kernel/errno';
import { SystemError, errorText } from './kernel/errno';
import { findCommand } from './kernel/load-program';

/**
 * Looks for a command as runc does before it starts a process (Go's `exec.LookPath`), and words the failure as runc
 * does. The text that containerd puts before it is the caller's.
 */
export function findStartCommand(
  files: FileSystem,
  caller: Caller,
  name: string,
  searchPath: string,
): { readonly path: string } | StartError {
  if (!name.includes('/')) {
    const found = findCommand(files, caller, name, searchPath);
    return typeof found === 'string' ? failure(name, 'executable file not found in $PATH', found === 'ENOENT') : found;
  }
  const problem = problemOf(files, caller, name);
  return problem === undefined ? { path: name } : failure(name, problem, problem.startsWith('stat '));
}

function problemOf(files: FileSystem, caller: Caller, path: string): string | undefined {
  try {
    const node = files.get(path, caller);
    if (node.kind === 'directory') return lowerCase('EISDIR');
    return isAllowed(node, caller, EXECUTE) ? undefined : lowerCase('EACCES');
  } catch (error) {
    if (error instanceof SystemError) return `stat ${fromByteText(path)}: ${lowerCase(error.code)}`;
    throw error;
  }
}

/** Go words system errors in lower case. */
function lowerCase(code: Errno): string {
  return errorText(code).toLowerCase();
}

function failure(name: string, problem: string, isMissing: boolean): StartError {
  return new StartError(`exec: ${JSON.stringify(fromByteText(name))}: ${problem}`, isMissing);
}
