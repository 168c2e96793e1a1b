import { UnsupportedConstruct } from '../../machine/errors';
import type { Body } from '../../machine/kernel/wait-queue';
import { assignArray, assignElement, buildArray, elementOf, evaluateSubscript } from '../arrays';
import { expandText } from '../expansion/expand';
import type { IndexedArray } from '../indexed-array';
import type { Shell } from '../shell';
import type { ArrayAssignment, Assignment, SimpleCommand } from '../syntax/ast';
import { traceArray, traceCommand } from './trace';

/** A `name=value` whose value is known. */
export interface ExpandedAssignment {
  readonly name: string;
  /** The name with its subscript, as it was written. */
  readonly label: string;
  readonly value: string;
  /** What `+=` added to the value. */
  readonly added: string;
  readonly appends: boolean;
}

/** `name=(…)` of a declaration whose values are known. */
export interface DeclaredArray {
  readonly name: string;
  readonly array: IndexedArray;
}

/** The assignments before a command. @throws UnsupportedConstruct for arrays, which no program can be given */
export function* expandAssignments(shell: Shell, { assignments }: SimpleCommand): Body<ExpandedAssignment[]> {
  const expanded: ExpandedAssignment[] = [];
  for (const assignment of assignments) {
    if ('elements' in assignment || assignment.subscript !== undefined) {
      throw new UnsupportedConstruct(`an array of bash before a command (${assignment.name})`);
    }
    expanded.push(yield* expandAssignment(shell, assignment, undefined));
  }
  return expanded;
}

/** Carries out the assignments of a command that is nothing else, one after another. */
export function* runAssignments(shell: Shell, assignments: SimpleCommand['assignments']): Body<void> {
  const done: ExpandedAssignment[] = [];
  for (const assignment of assignments) {
    if ('elements' in assignment) yield* runArrayAssignment(shell, assignment);
    else done.push(yield* runAssignment(shell, assignment));
  }
  if (shell.dialect === 'ash') yield* traceCommand(shell, done, []);
}

/** The arrays of a declaration, whose values are expanded before it makes variables of its own. */
export function* expandDeclared(shell: Shell, declared: readonly ArrayAssignment[]): Body<DeclaredArray[]> {
  const arrays: DeclaredArray[] = [];
  for (const { name, elements, appends } of declared) {
    arrays.push({ name, array: yield* buildArray(shell, name, elements, appends) });
  }
  return arrays;
}

/** Gives the arrays of a declaration their values. */
export function assignDeclared(shell: Shell, arrays: readonly DeclaredArray[]): void {
  for (const { name, array } of arrays) assignArray(shell, name, array);
}

function* runArrayAssignment(shell: Shell, assignment: ArrayAssignment): Body<void> {
  yield* traceArray(shell, assignment);
  const { name, elements, appends } = assignment;
  assignArray(shell, name, yield* buildArray(shell, name, elements, appends));
}

function* runAssignment(shell: Shell, assignment: Assignment): Body<ExpandedAssignment> {
  const { name, subscript } = assignment;
  const index = subscript === undefined ? undefined : yield* evaluateSubscript(shell, name, subscript);
  const expanded = yield* expandAssignment(shell, assignment, index);
  if (shell.dialect === 'bash') yield* traceCommand(shell, [expanded], []);
  if (index === undefined) shell.assign(name, expanded.value);
  else assignElement(shell, name, index, expanded.value, subscript?.source);
  return expanded;
}

function* expandAssignment(shell: Shell, assignment: Assignment, index: number | undefined): Body<ExpandedAssignment> {
  const { name, subscript, appends } = assignment;
  const added = yield* expandText(shell, assignment.value);
  const old = !appends ? '' : index === undefined ? shell.valueOf(name) : elementOf(shell, name, index);
  const label = subscript === undefined ? name : `${name}[${subscript.source}]`;
  return { name, label, value: `${old ?? ''}${added}`, added, appends };
}
