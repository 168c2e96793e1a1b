import type { Class, Expression, MethodDefinition, PrivateIdentifier, PropertyDefinition, StaticBlock } from 'acorn';
import { isAbsent, type FunctionNode } from '../syntax/nodes';
import { Closure, JsFunction, type ClassField, type PrivateMethod } from '../values/function';
import { JsObject, JsSymbol, accessorProperty, dataProperty, showKey, type Key, type Value } from '../values/value';
import { makeClosure } from './closures';
import { toKey } from './conversions';
import { defineInstanceMembers } from './instances';
import type { Interpreter } from './interpreter';
import type { Evaluation } from './suspension';
import { getProperty } from './properties';
import { privateSymbol } from './references';
import { Scope } from './scope';

/** Makes a class: its constructor. */
export function* defineClass(interpreter: Interpreter, node: Class, outer: Scope, name: string): Evaluation<Closure> {
  const scope = new Scope(outer, outer.frame, true);
  const parent = isAbsent(node.superClass) ? undefined : yield* interpreter.evaluate(node.superClass, outer);
  const { constructorParent, prototypeParent } = parentsOf(interpreter, parent);
  declarePrivateNames(node, scope);
  const prototype = new JsObject(prototypeParent);
  const constructor = makeConstructor(interpreter, node, scope, name, constructorParent, prototype);
  if (!isAbsent(node.id)) scope.declare(node.id.name, constructor, 'constant');
  const members = new ClassMembers(interpreter, constructor, prototype, scope);
  for (const member of node.body.body) yield* members.add(member);
  yield* members.finish();
  return constructor;
}

function parentsOf(interpreter: Interpreter, parent: Value): { constructorParent: JsObject | undefined; prototypeParent: JsObject | null } {
  const { realm } = interpreter;
  if (parent === undefined) return { constructorParent: undefined, prototypeParent: realm.objectPrototype };
  if (parent === null) return { constructorParent: realm.functionPrototype, prototypeParent: null };
  if (!(parent instanceof JsFunction) || !parent.isConstructor) return interpreter.fail('TypeError', `Class extends value ${String(parent instanceof JsObject ? '#<Object>' : typeof parent)} is not a constructor or null`);
  const prototype = getProperty(interpreter, parent, 'prototype');
  return { constructorParent: parent, prototypeParent: prototype instanceof JsObject ? prototype : null };
}

function declarePrivateNames(node: Class, scope: Scope): void {
  for (const member of node.body.body) {
    if (member.type === 'StaticBlock' || member.key.type !== 'PrivateIdentifier') continue;
    const name = `#${member.key.name}`;
    if (scope.ownBinding(name) === undefined) scope.declare(name, new JsSymbol(name), 'constant');
  }
}

function makeConstructor(interpreter: Interpreter, node: Class, scope: Scope, name: string, parent: JsObject | undefined, prototype: JsObject): Closure {
  const written = node.body.body.find((member) => member.type === 'MethodDefinition' && member.kind === 'constructor') as MethodDefinition | undefined;
  const isDerived = parent !== undefined;
  const constructor = new Closure(parent ?? interpreter.realm.functionPrototype, (written?.value ?? emptyConstructor(node, isDerived)) as FunctionNode, scope, true);
  constructor.describe(name, written?.value.params.length ?? 0);
  constructor.classKind = isDerived ? 'derived' : 'base';
  constructor.home = prototype;
  constructor.classText = interpreter.sources.get(node.loc?.source ?? '')?.slice(node.start, node.end);
  constructor.define('prototype', { ...dataProperty(prototype, false), writable: false, configurable: false });
  prototype.hide('constructor', constructor);
  return constructor;
}

const emptyConstructors = new WeakMap<Class, FunctionNode>();

/** The constructor that nobody wrote: of a derived class it hands its arguments on. */
function emptyConstructor(node: Class, isDerived: boolean): FunctionNode {
  const known = emptyConstructors.get(node);
  if (known !== undefined) return known;
  const place = { start: node.start, end: node.end };
  const args = { type: 'Identifier' as const, name: 'args', ...place };
  const call = { type: 'CallExpression' as const, callee: { type: 'Super' as const, ...place }, arguments: [{ type: 'SpreadElement' as const, argument: args, ...place }], optional: false, ...place };
  const made: FunctionNode = {
    type: 'FunctionExpression', id: null, generator: false, async: false, expression: false, ...place,
    params: isDerived ? [{ type: 'RestElement', argument: args, ...place }] : [],
    body: { type: 'BlockStatement', body: isDerived ? [{ type: 'ExpressionStatement', expression: call, ...place }] : [], ...place },
  };
  emptyConstructors.set(node, made);
  return made;
}

/** Adds the members of a class to its constructor and prototype, in their order. */
class ClassMembers {
  readonly #fields: ClassField[] = [];
  readonly #methods = new Map<JsSymbol, PrivateMethod>();
  readonly #static: (() => Evaluation<void>)[] = [];

  constructor(
    private readonly interpreter: Interpreter,
    private readonly constructor_: Closure,
    private readonly prototype: JsObject,
    private readonly scope: Scope,
  ) {}

  *add(member: MethodDefinition | PropertyDefinition | StaticBlock): Evaluation<void> {
    if (member.type === 'StaticBlock') {
      const block = this.#method(blockFunction(member), '', this.constructor_);
      this.#static.push(function* run(this: ClassMembers) { yield* this.interpreter.call(block, this.constructor_, []); }.bind(this));
      return;
    }
    if (member.type === 'MethodDefinition' && member.kind === 'constructor') return;
    const key = yield* this.#key(member.key, member.computed);
    if (member.type === 'MethodDefinition') this.#addMethod(member, key);
    else this.#addField(member, key);
  }

  /** Sets what instances get, and runs what is static. */
  *finish(): Evaluation<void> {
    this.constructor_.privateMethods = [...this.#methods.values()];
    this.constructor_.fields = this.#fields;
    for (const run of this.#static) yield* run();
  }

  *#key(key: Expression | PrivateIdentifier, computed: boolean): Evaluation<Key> {
    if (key.type === 'PrivateIdentifier') return privateSymbol(key.name, this.scope);
    if (!computed && key.type === 'Identifier') return key.name;
    return toKey(this.interpreter, yield* this.interpreter.evaluate(key, this.scope));
  }

  #method(node: FunctionNode, name: string, home: JsObject): Closure {
    const method = makeClosure(this.interpreter, node, this.scope, name, true);
    method.home = home;
    return method;
  }

  #addMethod(member: MethodDefinition, key: Key): void {
    const home = member.static ? this.constructor_ : this.prototype;
    const method = this.#method(member.value as FunctionNode, typeof key === 'string' ? key : key.description ?? '', home);
    if (member.key.type === 'PrivateIdentifier' && !member.static) {
      const before = this.#methods.get(key as JsSymbol);
      this.#methods.set(key as JsSymbol, {
        key: key as JsSymbol,
        isAccessor: member.kind !== 'method',
        value: method,
        getter: member.kind === 'get' ? method : before?.getter,
        setter: member.kind === 'set' ? method : before?.setter,
      });
      return;
    }
    const before = home.own(key);
    if (member.kind === 'get') home.define(key, accessorProperty(method, before?.setter));
    else if (member.kind === 'set') home.define(key, accessorProperty(before?.getter, method));
    else home.define(key, dataProperty(method, false));
  }

  #addField(member: PropertyDefinition, key: Key): void {
    const home = member.static ? this.constructor_ : this.prototype;
    const initializer = isAbsent(member.value) ? undefined : this.#method(initializerOf(member, member.value), showKey(key), home);
    if (!member.static) {
      this.#fields.push({ key, initializer });
      return;
    }
    const holder = new Closure(this.interpreter.realm.functionPrototype, this.constructor_.node, this.scope, false);
    holder.fields = [{ key, initializer }];
    this.#static.push(() => defineInstanceMembers(this.interpreter, holder, this.constructor_));
  }
}

const initializers = new WeakMap<object, FunctionNode>();

/** The value of a field as the body of a method. */
function initializerOf(member: PropertyDefinition, value: Expression): FunctionNode {
  const known = initializers.get(member);
  if (known !== undefined) return known;
  const { start, end } = member;
  const made: FunctionNode = {
    type: 'FunctionExpression', id: null, params: [], generator: false, async: false, expression: false, start, end,
    body: { type: 'BlockStatement', body: [{ type: 'ReturnStatement', argument: value, start, end }], start, end },
  };
  initializers.set(member, made);
  return made;
}

function blockFunction(block: StaticBlock): FunctionNode {
  const known = initializers.get(block);
  if (known !== undefined) return known;
  const { start, end } = block;
  const made: FunctionNode = {
    type: 'FunctionExpression', id: null, params: [], generator: false, async: false, expression: false, start, end,
    body: { type: 'BlockStatement', body: block.body, start, end },
  };
  initializers.set(block, made);
  return made;
}
