import type { ArrayPattern, ObjectPattern, Pattern } from 'acorn';
import { JsObject, dataProperty, type Key, type Value } from '../values/value';
import { toKey } from './conversions';
import type { Interpreter } from './interpreter';
import type { Evaluation } from './suspension';
import { openCursor } from './iteration';
import { getMember, setMember } from './properties';
import { assignIdentifier, resolveReference } from './references';
import type { Scope } from './scope';

/** Whether a pattern declares its names, or assigns to what is there. */
export type BindingMode = 'initialize' | 'assign';

/** Gives a value to a pattern. */
export function* bindPattern(interpreter: Interpreter, pattern: Pattern, value: Value, scope: Scope, mode: BindingMode): Evaluation<void> {
  switch (pattern.type) {
    case 'Identifier':
      if (mode === 'initialize') scope.initialize(pattern.name, value);
      else assignIdentifier(interpreter, pattern.name, value, scope);
      return;
    case 'MemberExpression': {
      const { object, key } = yield* resolveReference(interpreter, pattern, scope);
      setMember(interpreter, object, key, value, scope.isStrict);
      return;
    }
    case 'AssignmentPattern': {
      const given = value === undefined ? yield* defaultValue(interpreter, pattern, scope) : value;
      yield* bindPattern(interpreter, pattern.left, given, scope, mode);
      return;
    }
    case 'ObjectPattern':
      yield* bindObject(interpreter, pattern, value, scope, mode);
      return;
    case 'ArrayPattern':
      yield* bindArray(interpreter, pattern, value, scope, mode);
      return;
    case 'RestElement':
      yield* bindPattern(interpreter, pattern.argument, value, scope, mode);
  }
}

function defaultValue(interpreter: Interpreter, pattern: Extract<Pattern, { type: 'AssignmentPattern' }>, scope: Scope): Evaluation<Value> {
  return interpreter.evaluate(pattern.right, scope, pattern.left.type === 'Identifier' ? pattern.left.name : '');
}

function* bindObject(interpreter: Interpreter, pattern: ObjectPattern, value: Value, scope: Scope, mode: BindingMode): Evaluation<void> {
  if (value === undefined || value === null) {
    interpreter.record.node = pattern;
    const [first] = pattern.properties;
    const name = first?.type === 'Property' && first.key.type === 'Identifier' ? first.key.name : undefined;
    interpreter.fail('TypeError', name === undefined ? `Cannot destructure '${value}' as it is ${value}.` : `Cannot destructure property '${name}' of '${value}' as it is ${value}.`);
  }
  const taken = new Set<Key>();
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      yield* bindPattern(interpreter, property.argument, restOf(interpreter, value, taken), scope, mode);
      continue;
    }
    const { key: name } = property;
    const key = !property.computed && name.type === 'Identifier' ? name.name : toKey(interpreter, yield* interpreter.evaluate(name, scope));
    taken.add(key);
    yield* bindPattern(interpreter, property.value, getMember(interpreter, value, key), scope, mode);
  }
}

function restOf(interpreter: Interpreter, value: Value, taken: ReadonlySet<Key>): JsObject {
  const rest = interpreter.realm.object();
  if (!(value instanceof JsObject)) return rest;
  for (const key of value.keys()) {
    if (!taken.has(key) && value.own(key)?.enumerable === true) rest.define(key, dataProperty(getMember(interpreter, value, key)));
  }
  return rest;
}

function* bindArray(interpreter: Interpreter, pattern: ArrayPattern, value: Value, scope: Scope, mode: BindingMode): Evaluation<void> {
  interpreter.record.node = pattern;
  const cursor = yield* openCursor(interpreter, value, value instanceof JsObject ? 'object' : String(value === null ? 'null' : typeof value));
  let hasEnded = false;
  const next = function* take(): Evaluation<Value> {
    const step = hasEnded ? undefined : yield* cursor.next();
    hasEnded = step === undefined;
    return step?.value;
  };
  for (const element of pattern.elements) {
    if (element?.type !== 'RestElement') {
      const given = yield* next();
      if (element !== null) yield* bindPattern(interpreter, element, given, scope, mode);
      continue;
    }
    const rest: Value[] = [];
    for (let given = yield* next(); !hasEnded; given = yield* next()) rest.push(given);
    yield* bindPattern(interpreter, element.argument, interpreter.realm.array(rest), scope, mode);
  }
  if (!hasEnded) yield* cursor.close();
}
