import type { Body } from '../../machine/kernel/wait-queue';
import { findCommand } from '../../machine/kernel/load-program';
import { ShellError } from '../failures';
import type { Shell } from '../shell';

const KEYWORDS = new Set([
  '!', '{', '}', 'case', 'do', 'done', 'elif', 'else', 'esac', 'fi', 'for', 'function', 'if', 'in', 'then', 'until', 'while',
]);

/** What a command name stands for in a shell. */
type Meaning =
  | { readonly kind: 'keyword' | 'function' | 'special' | 'builtin' }
  | { readonly kind: 'file'; readonly path: string };

/** Finds a builtin; given by the table of builtins. */
export type BuiltinFinder = (name: string) => { readonly isSpecial: boolean } | undefined;

/** `command -v name`; without an option the interpreter has dealt with it. */
export function* describeCommand(shell: Shell, args: readonly string[], find: BuiltinFinder): Body<number> {
  const [, option, name] = args;
  if (option === undefined) return 0;
  if (option !== '-v' && option !== '-V') throw new ShellError(`illegal option ${option}`);
  if (name === undefined) return 0;
  const meaning = meaningOf(shell, name, find);
  if (option === '-V') yield* shell.system.print(sentence(name, meaning));
  else if (meaning !== undefined) yield* shell.system.print(`${meaning.kind === 'file' ? meaning.path : name}\n`);
  return meaning === undefined ? 127 : 0;
}

/** `type name …` */
export function* tellType(shell: Shell, args: readonly string[], find: BuiltinFinder): Body<number> {
  let status = 0;
  for (const name of args.slice(1)) {
    const meaning = meaningOf(shell, name, find);
    if (meaning === undefined) status = 127;
    yield* shell.system.print(sentence(name, meaning));
  }
  return status;
}

function meaningOf(shell: Shell, name: string, find: BuiltinFinder): Meaning | undefined {
  if (KEYWORDS.has(name)) return { kind: 'keyword' };
  if (shell.functions.has(name)) return { kind: 'function' };
  const builtin = find(name);
  if (builtin !== undefined) return { kind: builtin.isSpecial ? 'special' : 'builtin' };
  const { files } = shell.system.task.kernel;
  const found = findCommand(files, shell.system.context, name, shell.variables.get('PATH') ?? '');
  if (typeof found !== 'string' && files.find(found.path, shell.system.context) !== undefined) return { kind: 'file', path: found.path };
  shell.system.task.kernel.refuseIfUnknown(name);
  return undefined;
}

function sentence(name: string, meaning: Meaning | undefined): string {
  switch (meaning?.kind) {
    case undefined:
      return `${name}: not found\n`;
    case 'keyword':
      return `${name} is a shell keyword\n`;
    case 'function':
      return `${name} is a function\n`;
    case 'special':
      return `${name} is a special shell builtin\n`;
    case 'builtin':
      return `${name} is a shell builtin\n`;
    case 'file':
      return `${name} is ${meaning.path}\n`;
  }
}
