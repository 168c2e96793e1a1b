import type { Program } from '../kernel/program';
import { findCommand } from '../kernel/load-program';
import { applet } from './applet';

/** `which name …` */
export const which: Program = applet({ letters: 'a' }, function* run(system, { operands }) {
  let status = 0;
  for (const name of operands) {
    const { files } = system.task.kernel;
    const found = findCommand(files, system.context, name, system.environment.get('PATH') ?? '');
    if (typeof found === 'string' || files.find(found.path, system.context) === undefined) {
      system.task.kernel.refuseIfUnknown(name);
      status = 1;
    } else yield* system.print(`${found.path}\n`);
  }
  return status;
});
