import type { Interpreter } from '../interpreter/interpreter';
import type { Evaluation } from '../interpreter/suspension';
import { listValues } from '../interpreter/iteration';
import { chain, deferred, promiseOf, rejectPromise, resolvePromise } from '../interpreter/promises';
import { getProperty } from '../interpreter/properties';
import type { Realm } from '../interpreter/realm';
import { JsFunction, type BlockingNative } from '../values/function';
import { JsPromise, type Outcome } from '../values/promise';
import { ThrownValue } from '../values/thrown';
import { JsObject, type Value } from '../values/value';

/** `Promise`. */
export function addPromises(realm: Realm): void {
  const constructor = realm.constructorOf('Promise', realm.promisePrototype, { block: constructPromise });
  realm.global.hide('Promise', constructor);
  realm.promisePrototype.hide(realm.toStringTag, 'Promise');
  realm.methods(realm.promisePrototype, {
    then: (interpreter, self, [onFulfilled, onRejected]) => chain(interpreter, receiver(interpreter, self), onFulfilled, onRejected),
    catch: (interpreter, self, [onRejected]) => chain(interpreter, receiver(interpreter, self), undefined, onRejected),
    finally: (interpreter, self, [callback]) => chainFinally(interpreter, receiver(interpreter, self), callback),
  });
  realm.methods(constructor, {
    resolve: (interpreter, _self, [value]) => promiseOf(interpreter, value),
    reject(interpreter, _self, [reason]) {
      const promise = realm.promise();
      rejectPromise(interpreter, promise, reason);
      return promise;
    },
    withResolvers(interpreter) {
      const { promise, resolve, reject } = deferred(interpreter);
      const settler = (settle: (value: Value) => void) => realm.native('', 1, (_interpreter, _self, [value]) => {
        settle(value);
        return undefined;
      });
      return realm.object({ promise, resolve: settler(resolve), reject: settler(reject) });
    },
  });
  realm.blockingMethods(constructor, {
    all: (interpreter, _self, [items]) => combine(interpreter, items, (result, values, index, outcome, value) => {
      if (outcome === 'rejected') result.reject(value);
      else store(interpreter, result, values, index, value);
    }),
    allSettled: (interpreter, _self, [items]) => combine(interpreter, items, (result, values, index, outcome, value) => {
      store(interpreter, result, values, index, realm.object({ status: outcome, ...(outcome === 'fulfilled' ? { value } : { reason: value }) }));
    }),
    race: (interpreter, _self, [items]) => combine(interpreter, items, (result, _values, _index, outcome, value) => {
      if (outcome === 'rejected') result.reject(value);
      else result.resolve(value);
    }, false),
    any: (interpreter, _self, [items]) => combine(interpreter, items, (result, errors, index, outcome, value) => {
      if (outcome === 'fulfilled') result.resolve(value);
      else storeError(interpreter, result, errors, index, value);
    }),
  });
}

const constructPromise: BlockingNative = function* construct(interpreter, _self, [executor], newTarget) {
  const { realm } = interpreter;
  if (newTarget === undefined) return interpreter.fail('TypeError', "Promise constructor cannot be invoked without 'new'");
  if (!(executor instanceof JsFunction)) return interpreter.fail('TypeError', `Promise resolver ${executor instanceof JsObject ? '#<Object>' : typeof executor} is not a function`);
  const promise = realm.promise(realm.prototypeFor(newTarget, realm.promisePrototype));
  const resolve = realm.native('resolve', 1, (_interpreter, _self2, [value]) => {
    resolvePromise(interpreter, promise, value);
    return undefined;
  });
  const reject = realm.native('reject', 1, (_interpreter, _self2, [reason]) => {
    rejectPromise(interpreter, promise, reason);
    return undefined;
  });
  try {
    yield* interpreter.call(executor, undefined, [resolve, reject]);
  } catch (error) {
    if (!(error instanceof ThrownValue)) throw error;
    rejectPromise(interpreter, promise, error.value);
  }
  return promise;
};

function receiver(interpreter: Interpreter, self: Value): JsPromise {
  return self instanceof JsPromise ? self : interpreter.fail('TypeError', 'Method Promise.prototype.then called on incompatible receiver');
}

function chainFinally(interpreter: Interpreter, promise: JsPromise, callback: Value): JsPromise {
  if (!(callback instanceof JsFunction)) return chain(interpreter, promise, callback, callback);
  const { realm } = interpreter;
  const after = (outcome: Outcome) => realm.blocking('', 1, function* run(_interpreter, _self, [value]) {
    const waited = promiseOf(interpreter, yield* interpreter.call(callback, undefined, []));
    const settle = realm.native('', 0, () => {
      if (outcome === 'rejected') throw new ThrownValue(value, undefined);
      return value;
    });
    return chain(interpreter, waited, settle, undefined);
  });
  return chain(interpreter, promise, after('fulfilled'), after('rejected'));
}

type Deferred = ReturnType<typeof deferred>;
type Visit = (result: Deferred, values: Collected, index: number, outcome: Outcome, value: Value) => void;

interface Collected {
  readonly values: Value[];
  missing: number;
}

function* combine(interpreter: Interpreter, items: Value, visit: Visit, endsWhenEmpty = true): Evaluation<Value> {
  const result = deferred(interpreter);
  const list = yield* listValues(interpreter, items);
  const collected: Collected = { values: list.map(() => undefined), missing: list.length };
  for (const [index, item] of list.entries()) {
    const react = (outcome: Outcome) => interpreter.realm.native('', 1, (_interpreter, _self, [value]) => {
      visit(result, collected, index, outcome, value);
      return undefined;
    });
    chain(interpreter, promiseOf(interpreter, item), react('fulfilled'), react('rejected'));
  }
  if (list.length === 0 && endsWhenEmpty) result.resolve(interpreter.realm.array([]));
  return result.promise;
}

function store(interpreter: Interpreter, result: Deferred, collected: Collected, index: number, value: Value): void {
  collected.values[index] = value;
  if (--collected.missing === 0) result.resolve(interpreter.realm.array(collected.values));
}

function storeError(interpreter: Interpreter, result: Deferred, collected: Collected, index: number, value: Value): void {
  collected.values[index] = value;
  if (--collected.missing > 0) return;
  const error = interpreter.realm.error('Error', 'All promises were rejected');
  const prototype = getProperty(interpreter, interpreter.realm.global, 'AggregateError');
  if (prototype instanceof JsObject) error.prototype = getProperty(interpreter, prototype, 'prototype') as JsObject;
  error.hide('errors', interpreter.realm.array(collected.values));
  result.reject(interpreter.withStack(error));
}
