import type { Identifier, MemberExpression, PrivateIdentifier } from 'acorn';
import { UnsupportedConstruct } from '../../machine/errors';
import { JsSymbol, JsObject, showKey, type Key, type Value } from '../values/value';
import { toKey } from './conversions';
import type { Interpreter } from './interpreter';
import type { Evaluation } from './suspension';
import { findProperty, readProperty, setProperty } from './properties';
import { UNINITIALIZED, type Scope } from './scope';

/** The value of a variable, or of a property of the global object. */
export function readIdentifier(interpreter: Interpreter, node: Identifier, scope: Scope): Value {
  const { name } = node;
  const binding = scope.find(name);
  if (binding !== undefined) {
    if (binding.value !== UNINITIALIZED) return binding.value;
    interpreter.record.node = node;
    return interpreter.fail('ReferenceError', `Cannot access '${name}' before initialization`);
  }
  const { global } = interpreter.realm;
  const property = findProperty(global, name);
  if (property !== undefined) return readProperty(interpreter, property, global);
  if (name === 'undefined') return undefined;
  interpreter.record.node = node;
  return interpreter.fail('ReferenceError', `${name} is not defined`);
}

/** Whether a name stands for anything. */
export function isDeclared(interpreter: Interpreter, name: string, scope: Scope): boolean {
  return scope.find(name) !== undefined || findProperty(interpreter.realm.global, name) !== undefined || name === 'undefined';
}

/** Assigns to a variable; outside strict code a new name becomes a property of the global object. */
export function assignIdentifier(interpreter: Interpreter, name: string, value: Value, scope: Scope): void {
  const binding = scope.find(name);
  if (binding === undefined) {
    const { global } = interpreter.realm;
    if (scope.isStrict && findProperty(global, name) === undefined) interpreter.fail('ReferenceError', `${name} is not defined`);
    setProperty(interpreter, global, name, value, scope.isStrict);
    return;
  }
  if (binding.value === UNINITIALIZED) interpreter.fail('ReferenceError', `Cannot access '${name}' before initialization`);
  if (binding.kind === 'constant') interpreter.fail('TypeError', 'Assignment to constant variable.');
  if (binding.kind === 'variable') binding.value = value;
}

/** What a member expression names: an object and a key; with `super` it is looked for in one object and belongs to another. */
export interface Reference {
  readonly object: Value;
  readonly key: Key;
  /** Where the search begins, if not at the object. */
  readonly start?: JsObject;
}

/** Computes what a member expression names. */
export function* resolveReference(interpreter: Interpreter, node: MemberExpression, scope: Scope): Evaluation<Reference> {
  if (node.object.type !== 'Super') return yield* referenceInto(interpreter, node, yield* interpreter.evaluate(node.object, scope), scope);
  const key = yield* keyOf(interpreter, node, scope);
  return { object: thisOf(interpreter, scope), key, start: superPrototype(interpreter, scope) };
}

/** The same where the object has been computed. */
export function* referenceInto(interpreter: Interpreter, node: MemberExpression, object: Value, scope: Scope): Evaluation<Reference> {
  if (node.property.type === 'PrivateIdentifier') return { object, key: privateKey(interpreter, node.property, object, scope, node) };
  const key = yield* keyOf(interpreter, node, scope);
  if (object === undefined || object === null) {
    interpreter.record.node = node.property;
    interpreter.fail('TypeError', `Cannot read properties of ${object} (reading '${showKey(key)}')`);
  }
  return { object, key };
}

function* keyOf(interpreter: Interpreter, node: MemberExpression, scope: Scope): Evaluation<Key> {
  const { property } = node;
  if (!node.computed && property.type === 'Identifier') return property.name;
  if (property.type === 'PrivateIdentifier') throw new UnsupportedConstruct('a private name here');
  return toKey(interpreter, yield* interpreter.evaluate(property, scope));
}

/** The symbol behind a private name, which the object must have. */
function privateKey(interpreter: Interpreter, { name }: PrivateIdentifier, object: Value, scope: Scope, node: MemberExpression): JsSymbol {
  const key = privateSymbol(name, scope);
  if (object instanceof JsObject && object.own(key) !== undefined) return key;
  interpreter.record.node = node.property;
  return interpreter.fail('TypeError', `Cannot read private member #${name} from an object whose class did not declare it`);
}

/** The symbol that a private name stands for in the class around it. */
export function privateSymbol(name: string, scope: Scope): JsSymbol {
  const value = scope.find(`#${name}`)?.value;
  if (value instanceof JsSymbol) return value;
  throw new UnsupportedConstruct(`the private name #${name} outside its class`);
}

/** `this`. */
export function thisOf(interpreter: Interpreter, scope: Scope): Value {
  const { self } = scope.frame;
  if (self !== UNINITIALIZED) return self;
  return interpreter.fail('ReferenceError', "Must call super constructor in derived class before accessing 'this' or returning from derived constructor");
}

/** Where `super.member` begins to look. */
function superPrototype(interpreter: Interpreter, scope: Scope): JsObject {
  const prototype = scope.frame.closure?.home?.prototype;
  return prototype ?? interpreter.realm.object();
}
