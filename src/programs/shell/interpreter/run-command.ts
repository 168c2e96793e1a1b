import { LimitReached } from '../../machine/errors';
import type { Body } from '../../machine/kernel/wait-queue';
import { expandPattern, expandFields, expandText } from '../expansion/expand';
import { matchesPattern, parsePattern } from '../../machine/pattern';
import { ShellExit } from '../failures';
import type { Shell } from '../shell';
import type { Command, Word } from '../syntax/ast';
import { LAST, TESTED } from './flags';
import { forkShell, waitForeground } from './fork';
import { restoreFiles, tryRedirect } from './redirect';
import { runBackground, runPipeline } from './run-pipeline';
import { runSimple } from './run-simple';
import { runTest } from './run-test';
import { runPendingTraps } from './run-traps';
import { traceCompound } from './trace';

/** Commands that run inside one another (functions, traps, `eval` and groups) before the shell gives up. */
const MAXIMUM_DEPTH = 400;

type CommandOf<K extends Command['kind']> = Extract<Command, { kind: K }>;

/** Runs a command and returns its status, which is `$?` from then on. */
export function* runCommand(shell: Shell, command: Command, flags: number): Body<number> {
  const { depth } = shell;
  if (depth >= MAXIMUM_DEPTH) throw new LimitReached(`${MAXIMUM_DEPTH} commands within commands`);
  shell.system.step();
  shell.depth = depth + 1;
  const hasTraps = shell.traps.wereSet;
  shell.status = yield* dispatch(shell, command, hasTraps ? flags & ~LAST : flags);
  if (shell.traps.hasPending) yield* runPendingTraps(shell);
  shell.depth = depth;
  if (shell.status !== 0 && (flags & TESTED) === 0 && shell.options.has('errexit') && endsShell(command)) {
    throw new ShellExit(shell.status);
  }
  return shell.status;
}

/** The commands whose failure `set -e` looks at; the others have such commands inside them. */
function endsShell(command: Command): boolean {
  return command.kind === 'simple' || command.kind === 'test' || command.kind === 'arithmetic' || command.kind === 'subshell' || command.kind === 'pipeline';
}

function dispatch(shell: Shell, command: Command, flags: number): Body<number> {
  switch (command.kind) {
    case 'simple':
      return runSimple(shell, command, flags);
    case 'arithmetic':
      return runArithmetic(shell, command.expression);
    case 'count':
      return runCount(shell, command, flags);
    case 'test':
      return runTest(shell, command.words);
    case 'sequence':
      return runSequence(shell, command, flags);
    case 'and':
    case 'or':
      return runAndOr(shell, command, flags);
    case 'not':
      return runNot(shell, command);
    case 'background':
      return runBackground(shell, command.command);
    case 'pipeline':
      return runPipeline(shell, command.commands);
    case 'redirected':
      return runRedirected(shell, command, flags);
    case 'subshell':
      return runSubshell(shell, command, flags);
    case 'if':
      return runIf(shell, command, flags);
    case 'while':
    case 'until':
      return runLoop(shell, command, flags);
    case 'for':
      return runFor(shell, command, flags);
    case 'case':
      return runCase(shell, command, flags);
    case 'function':
      return defineFunction(shell, command);
  }
}

function* runSequence(shell: Shell, { commands }: CommandOf<'sequence'>, flags: number): Body<number> {
  let status = 0;
  for (let index = 0; index < commands.length; index++) {
    const isLast = index === commands.length - 1;
    status = yield* runCommand(shell, commands[index] as Command, isLast ? flags : flags & ~LAST);
    if (shell.skip !== undefined) return status;
  }
  return status;
}

function* runAndOr(shell: Shell, command: CommandOf<'and' | 'or'>, flags: number): Body<number> {
  const status = yield* runCommand(shell, command.left, (flags | TESTED) & ~LAST);
  if (shell.skip !== undefined || (status === 0) !== (command.kind === 'and')) return status;
  return yield* runCommand(shell, command.right, flags);
}

function* runNot(shell: Shell, command: CommandOf<'not'>): Body<number> {
  const status = yield* runCommand(shell, command.command, TESTED);
  return shell.skip?.kind === 'return' ? status : Number(status === 0);
}

function* runRedirected(shell: Shell, command: CommandOf<'redirected'>, flags: number): Body<number> {
  const saved = yield* tryRedirect(shell, command.redirections);
  if (typeof saved === 'number') return saved;
  try {
    return yield* runCommand(shell, command.command, flags & ~LAST);
  } finally {
    restoreFiles(shell, saved);
  }
}

function* runSubshell(shell: Shell, command: CommandOf<'subshell'>, flags: number): Body<number> {
  const innerFlags = (flags & TESTED) | LAST;
  const child = forkShell(shell, (inner) => runCommand(inner, command.body, innerFlags));
  return yield* waitForeground(shell, child);
}

function* runIf(shell: Shell, command: CommandOf<'if'>, flags: number): Body<number> {
  for (const { condition, body } of command.clauses) {
    const status = yield* runCommand(shell, condition, TESTED);
    if (shell.skip !== undefined) return status;
    if (status === 0) return yield* runCommand(shell, body, flags);
  }
  return command.otherwise === undefined ? 0 : yield* runCommand(shell, command.otherwise, flags);
}

function* runLoop(shell: Shell, command: CommandOf<'while' | 'until'>, flags: number): Body<number> {
  let status = 0;
  shell.loopDepth++;
  try {
    for (;;) {
      const tested = yield* runCommand(shell, command.condition, TESTED);
      const skipped = leaveTurn(shell);
      if (skipped === 'return') return tested;
      if (skipped === 'break') return status;
      if (skipped === 'continue') continue;
      if ((tested === 0) !== (command.kind === 'while')) return status;
      status = yield* runCommand(shell, command.body, flags & ~LAST);
      const left = leaveTurn(shell);
      if (left === 'break' || left === 'return') return status;
    }
  } finally {
    shell.loopDepth--;
  }
}

function* runFor(shell: Shell, command: CommandOf<'for'>, flags: number): Body<number> {
  const values = command.words === undefined ? shell.positional : yield* expandFields(shell, command.words);
  let status = 0;
  shell.loopDepth++;
  try {
    for (const value of values) {
      yield* traceCompound(shell, `for ${command.variable} in ${command.source}`);
      shell.assign(command.variable, value);
      status = yield* runCommand(shell, command.body, flags & ~LAST);
      const left = leaveTurn(shell);
      if (left === 'break' || left === 'return') return status;
    }
    return status;
  } finally {
    shell.loopDepth--;
  }
}

function* runArithmetic(shell: Shell, expression: Word): Body<number> {
  return yield* runExpression(shell, yield* expandText(shell, expression));
}

/** One of the expressions of `for ((…))`: an empty one is 1. */
function* runPartOfCount(shell: Shell, expression: Word): Body<number> {
  return yield* runExpression(shell, (yield* expandText(shell, expression)).trimStart() || '1');
}

function* runExpression(shell: Shell, text: string): Body<number> {
  yield* traceCompound(shell, `(( ${text} ))`);
  return shell.evaluate(text) === '0' ? 1 : 0;
}

function* runCount(shell: Shell, command: CommandOf<'count'>, flags: number): Body<number> {
  let status = 0;
  yield* runPartOfCount(shell, command.start);
  shell.loopDepth++;
  try {
    for (;;) {
      if ((yield* runPartOfCount(shell, command.condition)) !== 0) return status;
      status = yield* runCommand(shell, command.body, flags & ~LAST);
      const left = leaveTurn(shell);
      if (left === 'break' || left === 'return') return status;
      yield* runPartOfCount(shell, command.step);
    }
  } finally {
    shell.loopDepth--;
  }
}

/** What becomes of a loop after one of its commands: undefined goes on; `break` and `return` leave it. */
function leaveTurn(shell: Shell): 'break' | 'continue' | 'return' | undefined {
  const { skip } = shell;
  if (skip === undefined || skip.kind === 'return') return skip?.kind;
  if (skip.levels > 1) {
    shell.skip = { kind: skip.kind, levels: skip.levels - 1 };
    return 'break';
  }
  shell.skip = undefined;
  return skip.kind;
}

function* runCase(shell: Shell, command: CommandOf<'case'>, flags: number): Body<number> {
  yield* traceCompound(shell, `case ${command.source} in`);
  const subject = yield* expandText(shell, command.subject);
  for (const { patterns, body } of command.clauses) {
    for (const word of patterns) {
      const pattern = parsePattern(yield* expandPattern(shell, word));
      if (matchesPattern(pattern, subject)) return body === undefined ? 0 : yield* runCommand(shell, body, flags);
    }
  }
  return 0;
}

// A generator only because every command is one.
function* defineFunction(shell: Shell, command: CommandOf<'function'>): Body<number> {
  shell.functions.set(command.name, command.body);
  return 0;
}
