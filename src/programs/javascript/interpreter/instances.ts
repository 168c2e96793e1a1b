import type { Closure } from '../values/function';
import { accessorProperty, dataProperty, type JsObject } from '../values/value';
import type { Interpreter } from './interpreter';
import type { Evaluation } from './suspension';

/** Gives a new instance the private methods and the fields of its class. */
export function* defineInstanceMembers(interpreter: Interpreter, constructor: Closure, instance: JsObject): Evaluation<void> {
  for (const { key, isAccessor, value, getter, setter } of constructor.privateMethods) {
    instance.define(key, isAccessor ? accessorProperty(getter, setter) : { ...dataProperty(value, false), writable: false });
  }
  for (const { key, initializer } of constructor.fields) {
    instance.define(key, dataProperty(initializer === undefined ? undefined : yield* interpreter.call(initializer, instance, [])));
  }
}
