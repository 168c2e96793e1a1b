import { JsFunction } from '../values/function';
import { JsObject, JsSymbol, type Key, type Value } from '../values/value';
import type { Interpreter } from './interpreter';
import { getProperty } from './properties';

/** Whether a value counts as true. */
export function isTruthy(value: Value): boolean {
  return Boolean(value);
}

/** What `typeof` says. */
export function typeOf(value: Value): string {
  if (value === null) return 'object';
  if (value instanceof JsSymbol) return 'symbol';
  if (value instanceof JsFunction) return 'function';
  return typeof value;
}

/** The primitive that stands for a value: `valueOf` or `toString` of an object. */
export function toPrimitive(interpreter: Interpreter, value: Value, hint: 'default' | 'number' | 'string' = 'default'): Exclude<Value, JsObject> {
  if (!(value instanceof JsObject)) return value;
  const exotic = getProperty(interpreter, value, interpreter.realm.toPrimitive);
  if (exotic !== undefined && exotic !== null) {
    const result = interpreter.callNow(exotic, value, [hint]);
    if (!(result instanceof JsObject)) return result;
    return interpreter.fail('TypeError', 'Cannot convert object to primitive value');
  }
  const isText = hint === 'string' || (hint === 'default' && value.kind === 'Date');
  for (const name of isText ? ['toString', 'valueOf'] : ['valueOf', 'toString']) {
    const method = getProperty(interpreter, value, name);
    if (!(method instanceof JsFunction)) continue;
    const result = interpreter.callNow(method, value, []);
    if (!(result instanceof JsObject)) return result;
  }
  return interpreter.fail('TypeError', 'Cannot convert object to primitive value');
}

/** The text of a value. */
export function toText(interpreter: Interpreter, value: Value): string {
  if (typeof value === 'string') return value;
  const primitive = toPrimitive(interpreter, value, 'string');
  if (primitive instanceof JsSymbol) return interpreter.fail('TypeError', 'Cannot convert a Symbol value to a string');
  return String(primitive);
}

/** The number of a value; NaN where it has none. */
export function toNumber(interpreter: Interpreter, value: Value): number {
  if (typeof value === 'number') return value;
  const primitive = toPrimitive(interpreter, value, 'number');
  if (primitive instanceof JsSymbol) return interpreter.fail('TypeError', 'Cannot convert a Symbol value to a number');
  if (typeof primitive === 'bigint') return interpreter.fail('TypeError', 'Cannot convert a BigInt value to a number');
  return Number(primitive);
}

/** A number or a bigint. */
export function toNumeric(interpreter: Interpreter, value: Value): number | bigint {
  const primitive = toPrimitive(interpreter, value, 'number');
  return typeof primitive === 'bigint' ? primitive : toNumber(interpreter, primitive);
}

/** A whole number: NaN is 0. */
export function toInteger(interpreter: Interpreter, value: Value, otherwise = 0): number {
  if (value === undefined) return otherwise;
  const number = toNumber(interpreter, value);
  return Number.isNaN(number) ? 0 : Math.trunc(number);
}

/** What a property is called that is asked for by a value. */
export function toKey(interpreter: Interpreter, value: Value): Key {
  if (typeof value === 'string' || value instanceof JsSymbol) return value;
  if (typeof value === 'number') return String(value);
  const primitive = toPrimitive(interpreter, value, 'string');
  return primitive instanceof JsSymbol ? primitive : String(primitive);
}

/** An index counted from the end when it is below 0, and within the length. */
export function toIndex(interpreter: Interpreter, value: Value, length: number, otherwise: number): number {
  if (value === undefined) return otherwise;
  const index = toInteger(interpreter, value);
  return index < 0 ? Math.max(0, length + index) : Math.min(index, length);
}

/** `==`. */
export function isLooselyEqual(interpreter: Interpreter, left: Value, right: Value): boolean {
  if (left === undefined || left === null) return right === undefined || right === null;
  if (right === undefined || right === null) return false;
  const isSameKind = typeOf(left) === typeOf(right) || (left instanceof JsObject && right instanceof JsObject);
  if (isSameKind) return left === right;
  if (left instanceof JsObject) return isLooselyEqual(interpreter, toPrimitive(interpreter, left), right);
  if (right instanceof JsObject) return isLooselyEqual(interpreter, left, toPrimitive(interpreter, right));
  if (left instanceof JsSymbol || right instanceof JsSymbol) return false;
  // eslint-disable-next-line eqeqeq -- primitives of the host compare as the language says
  return left == right;
}
