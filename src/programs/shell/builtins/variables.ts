import type { Body } from '../../machine/kernel/wait-queue';
import { UnsupportedConstruct } from '../../machine/errors';
import { ShellError } from '../failures';
import { quote } from '../interpreter/quote';
import { optionByLetter, optionByName, optionNames } from '../options';
import type { Shell } from '../shell';
import { unsetElement } from '../arrays';
import { parseStatus } from './control';
import { showArray } from './declare';

const NAME = /^[A-Za-z_]\w*$/;
/** `name[subscript]` of bash. */
const ELEMENT = /^([A-Za-z_]\w*)\[([^]+)\]$/;

/** `export name[=value] …` and `export -p` */
export function* exportVariables(shell: Shell, args: readonly string[]): Body<number> {
  if (args.length === 1 || args[1] === '-p') return yield* list(shell, 'export', 'exported');
  refuseOption(shell, args, 'n');
  const isUndone = args[1] === '-n';
  for (const arg of args.slice(isUndone ? 2 : 1)) {
    const name = define(shell, arg);
    shell.variables.export(name, !isUndone);
  }
  return 0;
}

/** `readonly name[=value] …` */
export function* protectVariables(shell: Shell, args: readonly string[]): Body<number> {
  if (args.length === 1 || args[1] === '-p') return yield* list(shell, 'readonly', 'read-only');
  refuseOption(shell, args, 'a');
  const isArray = shell.dialect === 'bash' && args[1] === '-a';
  for (const arg of args.slice(isArray ? 2 : 1)) {
    const name = define(shell, arg);
    shell.variables.protect(name);
  }
  return 0;
}

/** `local name[=value] …`, in a function. */
export function localVariables(shell: Shell, args: readonly string[]): number {
  if (shell.functionDepth === 0) throw new ShellError('not in a function');
  for (const arg of args.slice(1)) {
    const { name, value } = splitDefinition(arg);
    shell.variables.makeLocal(name);
    if (value === undefined) shell.variables.clear(name);
    else shell.assign(name, value);
  }
  return 0;
}

/** `unset [-v|-f] name …` */
export function* unsetVariables(shell: Shell, args: readonly string[]): Body<number> {
  const isFunction = args[1] === '-f';
  for (const name of args.slice(/^-[fv]$/.test(args[1] ?? '') ? 2 : 1)) {
    if (isFunction) {
      shell.functions.delete(name);
    } else {
      yield* unsetVariable(shell, name);
    }
  }
  return 0;
}

function* unsetVariable(shell: Shell, name: string): Body<void> {
  const element = shell.dialect === 'bash' ? ELEMENT.exec(name) : null;
  if (element !== null) {
    yield* unsetElement(shell, element[1] ?? '', element[2] ?? '');
    return;
  }
  if (!NAME.test(name)) throw new ShellError(`${name}: bad variable name`);
  shell.variables.unset(name);
}

/** `set [options] [parameters]` */
export function* setOptions(shell: Shell, args: readonly string[]): Body<number> {
  if (args.length === 1) {
    const lines = shell.variables.names().map((name) => `${name}=${shownValue(shell, name) ?? ''}\n`);
    yield* shell.system.print(lines.join(''));
    return 0;
  }
  if (args.length === 2 && args[1] === '-o') {
    const lines = optionNames().map((name) => `${name.padEnd(16)}${shell.options.has(name) ? 'on' : 'off'}\n`);
    yield* shell.system.print(lines.join(''));
    return 0;
  }
  const unknown = args[1] === '-o' && args[2] !== undefined && optionByName(args[2]) === undefined;
  if (unknown) {
    yield* shell.complain(`illegal option -o ${args[2] ?? ''}`);
    return 1;
  }
  const rest = applyOptions(shell, args.slice(1));
  if (rest !== undefined) shell.positional = rest;
  return 0;
}

/** Sets and clears options; what follows them are parameters, undefined when there are none. */
export function applyOptions(shell: Shell, args: readonly string[]): readonly string[] | undefined {
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--') return args.slice(index + 1);
    if (arg === '-') {
      shell.options.delete('xtrace');
      return args.slice(index + 1);
    }
    if (!/^[-+]./.test(arg)) return args.slice(index);
    for (const letter of arg.slice(1)) {
      const name = letter === 'o' ? args[++index] : undefined;
      setOption(shell, name === undefined ? optionByLetter(letter) : optionByName(name), arg, name ?? letter);
    }
  }
  return undefined;
}

/** `shift [n]` */
export function shiftParameters(shell: Shell, args: readonly string[]): number {
  const count = args[1] === undefined ? 1 : parseStatus(args[1]);
  if (count > shell.positional.length) return 1;
  shell.positional = shell.positional.slice(count);
  return 0;
}

/** `let expression …` */
export function evaluateExpressions(shell: Shell, args: readonly string[]): number {
  let value = '0';
  if (args.length === 1) throw new ShellError('expression expected');
  for (const expression of args.slice(1)) value = shell.evaluate(expression);
  return value === '0' ? 1 : 0;
}

function setOption(shell: Shell, name: ReturnType<typeof optionByName>, arg: string, given: string): void {
  if (name === undefined) throw new ShellError(`illegal option ${arg.charAt(0)}${given}`);
  if (name === 'monitor' && arg.startsWith('-')) throw new UnsupportedConstruct('job control (set -m)');
  if (arg.startsWith('-')) shell.options.add(name);
  else shell.options.delete(name);
}

function* list(shell: Shell, word: string, kind: 'exported' | 'read-only'): Body<number> {
  const lines = shell.variables.names(kind).map((name) => {
    const value = shownValue(shell, name);
    return value === undefined ? `${word} ${name}\n` : `${word} ${name}=${value}\n`;
  });
  yield* shell.system.print(lines.join(''));
  return 0;
}

function shownValue(shell: Shell, name: string): string | undefined {
  const array = shell.variables.getArray(name);
  if (array !== undefined) return showArray(array);
  const value = shell.variables.get(name);
  return value === undefined ? undefined : quote(value);
}

/** Options of bash that are not built here; to ash they are bad names. */
function refuseOption(shell: Shell, [builtin = '', option = '']: readonly string[], known: string): void {
  if (shell.dialect !== 'bash' || !/^-[A-Za-z]/.test(option) || option === `-${known}`) return;
  throw new UnsupportedConstruct(`option ${option} of the builtin ${builtin} of bash`);
}

/** Carries out `name=value`, and `name+=value` of bash, of a declaration and returns the name. */
function define(shell: Shell, arg: string): string {
  const [, added] = shell.dialect === 'bash' ? (/^([A-Za-z_]\w*)\+=/.exec(arg) ?? []) : [];
  const { name, value } = splitDefinition(added === undefined ? arg : arg.replace('+=', '='));
  if (value !== undefined) shell.assign(name, added === undefined ? value : `${shell.valueOf(name) ?? ''}${value}`);
  return name;
}

function splitDefinition(arg: string): { name: string; value: string | undefined } {
  const equals = arg.indexOf('=');
  const name = equals < 0 ? arg : arg.slice(0, equals);
  if (!NAME.test(name)) throw new ShellError(`${name}: bad variable name`);
  return { name, value: equals < 0 ? undefined : arg.slice(equals + 1) };
}
