import type { FileSystem } from './files/file-system';

/** Numbers of a user and its group. */
export interface UserIds {
  readonly user: number;
  readonly group: number;
}

/** A line of `/etc/passwd`. */
export interface PasswordEntry extends UserIds {
  readonly name: string;
  readonly home: string;
}

const ROOT = { directory: '/', user: 0, group: 0 };

/** The users of a container. */
export function readPasswordFile(files: FileSystem): readonly PasswordEntry[] {
  const entries: PasswordEntry[] = [];
  for (const fields of readColonFile(files, '/etc/passwd')) {
    const [name = '', , user = '', group = '', , home = ''] = fields;
    entries.push({ name, user: Number(user), group: Number(group), home });
  }
  return entries;
}

/** The name of a group; undefined when the container does not know it. */
export function groupName(files: FileSystem, group: number): string | undefined {
  return readColonFile(files, '/etc/group').find((fields) => Number(fields[2]) === group)?.[0];
}

/** The groups that list a user as a member. */
export function groupsOfUser(files: FileSystem, user: number): readonly number[] {
  const name = readPasswordFile(files).find((entry) => entry.user === user)?.name;
  if (name === undefined) return [];
  return readColonFile(files, '/etc/group').filter((fields) => fields[3]?.split(',').includes(name)).map((fields) => Number(fields[2]));
}

/** Reads `user[:group]`, by number or by name of `/etc/passwd`; undefined when there is no such name. */
export function resolveUser(files: FileSystem, text: string): UserIds | undefined {
  const [userText = '', groupText] = text.split(':');
  const entries = readPasswordFile(files);
  const entry = entries.find((candidate) => candidate.name === userText || String(candidate.user) === userText);
  if (entry === undefined && !/^\d+$/.test(userText)) return undefined;
  const user = entry?.user ?? Number(userText);
  if (groupText === undefined) return { user, group: entry?.group ?? 0 };
  if (/^\d+$/.test(groupText)) return { user, group: Number(groupText) };
  const group = readColonFile(files, '/etc/group').find((fields) => fields[0] === groupText)?.[2];
  return group === undefined ? undefined : { user, group: Number(group) };
}

/** The home directory of a user: `/` when the container does not know it. */
export function homeDirectory(files: FileSystem, user: number): string {
  if (user === 0 && files.find('/etc/passwd', ROOT) === undefined) return '/root';
  return readPasswordFile(files).find((entry) => entry.user === user)?.home ?? '/';
}

function readColonFile(files: FileSystem, path: string): readonly (readonly string[])[] {
  const node = files.find(path, ROOT);
  return node?.kind === 'file' ? parseColonFile(node.text) : [];
}

const CACHE_SIZE = 16;
const parsedFiles = new Map<string, readonly (readonly string[])[]>();

/** Every container of an image asks for the same few files. */
function parseColonFile(text: string): readonly (readonly string[])[] {
  const known = parsedFiles.get(text);
  if (known !== undefined) return known;
  const rows = text.split('\n').filter((line) => line.includes(':')).map((line) => line.split(':'));
  if (parsedFiles.size >= CACHE_SIZE) parsedFiles.clear();
  parsedFiles.set(text, rows);
  return rows;
}
