import type { ArrowFunctionExpression, Expression, FunctionDeclaration, FunctionExpression, Statement } from 'acorn';

/** A function of any form. The initializers of fields and static blocks are made to functions that nobody wrote. */
export type FunctionNode = FunctionExpression | FunctionDeclaration | ArrowFunctionExpression;

/** What can be evaluated to a value. */
export type ExpressionNode = Expression;

/** What can be executed. */
export type StatementNode = Statement;

/** Whether a part of a node is not there: the parser has both null and undefined for that. */
export function isAbsent(part: unknown): part is null | undefined {
  return part === null || part === undefined;
}
