import type { AnyNode, BlockStatement, Statement } from 'acorn';
import { declarationsOf } from '../syntax/declarations';
import { makeClosure } from './closures';
import type { Completion } from './completion';
import type { Interpreter } from './interpreter';
import type { Evaluation } from './suspension';
import { UNINITIALIZED, type Scope } from './scope';

/** Executes the statements of a block in a scope of its own that is given. */
export function* runBlock(interpreter: Interpreter, node: BlockStatement, scope: Scope): Evaluation<Completion> {
  prepareScope(interpreter, node.body, scope);
  return yield* runStatements(interpreter, node.body, scope);
}

/** Executes statements one after the other, until one ends in another way. */
export function* runStatements(interpreter: Interpreter, body: readonly Statement[], scope: Scope): Evaluation<Completion> {
  for (const statement of body) {
    const completion = yield* interpreter.execute(statement, scope);
    if (completion !== undefined) return completion;
  }
  return undefined;
}

/** Declares what a list of statements declares for itself; its functions can be called from the beginning. */
export function prepareScope(interpreter: Interpreter, body: readonly AnyNode[], scope: Scope): void {
  const { lexical, functions } = declarationsOf(body);
  for (const { name, isConstant } of lexical) scope.declare(name, UNINITIALIZED, isConstant ? 'constant' : 'variable');
  for (const node of functions) scope.declare(node.id.name, makeClosure(interpreter, node, scope, node.id.name));
}
