import { UnsupportedConstruct } from '../machine/errors';
import { expandFields, expandText } from './expansion/expand';
import { ShellError } from './failures';
import { IndexedArray } from './indexed-array';
import type { Shell } from './shell';
import type { ArrayElement, Subscript, Word } from './syntax/ast';
import { parseQuoted } from './syntax/parser';
import { ShellSyntaxError } from './syntax/syntax-error';
import type { Body } from '../machine/kernel/wait-queue';

/** Arrays that bash keeps by itself and that are not built here. */
const KEPT_BY_BASH = new Set([
  'BASH_ALIASES', 'BASH_ARGC', 'BASH_ARGV', 'BASH_CMDS', 'BASH_LINENO', 'BASH_SOURCE', 'BASH_VERSINFO', 'COMP_WORDS',
  'COPROC', 'DIRSTACK', 'FUNCNAME', 'GROUPS', 'PIPESTATUS',
]);

/** Elements whose copying counts as one step. */
const ELEMENTS_PER_STEP = 256;

/** The variable as an array: one that is none has its value at index 0. Undefined when it is unset. */
export function arrayOf(shell: Shell, name: string): IndexedArray | undefined {
  const array = shell.variables.getArray(name);
  if (array !== undefined) return array;
  if (KEPT_BY_BASH.has(name)) throw new UnsupportedConstruct(`the array ${name} of bash`);
  const value = shell.valueOf(name);
  return value === undefined ? undefined : IndexedArray.of([value]);
}

/** The element that a subscript means; undefined where there is none. */
export function elementOf(shell: Shell, name: string, subscript: number): string | undefined {
  const array = arrayOf(shell, name);
  const index = array?.resolve(subscript);
  return index === undefined ? undefined : array?.get(index);
}

/** Sets one element. @throws ShellError when the subscript lies before the beginning or the variable is read-only */
export function assignElement(shell: Shell, name: string, subscript: number, text: string, source = String(subscript)): void {
  const array = arrayOf(shell, name) ?? IndexedArray.EMPTY;
  const index = array.resolve(subscript);
  if (index === undefined) throw new ShellError(`${name}[${source}]: bad array subscript`, 1);
  assignArray(shell, name, array.with(index, text));
}

/** Makes an array of a variable. @throws ShellError when it is read-only */
export function assignArray(shell: Shell, name: string, array: IndexedArray): void {
  shell.system.step(Math.ceil(array.size / ELEMENTS_PER_STEP));
  shell.variables.setArray(name, array);
}

/** `unset 'name[subscript]'` */
export function* unsetElement(shell: Shell, name: string, subscript: string): Body<void> {
  if (subscript === '@' || subscript === '*') {
    shell.variables.unset(name);
    return;
  }
  const array = arrayOf(shell, name);
  if (array === undefined) return;
  const expression = yield* expandText(shell, readSubscript(shell, subscript));
  const index = array.resolve(Number(shell.evaluate(expression)));
  if (index === undefined) throw new ShellError(`[${subscript}]: bad array subscript`, 1);
  assignArray(shell, name, array.without(index));
}

function readSubscript(shell: Shell, subscript: string): Word {
  try {
    return parseQuoted(subscript, shell.dialect);
  } catch (error) {
    if (error instanceof ShellSyntaxError) throw new ShellError(`${subscript}: bad array subscript`, 1);
    throw error;
  }
}

/** The number that a subscript stands for. @throws ShellError when it is empty */
export function* evaluateSubscript(shell: Shell, name: string, subscript: Subscript): Body<number> {
  const expression = yield* expandText(shell, subscript.expression);
  if (expression.trim() === '') throw new ShellError(`${name}[${subscript.source}]: bad array subscript`, 1);
  return Number(shell.evaluate(expression));
}

/** The array that `name=(…)` makes, or `name+=(…)` of the one that there was. */
export function* buildArray(shell: Shell, name: string, elements: readonly ArrayElement[], appends: boolean): Body<IndexedArray> {
  let array = appends ? (arrayOf(shell, name) ?? IndexedArray.EMPTY) : IndexedArray.EMPTY;
  let next = array.end;
  for (const { subscript, words, appends: isAdded } of elements) {
    if (subscript === undefined) {
      const texts = yield* expandFields(shell, words);
      array = array.withAll(next, texts);
      next += texts.length;
      continue;
    }
    const index = array.resolve(yield* evaluateSubscript(shell, name, subscript));
    if (index === undefined) throw new ShellError(`[${subscript.source}]: bad array subscript`, 1);
    let text = isAdded ? (array.get(index) ?? '') : '';
    for (const word of words) text += yield* expandText(shell, word);
    array = array.with(index, text);
    next = index + 1;
  }
  return array;
}
