import { formatTime } from '../calendar';
import { UnsupportedConstruct } from '../errors';
import type { FileSystemNode } from '../files/nodes';
import { baseName, directoryName, joinPath, normalizePath } from '../files/paths';
import { SystemError, systemError } from '../kernel/errno';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { groupName, readPasswordFile } from '../user';
import { applet, requireOperands } from './applet';
import { renderMode } from './modes';

/** Half a year, after which `ls -l` shows the year in place of the time of day. */
const RECENT = 15_768_000 * 1_000_000;

/** Programs that show files: what there is, and what is known about it. */
export const SHOW_FILES: Readonly<Record<string, Program>> = {
  ls: applet({ letters: '1aAldhFRrtn' }, function* ls(system, { flags, operands }) {
    const listing = new Listing(system, flags);
    return yield* listing.run(operands.length === 0 ? ['.'] : operands);
  }),
  stat: applet({ letters: 'c:L', long: { format: 'c' } }, function* stat(system, { values, operands }) {
    const format = values.get('c');
    if (format === undefined) throw new UnsupportedConstruct('stat without -c');
    let status = 0;
    for (const path of requireOperands(operands, 1)) {
      const node = system.paths.find(path, false);
      if (node === undefined) {
        yield* system.warn(`stat: can't stat '${path}': ${systemError('ENOENT').text}\n`);
        status = 1;
      } else {
        yield* system.print(`${renderStat(system, format, path, node)}\n`);
      }
    }
    return status;
  }),
  basename: applet({ letters: '' }, function* basename(system, { operands }) {
    const [path = '', suffix = ''] = requireOperands(operands, 1);
    const name = baseName(path);
    const isCut = suffix !== '' && name !== suffix && name.endsWith(suffix);
    yield* system.print(`${isCut ? name.slice(0, -suffix.length) : name}\n`);
    return 0;
  }),
  dirname: applet({ letters: '' }, function* dirname(system, { operands }) {
    const [path = ''] = requireOperands(operands, 1);
    yield* system.print(`${directoryName(path)}\n`);
    return 0;
  }),
  readlink: applet({ letters: 'fn' }, function* readlink(system, { flags, operands }) {
    const [path = ''] = requireOperands(operands, 1);
    const node = system.paths.find(path, false);
    if (flags.has('f')) {
      yield* system.print(`${resolveLinks(system, path)}\n`);
      return 0;
    }
    if (node?.kind !== 'link') return 1;
    yield* system.print(`${node.target}\n`);
    return 0;
  }),
  realpath: applet({ letters: '' }, function* realpath(system, { operands }) {
    for (const path of requireOperands(operands, 1)) {
      system.paths.get(path);
      yield* system.print(`${resolveLinks(system, path)}\n`);
    }
    return 0;
  }),
  pwd: applet({ letters: 'LP' }, function* pwd(system) {
    yield* system.print(`${system.context.directory}\n`);
    return 0;
  }),
};

/** One run of `ls`. */
class Listing {
  #status = 0;

  constructor(
    private readonly system: System,
    private readonly flags: ReadonlySet<string>,
  ) {}

  *run(paths: readonly string[]): Body<number> {
    const files: string[] = [];
    const directories: string[] = [];
    for (const path of [...paths].sort()) {
      const node = this.system.paths.find(path);
      if (node === undefined && this.system.paths.find(path, false) === undefined) {
        this.#status = 1;
        yield* this.system.warn(`ls: ${path}: ${systemError('ENOENT').text}\n`);
      } else if (isDirectory(node) && !this.flags.has('d')) {
        directories.push(path);
      } else {
        files.push(path);
      }
    }
    yield* this.#show(files, (name) => name);
    for (const [index, path] of directories.entries()) {
      if (files.length > 0 || index > 0) yield* this.system.print('\n');
      yield* this.#showDirectory(path, paths.length > 1 || this.flags.has('R'));
    }
    return this.#status;
  }

  *#showDirectory(path: string, withTitle: boolean): Body<void> {
    this.system.step();
    const all = yield* this.#namesIn(path);
    if (all === undefined) return;
    const names = this.flags.has('a') ? ['.', '..', ...all] : all;
    const shown = names.filter((name) => this.flags.has('a') || this.flags.has('A') || !name.startsWith('.'));
    if (withTitle) yield* this.system.print(`${path}:\n`);
    if (this.flags.has('l')) yield* this.system.print(`total ${this.#totalBlocks(path, shown)}\n`);
    yield* this.#show(shown, (name) => joinPath(path, name));
    if (!this.flags.has('R')) return;
    for (const name of shown) {
      const inside = joinPath(path, name);
      if (name === '.' || name === '..' || this.system.paths.find(inside, false)?.kind !== 'directory') continue;
      yield* this.system.print('\n');
      yield* this.#showDirectory(inside, true);
    }
  }

  *#namesIn(path: string): Body<string[] | undefined> {
    try {
      return this.system.paths.list(path);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      yield* this.system.warn(`ls: can't open '${path}': ${error.text}\n`);
      this.#status = 1;
      return undefined;
    }
  }

  *#show(names: readonly string[], pathOf: (name: string) => string): Body<void> {
    const entries = names.map((name) => ({ name, node: this.system.paths.find(pathOf(name), false) }));
    if (this.flags.has('t')) entries.sort((left, right) => (right.node?.modified ?? 0) - (left.node?.modified ?? 0));
    if (this.flags.has('r')) entries.reverse();
    const width = Math.max(0, ...entries.map(({ node }) => (node === undefined ? 0 : this.#size(node).length)));
    let text = '';
    for (const { name, node } of entries) {
      if (node === undefined) continue;
      text += this.flags.has('l') ? this.#longLine(name, node, width) : `${name}${this.#mark(node)}\n`;
    }
    if (text !== '') yield* this.system.print(text);
  }

  #longLine(name: string, node: FileSystemNode, width: number): string {
    const { files } = this.system.task.kernel;
    const byNumber = this.flags.has('n');
    const user = byNumber ? undefined : readPasswordFile(files).find((entry) => entry.user === node.user)?.name;
    const group = byNumber ? undefined : groupName(files, node.group);
    const isRecent = this.system.wallClock - node.modified < RECENT;
    const time = formatTime(isRecent ? '%b %e %H:%M' : '%b %e  %Y', node.modified);
    const owner = `${(user ?? String(node.user)).padEnd(8)} ${(group ?? String(node.group)).padEnd(8)}`;
    const target = node.kind === 'link' ? ` -> ${node.target}` : '';
    const links = node.kind === 'directory' ? 2 : 1;
    return (
      `${renderMode(node.kind, node.mode)} ${String(links).padStart(4)} ${owner}  ` +
      `${this.#size(node).padStart(Math.max(width, 8))} ${time} ${name}${this.#mark(node)}${target}\n`
    );
  }

  #size(node: FileSystemNode): string {
    const bytes = sizeOf(node);
    if (!this.flags.has('h') || bytes < 1024) return String(bytes);
    const units = ['', 'K', 'M', 'G'];
    const power = Math.min(3, Math.floor(Math.log2(bytes) / 10));
    return `${(bytes / 1024 ** power).toFixed(1)}${units[power] ?? ''}`;
  }

  #totalBlocks(path: string, names: readonly string[]): number {
    const nodes = names.map((name) => this.system.paths.find(joinPath(path, name), false));
    const blocks = (node: FileSystemNode | undefined): number =>
      node === undefined || node.kind === 'link' ? 0 : Math.ceil(sizeOf(node) / 4096) * 4;
    return nodes.reduce((sum, node) => sum + blocks(node), 0);
  }

  #mark(node: FileSystemNode): string {
    if (!this.flags.has('F')) return '';
    if (isDirectory(node)) return '/';
    if (node.kind === 'link') return '@';
    return node.kind === 'file' && (node.mode & 0o111) !== 0 ? '*' : '';
  }
}

/** Bytes of a file as the system tells them. */
export function sizeOf(node: FileSystemNode): number {
  if (node.kind === 'file') return node.text.length;
  if (node.kind === 'link') return node.target.length;
  return node.kind === 'directory' ? 4096 : 0;
}

function isDirectory(node: FileSystemNode | undefined): boolean {
  return node?.kind === 'directory' || node?.kind === 'virtual';
}

const TYPE_NAMES = {
  file: 'regular file', directory: 'directory', virtual: 'directory', link: 'symbolic link', device: 'character special file',
} as const;

function renderStat(system: System, format: string, path: string, node: FileSystemNode): string {
  const { files } = system.task.kernel;
  return format.replace(/%(.)/g, (whole: string, letter: string) => {
    switch (letter) {
      case 'n':
        return path;
      case 's':
        return String(sizeOf(node));
      case 'a':
        return node.mode.toString(8);
      case 'A':
        return renderMode(node.kind, node.mode);
      case 'u':
        return String(node.user);
      case 'g':
        return String(node.group);
      case 'U':
        return readPasswordFile(files).find(({ user }) => user === node.user)?.name ?? 'UNKNOWN';
      case 'G':
        return groupName(files, node.group) ?? 'UNKNOWN';
      case '%':
        return '%';
      case 'F':
        return node.kind === 'file' && node.text === '' ? 'regular empty file' : TYPE_NAMES[node.kind];
      case 'X':
      case 'Y':
      case 'Z':
        return String(Math.floor(node.modified / 1_000_000));
      case 'y':
        return formatTime('%Y-%m-%d %H:%M:%S.%N +0000', node.modified);
      default:
        throw new UnsupportedConstruct(`${whole} of stat`);
    }
  });
}

function resolveLinks(system: System, path: string): string {
  let resolved = normalizePath(path, system.context.directory);
  for (let count = 0; count < 40; count++) {
    const node = system.paths.find(resolved, false);
    if (node?.kind !== 'link') break;
    resolved = normalizePath(node.target, directoryName(resolved));
  }
  return resolved;
}
