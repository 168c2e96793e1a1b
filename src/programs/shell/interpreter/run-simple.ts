import { LimitReached } from '../../machine/errors';
import { SystemError } from '../../machine/kernel/errno';
import type { TaskImage } from '../../machine/kernel/task';
import type { Body } from '../../machine/kernel/wait-queue';
import { refuseBashBuiltin } from '../builtins/bash-builtins';
import type { Builtin } from '../builtins/builtin';
import { findBuiltin } from '../builtins/table';
import { expandFields, expandText } from '../expansion/expand';
import { ShellError, ShellExit } from '../failures';
import type { Shell } from '../shell';
import type { Command, SimpleCommand, Word } from '../syntax/ast';
import { splitAssignment } from '../syntax/assignments';
import type { ExpandedAssignment } from './assign';
import { assignDeclared, expandAssignments, expandDeclared, runAssignments } from './assign';
import { findProgram } from './find-command';
import { LAST, TESTED } from './flags';
import { waitForeground } from './fork';
import type { SavedFiles } from './redirect';
import { applyRedirections, restoreFiles, tryRedirect } from './redirect';
import { traceCommand, traceDeclared, traceExported } from './trace';

/** Functions that call functions before the shell gives up. */
const MAXIMUM_CALLS = 100;
/** Builtins whose arguments `name=value` are assignments: not split. */
const DECLARATIONS = new Set(['export', 'readonly', 'local']);
const BASH_DECLARATIONS = new Set([...DECLARATIONS, 'declare', 'typeset']);

/** Runs a simple command: a function, a builtin, a program, or only assignments and redirections. */
export function* runSimple(shell: Shell, command: SimpleCommand, flags: number): Body<number> {
  shell.line = command.line;
  shell.substitutionStatus = undefined;
  const words = yield* expandArguments(shell, command.words);
  const ignoresFunctions = isCommandPrefix(words);
  const args = ignoresFunctions ? words.slice(1) : words;
  const [name] = args;
  if (name === undefined) return yield* runWithoutName(shell, command);
  const assignments = yield* expandAssignments(shell, command);
  const declared = yield* expandDeclared(shell, command.declared);
  for (const { name: array, array: { texts } } of declared) yield* traceDeclared(shell, array, texts);
  yield* traceCommand(shell, assignments, words);
  if (name === 'export' || name === 'readonly') yield* traceExported(shell, words);
  const body = ignoresFunctions ? undefined : shell.functions.get(name);
  const builtin = body === undefined ? findBuiltin(name, shell.dialect) : undefined;
  if (body === undefined && builtin === undefined && shell.dialect === 'bash') refuseBashBuiltin(name);
  if (builtin !== undefined) {
    // readonly protects what it is given; the others may make a variable that is only now to be filled.
    if (name === 'readonly') assignDeclared(shell, declared);
    const status = yield* runBuiltin(shell, builtin, args, assignments, command);
    if (name !== 'readonly') assignDeclared(shell, declared);
    return status;
  }
  if (body !== undefined) return yield* runFunction(shell, body, args, assignments, command, flags);
  return yield* runProgram(shell, args, assignments, command, flags);
}

/** `command name …` runs a command as if there were no function of that name. */
function isCommandPrefix(words: readonly string[]): boolean {
  return words[0] === 'command' && words[1] !== undefined && !words[1].startsWith('-');
}

/** Runs an external command, without looking for functions and builtins. */
export function* runProgram(
  shell: Shell,
  args: readonly string[],
  assignments: readonly ExpandedAssignment[],
  command: Pick<SimpleCommand, 'redirections'>,
  flags: number,
): Body<number> {
  const { system } = shell;
  const becomes = (flags & LAST) !== 0 && !shell.traps.wereSet;
  const files = becomes ? system.files : system.files.fork();
  try {
    yield* applyRedirections(shell, command.redirections, files);
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    if (!becomes) files.closeAll();
    yield* shell.complain(error.message);
    return error.status;
  }
  const image = programImage(shell, args, assignments);
  if (becomes) return system.execute(image);
  const child = system.spawn(image, files);
  return yield* waitForeground(shell, child);
}

function programImage(shell: Shell, args: readonly string[], assignments: readonly ExpandedAssignment[]): TaskImage {
  hideVariables(shell, assignments);
  const { environment } = shell.variables;
  const found = findProgram(shell, args);
  if (assignments.length > 0) shell.variables.popScope();
  if ('program' in found) return { ...found, environment };
  return {
    *program(system): Body<number> {
      yield* system.warn(`${shell.name}: ${shell.linePrefix}${found.message}\n`);
      return found.status;
    },
    arguments: args,
    environment,
  };
}

function* expandArguments(shell: Shell, words: readonly Word[]): Body<string[]> {
  const [first] = words;
  const declarations = shell.dialect === 'bash' ? BASH_DECLARATIONS : DECLARATIONS;
  if (first?.literal === undefined || !declarations.has(first.literal)) return yield* expandFields(shell, words);
  const args: string[] = [];
  for (const word of words) {
    const assignment = splitAssignment(word, shell.dialect === 'bash');
    if (assignment === undefined) {
      args.push(...(yield* expandFields(shell, [word])));
      continue;
    }
    const { name, value, appends } = assignment;
    args.push(`${name}${appends ? '+=' : '='}${yield* expandText(shell, value)}`);
  }
  return args;
}

/** A command without a name: assignments stay, redirections only open and close. */
function* runWithoutName(shell: Shell, command: SimpleCommand): Body<number> {
  yield* runAssignments(shell, command.assignments);
  const saved = yield* tryRedirect(shell, command.redirections);
  if (typeof saved === 'number') return saved;
  restoreFiles(shell, saved);
  return shell.substitutionStatus ?? 0;
}

function* runFunction(
  shell: Shell,
  body: Command,
  args: readonly string[],
  assignments: readonly ExpandedAssignment[],
  command: SimpleCommand,
  flags: number,
): Body<number> {
  if (shell.functionDepth >= MAXIMUM_CALLS) throw new LimitReached(`${MAXIMUM_CALLS} nested calls of shell functions`);
  const saved = yield* tryRedirect(shell, command.redirections);
  if (typeof saved === 'number') return saved;
  const { positional, loopDepth, functionName } = shell;
  hideVariables(shell, assignments);
  shell.variables.pushScope();
  shell.positional = args.slice(1);
  shell.loopDepth = 0;
  shell.functionDepth++;
  shell.functionName = args[0];
  try {
    const status = yield* shell.run(body, flags & TESTED);
    if (shell.skip?.kind === 'return') shell.skip = undefined;
    return status;
  } finally {
    shell.functionDepth--;
    shell.functionName = functionName;
    shell.positional = positional;
    shell.loopDepth = loopDepth;
    shell.variables.popScope();
    if (assignments.length > 0) shell.variables.popScope();
    restoreFiles(shell, saved);
  }
}

function* runBuiltin(
  shell: Shell,
  builtin: Builtin,
  args: readonly string[],
  assignments: readonly ExpandedAssignment[],
  command: SimpleCommand,
): Body<number> {
  const saved = yield* tryRedirect(shell, command.redirections);
  if (typeof saved === 'number') {
    if (builtin.isSpecial) throw new ShellExit(saved);
    return saved;
  }
  const hides = assignments.length > 0 && !builtin.isSpecial;
  if (hides) hideVariables(shell, assignments);
  else for (const { name, value } of assignments) shell.assign(name, value);
  try {
    return yield* callBuiltin(shell, builtin, args);
  } finally {
    if (hides) shell.variables.popScope();
    if (args[0] === 'exec') closeSaved(saved);
    else restoreFiles(shell, saved);
  }
}

function* callBuiltin(shell: Shell, builtin: Builtin, args: readonly string[]): Body<number> {
  const { commandName } = shell;
  shell.commandName = args[0];
  try {
    const result = builtin.run(shell, args);
    return typeof result === 'number' ? result : yield* result;
  } catch (error) {
    if (error instanceof SystemError) return yield* complainAboutWriting(shell, error);
    if (!(error instanceof ShellError)) throw error;
    yield* shell.complain(error.message);
    if (builtin.isSpecial) throw new ShellExit(error.status);
    return error.status;
  } finally {
    shell.commandName = commandName;
  }
}

function* complainAboutWriting(shell: Shell, error: SystemError): Body<number> {
  yield* shell.system.warn(`${shell.name}: write error: ${error.text}\n`);
  return 1;
}

/** Sets variables for the time of one command; `popScope` ends it. Does nothing when there are none. */
function hideVariables(shell: Shell, assignments: readonly ExpandedAssignment[]): void {
  if (assignments.length === 0) return;
  shell.variables.pushScope();
  for (const { name, value } of assignments) {
    shell.variables.makeLocal(name);
    shell.variables.clear(name);
    shell.variables.set(name, value);
    shell.variables.export(name);
  }
}

/** `exec` keeps its redirections: what was open before is closed for good. */
function closeSaved(saved: SavedFiles): void {
  for (const { file } of saved) file?.release();
}
