import { JsArray } from '../values/array';
import { JsFunction } from '../values/function';
import { JsMap, JsObject, type JsSet, type Value } from '../values/value';
import { isTruthy, typeOf } from './conversions';
import type { Interpreter } from './interpreter';
import type { Evaluation } from './suspension';
import { getMember, getProperty } from './properties';

/** What gives values one after the other. */
export interface Cursor {
  /** The next value; undefined at the end. */
  next(): Evaluation<{ readonly value: Value } | undefined>;
  /** Says that no more values are wanted. */
  close(): Evaluation<void>;
}

/** Begins to go through the values of something. */
export function* openCursor(interpreter: Interpreter, source: Value, name = 'value'): Evaluation<Cursor> {
  if (source instanceof JsArray && hasOrdinaryIterator(interpreter, source)) return arrayCursor(interpreter, source);
  const method = source === undefined || source === null ? undefined : getMember(interpreter, source, interpreter.realm.iterator);
  if (!(method instanceof JsFunction)) {
    const what = source === undefined || source === null ? String(source) : name;
    return interpreter.fail('TypeError', what === name ? `${name} is not iterable` : `${what} is not iterable`);
  }
  return cursorOf(interpreter, yield* interpreter.call(method, source, []));
}

/** Goes on with an iterator. */
export function cursorOf(interpreter: Interpreter, iterator: Value): Cursor {
  if (!(iterator instanceof JsObject)) return interpreter.fail('TypeError', `Result of the Symbol.iterator method is not an object`);
  const next = getProperty(interpreter, iterator, 'next');
  return {
    *next() {
      const result = yield* interpreter.call(next, iterator, []);
      if (!(result instanceof JsObject)) return interpreter.fail('TypeError', `Iterator result ${typeOf(result)} is not an object`);
      return isTruthy(getProperty(interpreter, result, 'done')) ? undefined : { value: getProperty(interpreter, result, 'value') };
    },
    *close() {
      const method = getProperty(interpreter, iterator, 'return');
      if (method !== undefined && method !== null) yield* interpreter.call(method, iterator, []);
    },
  };
}

function hasOrdinaryIterator(interpreter: Interpreter, array: JsArray): boolean {
  const { realm } = interpreter;
  const method = realm.arrayPrototype.own(realm.iterator)?.value;
  return array.prototype === realm.arrayPrototype && method === realm.arrayPrototype.own('values')?.value;
}

function arrayCursor(interpreter: Interpreter, array: JsArray): Cursor {
  let index = 0;
  return {
    *next() {
      interpreter.step();
      return index < array.elements.length ? { value: array.at(index++) } : undefined;
    },
    *close() {
      // An array does not care.
    },
  };
}

/** All values of something. */
export function* listValues(interpreter: Interpreter, source: Value, name = 'value'): Evaluation<Value[]> {
  if (source instanceof JsArray && hasOrdinaryIterator(interpreter, source)) return source.values;
  const cursor = yield* openCursor(interpreter, source, name);
  const values: Value[] = [];
  for (let step = yield* cursor.next(); step !== undefined; step = yield* cursor.next()) {
    interpreter.host.allocate(8);
    values.push(step.value);
  }
  return values;
}

/** An iterator of the language over values of the host. */
export function makeIterator(interpreter: Interpreter, values: Iterator<Value>, tag: string): JsObject {
  const { realm } = interpreter;
  const iterator = new JsObject(realm.iteratorPrototype, tag);
  iterator.hide('next', realm.native('next', 0, () => {
    interpreter.step();
    const step = values.next();
    return iterationResult(interpreter, step.done === true ? undefined : step.value, step.done === true);
  }));
  return iterator;
}

/** `{ value, done }`. */
export function iterationResult(interpreter: Interpreter, value: Value, done: boolean): JsObject {
  return interpreter.realm.object({ value, done });
}

/** Pairs of a map, members of a set, as arrays of the language. */
export function* entriesOf(interpreter: Interpreter, collection: JsMap | JsSet): Generator<Value, undefined> {
  const pairs = collection instanceof JsMap ? collection.entries : collection.members.entries();
  for (const [key, value] of pairs) yield interpreter.realm.array([key, value]);
  return undefined;
}
