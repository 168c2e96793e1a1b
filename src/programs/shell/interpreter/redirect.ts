import type { OpenMode } from '../../machine/files/file-handle';
import { SystemError } from '../../machine/kernel/errno';
import type { FileTable } from '../../machine/kernel/file-table';
import type { OpenFile } from '../../machine/kernel/open-file';
import { textInput } from '../../machine/kernel/pipe';
import type { Body } from '../../machine/kernel/wait-queue';
import { expandText } from '../expansion/expand';
import { ShellError } from '../failures';
import type { Shell } from '../shell';
import type { Redirection } from '../syntax/ast';

const MODES: Readonly<Record<'read' | 'write' | 'append' | 'update' | 'overwrite', OpenMode>> = {
  read: 'read', write: 'write', append: 'append', update: 'update', overwrite: 'write',
};

/** What was open before redirections changed it. */
export type SavedFiles = readonly { readonly descriptor: number; readonly file: OpenFile | undefined }[];

/** Carries out redirections on a table of open files. @throws ShellError worded as ash does, status 1 */
export function* applyRedirections(shell: Shell, redirections: readonly Redirection[], files: FileTable): Body<void> {
  for (const redirection of redirections) yield* applyOne(shell, redirection, files);
}

/** Carries out redirections in the shell itself and returns what to put back afterwards. */
export function* redirectShell(shell: Shell, redirections: readonly Redirection[]): Body<SavedFiles> {
  const { files } = shell.system;
  const saved: { descriptor: number; file: OpenFile | undefined }[] = [];
  try {
    for (const redirection of redirections) {
      for (const descriptor of changedDescriptors(redirection)) {
        saved.push({ descriptor, file: files.find(descriptor)?.retain() });
      }
      yield* applyOne(shell, redirection, files);
    }
  } catch (error) {
    restoreFiles(shell, saved);
    throw error;
  }
  return saved;
}

/** Like {@link redirectShell}, but a failure is printed and its status returned. */
export function* tryRedirect(shell: Shell, redirections: readonly Redirection[]): Body<SavedFiles | number> {
  try {
    return yield* redirectShell(shell, redirections);
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    yield* shell.complain(error.message);
    return error.status;
  }
}

/** Puts back what was open before. */
export function restoreFiles(shell: Shell, saved: SavedFiles): void {
  const { files } = shell.system;
  for (const { descriptor, file } of [...saved].reverse()) {
    if (file === undefined) {
      files.close(descriptor);
    } else {
      files.set(descriptor, file);
      file.release();
    }
  }
}

function changedDescriptors(redirection: Redirection): readonly number[] {
  const mayBeBoth = redirection.kind === 'duplicate' && redirection.descriptor === 1 && !/^(\d+|-)$/.test(redirection.target.literal ?? '');
  const isBoth = redirection.kind === 'both' || redirection.kind === 'both-append' || mayBeBoth;
  return isBoth ? [1, 2] : [redirection.descriptor];
}

function* applyOne(shell: Shell, redirection: Redirection, files: FileTable): Body<void> {
  shell.system.step();
  if (redirection.kind === 'here-document') {
    files.set(redirection.descriptor, textInput(yield* expandText(shell, redirection.body)));
    return;
  }
  const target = yield* expandText(shell, redirection.target);
  if (redirection.kind === 'both' || redirection.kind === 'both-append') {
    files.set(1, openTarget(shell, target, redirection.kind === 'both' ? 'write' : 'append'));
    files.set(2, files.get(1));
  } else if (redirection.kind === 'duplicate' && redirection.descriptor === 1 && !/^(\d+|-)$/.test(target)) {
    files.set(1, openTarget(shell, target, 'write'));
    files.set(2, files.get(1));
  } else if (redirection.kind === 'duplicate') {
    duplicate(redirection.descriptor, target, files);
  } else {
    refuseClobber(shell, redirection.kind, target);
    files.set(redirection.descriptor, openTarget(shell, target, MODES[redirection.kind]));
  }
}

function duplicate(descriptor: number, target: string, files: FileTable): void {
  if (target === '-') {
    files.close(descriptor);
    return;
  }
  if (!/^\d+$/.test(target)) throw new ShellError('syntax error: bad fd number', 2);
  const file = files.find(Number(target));
  if (file === undefined) throw new ShellError(`${target}: Bad file descriptor`, 1);
  files.set(descriptor, file);
}

function refuseClobber(shell: Shell, kind: string, target: string): void {
  const isRefused = kind === 'write' && shell.options.has('noclobber') && shell.system.paths.find(target)?.kind === 'file';
  if (isRefused) throw new ShellError(`can't create ${target}: File exists`, 1);
}

function openTarget(shell: Shell, path: string, mode: OpenMode): OpenFile {
  try {
    return shell.system.paths.open(path, mode);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    const action = mode === 'read' ? 'open' : 'create';
    const missing = mode === 'read' ? 'no such file' : 'nonexistent directory';
    throw new ShellError(`can't ${action} ${path}: ${error.code === 'ENOENT' ? missing : error.text}`, 1);
  }
}
