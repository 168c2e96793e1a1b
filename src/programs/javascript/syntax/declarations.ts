import type { AnyNode, FunctionDeclaration, Pattern } from 'acorn';
import { isAbsent, type FunctionNode } from './nodes';
import { childrenOf } from './parse';

/** The names that a pattern gives values to. */
export function namesOf(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier': return [pattern.name];
    case 'ObjectPattern': return pattern.properties.flatMap((property) => namesOf(property.type === 'RestElement' ? property.argument : property.value));
    case 'ArrayPattern': return pattern.elements.flatMap((element) => (element === null ? [] : namesOf(element)));
    case 'RestElement': return namesOf(pattern.argument);
    case 'AssignmentPattern': return namesOf(pattern.left);
    case 'MemberExpression': return [];
  }
}

/** What a list of statements declares for itself. */
export interface BlockDeclarations {
  readonly lexical: readonly { readonly name: string; readonly isConstant: boolean }[];
  readonly functions: readonly FunctionDeclaration[];
}

const blocks = new WeakMap<object, BlockDeclarations>();

/** The `let`, `const`, classes and functions of a list of statements. */
export function declarationsOf(body: readonly AnyNode[]): BlockDeclarations {
  const known = blocks.get(body);
  if (known !== undefined) return known;
  const lexical: { name: string; isConstant: boolean }[] = [];
  const functions: FunctionDeclaration[] = [];
  for (const statement of body.map(unwrapExport)) {
    if (statement.type === 'FunctionDeclaration' && statement.id !== null) functions.push(statement as FunctionDeclaration);
    if (statement.type === 'ClassDeclaration' && statement.id !== null) lexical.push({ name: statement.id.name, isConstant: false });
    if (statement.type !== 'VariableDeclaration' || statement.kind === 'var') continue;
    for (const { id } of statement.declarations) {
      for (const name of namesOf(id)) lexical.push({ name, isConstant: statement.kind === 'const' });
    }
  }
  const result = { lexical, functions };
  blocks.set(body, result);
  return result;
}

function unwrapExport(statement: AnyNode): AnyNode {
  if (statement.type === 'ExportNamedDeclaration' && !isAbsent(statement.declaration)) return statement.declaration;
  if (statement.type === 'ExportDefaultDeclaration') return statement.declaration as AnyNode;
  return statement;
}

const variables = new WeakMap<object, readonly string[]>();

/** The names that `var` declares in a body, blocks in it included and functions in it not. */
export function variablesOf(body: readonly AnyNode[]): readonly string[] {
  const known = variables.get(body);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const open = [...body];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (OWN_SCOPE.has(node.type)) continue;
    if (node.type === 'VariableDeclaration' && node.kind === 'var') {
      for (const { id } of node.declarations) for (const name of namesOf(id)) names.add(name);
    }
    open.push(...childrenOf(node));
  }
  const result = [...names];
  variables.set(body, result);
  return result;
}

const functionsInBlocks = new WeakMap<object, readonly string[]>();

/** The names of functions that are declared in blocks of a body. */
export function functionsInBlocksOf(body: readonly AnyNode[]): readonly string[] {
  const known = functionsInBlocks.get(body);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const open = body.filter(({ type }) => !OWN_SCOPE.has(type));
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'FunctionDeclaration' && !node.async && !node.generator) names.add(node.id?.name ?? '');
    if (!OWN_SCOPE.has(node.type)) open.push(...childrenOf(node));
  }
  const result = [...names];
  functionsInBlocks.set(body, result);
  return result;
}

const OWN_SCOPE: ReadonlySet<string> = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassDeclaration', 'ClassExpression']);

/** Whether a body begins with `'use strict'`. */
export function isStrictBody(body: readonly AnyNode[]): boolean {
  for (const statement of body) {
    if (statement.type !== 'ExpressionStatement' || typeof statement.directive !== 'string') return false;
    if (statement.directive === 'use strict') return true;
  }
  return false;
}

/** The parameters that a function counts in its `length`. */
export function expectedArguments(node: FunctionNode): number {
  const end = node.params.findIndex(({ type }) => type === 'AssignmentPattern' || type === 'RestElement');
  return end < 0 ? node.params.length : end;
}
