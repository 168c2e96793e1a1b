'use strict';

const { ESLintUtils } = require('@typescript-eslint/utils');
const { TypeFlags } = require('typescript');

/**
 * Calling a generator function runs nothing: a process of the simulation does its work only under `yield*`. A call whose
 * generator is dropped, tested as a condition or given to a plain `yield` is therefore a forgotten `yield*`.
 */
module.exports = {
  meta: {
    type: 'problem',
    docs: { description: 'find generators that are created and never run' },
    schema: [],
    messages: {
      dropped: 'This generator is created and never run: a `yield*` is missing.',
      tested: 'A generator is always true: a `yield*` is missing.',
      notDelegated: 'A plain `yield` hands out the generator itself: `yield*` runs it.',
    },
  },
  create(context) {
    const services = ESLintUtils.getParserServices(context);
    const report = (node, messageId) => {
      if (node && mayBeGenerator(node, services) && isGenerator(services.getTypeAtLocation(node))) context.report({ node, messageId });
    };
    const reportTest = (node) => report(node.test, 'tested');
    return {
      ExpressionStatement: (node) => report(dropped(node.expression), 'dropped'),
      'YieldExpression[delegate=false]': (node) => report(node.argument, 'notDelegated'),
      IfStatement: reportTest,
      WhileStatement: reportTest,
      DoWhileStatement: reportTest,
      ForStatement: reportTest,
      ConditionalExpression: reportTest,
      LogicalExpression: (node) => report(node.left, 'tested'),
      'UnaryExpression[operator="!"]': (node) => report(node.argument, 'tested'),
    };
  },
};

/** What an expression statement throws away: an assignment keeps its value, `void` names the loss. */
function dropped(expression) {
  if (expression.type === 'AssignmentExpression') return undefined;
  return expression.type === 'UnaryExpression' && expression.operator === 'void' ? expression.argument : expression;
}

/** Expressions that are never generators, whatever they are made of. */
const VALUES = new Set([
  'BinaryExpression', 'Literal', 'TemplateLiteral', 'UnaryExpression', 'UpdateExpression', 'ArrayExpression', 'ObjectExpression',
]);

/**
 * Whether it is worth asking for the type of an expression. That of a call is known when all its arguments have been looked
 * into; what the function that is called may return is known at once.
 */
function mayBeGenerator(node, services) {
  if (node.type === 'ChainExpression') return mayBeGenerator(node.expression, services);
  if (VALUES.has(node.type)) return false;
  if (node.type !== 'CallExpression') return true;
  const signatures = services.getTypeAtLocation(node.callee).getCallSignatures();
  return signatures.length === 0 || signatures.some((signature) => mayReturnGenerator(signature.getReturnType()));
}

/** A type that depends on the call may be anything. */
function mayReturnGenerator(type) {
  if (type.isUnion()) return type.types.some(mayReturnGenerator);
  return (type.flags & TypeFlags.Instantiable) !== 0 || isGenerator(type);
}

function isGenerator(type) {
  if (type.isUnion()) return type.types.some(isGenerator);
  return type.symbol?.name === 'Generator' || type.symbol?.name === 'AsyncGenerator';
}
