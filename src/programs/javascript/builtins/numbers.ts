import { UnsupportedConstruct } from '../../machine/errors';
import { toInteger, toNumber, toNumeric, toPrimitive, toText, isTruthy } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import type { Realm } from '../interpreter/realm';
import { JsSymbol, JsWrapper, type Value } from '../values/value';
import { toObject } from './objects';

/** `Number`, `Boolean`, `BigInt`, `Symbol`, `Math` and the global functions about numbers. */
export function addNumbers(realm: Realm, random: () => number): void {
  addNumberConstructor(realm);
  addOtherPrimitives(realm);
  addMath(realm, random);
  const { global } = realm;
  realm.methods(global, {
    parseInt: (interpreter, _self, [text, radix]) => parseInt(toText(interpreter, text), radix === undefined ? undefined : toInteger(interpreter, radix)),
    parseFloat: (interpreter, _self, [text]) => parseFloat(toText(interpreter, text)),
    isNaN: (interpreter, _self, [value]) => Number.isNaN(toNumber(interpreter, value)),
    isFinite: (interpreter, _self, [value]) => Number.isFinite(toNumber(interpreter, value)),
  });
  for (const [name, value] of [['NaN', NaN], ['Infinity', Infinity], ['undefined', undefined]] as const) {
    global.define(name, { value, getter: undefined, setter: undefined, isAccessor: false, enumerable: false, writable: false, configurable: false });
  }
}

function addNumberConstructor(realm: Realm): void {
  const constructor = realm.constructorOf('Number', realm.numberPrototype, {
    run(interpreter, _self, args, newTarget) {
      const numeric = args.length === 0 ? 0 : toNumeric(interpreter, args[0]);
      return newTarget === undefined ? Number(numeric) : toObject(interpreter, Number(numeric));
    },
  });
  realm.global.hide('Number', constructor);
  for (const name of ['MAX_SAFE_INTEGER', 'MIN_SAFE_INTEGER', 'MAX_VALUE', 'MIN_VALUE', 'EPSILON', 'POSITIVE_INFINITY', 'NEGATIVE_INFINITY', 'NaN'] as const) {
    constructor.hide(name, Number[name]);
  }
  realm.methods(constructor, {
    isInteger: (_interpreter, _self, [value]) => Number.isInteger(value),
    isSafeInteger: (_interpreter, _self, [value]) => Number.isSafeInteger(value),
    isFinite: (_interpreter, _self, [value]) => Number.isFinite(value),
    isNaN: (_interpreter, _self, [value]) => Number.isNaN(value),
    parseInt: (interpreter, _self, [text, radix]) => parseInt(toText(interpreter, text), radix === undefined ? undefined : toInteger(interpreter, radix)),
    parseFloat: (interpreter, _self, [text]) => parseFloat(toText(interpreter, text)),
  });
  realm.method(realm.numberPrototype, 'toString', (interpreter, self, [radix]) => numberOf(interpreter, self).toString(inRange(interpreter, radix, 2, 36, 10, 'toString() radix must be between 2 and 36')));
  realm.method(realm.numberPrototype, 'valueOf', (interpreter, self) => numberOf(interpreter, self));
  realm.method(realm.numberPrototype, 'toLocaleString', (interpreter, self, args) => withCommas(numberOf(interpreter, self), args));
  realm.methods(realm.numberPrototype, {
    toFixed: (interpreter, self, [digits]) => numberOf(interpreter, self).toFixed(inRange(interpreter, digits, 0, 100, 0, 'toFixed() digits argument must be between 0 and 100')),
    toPrecision: (interpreter, self, [digits]) => (digits === undefined ? String(numberOf(interpreter, self)) : numberOf(interpreter, self).toPrecision(inRange(interpreter, digits, 1, 100, 1, 'toPrecision() argument must be between 1 and 100'))),
    toExponential: (interpreter, self, [digits]) => numberOf(interpreter, self).toExponential(digits === undefined ? undefined : inRange(interpreter, digits, 0, 100, 0, 'toExponential() argument must be between 0 and 100')),
  });
}

function inRange(interpreter: Interpreter, value: Value, low: number, high: number, otherwise: number, message: string): number {
  const number = value === undefined ? otherwise : toInteger(interpreter, value);
  return number < low || number > high ? interpreter.fail('RangeError', message) : number;
}

function numberOf(interpreter: Interpreter, self: Value): number {
  if (typeof self === 'number') return self;
  if (self instanceof JsWrapper && typeof self.primitive === 'number') return self.primitive;
  return interpreter.fail('TypeError', 'Number.prototype.valueOf requires that \'this\' be a Number');
}

/** English with at most three decimals, which is what Node.js does where the machine has no locale. */
function withCommas(number: number, args: readonly Value[]): string {
  if (args.length > 0) throw new UnsupportedConstruct('toLocaleString of a number with arguments');
  const [whole = '', decimals] = (Math.round(number * 1000) / 1000).toString().split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (decimals === undefined ? '' : `.${decimals}`);
}

function addOtherPrimitives(realm: Realm): void {
  const boolean = realm.constructorOf('Boolean', realm.booleanPrototype, {
    run: (interpreter, _self, [value], newTarget) => (newTarget === undefined ? isTruthy(value) : toObject(interpreter, isTruthy(value))),
  });
  realm.global.hide('Boolean', boolean);
  const primitive = (self: Value): Value => (self instanceof JsWrapper ? self.primitive : self);
  realm.method(realm.booleanPrototype, 'toString', (_interpreter, self) => String(primitive(self)));
  realm.method(realm.booleanPrototype, 'valueOf', (_interpreter, self) => primitive(self));
  const bigint = realm.constructorOf('BigInt', realm.bigintPrototype, { run: (interpreter, _self, [value]) => toBigInt(interpreter, value) });
  realm.global.hide('BigInt', bigint);
  realm.method(realm.bigintPrototype, 'toString', (interpreter, self, [radix]) => (primitive(self) as bigint).toString(radix === undefined ? 10 : toInteger(interpreter, radix)));
  realm.method(realm.bigintPrototype, 'valueOf', (_interpreter, self) => primitive(self));
  addSymbols(realm);
}

function toBigInt(interpreter: Interpreter, value: Value): bigint {
  const primitive = toPrimitive(interpreter, value, 'number');
  if (typeof primitive === 'bigint') return primitive;
  if (typeof primitive === 'number' && Number.isInteger(primitive)) return BigInt(primitive);
  if (typeof primitive === 'number') return interpreter.fail('RangeError', `The number ${primitive} cannot be converted to a BigInt because it is not an integer`);
  if (typeof primitive === 'boolean') return primitive ? 1n : 0n;
  if (typeof primitive === 'string' && /^\s*-?\d{0,10000}\s*$/.test(primitive)) return BigInt(primitive.trim());
  return interpreter.fail('SyntaxError', `Cannot convert ${primitive instanceof JsSymbol ? 'Symbol()' : String(primitive)} to a BigInt`);
}

function addSymbols(realm: Realm): void {
  const registry = new Map<string, JsSymbol>();
  const constructor = realm.constructorOf('Symbol', realm.symbolPrototype, {
    run(interpreter, _self, [description], newTarget) {
      if (newTarget !== undefined) return interpreter.fail('TypeError', 'Symbol is not a constructor');
      return new JsSymbol(description === undefined ? undefined : toText(interpreter, description));
    },
  });
  realm.global.hide('Symbol', constructor);
  for (const name of ['iterator', 'asyncIterator', 'toPrimitive', 'toStringTag', 'hasInstance'] as const) constructor.hide(name, realm[name]);
  realm.methods(constructor, {
    for(interpreter, _self, [key]) {
      const name = toText(interpreter, key);
      const symbol = registry.get(name) ?? new JsSymbol(name);
      registry.set(name, symbol);
      return symbol;
    },
  });
  const symbolOf = (self: Value): JsSymbol | undefined => (self instanceof JsSymbol ? self : self instanceof JsWrapper && self.primitive instanceof JsSymbol ? self.primitive : undefined);
  realm.method(realm.symbolPrototype, 'toString', (_interpreter, self) => `Symbol(${symbolOf(self)?.description ?? ''})`);
  realm.method(realm.symbolPrototype, 'valueOf', (interpreter, self) => symbolOf(self) ?? interpreter.fail('TypeError', 'Symbol.prototype.valueOf requires that \'this\' be a Symbol'));
  realm.getter(realm.symbolPrototype, 'description', (_interpreter, self) => symbolOf(self)?.description);
}

const ONE_ARGUMENT = [
  'abs', 'acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cbrt', 'ceil', 'clz32', 'cos', 'cosh', 'exp', 'expm1', 'floor', 'fround', 'log', 'log10',
  'log1p', 'log2', 'round', 'sign', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'trunc',
] as const;

function addMath(realm: Realm, random: () => number): void {
  const math = realm.object();
  realm.global.hide('Math', math);
  math.hide(realm.toStringTag, 'Math');
  for (const name of ['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'] as const) math.hide(name, Math[name]);
  for (const name of ONE_ARGUMENT) math.hide(name, realm.native(name, 1, (interpreter, _self, [value]) => Math[name](toNumber(interpreter, value))));
  realm.methods(math, {
    max: (interpreter, _self, values) => values.reduce<number>((most, value) => Math.max(most, toNumber(interpreter, value)), -Infinity),
    min: (interpreter, _self, values) => values.reduce<number>((least, value) => Math.min(least, toNumber(interpreter, value)), Infinity),
    pow: (interpreter, _self, [base, exponent]) => toNumber(interpreter, base) ** toNumber(interpreter, exponent),
    atan2: (interpreter, _self, [y, x]) => Math.atan2(toNumber(interpreter, y), toNumber(interpreter, x)),
    imul: (interpreter, _self, [left, right]) => Math.imul(toNumber(interpreter, left), toNumber(interpreter, right)),
    hypot: (interpreter, _self, values) => Math.hypot(...values.map((value) => toNumber(interpreter, value))),
    random: () => random(),
  });
}
