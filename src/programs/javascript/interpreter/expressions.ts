import type { AnyNode, ArrayExpression, AssignmentExpression, Expression, MemberExpression, ObjectExpression, Property, UnaryExpression, UpdateExpression } from 'acorn';
import { UnsupportedConstruct } from '../../machine/errors';
import { isAbsent, type ExpressionNode } from '../syntax/nodes';
import { EMPTY, JsArray } from '../values/array';
import { makeRegExp } from '../regexp/regexp-object';
import { JsObject, accessorProperty, dataProperty, type JsSymbol, type Key, type Value } from '../values/value';
import { callExpression, constructExpression, taggedTemplate } from './calls';
import { defineClass } from './classes';
import { makeClosure } from './closures';
import { isTruthy, toKey, toNumber, toNumeric, toText, typeOf } from './conversions';
import type { Interpreter } from './interpreter';
import { AwaitPoint, YieldPoint, type Evaluation } from './suspension';
import { listValues, openCursor } from './iteration';
import { applyBinary, concatenate } from './operators';
import { bindPattern } from './patterns';
import { getMember, getProperty, setMember, setProperty } from './properties';
import { assignIdentifier, isDeclared, privateSymbol, readIdentifier, referenceInto, resolveReference, thisOf, type Reference } from './references';
import type { Scope } from './scope';

type Handler<T extends Expression['type']> = (interpreter: Interpreter, node: Extract<Expression, { type: T }>, scope: Scope, name: string) => Evaluation<Value>;

/** What a chain `a?.b.c` ends with when `a` is nothing. */
const ENDED = new JsObject(null, 'ended chain');

const HANDLERS: { readonly [T in Expression['type']]: Handler<T> } = {
  *Identifier(interpreter, node, scope) {
    return readIdentifier(interpreter, node, scope);
  },
  *Literal(interpreter, node) {
    if (!isAbsent(node.regex)) return makeRegExp(interpreter, node.regex.pattern, node.regex.flags);
    if (!isAbsent(node.bigint)) return BigInt(node.bigint);
    return node.value as Value;
  },
  *ThisExpression(interpreter, _node, scope) {
    return thisOf(interpreter, scope);
  },
  ArrayExpression: makeArray,
  ObjectExpression: makeObject,
  *FunctionExpression(interpreter, node, scope, name) {
    if (isAbsent(node.id)) return makeClosure(interpreter, node, scope, name);
    const inner = scope.inner();
    const closure = makeClosure(interpreter, node, inner, node.id.name);
    inner.declare(node.id.name, closure, 'silent');
    return closure;
  },
  *ArrowFunctionExpression(interpreter, node, scope, name) {
    return makeClosure(interpreter, node, scope, name);
  },
  UnaryExpression: applyUnary,
  UpdateExpression: update,
  *BinaryExpression(interpreter, node, scope) {
    if (node.left.type === 'PrivateIdentifier') {
      const object = yield* interpreter.evaluate(node.right, scope);
      return object instanceof JsObject && object.own(privateSymbol(node.left.name, scope)) !== undefined;
    }
    const left = yield* interpreter.evaluate(node.left, scope);
    const right = yield* interpreter.evaluate(node.right, scope);
    if (typeof left === 'number' && typeof right === 'number' && node.operator === '+') return left + right;
    interpreter.record.node = node;
    return applyBinary(interpreter, node.operator, left, right);
  },
  AssignmentExpression: assign,
  *LogicalExpression(interpreter, node, scope, name) {
    const left = yield* interpreter.evaluate(node.left, scope);
    return decides(node.operator, left) ? left : yield* interpreter.evaluate(node.right, scope, name);
  },
  *MemberExpression(interpreter, node, scope) {
    const reference = yield* memberOf(interpreter, node, scope);
    return reference === undefined ? ENDED : readReference(interpreter, node, reference);
  },
  *ConditionalExpression(interpreter, node, scope, name) {
    return yield* interpreter.evaluate(isTruthy(yield* interpreter.evaluate(node.test, scope)) ? node.consequent : node.alternate, scope, name);
  },
  *CallExpression(interpreter, node, scope) {
    const { callee } = node;
    if (callee.type === 'Super') return yield* callExpression(interpreter, node, scope, undefined, undefined);
    if (callee.type !== 'MemberExpression') {
      const target = yield* interpreter.evaluate(callee, scope);
      if (target === ENDED) return ENDED;
      return node.optional && (target === undefined || target === null) ? ENDED : yield* callExpression(interpreter, node, scope, target, undefined);
    }
    const reference = yield* memberOf(interpreter, callee, scope);
    if (reference === undefined) return ENDED;
    const target = readReference(interpreter, callee, reference);
    if (node.optional && (target === undefined || target === null)) return ENDED;
    return yield* callExpression(interpreter, node, scope, target, reference.object);
  },
  NewExpression: constructExpression,
  *SequenceExpression(interpreter, node, scope) {
    let value: Value;
    for (const expression of node.expressions) value = yield* interpreter.evaluate(expression, scope);
    return value;
  },
  *YieldExpression(interpreter, node, scope) {
    const value = isAbsent(node.argument) ? undefined : yield* interpreter.evaluate(node.argument, scope);
    if (!node.delegate) return yield new YieldPoint(value, scope);
    const cursor = yield* openCursor(interpreter, value);
    for (let step = yield* cursor.next(); step !== undefined; step = yield* cursor.next()) yield new YieldPoint(step.value, scope);
    return undefined;
  },
  *TemplateLiteral(interpreter, node, scope) {
    let text = '';
    for (const [index, quasi] of node.quasis.entries()) {
      text = concatenate(interpreter, text, quasi.value.cooked ?? '');
      const expression = node.expressions[index];
      if (expression !== undefined) text = concatenate(interpreter, text, toText(interpreter, yield* interpreter.evaluate(expression, scope)));
    }
    return text;
  },
  TaggedTemplateExpression: taggedTemplate,
  *ClassExpression(interpreter, node, scope, name) {
    return yield* defineClass(interpreter, node, scope, node.id?.name ?? name);
  },
  *MetaProperty(interpreter, node, scope) {
    if (node.meta.name === 'new') return scope.frame.newTarget;
    return scope.find('import.meta')?.value as Value ?? interpreter.fail('SyntaxError', "Cannot use 'import.meta' outside a module");
  },
  *AwaitExpression(interpreter, node, scope) {
    const value = yield* interpreter.evaluate(node.argument, scope);
    return yield new AwaitPoint(value, scope);
  },
  *ImportExpression(interpreter, node, scope) {
    const load = scope.find('import()')?.value;
    if (!(load instanceof JsObject)) throw new UnsupportedConstruct('import() of JavaScript');
    return yield* interpreter.call(load, undefined, [yield* interpreter.evaluate(node.source, scope)]);
  },
  *ChainExpression(interpreter, node, scope) {
    const value = yield* interpreter.evaluate(node.expression, scope);
    return value === ENDED ? undefined : value;
  },
  *ParenthesizedExpression(interpreter, node, scope, name) {
    return yield* interpreter.evaluate(node.expression, scope, name);
  },
};

/** Computes an expression. */
export function evaluateExpression(interpreter: Interpreter, node: ExpressionNode, scope: Scope, name: string): Evaluation<Value> {
  const handler = HANDLERS[node.type] as Handler<Expression['type']> | undefined;
  if (handler === undefined) throw new UnsupportedConstruct(`${(node as AnyNode).type} of JavaScript`);
  return handler(interpreter, node, scope, name);
}

function decides(operator: '&&' | '||' | '??', left: Value): boolean {
  if (operator === '&&') return !isTruthy(left);
  return operator === '||' ? isTruthy(left) : left !== undefined && left !== null;
}

/** What a member expression names; undefined where a chain ends before it. */
function* memberOf(interpreter: Interpreter, node: MemberExpression, scope: Scope): Evaluation<Reference | undefined> {
  if (node.object.type === 'Super') return yield* resolveReference(interpreter, node, scope);
  const object = yield* interpreter.evaluate(node.object, scope);
  if (object === ENDED || (node.optional && (object === undefined || object === null))) return undefined;
  return yield* referenceInto(interpreter, node, object, scope);
}

function readReference(interpreter: Interpreter, node: MemberExpression, { object, key, start }: Reference): Value {
  if (object instanceof JsArray && start === undefined && typeof key === 'string') {
    const index = Number(key);
    if (index < object.elements.length && index >= 0 && Number.isInteger(index)) return object.at(index);
  }
  interpreter.record.node = node.property;
  return start === undefined ? getMember(interpreter, object, key) : getProperty(interpreter, start, key, object);
}

function* makeArray(interpreter: Interpreter, node: ArrayExpression, scope: Scope): Evaluation<Value> {
  const elements: Value[] = [];
  for (const element of node.elements) {
    if (element === null) elements.push(EMPTY);
    else if (element.type === 'SpreadElement') elements.push(...(yield* listValues(interpreter, yield* interpreter.evaluate(element.argument, scope))));
    else elements.push(yield* interpreter.evaluate(element, scope));
  }
  interpreter.host.allocate(32 + 8 * elements.length);
  return interpreter.realm.array(elements);
}

function* makeObject(interpreter: Interpreter, node: ObjectExpression, scope: Scope): Evaluation<Value> {
  const object = interpreter.realm.object();
  interpreter.host.allocate(32 + 32 * node.properties.length);
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') spreadInto(interpreter, object, yield* interpreter.evaluate(property.argument, scope));
    else yield* addMember(interpreter, object, property, scope);
  }
  return object;
}

function spreadInto(interpreter: Interpreter, object: JsObject, source: Value): void {
  if (typeof source === 'string') for (const [index, char] of [...source].entries()) object.put(String(index), char);
  if (!(source instanceof JsObject)) return;
  for (const key of source.keys()) {
    if (source.own(key)?.enumerable === true) object.define(key, dataProperty(getProperty(interpreter, source, key)));
  }
}

function* addMember(interpreter: Interpreter, object: JsObject, property: Property, scope: Scope): Evaluation<void> {
  const isNamed = !property.computed && property.key.type === 'Identifier';
  const key: Key = isNamed ? (property.key as { name: string }).name : toKey(interpreter, yield* interpreter.evaluate(property.key, scope));
  const name = typeof key === 'string' ? key : `[${(key as JsSymbol).description ?? ''}]`;
  const { value } = property;
  const isFunction = value.type === 'FunctionExpression' && (property.method || property.kind !== 'init');
  if (isFunction) {
    const method = makeClosure(interpreter, value, scope, name, true);
    method.home = object;
    const before = object.own(key);
    if (property.kind === 'get') object.define(key, accessorProperty(method, before?.setter, true));
    else if (property.kind === 'set') object.define(key, accessorProperty(before?.getter, method, true));
    else object.define(key, dataProperty(method));
    return;
  }
  const computed = yield* interpreter.evaluate(value, scope, name);
  if (key === '__proto__' && isLiteralPrototype(property)) {
    if (computed === null || computed instanceof JsObject) object.prototype = computed;
    return;
  }
  object.define(key, dataProperty(computed));
}

/** `{ __proto__: value }` sets the prototype; shorthands and computed keys do not. */
function isLiteralPrototype({ computed, shorthand }: Property): boolean {
  return !computed && !shorthand;
}

function* applyUnary(interpreter: Interpreter, node: UnaryExpression, scope: Scope): Evaluation<Value> {
  const { operator, argument } = node;
  if (operator === 'delete') return yield* remove(interpreter, argument, scope);
  if (operator === 'typeof' && argument.type === 'Identifier' && !isDeclared(interpreter, argument.name, scope)) return 'undefined';
  const value = yield* interpreter.evaluate(argument, scope);
  interpreter.record.node = node;
  switch (operator) {
    case '!': return !isTruthy(value);
    case '-': return -toNumeric(interpreter, value);
    case '+': return toNumber(interpreter, value);
    case '~': {
      const operand = toNumeric(interpreter, value);
      return typeof operand === 'bigint' ? ~operand : ~operand;
    }
    case 'typeof': return typeOf(value);
    case 'void': return undefined;
  }
}

function* remove(interpreter: Interpreter, argument: Expression, scope: Scope): Evaluation<Value> {
  const target = argument.type === 'ChainExpression' ? argument.expression : argument;
  if (target.type !== 'MemberExpression') {
    yield* interpreter.evaluate(argument, scope);
    return true;
  }
  const reference = yield* memberOf(interpreter, target, scope);
  if (!(reference?.object instanceof JsObject)) return true;
  const isGone = reference.object.remove(reference.key);
  if (!isGone && scope.isStrict) interpreter.fail('TypeError', `Cannot delete property '${String(reference.key)}' of #<Object>`);
  return isGone;
}

function* update(interpreter: Interpreter, node: UpdateExpression, scope: Scope): Evaluation<Value> {
  const change = (value: Value): [number | bigint, number | bigint] => {
    const before = toNumeric(interpreter, value);
    const one = node.operator === '++' ? 1 : -1;
    return [before, typeof before === 'bigint' ? before + BigInt(one) : before + one];
  };
  const { argument } = node;
  if (argument.type === 'Identifier') {
    const [before, after] = change(readIdentifier(interpreter, argument, scope));
    interpreter.record.node = node;
    assignIdentifier(interpreter, argument.name, after, scope);
    return node.prefix ? after : before;
  }
  if (argument.type !== 'MemberExpression') throw new UnsupportedConstruct(`${node.operator} of ${argument.type}`);
  const reference = yield* resolveReference(interpreter, argument, scope);
  const [before, after] = change(readReference(interpreter, argument, reference));
  writeReference(interpreter, reference, after, scope);
  return node.prefix ? after : before;
}

function writeReference(interpreter: Interpreter, { object, key, start }: Reference, value: Value, scope: Scope): void {
  if (start !== undefined && object instanceof JsObject) setProperty(interpreter, start, key, value, scope.isStrict, object);
  else setMember(interpreter, object, key, value, scope.isStrict);
}

function* assign(interpreter: Interpreter, node: AssignmentExpression, scope: Scope): Evaluation<Value> {
  const { left, operator, right } = node;
  if (left.type === 'Identifier') {
    const before = operator === '=' ? undefined : readIdentifier(interpreter, left, scope);
    const after = yield* combine(interpreter, operator, before, right, scope, left.name);
    if (after === undefined) return before;
    interpreter.record.node = node;
    assignIdentifier(interpreter, left.name, after.value, scope);
    return after.value;
  }
  if (left.type === 'MemberExpression') {
    const reference = yield* resolveReference(interpreter, left, scope);
    const before = operator === '=' ? undefined : readReference(interpreter, left, reference);
    const after = yield* combine(interpreter, operator, before, right, scope, '');
    if (after === undefined) return before;
    interpreter.record.node = left.property;
    writeReference(interpreter, reference, after.value, scope);
    return after.value;
  }
  const value = yield* interpreter.evaluate(right, scope);
  yield* bindPattern(interpreter, left, value, scope, 'assign');
  return value;
}

/** What an assignment assigns; undefined when `||=`, `&&=` or `??=` leaves everything as it is. */
function* combine(interpreter: Interpreter, operator: AssignmentExpression['operator'], before: Value, right: Expression, scope: Scope, name: string): Evaluation<{ readonly value: Value } | undefined> {
  switch (operator) {
    case '=': return { value: yield* interpreter.evaluate(right, scope, name) };
    case '||=': case '&&=': case '??=':
      if (decides(operator.slice(0, 2) as '||' | '&&' | '??', before)) return undefined;
      return { value: yield* interpreter.evaluate(right, scope, name) };
    case '+=': case '-=': case '*=': case '/=': case '%=': case '**=': case '<<=': case '>>=': case '>>>=': case '|=': case '^=': case '&=':
      return { value: applyBinary(interpreter, operator.slice(0, -1) as Parameters<typeof applyBinary>[1], before, yield* interpreter.evaluate(right, scope)) };
  }
}
