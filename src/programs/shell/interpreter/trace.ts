import type { Body } from '../../machine/kernel/wait-queue';
import type { Shell } from '../shell';
import type { ArrayAssignment } from '../syntax/ast';
import type { ExpandedAssignment } from './assign';
import { quoteAsBash, quoteIfNeeded } from './quote';

/** Shows a command as `set -x` does: ash with its assignments on one line, bash with each on a line of its own. */
export function* traceCommand(shell: Shell, assignments: readonly ExpandedAssignment[], words: readonly string[]): Body<void> {
  if (!shell.options.has('xtrace')) return;
  if (shell.dialect === 'bash') {
    for (const assignment of assignments) yield* traceLine(shell, assignmentOf(assignment, quoteAsBash));
    if (words.length > 0) yield* traceLine(shell, words.map((word) => quoteAsBash(word) || "''").join(' '));
    return;
  }
  const shown = [...assignments.map((assignment) => assignmentOf(assignment, quoteIfNeeded)), ...words.map(quoteIfNeeded)];
  if (shown.length > 0) yield* traceLine(shell, shown.join(' '));
}

/** Shows `name=(…)` before it is carried out, as it was written. */
export function* traceArray(shell: Shell, { name, elements, appends }: ArrayAssignment): Body<void> {
  if (!shell.options.has('xtrace')) return;
  yield* traceLine(shell, `${name}${appends ? '+=' : '='}(${elements.map(({ source }) => source).join(' ')})`);
}

/** Shows `name=(…)` behind `declare`, with the values that it has. */
export function* traceDeclared(shell: Shell, name: string, texts: readonly string[]): Body<void> {
  if (!shell.options.has('xtrace')) return;
  yield* traceLine(shell, `${name}=(${texts.map((text) => `'${text.replace(/'/g, "'\\''")}'`).join(' ')})`);
}

/** Shows once more each variable that `export` and `readonly` set, which only bash does. */
export function* traceExported(shell: Shell, words: readonly string[]): Body<void> {
  for (const word of words) {
    const [, head, value = ''] = /^([A-Za-z_]\w*\+?=)([^]*)$/.exec(word) ?? [];
    if (head !== undefined) yield* traceCompound(shell, `${head}${quoteAsBash(value)}`);
  }
}

/** Shows one condition of `[[ … ]]`. */
export function* traceCondition(shell: Shell, words: readonly string[]): Body<void> {
  yield* traceCompound(shell, `[[ ${words.map((word) => (word === '' ? "''" : word)).join(' ')} ]]`);
}

/** Shows the head of a compound command, which only bash does. */
export function* traceCompound(shell: Shell, head: string): Body<void> {
  if (shell.options.has('xtrace') && shell.dialect === 'bash') yield* traceLine(shell, head);
}

function assignmentOf({ label, added, value, appends }: ExpandedAssignment, quote: (text: string) => string): string {
  return `${label}${appends ? '+=' : '='}${quote(appends ? added : value)}`;
}

/** In bash the sign stands once more for each command substitution or `eval` that the command runs in. */
function* traceLine(shell: Shell, line: string): Body<void> {
  const sign = shell.variables.get('PS4') ?? '+ ';
  const depth = shell.dialect === 'bash' ? shell.traceDepth : 0;
  yield* shell.system.warn(`${sign.charAt(0).repeat(depth)}${sign}${line}\n`);
}
