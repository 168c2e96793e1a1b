const CACHE_SIZE = 2_000;
const namesOfPaths = new Map<string, readonly string[]>();

/** The names of a path, without empty ones and `.`; `..` stays. */
export function pathNames(path: string): readonly string[] {
  const known = namesOfPaths.get(path);
  if (known !== undefined) return known;
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (namesOfPaths.size >= CACHE_SIZE) namesOfPaths.clear();
  namesOfPaths.set(path, names);
  return names;
}

/** An absolute path without `.` and `..`, not looking at links. */
export function normalizePath(path: string, directory = '/'): string {
  const names: string[] = [];
  for (const name of pathNames(path.startsWith('/') ? path : `${directory}/${path}`)) {
    if (name === '..') names.pop();
    else names.push(name);
  }
  return `/${names.join('/')}`;
}

/** Last name of a path as `basename` has it: trailing slashes do not count, `/` stays. */
export function baseName(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  if (trimmed === '') return path === '' ? '' : '/';
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** Path of the directory as `dirname` has it. */
export function directoryName(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  if (trimmed === '') return path.startsWith('/') ? '/' : '.';
  const slash = trimmed.lastIndexOf('/');
  if (slash < 0) return '.';
  return trimmed.slice(0, slash).replace(/\/+$/, '') || '/';
}

/** Puts a name behind the path of a directory. */
export function joinPath(directory: string, name: string): string {
  return directory.endsWith('/') ? `${directory}${name}` : `${directory}/${name}`;
}
