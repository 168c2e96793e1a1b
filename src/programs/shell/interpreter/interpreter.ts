import { UnsupportedConstruct } from '../../machine/errors';
import type { OpenFile } from '../../machine/kernel/open-file';
import type { Program } from '../../machine/kernel/program';
import type { Body } from '../../machine/kernel/wait-queue';
import { ShellError } from '../failures';
import type { Interpreter, Shell } from '../shell';
import type { Redirection, Script } from '../syntax/ast';
import type { Dialect } from '../syntax/cursor';
import { LAST } from './flags';
import { forkShell } from './fork';
import { tryRedirect } from './redirect';
import { runCommand } from './run-command';

/** Builds the interpreter of a shell program. */
export function createInterpreter(program: Program, dialect: Dialect): Interpreter {
  return { run: runCommand, runScript, substitute, program, dialect };
}

/** Runs the commands of a script one after another, up to what could not be read. */
function* runScript(shell: Shell, script: Script, flags: number): Body<number> {
  let status = 0;
  const last = script.commands.length - 1;
  for (let index = 0; index <= last; index++) {
    const command = script.commands[index];
    if (command === undefined) break;
    const isLast = index === last && script.error === undefined;
    status = yield* runCommand(shell, command, isLast ? flags : flags & ~LAST);
    if (shell.skip !== undefined) return status;
  }
  if (script.error === undefined) return status;
  shell.line = script.error.line;
  if (shell.dialect === 'bash') {
    throw new UnsupportedConstruct(`syntax of bash that is not known here (${script.error.message}, line ${script.error.line})`);
  }
  throw new ShellError(`syntax error: ${script.error.message}`);
}

/** Runs commands in a child whose standard output is read, and takes off the newlines at the end. */
function* substitute(shell: Shell, script: Script): Body<string> {
  if (script.commands.length === 0) return '';
  const { system } = shell;
  const { reader, writer } = system.pipe();
  const files = system.files.fork();
  files.set(1, writer);
  const child = forkShell(shell, (inner) => runSubstitution(inner, script), files);
  const output = yield* readAll(shell, reader);
  const exit = yield* system.waitFor(child);
  shell.substitutionStatus = exit.code;
  return output.replace(/\0/g, '').replace(/\n+$/, '');
}

/** `$(< file)` of bash stands for what is in the file. */
function redirectionsToRead(shell: Shell, { commands }: Script): readonly Redirection[] | undefined {
  const [only] = commands;
  if (shell.dialect !== 'bash' || commands.length !== 1 || only?.kind !== 'simple') return undefined;
  const { assignments, words, redirections } = only;
  const isRead = redirections.length === 1 && redirections[0]?.kind === 'read' && redirections[0].descriptor === 0;
  return isRead && assignments.length === 0 && words.length === 0 ? redirections : undefined;
}

function* copyFile(shell: Shell, redirections: readonly Redirection[]): Body<number> {
  const saved = yield* tryRedirect(shell, redirections);
  if (typeof saved === 'number') return saved;
  yield* shell.system.print(yield* shell.system.readAll(0));
  return 0;
}

/** In a substitution `set -e` does not hold. */
function* runSubstitution(shell: Shell, script: Script): Body<number> {
  const redirections = redirectionsToRead(shell, script);
  if (redirections !== undefined) return yield* copyFile(shell, redirections);
  shell.options.delete('errexit');
  shell.traceDepth++;
  return yield* runScript(shell, script, LAST);
}

function* readAll(shell: Shell, reader: OpenFile): Body<string> {
  reader.retain();
  const output = yield* shell.system.readAllFrom(reader);
  reader.release();
  return output;
}
