import { NullDevice } from '../../machine/files/devices';
import type { OpenFile } from '../../machine/kernel/open-file';
import type { Task } from '../../machine/kernel/task';
import type { Body } from '../../machine/kernel/wait-queue';
import type { Shell } from '../shell';
import type { Command } from '../syntax/ast';
import { LAST } from './flags';
import { forkShell, waitForeground } from './fork';

/** Runs each command of a pipeline in a child, all at the same time, and waits for all. */
export function* runPipeline(shell: Shell, commands: readonly Command[]): Body<number> {
  const children = startPipeline(shell, commands);
  let status = 0;
  let failure = 0;
  for (const child of children) {
    status = yield* waitForeground(shell, child);
    if (status !== 0) failure = status;
  }
  return shell.options.has('pipefail') ? failure : status;
}

/** Starts a command in the background; its standard input is empty and it does not hear the terminal's signals. */
export function* runBackground(shell: Shell, command: Command): Body<number> {
  const files = shell.system.files.fork();
  files.set(0, new NullDevice());
  const child = forkShell(shell, (inner) => inner.run(command, LAST), files);
  child.dispositions.set('INT', 'ignore');
  child.dispositions.set('QUIT', 'ignore');
  shell.jobs.add(child);
  shell.lastBackground = child.pid;
  return 0;
}

function startPipeline(shell: Shell, commands: readonly Command[]): Task[] {
  const { system } = shell;
  const children: Task[] = [];
  let input: OpenFile | undefined;
  commands.forEach((command, index) => {
    const files = system.files.fork();
    if (input !== undefined) files.set(0, input);
    if (index < commands.length - 1) {
      const { reader, writer } = system.pipe();
      files.set(1, writer);
      input = reader;
    }
    children.push(forkShell(shell, (inner) => inner.run(command, LAST), files));
  });
  return children;
}
