import type { ArrowFunctionExpression, Expression, FunctionDeclaration, FunctionExpression, Pattern, SpreadElement, Statement, StaticBlock } from 'acorn';

/** A function of any form. The initializers of fields are arrow functions that nobody wrote; a static block is a body. */
export type FunctionNode = FunctionExpression | FunctionDeclaration | ArrowFunctionExpression;

/** What can be evaluated to a value. */
export type ExpressionNode = Expression;

/** What can be executed. */
export type StatementNode = Statement;

/** Arguments and elements. */
export type ElementNode = Expression | SpreadElement;

/** What a value can be assigned to. */
export type TargetNode = Pattern;

/** A static block of a class. */
export type StaticBlockNode = StaticBlock;

/** Whether a part of a node is not there: the parser has both null and undefined for that. */
export function isAbsent(part: unknown): part is null | undefined {
  return part === null || part === undefined;
}
