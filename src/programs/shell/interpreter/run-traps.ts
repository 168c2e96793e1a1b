import { signalNumber } from '../../machine/kernel/signals';
import type { Body } from '../../machine/kernel/wait-queue';
import { ShellError, ShellExit } from '../failures';
import type { Shell } from '../shell';

/** Runs the traps of the signals that have arrived. They do not change `$?`, unless they leave a loop or function. */
export function* runPendingTraps(shell: Shell): Body<void> {
  for (let signal = shell.traps.takePending(); signal !== undefined; signal = shell.traps.takePending()) {
    const action = shell.traps.get(signal);
    if (action === undefined && signal === 'INT') endByInterrupt(shell);
    if (action === undefined || action === '') continue;
    const { status, skip } = shell;
    shell.skip = undefined;
    yield* shell.interpreter.runScript(shell, shell.parse(action), 0);
    if (shell.skip !== undefined) return;
    shell.status = status;
    shell.skip = skip;
  }
}

/** Ends a shell as SIGINT does: by the signal, or where the kernel protects it as process 1, by an exit. */
function endByInterrupt(shell: Shell): never {
  const { system } = shell;
  system.onSignal('INT', undefined);
  system.kill(system.task.pid, 'INT');
  throw new ShellExit(128 + signalNumber('INT'));
}

/** Runs the trap for the end of a shell and returns the status that the shell ends with. */
export function* runExitTrap(shell: Shell, status: number): Body<number> {
  const action = shell.traps.takeExitAction();
  if (action === undefined || action === '') return status;
  shell.status = status;
  shell.skip = undefined;
  try {
    yield* shell.interpreter.runScript(shell, shell.parse(action), 0);
    return status;
  } catch (error) {
    if (error instanceof ShellExit) return error.status;
    if (!(error instanceof ShellError)) throw error;
    yield* shell.complain(error.message);
    return error.status;
  }
}
