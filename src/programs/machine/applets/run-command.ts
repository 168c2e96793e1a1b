import type { FileTable } from '../kernel/file-table';
import { errorText } from '../kernel/errno';
import { findCommand, loadProgram } from '../kernel/load-program';
import type { System } from '../kernel/system';
import type { Task, TaskImage } from '../kernel/task';
import type { Body } from '../kernel/wait-queue';

/** The program of a command that an applet such as `timeout` or `xargs` is to run; a message when there is none. */
export function findImage(
  system: System,
  command: readonly string[],
  environment: ReadonlyMap<string, string> = system.environment,
): TaskImage | { readonly message: string; readonly status: 126 | 127 } {
  const name = command[0] ?? '';
  const { files } = system.task.kernel;
  const found = findCommand(files, system.context, name, environment.get('PATH') ?? '/bin:/usr/bin');
  const loaded = typeof found === 'string' ? found : loadProgram(files, system.context, found.path, command);
  if (typeof loaded !== 'string') return { ...loaded, environment };
  if (loaded === 'ENOENT') system.task.kernel.refuseIfUnknown(name);
  const message = `can't execute '${name}': ${errorText(loaded)}`;
  return { message, status: loaded === 'ENOENT' ? 127 : 126 };
}

/** Starts a command as a child; its status when it cannot be started, after a message. */
export function* startCommand(system: System, command: readonly string[], files?: FileTable): Body<Task | number> {
  const image = findImage(system, command);
  if ('message' in image) {
    yield* system.warn(`${system.name}: ${image.message}\n`);
    return image.status;
  }
  return system.spawn(image, files);
}

/** Runs a command as a child and returns its status. */
export function* runCommand(system: System, command: readonly string[], files?: FileTable): Body<number> {
  const child = yield* startCommand(system, command, files);
  return typeof child === 'number' ? child : (yield* system.waitFor(child)).code;
}

/** Becomes a command; its status when it cannot be started, after a message. */
export function* becomeCommand(
  system: System,
  command: readonly string[],
  environment?: ReadonlyMap<string, string>,
): Body<number> {
  const image = findImage(system, command, environment);
  if (!('message' in image)) return system.execute(image);
  yield* system.warn(`${system.name}: ${image.message}\n`);
  return image.status;
}
