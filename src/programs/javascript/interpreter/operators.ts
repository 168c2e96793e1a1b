import type { BinaryOperator } from 'acorn';
import { UnsupportedConstruct } from '../../machine/errors';
import { BoundFunction, JsFunction } from '../values/function';
import { JsObject, JsSymbol, type Value } from '../values/value';
import { isLooselyEqual, isTruthy, toKey, toNumeric, toPrimitive, toText } from './conversions';
import type { Interpreter } from './interpreter';
import { getProperty, hasProperty } from './properties';

/** Bits of the largest result of an operation with bigints. */
const MOST_BITS = 100_000n;

/** Applies an operator of two operands. */
export function applyBinary(interpreter: Interpreter, operator: BinaryOperator, left: Value, right: Value): Value {
  switch (operator) {
    case '===': return left === right;
    case '!==': return left !== right;
    case '==': return isLooselyEqual(interpreter, left, right);
    case '!=': return !isLooselyEqual(interpreter, left, right);
    case '+': return add(interpreter, left, right);
    case '<': return compare(interpreter, left, right, (a, b) => a < b);
    case '>': return compare(interpreter, left, right, (a, b) => a > b);
    case '<=': return compare(interpreter, left, right, (a, b) => a <= b);
    case '>=': return compare(interpreter, left, right, (a, b) => a >= b);
    case 'in': return isIn(interpreter, left, right);
    case 'instanceof': return isInstance(interpreter, left, right);
    case '-': case '*': case '/': case '%': case '**': case '<<': case '>>': case '>>>': case '&': case '|': case '^':
      return calculate(interpreter, operator, toNumeric(interpreter, left), toNumeric(interpreter, right));
  }
}

type Arithmetic = '-' | '*' | '/' | '%' | '**' | '<<' | '>>' | '>>>' | '&' | '|' | '^';

function calculate(interpreter: Interpreter, operator: Arithmetic, left: number | bigint, right: number | bigint): Value {
  if (typeof left === 'number' && typeof right === 'number') return OF_NUMBERS[operator](left, right);
  if (typeof left === 'bigint' && typeof right === 'bigint') return calculateBig(interpreter, operator, left, right);
  return interpreter.fail('TypeError', 'Cannot mix BigInt and other types, use explicit conversions');
}

const OF_NUMBERS: Readonly<Record<Arithmetic, (left: number, right: number) => number>> = {
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '**': (left, right) => left ** right,
  '<<': (left, right) => left << right,
  '>>': (left, right) => left >> right,
  '>>>': (left, right) => left >>> right,
  '&': (left, right) => left & right,
  '|': (left, right) => left | right,
  '^': (left, right) => left ^ right,
};

function calculateBig(interpreter: Interpreter, operator: Arithmetic, left: bigint, right: bigint): bigint {
  const bits = (value: bigint): bigint => BigInt(value.toString(16).length * 4);
  switch (operator) {
    case '-': return left - right;
    case '*': return left * checkBits(right, bits(left) + bits(right));
    case '/': return right === 0n ? interpreter.fail('RangeError', 'Division by zero') : left / right;
    case '%': return right === 0n ? interpreter.fail('RangeError', 'Division by zero') : left % right;
    case '**': return right < 0n ? interpreter.fail('RangeError', 'Exponent must be non-negative') : left ** checkBits(right, bits(left) * right);
    case '<<': return left << checkBits(right, bits(left) + right);
    case '>>': return left >> checkBits(right, -right);
    case '&': return left & right;
    case '|': return left | right;
    case '^': return left ^ right;
    case '>>>': return interpreter.fail('TypeError', 'BigInts have no unsigned right shift, use >> instead');
  }
}

function checkBits(operand: bigint, bits: bigint): bigint {
  if (bits > MOST_BITS) throw new UnsupportedConstruct(`a bigint of more than ${MOST_BITS} bits`);
  return operand;
}

function add(interpreter: Interpreter, left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  const first = toPrimitive(interpreter, left);
  const second = toPrimitive(interpreter, right);
  if (typeof first === 'string' || typeof second === 'string') return concatenate(interpreter, toText(interpreter, first), toText(interpreter, second));
  const [a, b] = [toNumeric(interpreter, first), toNumeric(interpreter, second)];
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (typeof a === 'bigint' && typeof b === 'bigint') return a + b;
  return interpreter.fail('TypeError', 'Cannot mix BigInt and other types, use explicit conversions');
}

/** Joins two texts; the shorter one is what it costs. */
export function concatenate(interpreter: Interpreter, left: string, right: string): string {
  interpreter.checkLength(left.length + right.length);
  interpreter.host.allocate(Math.min(left.length, right.length) + 16);
  return left + right;
}

function compare(interpreter: Interpreter, left: Value, right: Value, test: (left: string | number | bigint, right: string | number | bigint) => boolean): boolean {
  if (typeof left === 'number' && typeof right === 'number') return test(left, right);
  const first = toPrimitive(interpreter, left, 'number');
  const second = toPrimitive(interpreter, right, 'number');
  if (typeof first === 'string' && typeof second === 'string') return test(first, second);
  return test(toNumeric(interpreter, first), toNumeric(interpreter, second));
}

function isIn(interpreter: Interpreter, left: Value, right: Value): boolean {
  if (right instanceof JsObject) return hasProperty(right, toKey(interpreter, left));
  const shown = left instanceof JsSymbol ? 'Symbol()' : toText(interpreter, left);
  return interpreter.fail('TypeError', `Cannot use 'in' operator to search for '${shown}' in ${right instanceof JsSymbol ? 'Symbol()' : String(right)}`);
}

/** `instanceof`. */
export function isInstance(interpreter: Interpreter, value: Value, constructor: Value): boolean {
  if (!(constructor instanceof JsObject)) return interpreter.fail('TypeError', "Right-hand side of 'instanceof' is not an object");
  const test = getProperty(interpreter, constructor, interpreter.realm.hasInstance);
  if (test !== undefined && test !== null) return isTruthy(interpreter.callNow(test, constructor, [value]));
  if (!(constructor instanceof JsFunction)) return interpreter.fail('TypeError', "Right-hand side of 'instanceof' is not callable");
  if (constructor instanceof BoundFunction) return isInstance(interpreter, value, constructor.target);
  if (!(value instanceof JsObject)) return false;
  const prototype = getProperty(interpreter, constructor, 'prototype');
  if (!(prototype instanceof JsObject)) return interpreter.fail('TypeError', `Function has non-object prototype '${String(prototype)}' in instanceof check`);
  for (let at = value.prototype; at !== null; at = at.prototype) if (at === prototype) return true;
  return false;
}
