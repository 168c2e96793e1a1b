import type { ExecAction } from '../../api/pod';
import type { Machine } from '../../programs/machine/machine';
import type { RunningExec } from '../../programs/machine/running-exec';
import type { Answer, PendingAnswer } from '../../programs/program';
import type { Duration } from '../../simulation/time';

/** Runs a command in the container; it is done when nobody holds its output open any more, as containerd sees it. */
export function askByCommand(machine: Machine, { command = [] }: ExecAction, latency: Duration): Answer | PendingAnswer {
  const refused = machine.canStart(command);
  if (refused !== undefined) {
    const output = 'rpc error: code = Unknown desc = failed to exec in container: failed to start exec: '
      + `OCI runtime exec failed: exec failed: unable to start container process: ${refused.message}`;
    return { outcome: 'error', latency, exitCode: 128, output };
  }
  let exec: RunningExec | undefined;
  let isAwaited = true;
  return {
    onAnswer(listener) {
      exec = machine.exec(command, {
        onExit: () => undefined,
        onOutputClosed: ({ code, output }) => {
          if (isAwaited) listener({ outcome: code === 0 ? 'success' : 'failure', latency, exitCode: code, output });
        },
      });
    },
    cancel() {
      isAwaited = false;
      exec?.kill();
    },
  };
}
