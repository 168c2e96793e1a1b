import { UnsupportedConstruct } from '../../machine/errors';
import { arrayOf, assignArray } from '../arrays';
import { ShellError } from '../failures';
import { IndexedArray } from '../indexed-array';
import type { Shell } from '../shell';

/** `declare [-a] [-x] name[=value] …` of bash, `typeset` and `local`: in a function the variables are its own. */
export function declareVariables(shell: Shell, args: readonly string[]): number {
  const [builtin = '', ...rest] = args;
  if (builtin === 'local' && shell.functionDepth === 0) throw new ShellError('can only be used in a function', 1);
  const letters = new Set<string>();
  let index = 0;
  for (; /^[-+]./.test(rest[index] ?? ''); index++) {
    for (const letter of takeLetters(builtin, rest[index] ?? '')) letters.add(letter);
  }
  if (index === rest.length) throw new UnsupportedConstruct(`the list that ${builtin} of bash shows`);
  for (const definition of rest.slice(index)) declareOne(shell, definition, letters);
  return 0;
}

function takeLetters(builtin: string, option: string): string {
  for (const letter of option.slice(1)) {
    if (letter === 'A') throw new UnsupportedConstruct(`associative arrays of bash (${builtin} -A)`);
    if (option.startsWith('+') || !'ax'.includes(letter)) {
      throw new UnsupportedConstruct(`option ${option.charAt(0)}${letter} of the builtin ${builtin} of bash`);
    }
  }
  return option.slice(1);
}

function declareOne(shell: Shell, definition: string, letters: ReadonlySet<string>): void {
  const [, name, operator, value = ''] = /^([A-Za-z_]\w*)(?:(\+?=)([^]*))?$/.exec(definition) ?? [];
  if (name === undefined) throw new ShellError(`\`${definition}': not a valid identifier`, 1);
  const isNew = shell.variables.makeLocal(name);
  if (isNew) shell.variables.clear(name);
  if (letters.has('a')) assignArray(shell, name, arrayOf(shell, name) ?? IndexedArray.EMPTY);
  if (operator !== undefined) shell.assign(name, operator === '=' ? value : `${shell.valueOf(name) ?? ''}${value}`);
  if (letters.has('x')) shell.variables.export(name);
}

/** An array as `set` and `declare` of bash show it. */
export function showArray(array: IndexedArray): string {
  return `(${array.entries.map(([index, text]) => `[${index}]="${text.replace(/["\\$`]/g, '\\$&')}"`).join(' ')})`;
}
