import type { FileTable } from '../../machine/kernel/file-table';
import { signalDescription } from '../../machine/kernel/signals';
import type { Task, TaskExit } from '../../machine/kernel/task';
import type { Body } from '../../machine/kernel/wait-queue';
import { ShellError, ShellExit } from '../failures';
import { Shell } from '../shell';
import { runExitTrap } from './run-traps';

/** Signals whose victims a shell does not talk about. */
const SILENT = new Set(['INT', 'PIPE']);

/** Starts a subshell: a child with a copy of the shell's state, which runs `body` and ends. */
export function forkShell(shell: Shell, body: (child: Shell) => Body<number>, files?: FileTable): Task {
  const { system } = shell;
  const snapshot = new Shell(system, shell.interpreter, shell);
  return system.spawn(
    {
      program: (childSystem) => finishShell(new Shell(childSystem, shell.interpreter, snapshot), body),
      arguments: system.arguments,
      environment: system.environment,
    },
    files,
  );
}

/** Runs a shell to its end: what `exit` leaves, then the trap for EXIT. */
export function* finishShell(shell: Shell, body: (shell: Shell) => Body<number>): Body<number> {
  let status: number;
  shell.traps.catchInterrupt();
  try {
    status = yield* body(shell);
  } catch (error) {
    status = yield* statusOfFailure(shell, error);
  }
  shell.depth = 0;
  return yield* runExitTrap(shell, status);
}

/** The status a shell ends with when this was thrown; an error is printed. */
export function* statusOfFailure(shell: Shell, error: unknown): Body<number> {
  if (error instanceof ShellExit) return error.status;
  if (!(error instanceof ShellError)) throw error;
  yield* shell.complain(error.message);
  return error.status;
}

/** Waits for a child in the foreground, as nothing interrupts it; says so when a signal ended it. */
export function* waitForeground(shell: Shell, child: Task): Body<number> {
  const exit = yield* shell.system.waitFor(child);
  shell.jobs.reap();
  yield* reportSignal(shell, exit);
  return exit.code;
}

/** Prints what ended a child if it was a signal worth telling. */
export function* reportSignal(shell: Shell, exit: TaskExit): Body<void> {
  if (exit.signal === undefined || SILENT.has(exit.signal)) return;
  yield* shell.system.warn(`${signalDescription(exit.signal)}\n`);
}
