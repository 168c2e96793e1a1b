import type { Program } from '../../kernel/program';
import type { System } from '../../kernel/system';
import type { Body } from '../../kernel/wait-queue';
import type { AppletArguments } from '../applet';
import { AppletError, applet } from '../applet';
import { LineSource } from './line-source';
import { parseSed } from './parse';
import { SedRun } from './run';
import type { SedCommand } from './script';

/** `sed [-nEri] [-e script] script file …` */
export const sed: Program = applet(
  { letters: 'nErie:f:s', long: { expression: 'e', quiet: 'n', silent: 'n', 'in-place': 'i', 'regexp-extended': 'E' } },
  function* run(system, args) {
    const { commands, paths } = readCommands(system, args);
    const isQuiet = args.flags.has('n');
    if (args.flags.has('i')) return yield* editFiles(system, commands, paths, isQuiet);
    const lines = new LineSource(system, paths.length === 0 ? ['-'] : paths);
    return yield* new SedRun(commands, isQuiet, lines, (text) => system.print(text), () => system.step()).run();
  },
);

function readCommands(system: System, args: AppletArguments): { commands: readonly SedCommand[]; paths: readonly string[] } {
  const scripts = [...(args.lists.get('e') ?? [])];
  for (const path of args.lists.get('f') ?? []) scripts.push(system.paths.readText(path));
  const paths = [...args.operands];
  if (scripts.length === 0) {
    const script = paths.shift();
    if (script === undefined) throw new AppletError('missing operand');
    scripts.push(script);
  }
  const extended = args.flags.has('E') || args.flags.has('r');
  return { commands: parseSed(scripts.join('\n'), extended), paths };
}

function* editFiles(system: System, commands: readonly SedCommand[], paths: readonly string[], isQuiet: boolean): Body<number> {
  let status = 0;
  for (const path of paths) {
    let output = '';
    const lines = new LineSource(system, [path]);
    const write = function* collect(text: string): Body<void> {
      output += text;
    };
    const code = yield* new SedRun(commands, isQuiet, lines, write, () => system.step()).run();
    if (lines.status === 0) system.paths.writeText(path, output);
    if (code !== 0) status = code;
  }
  return status;
}
