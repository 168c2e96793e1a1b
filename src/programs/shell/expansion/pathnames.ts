import { joinPath } from '../../machine/files/paths';
import type { TaskFiles } from '../../machine/files/task-files';
import { SystemError } from '../../machine/kernel/errno';
import { hasWildcard, matchesPattern, parsePattern, unquotePattern } from '../../machine/pattern';

/** The sorted paths that match a pattern; empty when there are none. */
export function expandPathnames(files: TaskFiles, pattern: string): readonly string[] {
  const isAbsolute = pattern.startsWith('/');
  let paths = [isAbsolute ? '/' : ''];
  for (const piece of pattern.split(/\/+/)) {
    if (piece === '') continue;
    paths = paths.flatMap((path) => (hasWildcard(piece) ? matchesIn(files, path, piece) : existing(files, path, piece)));
  }
  return pattern.endsWith('/') ? paths.filter((path) => isDirectory(files, path)).map((path) => `${path}/`) : paths;
}

function matchesIn(files: TaskFiles, directory: string, piece: string): string[] {
  const pattern = parsePattern(piece);
  const wantsHidden = unquotePattern(piece).startsWith('.');
  return namesIn(files, directory === '' ? '.' : directory)
    .filter((name) => name.startsWith('.') === wantsHidden && matchesPattern(pattern, name))
    .map((name) => below(directory, name));
}

function existing(files: TaskFiles, directory: string, piece: string): string[] {
  const path = below(directory, unquotePattern(piece));
  return files.find(path, false) === undefined ? [] : [path];
}

function below(directory: string, name: string): string {
  return directory === '' ? name : joinPath(directory, name);
}

function isDirectory(files: TaskFiles, path: string): boolean {
  return files.find(path)?.kind === 'directory';
}

function namesIn(files: TaskFiles, directory: string): string[] {
  try {
    return files.list(directory);
  } catch (error) {
    if (error instanceof SystemError) return [];
    throw error;
  }
}
