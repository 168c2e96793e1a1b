import { JsFunction } from '../values/function';
import { JsPromise, type Outcome, type Reaction } from '../values/promise';
import { ThrownValue } from '../values/thrown';
import { JsObject, type Value } from '../values/value';
import type { Interpreter } from './interpreter';
import type { Evaluation } from './suspension';
import { getProperty } from './properties';

/** Settles a promise, or lets it follow another one (`Promise Resolve Functions` of ECMA-262). */
export function resolvePromise(interpreter: Interpreter, promise: JsPromise, value: Value): void {
  if (promise.isResolved) return;
  promise.isResolved = true;
  if (value === promise) {
    settle(interpreter, promise, 'rejected', interpreter.withStack(interpreter.realm.error('TypeError', 'Chaining cycle detected for promise #<Promise>')));
    return;
  }
  if (!(value instanceof JsObject)) {
    settle(interpreter, promise, 'fulfilled', value);
    return;
  }
  let then: Value;
  try {
    then = getProperty(interpreter, value, 'then');
  } catch (error) {
    if (!(error instanceof ThrownValue)) throw error;
    settle(interpreter, promise, 'rejected', error.value);
    return;
  }
  if (!(then instanceof JsFunction)) {
    settle(interpreter, promise, 'fulfilled', value);
    return;
  }
  interpreter.jobs.push(() => follow(interpreter, promise, value, then));
}

function* follow(interpreter: Interpreter, promise: JsPromise, thenable: JsObject, then: JsFunction): Evaluation<void> {
  const settler = new JsPromise(null as unknown as JsObject);
  const once = (act: (value: Value) => void) => (_: Interpreter, _self: Value, [value]: readonly Value[]): Value => {
    if (settler.isResolved) return undefined;
    settler.isResolved = true;
    act(value);
    return undefined;
  };
  const resolve = interpreter.realm.native('', 1, once((value) => { reopen(promise); resolvePromise(interpreter, promise, value); }));
  const reject = interpreter.realm.native('', 1, once((value) => settle(interpreter, promise, 'rejected', value)));
  try {
    yield* interpreter.call(then, thenable, [resolve, reject]);
  } catch (error) {
    if (!(error instanceof ThrownValue)) throw error;
    if (!settler.isResolved) settle(interpreter, promise, 'rejected', error.value);
  }
}

/** A promise that follows another one may be told what it follows next. */
function reopen(promise: JsPromise): void {
  promise.isResolved = false;
}

/** Rejects a promise that is not settled. */
export function rejectPromise(interpreter: Interpreter, promise: JsPromise, reason: Value): void {
  if (promise.isResolved) return;
  promise.isResolved = true;
  settle(interpreter, promise, 'rejected', reason);
}

function settle(interpreter: Interpreter, promise: JsPromise, outcome: Outcome, value: Value): void {
  if (promise.state !== 'pending') return;
  promise.state = outcome;
  promise.value = value;
  if (outcome === 'rejected' && !promise.isHandled) interpreter.unhandled.add(promise);
  const { reactions } = promise;
  promise.reactions = [];
  for (const reaction of reactions) interpreter.jobs.push(() => reaction(outcome, value));
}

/** Does something when a promise is settled, in a job of its own. */
export function whenSettled(interpreter: Interpreter, promise: JsPromise, reaction: Reaction): void {
  promise.isHandled = true;
  interpreter.unhandled.delete(promise);
  const { state, value } = promise;
  if (state === 'pending') promise.reactions.push(reaction);
  else interpreter.jobs.push(() => reaction(state, value));
}

/** The promise of a value: itself if it is one. */
export function promiseOf(interpreter: Interpreter, value: Value): JsPromise {
  if (value instanceof JsPromise) return value;
  const promise = interpreter.realm.promise();
  resolvePromise(interpreter, promise, value);
  return promise;
}

/** `promise.then(onFulfilled, onRejected)`. */
export function chain(interpreter: Interpreter, promise: JsPromise, onFulfilled: Value, onRejected: Value): JsPromise {
  const result = interpreter.realm.promise();
  whenSettled(interpreter, promise, function* react(outcome, value) {
    const handler = outcome === 'fulfilled' ? onFulfilled : onRejected;
    if (!(handler instanceof JsFunction)) {
      if (outcome === 'fulfilled') resolvePromise(interpreter, result, value);
      else rejectPromise(interpreter, result, value);
      return;
    }
    try {
      resolvePromise(interpreter, result, yield* interpreter.call(handler, undefined, [value]));
    } catch (error) {
      if (!(error instanceof ThrownValue)) throw error;
      rejectPromise(interpreter, result, error.value);
    }
  });
  return result;
}

/** A promise that a built-in function settles later. */
export function deferred(interpreter: Interpreter): { readonly promise: JsPromise; resolve(value: Value): void; reject(reason: Value): void } {
  const promise = interpreter.realm.promise();
  return { promise, resolve: (value) => resolvePromise(interpreter, promise, value), reject: (reason) => rejectPromise(interpreter, promise, reason) };
}
