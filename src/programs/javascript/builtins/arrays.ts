import { toInteger, toIndex, toNumber, toText, isTruthy, typeOf } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import type { Evaluation } from '../interpreter/suspension';
import { listValues, makeIterator } from '../interpreter/iteration';
import { getMember, reserveElements, setProperty } from '../interpreter/properties';
import type { BlockingNatives, Natives, Realm } from '../interpreter/realm';
import { EMPTY, JsArray } from '../values/array';
import { JsFunction, type BlockingNative } from '../values/function';
import { JsObject, type Value } from '../values/value';

/** `Array`. */
export function addArrays(realm: Realm): void {
  const constructor = realm.constructorOf('Array', realm.arrayPrototype, {
    run(interpreter, _self, args, newTarget) {
      const array = new JsArray(realm.prototypeFor(newTarget, realm.arrayPrototype), []);
      if (args.length === 1 && typeof args[0] === 'number') setProperty(interpreter, array, 'length', args[0]);
      else for (const [index, value] of args.entries()) array.setElement(index, value);
      return array;
    },
  });
  realm.global.hide('Array', constructor);
  realm.methods(constructor, { isArray: (_interpreter, _self, [value]) => value instanceof JsArray, of: (_interpreter, _self, args) => realm.array([...args]) });
  realm.blockingMethods(constructor, { from: arrayFrom });
  realm.methods(realm.arrayPrototype, { ...CHANGES, ...VIEWS });
  realm.method(realm.arrayPrototype, 'toString', (interpreter, self) => joinElements(interpreter, arrayOf(interpreter, self), ','));
  realm.blockingMethods(realm.arrayPrototype, { ...CALLBACKS, ...FOLDS });
  realm.arrayPrototype.hide(realm.iterator, realm.arrayPrototype.own('values')?.value);
}

const arrayFrom: BlockingNative = function* from(interpreter, _self, [source, map]) {
  const values = source instanceof JsObject && getMember(interpreter, source, interpreter.realm.iterator) === undefined
    ? likeArray(interpreter, source)
    : source === undefined || source === null ? interpreter.fail('TypeError', `${source} is not iterable`) : yield* listValues(interpreter, source, typeOf(source));
  if (map === undefined) return interpreter.realm.array([...values]);
  const mapped: Value[] = [];
  for (const [index, value] of values.entries()) mapped.push(yield* interpreter.call(map, undefined, [value, index]));
  return interpreter.realm.array(mapped);
};

function likeArray(interpreter: Interpreter, source: JsObject): Value[] {
  const length = Math.max(0, toInteger(interpreter, getMember(interpreter, source, 'length')));
  reserveElements(interpreter, length);
  return Array.from({ length }, (_, index) => getMember(interpreter, source, String(index)));
}

/** The array that a method was called on. What is only like an array is copied. */
function arrayOf(interpreter: Interpreter, self: Value): JsArray {
  if (self instanceof JsArray) return self;
  if (self instanceof JsObject) return interpreter.realm.array(likeArray(interpreter, self));
  if (typeof self === 'string') return interpreter.realm.array(self.split(''));
  return interpreter.fail('TypeError', 'Array.prototype method called on null or undefined');
}

/** The array that a method changes. */
function ownArray(interpreter: Interpreter, self: Value): JsArray {
  if (!(self instanceof JsArray)) return interpreter.fail('TypeError', 'this method of Array.prototype changes arrays only');
  if (self.isFrozen || !self.isExtensible) return interpreter.fail('TypeError', 'Cannot add property, object is not extensible');
  interpreter.step(Math.floor(self.elements.length / 1000));
  return self;
}

const CHANGES: Natives = {
  push(interpreter, self, values) {
    const { elements } = ownArray(interpreter, self);
    reserveElements(interpreter, values.length);
    for (const value of values) elements.push(value);
    return elements.length;
  },
  pop: (interpreter, self) => present(ownArray(interpreter, self).elements.pop()),
  shift: (interpreter, self) => present(ownArray(interpreter, self).elements.shift()),
  unshift(interpreter, self, values) {
    const { elements } = ownArray(interpreter, self);
    reserveElements(interpreter, values.length);
    return elements.unshift(...values);
  },
  splice(interpreter, self, args) {
    const { elements } = ownArray(interpreter, self);
    const start = toIndex(interpreter, args[0], elements.length, 0);
    const count = args.length === 0 ? 0 : args.length === 1 ? elements.length - start : Math.min(Math.max(0, toInteger(interpreter, args[1])), elements.length - start);
    const added = args.slice(2);
    reserveElements(interpreter, added.length);
    return interpreter.realm.array(elements.splice(start, count, ...added));
  },
  reverse(interpreter, self) {
    const array = ownArray(interpreter, self);
    array.elements.reverse();
    return array;
  },
  fill(interpreter, self, [value, start, end]) {
    const array = ownArray(interpreter, self);
    const { length } = array.elements;
    interpreter.step(Math.floor(length / 100));
    array.elements.fill(value, toIndex(interpreter, start, length, 0), toIndex(interpreter, end, length, length));
    return array;
  },
};

function present(element: Value): Value {
  return element === EMPTY ? undefined : element;
}

const VIEWS: Natives = {
  slice(interpreter, self, [start, end]) {
    const { elements } = arrayOf(interpreter, self);
    const part = elements.slice(toIndex(interpreter, start, elements.length, 0), toIndex(interpreter, end, elements.length, elements.length));
    reserveElements(interpreter, part.length);
    return interpreter.realm.array(part);
  },
  concat(interpreter, self, others) {
    const elements = [...arrayOf(interpreter, self).elements];
    for (const other of others) {
      if (!(other instanceof JsArray)) elements.push(other);
      else for (const element of other.elements) elements.push(element);
    }
    reserveElements(interpreter, elements.length);
    return interpreter.realm.array(elements);
  },
  join: (interpreter, self, [separator]) => joinElements(interpreter, arrayOf(interpreter, self), separator === undefined ? ',' : toText(interpreter, separator)),
  includes: (interpreter, self, [wanted, from]) => searched(interpreter, self, from).some((value) => (value === wanted) || (Number.isNaN(value) && Number.isNaN(wanted))),
  indexOf(interpreter, self, [wanted, from]) {
    const { elements } = arrayOf(interpreter, self);
    interpreter.step(Math.floor(elements.length / 100));
    return elements.indexOf(wanted, toIndex(interpreter, from, elements.length, 0));
  },
  lastIndexOf: (interpreter, self, [wanted]) => arrayOf(interpreter, self).elements.lastIndexOf(wanted),
  at(interpreter, self, [index]) {
    const array = arrayOf(interpreter, self);
    const place = toInteger(interpreter, index);
    return array.at(place < 0 ? array.elements.length + place : place);
  },
  flat: (interpreter, self, [depth]) => interpreter.realm.array(flatten(interpreter, arrayOf(interpreter, self), depth === undefined ? 1 : toNumber(interpreter, depth))),
  keys: (interpreter, self) => makeIterator(interpreter, indexesOf(arrayOf(interpreter, self)), 'Array Iterator'),
  values: (interpreter, self) => makeIterator(interpreter, valuesOf(arrayOf(interpreter, self)), 'Array Iterator'),
  entries(interpreter, self) {
    const array = arrayOf(interpreter, self);
    return makeIterator(interpreter, pairsOf(interpreter, array), 'Array Iterator');
  },
  toReversed: (interpreter, self) => interpreter.realm.array(arrayOf(interpreter, self).values.reverse()),
  with(interpreter, self, [index, value]) {
    const values = arrayOf(interpreter, self).values;
    const place = toInteger(interpreter, index);
    const at = place < 0 ? values.length + place : place;
    if (at < 0 || at >= values.length) return interpreter.fail('RangeError', 'Invalid index : ' + String(place));
    values[at] = value;
    return interpreter.realm.array(values);
  },
};

function searched(interpreter: Interpreter, self: Value, from: Value): Value[] {
  const { values } = arrayOf(interpreter, self);
  interpreter.step(Math.floor(values.length / 100));
  return values.slice(toIndex(interpreter, from, values.length, 0));
}

function* indexesOf(array: JsArray): Generator<Value, undefined> {
  for (let index = 0; index < array.elements.length; index++) yield index;
  return undefined;
}

function* valuesOf(array: JsArray): Generator<Value, undefined> {
  for (let index = 0; index < array.elements.length; index++) yield array.at(index);
  return undefined;
}

function* pairsOf(interpreter: Interpreter, array: JsArray): Generator<Value, undefined> {
  for (let index = 0; index < array.elements.length; index++) yield interpreter.realm.array([index, array.at(index)]);
  return undefined;
}

const joining = new WeakSet<JsArray>();

function joinElements(interpreter: Interpreter, array: JsArray, separator: string): string {
  if (joining.has(array)) return '';
  joining.add(array);
  try {
    const texts: string[] = [];
    let length = 0;
    for (const value of array.values) {
      const text = value === undefined || value === null ? '' : toText(interpreter, value);
      length += text.length + separator.length;
      interpreter.checkLength(length);
      texts.push(text);
    }
    interpreter.step(Math.floor(length / 1000));
    interpreter.host.allocate(length);
    return texts.join(separator);
  } finally {
    joining.delete(array);
  }
}

function flatten(interpreter: Interpreter, array: JsArray, depth: number): Value[] {
  interpreter.step();
  return array.elements.filter((element) => element !== EMPTY).flatMap((element) => (element instanceof JsArray && depth >= 1 ? flatten(interpreter, element, depth - 1) : [element]));
}

/** Calls a function with each element that is there; it may change the array meanwhile. */
function* eachElement(interpreter: Interpreter, self: Value, callback: Value, target: Value, visit: (result: Value, value: Value, index: number) => 'stop' | void, skipsEmpty = true): Evaluation<void> {
  const array = arrayOf(interpreter, self);
  if (!(callback instanceof JsFunction)) interpreter.fail('TypeError', `${callback instanceof JsObject ? '#<Object>' : typeof callback === 'string' ? `"${callback}"` : String(callback)} is not a function`);
  const { length } = array.elements;
  for (let index = 0; index < length; index++) {
    if (skipsEmpty && (index >= array.elements.length || array.elements[index] === EMPTY)) continue;
    const value = array.at(index);
    if (visit(yield* interpreter.call(callback, target, [value, index, array]), value, index) === 'stop') return;
  }
}

const CALLBACKS: BlockingNatives = {
  *forEach(interpreter, self, [callback, target]) {
    yield* eachElement(interpreter, self, callback, target, () => undefined);
    return undefined;
  },
  *map(interpreter, self, [callback, target]) {
    const result = interpreter.realm.array([]);
    reserveElements(interpreter, arrayOf(interpreter, self).elements.length);
    yield* eachElement(interpreter, self, callback, target, (mapped, _value, index) => { result.setElement(index, mapped); });
    result.setLength(arrayOf(interpreter, self).elements.length);
    return result;
  },
  *filter(interpreter, self, [callback, target]) {
    const kept: Value[] = [];
    yield* eachElement(interpreter, self, callback, target, (isKept, value) => { if (isTruthy(isKept)) kept.push(value); });
    reserveElements(interpreter, kept.length);
    return interpreter.realm.array(kept);
  },
  *some(interpreter, self, [callback, target]) {
    let isFound = false;
    yield* eachElement(interpreter, self, callback, target, (result) => { isFound = isTruthy(result); return isFound ? 'stop' : undefined; });
    return isFound;
  },
  *every(interpreter, self, [callback, target]) {
    let holds = true;
    yield* eachElement(interpreter, self, callback, target, (result) => { holds = isTruthy(result); return holds ? undefined : 'stop'; });
    return holds;
  },
  *find(interpreter, self, [callback, target]) {
    return (yield* search(interpreter, self, callback, target))?.value;
  },
  *findIndex(interpreter, self, [callback, target]) {
    return (yield* search(interpreter, self, callback, target))?.index ?? -1;
  },
  *findLast(interpreter, self, [callback, target]) {
    return (yield* search(interpreter, interpreter.realm.array(arrayOf(interpreter, self).values.reverse()), callback, target))?.value;
  },
  *findLastIndex(interpreter, self, [callback, target]) {
    const { values } = arrayOf(interpreter, self);
    const found = yield* search(interpreter, interpreter.realm.array(values.reverse()), callback, target);
    return found === undefined ? -1 : values.length - 1 - found.index;
  },
  *flatMap(interpreter, self, [callback, target]) {
    const result: Value[] = [];
    yield* eachElement(interpreter, self, callback, target, (mapped) => { for (const value of mapped instanceof JsArray ? mapped.values : [mapped]) result.push(value); });
    reserveElements(interpreter, result.length);
    return interpreter.realm.array(result);
  },
};

function* search(interpreter: Interpreter, self: Value, callback: Value, target: Value): Evaluation<{ readonly value: Value; readonly index: number } | undefined> {
  let found: { readonly value: Value; readonly index: number } | undefined;
  yield* eachElement(interpreter, self, callback, target, (result, value, index) => {
    if (isTruthy(result)) found = { value, index };
    return found === undefined ? undefined : 'stop';
  }, false);
  return found;
}

const FOLDS: BlockingNatives = {
  *reduce(interpreter, self, args) {
    return yield* fold(interpreter, arrayOf(interpreter, self), args, (index) => index);
  },
  *reduceRight(interpreter, self, args) {
    const array = arrayOf(interpreter, self);
    return yield* fold(interpreter, interpreter.realm.array([...array.elements].reverse()), args, (index) => array.elements.length - 1 - index);
  },
  *sort(interpreter, self, [compare]) {
    const array = ownArray(interpreter, self);
    const sorted = yield* sortValues(interpreter, array.elements.filter((element) => element !== EMPTY), compare);
    for (let index = 0; index < array.elements.length; index++) array.elements[index] = index < sorted.length ? sorted[index] : EMPTY;
    return array;
  },
  *toSorted(interpreter, self, [compare]) {
    return interpreter.realm.array(yield* sortValues(interpreter, arrayOf(interpreter, self).values, compare));
  },
};

function* fold(interpreter: Interpreter, array: JsArray, args: readonly Value[], place: (index: number) => number): Evaluation<Value> {
  const [callback] = args;
  const { elements } = array;
  let index = 0;
  let result = args[1];
  if (args.length < 2) {
    index = elements.findIndex((element) => element !== EMPTY) + 1;
    if (index === 0) return interpreter.fail('TypeError', 'Reduce of empty array with no initial value');
    result = elements[index - 1];
  }
  for (; index < elements.length; index++) {
    if (elements[index] !== EMPTY) result = yield* interpreter.call(callback, undefined, [result, array.at(index), place(index), array]);
  }
  return result;
}

/** Sorts by merging, so that equal values keep their order; undefined comes last. */
function* sortValues(interpreter: Interpreter, values: readonly Value[], compare: Value): Evaluation<Value[]> {
  const isBefore = function* isBefore(left: Value, right: Value): Evaluation<boolean> {
    if (compare !== undefined) return toNumber(interpreter, yield* interpreter.call(compare, undefined, [left, right])) > 0;
    interpreter.step();
    return toText(interpreter, left) > toText(interpreter, right);
  };
  const known = values.filter((value) => value !== undefined);
  const merge = function* mergeSort(part: Value[]): Evaluation<Value[]> {
    if (part.length < 2) return part;
    const middle = Math.floor(part.length / 2);
    const left = yield* mergeSort(part.slice(0, middle));
    const right = yield* mergeSort(part.slice(middle));
    const merged: Value[] = [];
    let [at, other] = [0, 0];
    while (at < left.length && other < right.length) merged.push((yield* isBefore(left[at], right[other])) ? right[other++] : left[at++]);
    return [...merged, ...left.slice(at), ...right.slice(other)];
  };
  return [...(yield* merge(known)), ...values.filter((value) => value === undefined)];
}
