import { echo } from '../../machine/applets/echo';
import { printf } from '../../machine/applets/printf';
import { test } from '../../machine/applets/test-expression';
import { UnsupportedConstruct } from '../../machine/errors';
import type { Body } from '../../machine/kernel/wait-queue';
import type { Shell } from '../shell';
import type { Dialect } from '../syntax/cursor';
import type { Builtin } from './builtin';
import { evaluate, execute, exitShell, failQuietly, leaveLoop, returnFromFunction, source, succeed } from './control';
import { declareVariables } from './declare';
import { describeCommand, tellType } from './describe';
import { changeDirectory, changeUmask, printDirectory } from './directory';
import { getOptions } from './getopts';
import { killJobs, listJobs, refuseJobControl, waitForJobs } from './jobs';
import { readLine } from './read';
import { printTimes, showLimits } from './resources';
import { setTraps } from './trap';
import {
  evaluateExpressions, exportVariables, localVariables, protectVariables, setOptions, shiftParameters, unsetVariables,
} from './variables';

const ordinary = (run: Builtin['run']): Builtin => ({ run, isSpecial: false });
const special = (run: Builtin['run']): Builtin => ({ run, isSpecial: true });

const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', special(succeed)],
  ['.', special(source)],
  ['source', special(source)],
  ['break', special(leaveLoop)],
  ['continue', special(leaveLoop)],
  ['eval', special(evaluate)],
  ['exec', special(execute)],
  ['exit', special(exitShell)],
  ['export', special(exportVariables)],
  ['readonly', special(protectVariables)],
  ['return', special(returnFromFunction)],
  ['set', special(setOptions)],
  ['shift', special(shiftParameters)],
  ['times', special(printTimes)],
  ['trap', special(setTraps)],
  ['unset', special(unsetVariables)],
  ['local', special(localVariables)],
  ['true', ordinary(succeed)],
  ['false', ordinary(failQuietly)],
  ['echo', ordinary((shell, args) => echo(shell.system, args))],
  ['printf', ordinary((shell, args) => printf(shell.system, args, shell.name))],
  ['test', ordinary((shell, args) => test(shell.system, args, shell.name))],
  ['[', ordinary((shell, args) => test(shell.system, args, shell.name))],
  ['cd', ordinary(changeDirectory)],
  ['chdir', ordinary(changeDirectory)],
  ['pwd', ordinary(printDirectory)],
  ['umask', ordinary(changeUmask)],
  ['read', ordinary(readLine)],
  ['wait', ordinary(waitForJobs)],
  ['kill', ordinary(killJobs)],
  ['jobs', ordinary(listJobs)],
  ['fg', ordinary(refuseJobControl)],
  ['bg', ordinary(refuseJobControl)],
  ['getopts', ordinary(getOptions)],
  ['let', ordinary(evaluateExpressions)],
  ['ulimit', ordinary(showLimits)],
  ['command', ordinary((shell, args) => describeCommand(shell, args, (name) => findBuiltin(name, shell.dialect)))],
  ['type', ordinary((shell, args) => tellType(shell, args, (name) => findBuiltin(name, shell.dialect)))],
  ['hash', ordinary(succeed)],
  ['unalias', ordinary(refuseUnalias)],
  ['alias', ordinary(refuseAlias)],
]);

/** What bash has beyond ash, or other than it. */
const OF_BASH: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['declare', ordinary(declareVariables)],
  ['typeset', ordinary(declareVariables)],
  ['local', ordinary(declareVariables)],
]);

/** The builtin with a name. */
export function findBuiltin(name: string, dialect: Dialect): Builtin | undefined {
  return (dialect === 'bash' ? OF_BASH.get(name) : undefined) ?? BUILTINS.get(name);
}

/** There are no aliases to take away. */
function* refuseUnalias(shell: Shell, args: readonly string[]): Body<number> {
  const names = args.slice(1).filter((arg) => arg !== '-a');
  for (const name of names) yield* shell.system.warn(`unalias: ${name} not found\n`);
  return names.length === 0 ? 0 : 1;
}

/** Without aliases `alias` has nothing to show; making one would change how the next lines are read. */
function refuseAlias(_shell: Shell, args: readonly string[]): number {
  if (args.length === 1) return 0;
  throw new UnsupportedConstruct('the shell builtin alias');
}
