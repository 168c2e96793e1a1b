import type { CallExpression, Expression, NewExpression, SpreadElement, Super, TaggedTemplateExpression } from 'acorn';
import { Closure, JsFunction } from '../values/function';
import { JsObject, type Value } from '../values/value';
import { defineInstanceMembers } from './instances';
import type { Interpreter } from './interpreter';
import type { Evaluation } from './suspension';
import { listValues } from './iteration';
import { getMember } from './properties';
import { resolveReference } from './references';
import { UNINITIALIZED, type Scope } from './scope';

/** Calls what an expression has named; a call of `super` makes the instance. */
export function* callExpression(interpreter: Interpreter, node: CallExpression, scope: Scope, target: Value, self: Value): Evaluation<Value> {
  if (node.callee.type === 'Super') return yield* callSuper(interpreter, node, scope);
  const args = yield* evaluateArguments(interpreter, node.arguments, scope);
  interpreter.record.node = node.callee.type === 'MemberExpression' ? node.callee.property : node;
  if (!(target instanceof JsFunction)) interpreter.fail('TypeError', `${describeCallee(node.callee)} is not a function`);
  return yield* interpreter.call(target, self, args);
}

function* callSuper(interpreter: Interpreter, node: CallExpression, scope: Scope): Evaluation<Value> {
  const { frame } = scope;
  const args = yield* evaluateArguments(interpreter, node.arguments, scope);
  interpreter.record.node = node;
  const instance = yield* interpreter.construct(frame.closure?.prototype, args, frame.newTarget);
  if (frame.self !== UNINITIALIZED) interpreter.fail('ReferenceError', 'Super constructor may only be called once');
  frame.self = instance;
  if (frame.closure instanceof Closure && instance instanceof JsObject) yield* defineInstanceMembers(interpreter, frame.closure, instance);
  return instance;
}

/** `new`. */
export function* constructExpression(interpreter: Interpreter, node: NewExpression, scope: Scope): Evaluation<Value> {
  const callee = yield* interpreter.evaluate(node.callee, scope);
  const args = yield* evaluateArguments(interpreter, node.arguments, scope);
  interpreter.record.node = node;
  if (!(callee instanceof JsFunction) || !callee.isConstructor) interpreter.fail('TypeError', `${describeCallee(node.callee)} is not a constructor`);
  return yield* interpreter.construct(callee, args);
}

/** Computes arguments. */
function* evaluateArguments(interpreter: Interpreter, nodes: readonly (Expression | SpreadElement)[], scope: Scope): Evaluation<Value[]> {
  const args: Value[] = [];
  for (const node of nodes) {
    if (node.type !== 'SpreadElement') args.push(yield* interpreter.evaluate(node, scope));
    else for (const value of yield* listValues(interpreter, yield* interpreter.evaluate(node.argument, scope))) args.push(value);
  }
  return args;
}

const templates = new WeakMap<Interpreter, WeakMap<TaggedTemplateExpression, JsObject>>();

/** A template with a function before it. */
export function* taggedTemplate(interpreter: Interpreter, node: TaggedTemplateExpression, scope: Scope): Evaluation<Value> {
  let self: Value;
  let tag: Value;
  if (node.tag.type === 'MemberExpression') {
    const reference = yield* resolveReference(interpreter, node.tag, scope);
    self = reference.object;
    tag = getMember(interpreter, self, reference.key);
  } else {
    tag = yield* interpreter.evaluate(node.tag, scope);
  }
  const values: Value[] = [];
  for (const expression of node.quasi.expressions) values.push(yield* interpreter.evaluate(expression, scope));
  interpreter.record.node = node;
  if (!(tag instanceof JsFunction)) interpreter.fail('TypeError', `${describeCallee(node.tag)} is not a function`);
  return yield* interpreter.call(tag, self, [templateObject(interpreter, node), ...values]);
}

/** The texts of a template: the same object each time. */
function templateObject(interpreter: Interpreter, node: TaggedTemplateExpression): JsObject {
  const known = templates.get(interpreter) ?? new WeakMap<TaggedTemplateExpression, JsObject>();
  templates.set(interpreter, known);
  const existing = known.get(node);
  if (existing !== undefined) return existing;
  const { realm } = interpreter;
  const texts = realm.array(node.quasi.quasis.map(({ value }) => value.cooked ?? undefined));
  texts.hide('raw', realm.array(node.quasi.quasis.map(({ value }) => value.raw)));
  known.set(node, texts);
  return texts;
}

/** How a message names what was called. */
function describeCallee(node: Expression | Super): string {
  switch (node.type) {
    case 'Identifier': return node.name;
    case 'ThisExpression': return 'this';
    case 'Super': return '(intermediate value)';
    case 'ChainExpression': return describeCallee(node.expression);
    case 'ParenthesizedExpression': return describeCallee(node.expression);
    case 'CallExpression': return `${describeCallee(node.callee)}(...)`;
    case 'MemberExpression': {
      const { object, property } = node;
      if (node.computed) return `${describeCallee(object)}[${property.type === 'Literal' ? String(property.raw) : property.type === 'Identifier' ? property.name : '...'}]`;
      return `${describeCallee(object)}.${property.type === 'PrivateIdentifier' ? '#' : ''}${(property as { name?: string }).name ?? ''}`;
    }
    case 'Literal': return node.raw ?? String(node.value);
    case 'ArrayExpression': case 'ObjectExpression': case 'FunctionExpression': case 'ArrowFunctionExpression': case 'UnaryExpression':
    case 'UpdateExpression': case 'BinaryExpression': case 'AssignmentExpression': case 'LogicalExpression': case 'ConditionalExpression':
    case 'NewExpression': case 'SequenceExpression': case 'YieldExpression': case 'TemplateLiteral': case 'TaggedTemplateExpression':
    case 'ClassExpression': case 'MetaProperty': case 'AwaitExpression': case 'ImportExpression':
      return '(intermediate value)';
  }
}

