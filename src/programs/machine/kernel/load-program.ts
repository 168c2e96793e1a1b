import type { Caller } from '../files/access';
import { EXECUTE, isAllowed } from '../files/access';
import type { FileSystem } from '../files/file-system';
import { joinPath } from '../files/paths';
import type { Errno } from './errno';
import { SystemError } from './errno';
import type { Program } from './program';

/** How many scripts may name one another as interpreters. */
const MAXIMUM_INTERPRETERS = 4;

/** A file that can be executed: its program, and the command line that the program gets. */
export interface LoadedProgram {
  readonly program: Program;
  readonly arguments: readonly string[];
}

/**
 * Loads what `execve` would run for a path: a binary, or the interpreter that a script names in its first line.
 * `ENOEXEC` is a file that is neither.
 */
export function loadProgram(
  files: FileSystem,
  caller: Caller,
  path: string,
  commandLine: readonly string[],
  depth = 0,
): LoadedProgram | Errno {
  const node = lookUp(files, caller, path);
  if (typeof node === 'string') return node;
  if (node.kind !== 'file' || !isAllowed(node, caller, EXECUTE)) return 'EACCES';
  if (node.program !== undefined) return { program: node.program, arguments: commandLine };
  const match = /^#![ \t]*(\S+)[ \t]*(.*?)[ \t]*(?:\n|$)/.exec(node.text);
  if (match === null) return 'ENOEXEC';
  if (depth >= MAXIMUM_INTERPRETERS) return 'ELOOP';
  const [, interpreter = '', option = ''] = match;
  const line = [interpreter, ...(option === '' ? [] : [option]), path, ...commandLine.slice(1)];
  return loadProgram(files, caller, interpreter, line, depth + 1);
}

/** The path of a command: as given when it has a slash, else the first executable file in the directories of PATH. */
export function findCommand(
  files: FileSystem,
  caller: Caller,
  name: string,
  searchPath: string,
): { readonly path: string } | Errno {
  if (name.includes('/')) return { path: name };
  let failure: Errno = 'ENOENT';
  for (const directory of searchPath.split(':')) {
    const path = directory === '' ? name : joinPath(directory, name);
    const node = files.find(path, caller);
    if (node?.kind !== 'file') continue;
    if (isAllowed(node, caller, EXECUTE)) return { path };
    failure = 'EACCES';
  }
  return failure;
}

function lookUp(files: FileSystem, caller: Caller, path: string): ReturnType<FileSystem['get']> | Errno {
  try {
    return files.get(path, caller);
  } catch (error) {
    if (error instanceof SystemError) return error.code;
    throw error;
  }
}
