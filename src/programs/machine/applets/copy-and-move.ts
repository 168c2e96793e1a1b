import { baseName, joinPath } from '../files/paths';
import { SystemError, systemError } from '../kernel/errno';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { resolveUser } from '../user';
import { AppletError, applet, attempt, requireOperands } from './applet';
import { removePath } from './make-and-remove';
import { parseMode } from './modes';

/** Programs that copy, move, link and change what is there. */
export const COPY_AND_MOVE: Readonly<Record<string, Program>> = {
  cp: applet(
    { letters: 'rRafpdLHunv', long: { recursive: 'r', archive: 'a', force: 'f', update: 'u', 'no-clobber': 'n', verbose: 'v' } },
    function* cp(system, { flags, operands }) {
      const copying = { isRecursive: ['r', 'R', 'a'].some((flag) => flags.has(flag)), keepsExisting: flags.has('n'), isVerbose: flags.has('v') };
      return yield* toTarget(system, operands, (from, to) => copyPath(system, from, to, copying), true);
    },
  ),
  mv: applet(
    { letters: 'fniv' },
    function* mv(system, { flags, operands }) {
      return yield* toTarget(system, operands, (from, to) => movePath(system, from, to, flags.has('n')));
    },
  ),
  ln: applet(
    { letters: 'sfnv', long: { symbolic: 's', force: 'f' } },
    function* ln(system, { flags, operands }) {
      requireOperands(operands, 1);
      const targets = operands.length === 1 ? [...operands, baseName(operands[0] ?? '')] : operands;
      return yield* toTarget(system, targets, (from, to) => linkPath(system, from, to, flags));
    },
  ),
  chmod: applet(
    { letters: 'Rvcf', operand: /^-[rwxXst]+$/ },
    function* chmod(system, { flags, operands }) {
      const [mode = '', ...paths] = requireOperands(operands, 2);
      const change = (path: string): void => {
        const node = system.paths.get(path);
        system.paths.change(path, { mode: parseMode(mode, node.mode, node.kind === 'directory') });
      };
      return yield* changeEach(system, paths, flags.has('R'), change);
    },
  ),
  chown: applet(
    { letters: 'Rvcfh' },
    function* chown(system, { flags, operands }) {
      const [owner = '', ...paths] = requireOperands(operands, 2);
      const [user = '', group] = owner.split(/[:.]/);
      const ids = { ...numberOf(system, 'user', user), ...numberOf(system, 'group', group ?? '') };
      return yield* changeEach(system, paths, flags.has('R'), (path) => system.paths.change(path, ids));
    },
  ),
  chgrp: applet(
    { letters: 'Rvcfh' },
    function* chgrp(system, { flags, operands }) {
      const [group = '', ...paths] = requireOperands(operands, 2);
      const ids = numberOf(system, 'group', group);
      return yield* changeEach(system, paths, flags.has('R'), (path) => system.paths.change(path, ids));
    },
  ),
};

type Transfer = (from: string, to: string) => Body<boolean>;

/**
 * Calls `transfer` for each source with the path that it gets: in the target when that is a directory, or when there are
 * several sources and the program does not look.
 */
function* toTarget(system: System, operands: readonly string[], transfer: Transfer, isBlind = false): Body<number> {
  const sources = requireOperands(operands, 2).slice(0, -1);
  const target = operands.at(-1) ?? '';
  const isDirectory = system.paths.find(target)?.kind === 'directory' || (isBlind && sources.length > 1);
  if (sources.length > 1 && !isDirectory) throw new AppletError(`target '${target}' is not a directory`);
  let status = 0;
  for (const source of sources) {
    const to = isDirectory ? joinPath(target, baseName(source)) : target;
    if (!(yield* transfer(source, to))) status = 1;
  }
  return status;
}

/** How files are copied. */
interface Copying {
  readonly isRecursive: boolean;
  /** What is there already stays (`-n`). */
  readonly keepsExisting: boolean;
  /** Tells of each file (`-v`). */
  readonly isVerbose: boolean;
}

function* copyPath(system: System, from: string, to: string, copying: Copying): Body<boolean> {
  system.step();
  const node = system.paths.find(from, !copying.isRecursive);
  if (node === undefined) {
    system.paths.refuseIfUnknown(from);
    yield* system.warn(`${system.name}: can't stat '${from}': ${systemError('ENOENT').text}\n`);
    return false;
  }
  if (node.kind === 'directory') {
    if (copying.isRecursive) return yield* copyDirectory(system, from, to, node.mode, copying);
    yield* system.warn(`${system.name}: omitting directory '${from}'\n`);
    return false;
  }
  if (copying.keepsExisting && system.paths.find(to, false) !== undefined) return true;
  if (copying.isVerbose) yield* system.print(`'${from}' -> '${to}'\n`);
  return yield* attempt(system, (text) => `can't create '${to}': ${text}`, () => {
    if (node.kind === 'link') system.paths.makeLink(node.target, to);
    else if (node.kind === 'file') system.paths.copyFile(node, to);
    else throw systemError('EINVAL');
  });
}

function* copyDirectory(system: System, from: string, to: string, mode: number, copying: Copying): Body<boolean> {
  if (system.paths.find(to)?.kind !== 'directory') {
    const made = yield* attempt(system, (text) => `can't create directory '${to}': ${text}`, () => {
      system.paths.makeDirectory(to, mode);
    });
    if (!made) return false;
    if (copying.isVerbose) yield* system.print(`'${from}' -> '${to}'\n`);
  }
  let succeeded = true;
  for (const name of system.paths.list(from)) {
    if (!(yield* copyPath(system, joinPath(from, name), joinPath(to, name), copying))) succeeded = false;
  }
  return succeeded;
}

function* movePath(system: System, from: string, to: string, keepsExisting: boolean): Body<boolean> {
  if (keepsExisting && system.paths.find(to, false) !== undefined) return true;
  if (system.paths.find(from, false) === undefined) system.paths.refuseIfUnknown(from);
  try {
    system.paths.rename(from, to);
    return true;
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    if (error.code !== 'EXDEV') {
      yield* system.warn(`${system.name}: can't rename '${from}': ${error.text}\n`);
      return false;
    }
  }
  const copied = yield* copyPath(system, from, to, { isRecursive: true, keepsExisting: false, isVerbose: false });
  return copied && (yield* removePath(system, from, { isRecursive: true, isForced: true }));
}

function* linkPath(system: System, from: string, to: string, flags: ReadonlySet<string>): Body<boolean> {
  const isMissing = !flags.has('s') && system.paths.find(from, false) === undefined;
  return yield* attempt(system, (text) => `${isMissing ? from : to}: ${text}`, () => {
    if (flags.has('f') && system.paths.find(to, false) !== undefined) system.paths.removeFile(to);
    if (flags.has('s')) system.paths.makeLink(from, to);
    else system.paths.makeHardLink(from, to);
  });
}

function* changeEach(
  system: System,
  paths: readonly string[],
  isRecursive: boolean,
  change: (path: string) => void,
): Body<number> {
  let status = 0;
  for (const path of paths) {
    if (!(yield* attempt(system, (text) => `${path}: ${text}`, () => change(path)))) status = 1;
    if (!isRecursive || system.paths.find(path, false)?.kind !== 'directory') continue;
    const inside = system.paths.list(path).map((name) => joinPath(path, name));
    if ((yield* changeEach(system, inside, true, change)) !== 0) status = 1;
  }
  return status;
}

function numberOf(system: System, key: 'user' | 'group', text: string): Partial<Record<'user' | 'group', number>> {
  if (text === '') return {};
  const ids = resolveUser(system.task.kernel.files, key === 'user' ? text : `0:${text}`);
  if (ids === undefined) system.task.kernel.refuseIfUnknownUser(text);
  if (ids === undefined) throw new AppletError(`unknown ${key} ${text}`);
  return { [key]: ids[key] };
}
