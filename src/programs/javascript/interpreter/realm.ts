import type { BlockingNative, JsFunction, Native } from '../values/function';
import { NativeFunction } from '../values/function';
import { JsArray } from '../values/array';
import { JsPromise } from '../values/promise';
import { JsBuffer, JsError, JsObject, JsSymbol, accessorProperty, type Key, type Value } from '../values/value';

/** The kinds of errors that the language itself throws. */
export type ErrorKind = 'Error' | 'TypeError' | 'RangeError' | 'ReferenceError' | 'SyntaxError' | 'EvalError' | 'URIError';

/** Built-in functions that are done at once, by their names. */
export type Natives = Readonly<Record<string, Native>>;

/** Built-in functions that call functions of the script or wait, by their names. */
export type BlockingNatives = Readonly<Record<string, BlockingNative>>;

/** The objects that every script begins with. */
export class Realm {
  readonly objectPrototype = new JsObject(null);
  readonly functionPrototype = new NativeFunction(this.objectPrototype, { run: () => undefined }, false);
  readonly arrayPrototype = new JsArray(this.objectPrototype, []);
  readonly iteratorPrototype = new JsObject(this.objectPrototype);
  readonly generatorPrototype = new JsObject(this.iteratorPrototype);
  readonly stringPrototype = this.#plain();
  readonly numberPrototype = this.#plain();
  readonly booleanPrototype = this.#plain();
  readonly bigintPrototype = this.#plain();
  readonly symbolPrototype = this.#plain();
  readonly datePrototype = this.#plain();
  readonly regexpPrototype = this.#plain();
  readonly mapPrototype = this.#plain();
  readonly setPrototype = this.#plain();
  readonly weakMapPrototype = this.#plain();
  readonly weakSetPrototype = this.#plain();
  readonly promisePrototype = this.#plain();
  readonly bufferPrototype = this.#plain();
  /** By kind; that of `Error` is the prototype of the others. */
  readonly errorPrototypes = new Map<string, JsObject>();
  readonly global = this.#plain();
  readonly iterator = new JsSymbol('Symbol.iterator');
  readonly asyncIterator = new JsSymbol('Symbol.asyncIterator');
  readonly toPrimitive = new JsSymbol('Symbol.toPrimitive');
  readonly toStringTag = new JsSymbol('Symbol.toStringTag');
  readonly hasInstance = new JsSymbol('Symbol.hasInstance');

  /** An empty object. */
  object(members: Readonly<Record<string, Value>> = {}): JsObject {
    const object = this.#plain();
    for (const [name, value] of Object.entries(members)) object.put(name, value);
    return object;
  }

  /** An array with these elements. */
  array(elements: Value[]): JsArray {
    return new JsArray(this.arrayPrototype, elements);
  }

  /** A promise that is not settled. */
  promise(prototype = this.promisePrototype): JsPromise {
    return new JsPromise(prototype);
  }

  /** Bytes. */
  buffer(bytes: string): JsBuffer {
    return new JsBuffer(this.bufferPrototype, bytes);
  }

  /** An error without a stack. */
  error(kind: ErrorKind, message: string): JsError {
    const error = new JsError(this.errorPrototypes.get(kind) ?? this.objectPrototype);
    error.hide('message', message);
    return error;
  }

  /** A built-in function. */
  native(name: string, length: number, run: Native): NativeFunction {
    return this.#describe(new NativeFunction(this.functionPrototype, { run }, false), name, length);
  }

  /** A built-in function that calls functions of the script, or waits. */
  blocking(name: string, length: number, block: BlockingNative): NativeFunction {
    return this.#describe(new NativeFunction(this.functionPrototype, { block }, false), name, length);
  }

  /** A built-in constructor with its prototype. */
  constructorOf(name: string, prototype: JsObject, action: { readonly run: Native } | { readonly block: BlockingNative }): NativeFunction {
    const constructor = this.#describe(new NativeFunction(this.functionPrototype, action, true), name, 1);
    constructor.properties.set('prototype', { ...accessorProperty(undefined, undefined), isAccessor: false, value: prototype, writable: false, configurable: false });
    prototype.hide('constructor', constructor);
    return constructor;
  }

  /** Adds a function to an object: for names that objects of the host have, too. */
  method(target: JsObject, name: string, run: Native): void {
    target.hide(name, this.native(name, Math.max(0, run.length - 2), run));
  }

  /** Adds functions to an object. */
  methods(target: JsObject, natives: Natives): void {
    for (const [name, run] of Object.entries(natives)) this.method(target, name, run);
  }

  /** Adds functions that call functions of the script, or wait. */
  blockingMethods(target: JsObject, natives: BlockingNatives): void {
    for (const [name, block] of Object.entries(natives)) target.hide(name, this.blocking(name, Math.max(0, block.length - 2), block));
  }

  /** Adds a property that is computed. */
  getter(target: JsObject, key: Key, get: Native, set?: Native): void {
    const name = typeof key === 'string' ? key : '';
    target.define(key, accessorProperty(this.native(name, 0, get), set && this.native(name, 1, set)));
  }

  /** The prototype that an instance gets: that of the class which extends a built-in one. */
  prototypeFor(newTarget: JsObject | undefined, otherwise: JsObject): JsObject {
    const prototype = newTarget?.own('prototype')?.value;
    return prototype instanceof JsObject ? prototype : otherwise;
  }

  #plain(): JsObject {
    return new JsObject(this.objectPrototype);
  }

  #describe<F extends JsFunction>(native: F, name: string, length: number): F {
    native.describe(name, length);
    return native;
  }
}
