import { directoryName, joinPath } from '../files/paths';
import { systemError } from '../kernel/errno';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { AppletError, applet, attempt, requireOperands } from './applet';
import { parseTime } from './date';
import { parseMode } from './modes';

/** Programs that make and remove files and directories. */
export const MAKE_AND_REMOVE: Readonly<Record<string, Program>> = {
  touch: applet(
    { letters: 'camd:r:', long: { 'no-create': 'c', date: 'd', reference: 'r' } },
    function* touch(system, { flags, values, operands }) {
      const date = values.get('d');
      const reference = values.get('r');
      const modified =
        reference !== undefined ? system.paths.get(reference).modified
        : date !== undefined ? parseTime(date)
        : undefined;
      let status = 0;
      for (const path of requireOperands(operands, 1)) {
        const done = yield* attempt(system, (text) => `${path}: ${text}`, () => {
          system.paths.touch(path, !flags.has('c'));
          if (modified !== undefined && system.paths.find(path) !== undefined) system.paths.change(path, { modified });
        });
        if (!done) status = 1;
      }
      return status;
    },
  ),
  mkdir: applet(
    { letters: 'pm:v', long: { parents: 'p', mode: 'm' } },
    function* mkdir(system, { flags, values, operands }) {
      const mode = values.has('m') ? parseMode(values.get('m') ?? '', 0o777) : undefined;
      let status = 0;
      for (const path of requireOperands(operands, 1)) {
        const make = (): void => makeDirectory(system, path, flags.has('p'), mode);
        const done = yield* attempt(system, (text) => `can't create directory '${path}': ${text}`, make);
        if (!done) status = 1;
      }
      return status;
    },
  ),
  rmdir: applet(
    { letters: 'p' },
    function* rmdir(system, { operands }) {
      let status = 0;
      for (const path of requireOperands(operands, 1)) {
        const done = yield* attempt(system, (text) => `'${path}': ${text}`, () => system.paths.removeDirectory(path));
        if (!done) status = 1;
      }
      return status;
    },
  ),
  rm: applet(
    { letters: 'rRfiv', long: { recursive: 'r', force: 'f' } },
    function* rm(system, { flags, operands }) {
      const isForced = flags.has('f');
      if (!isForced) requireOperands(operands, 1);
      let status = 0;
      for (const path of operands) {
        const removed = yield* removePath(system, path, { isRecursive: flags.has('r') || flags.has('R'), isForced });
        if (!removed) status = 1;
      }
      return status;
    },
  ),
  unlink: applet(
    { letters: '' },
    function* unlink(system, { operands }) {
      const [path = ''] = requireOperands(operands, 1);
      const done = yield* attempt(system, (text) => `can't remove file '${path}': ${text}`, () => system.paths.removeFile(path));
      return done ? 0 : 1;
    },
  ),
  mktemp: applet(
    { letters: 'dqtp:u' },
    function* mktemp(system, { flags, values, operands }) {
      const path = temporaryPath(system, operands[0], values.get('p'));
      if (!flags.has('u')) {
        if (flags.has('d')) system.paths.makeDirectory(path, 0o700);
        else system.paths.touch(path, true);
      }
      yield* system.print(`${path}\n`);
      return 0;
    },
  ),
};

/** Removes a file or, where allowed, a tree; prints what fails. */
export function* removePath(
  system: System,
  path: string,
  options: { readonly isRecursive: boolean; readonly isForced: boolean },
): Body<boolean> {
  system.step();
  if (/(^|\/)\.\.?\/*$/.test(path)) {
    yield* system.warn(`${system.name}: refusing to remove '.' or '..' directory: skipping '${path}'\n`);
    return false;
  }
  const node = system.paths.find(path, false);
  if (node === undefined && options.isForced) return true;
  if (node?.kind === 'directory') {
    if (!options.isRecursive) {
      yield* system.warn(`${system.name}: '${path}' is a directory\n`);
      return false;
    }
    let isEmpty = true;
    for (const name of system.paths.list(path)) {
      if (!(yield* removePath(system, joinPath(path, name), options))) isEmpty = false;
    }
    if (!isEmpty) return false;
  }
  return yield* attempt(system, (text) => `can't remove '${path}': ${text}`, () => {
    if (node?.kind === 'directory') system.paths.removeDirectory(path);
    else system.paths.removeFile(path);
  });
}

function makeDirectory(system: System, path: string, withParents: boolean, mode: number | undefined): void {
  if (withParents) {
    if (system.paths.find(path)?.kind === 'directory') return;
    const parent = directoryName(path);
    if (parent !== '/' && parent !== '.') makeDirectory(system, parent, true, undefined);
  }
  system.paths.makeDirectory(path);
  if (mode !== undefined) system.paths.change(path, { mode });
}

/** A name that nobody has, by counting: nothing here is random. */
function temporaryPath(system: System, template: string | undefined, directory: string | undefined): string {
  const pattern = template ?? 'tmp.XXXXXX';
  const place = directory ?? (template === undefined ? (system.environment.get('TMPDIR') ?? '/tmp') : undefined);
  if (!pattern.includes('XXXXXX')) throw new AppletError(`(null): ${systemError('EINVAL').text}`);
  for (let number = 0; ; number++) {
    const letters = number.toString(36).padStart(6, 'aaaaaa');
    const path = (place === undefined ? '' : `${place}/`) + pattern.replace(/XXXXXX(?!.*XXXXXX)/, letters);
    if (system.paths.find(path, false) === undefined) return path;
  }
}
