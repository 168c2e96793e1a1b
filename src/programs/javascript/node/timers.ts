import { toNumber } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import { deferred } from '../interpreter/promises';
import type { Natives } from '../interpreter/realm';
import { JsFunction } from '../values/function';
import { JsObject, type Value } from '../values/value';
import { inspect } from './inspect';
import type { Immediate, LoopTimer } from './event-loop';
import type { NodeRuntime } from './runtime';

/** Timers of scripts: the functions that start and stop them. */
export class Timers {
  readonly #timeouts = new WeakMap<JsObject, LoopTimer>();
  readonly #byId = new Map<number, JsObject>();
  readonly #immediates = new WeakMap<JsObject, Immediate>();
  readonly #timeoutPrototype: JsObject;
  readonly #immediatePrototype: JsObject;
  #lastId = 0;

  constructor(private readonly runtime: NodeRuntime) {
    const { realm } = runtime;
    this.#timeoutPrototype = realm.object();
    this.#immediatePrototype = realm.object();
    this.#timeoutPrototype.hide('constructor', realm.native('Timeout', 0, () => undefined));
    this.#immediatePrototype.hide('constructor', realm.native('Immediate', 0, () => undefined));
    this.#addMethods();
  }

  /** `setTimeout` and the others. */
  get functions(): Natives {
    const start = (isRepeated: boolean) => (interpreter: Interpreter, _self: Value, [callback, delay, ...args]: readonly Value[]) => this.#start(interpreter, callback, delay, args, isRepeated);
    const stop = (_interpreter: Interpreter, _self: Value, [timer]: readonly Value[]): Value => this.#stop(timer);
    return {
      setTimeout: start(false), setInterval: start(true), clearTimeout: stop, clearInterval: stop,
      setImmediate: (interpreter, _self, [callback, ...args]) => this.#startImmediate(interpreter, callback, args),
      clearImmediate: (_interpreter, _self, [immediate]) => {
        const known = immediate instanceof JsObject ? this.#immediates.get(immediate) : undefined;
        if (known !== undefined) known.isActive = false;
        return undefined;
      },
    };
  }

  /** `timers/promises`. */
  get promiseFunctions(): Natives {
    const { loop } = this.runtime;
    return {
      setTimeout(interpreter, _self, [delay, value]) {
        const { promise, resolve } = deferred(interpreter);
        loop.startTimer(delay === undefined ? 1 : toNumber(interpreter, delay), false, function* run() { resolve(value); }, [promise, value]);
        return promise;
      },
      setImmediate(interpreter, _self, [value]) {
        const { promise, resolve } = deferred(interpreter);
        loop.immediates.push({ run: function* run() { resolve(value); }, isActive: true, isReferenced: true, holds: [promise, value] });
        return promise;
      },
    };
  }

  #start(interpreter: Interpreter, callback: Value, delay: Value, args: readonly Value[], isRepeated: boolean): Value {
    requireCallback(interpreter, callback);
    const timeout = new JsObject(this.#timeoutPrototype, 'Timeout');
    const wait = delay === undefined ? 1 : toNumber(interpreter, delay);
    this.#timeouts.set(timeout, this.runtime.loop.startTimer(wait, isRepeated, () => interpreter.call(callback, timeout, args), [callback, timeout, ...args]));
    return timeout;
  }

  #stop(timer: Value): Value {
    const timeout = timer instanceof JsObject ? timer : this.#byId.get(Number(typeof timer === 'string' || typeof timer === 'number' ? timer : -1));
    const known = timeout === undefined ? undefined : this.#timeouts.get(timeout);
    if (known !== undefined) this.runtime.loop.stopTimer(known);
    return undefined;
  }

  #startImmediate(interpreter: Interpreter, callback: Value, args: readonly Value[]): Value {
    requireCallback(interpreter, callback);
    const object = new JsObject(this.#immediatePrototype, 'Immediate');
    const immediate = { run: () => interpreter.call(callback, undefined, args), isActive: true, isReferenced: true, holds: [callback, object, ...args] };
    this.#immediates.set(object, immediate);
    this.runtime.loop.immediates.push(immediate);
    return object;
  }

  #addMethods(): void {
    const { realm, loop } = this.runtime;
    const known = (self: Value): LoopTimer | Immediate | undefined => (self instanceof JsObject ? this.#timeouts.get(self) ?? this.#immediates.get(self) : undefined);
    const reference = (isReferenced: boolean) => (_interpreter: Interpreter, self: Value): Value => {
      const timer = known(self);
      if (timer !== undefined) timer.isReferenced = isReferenced;
      return self;
    };
    for (const prototype of [this.#timeoutPrototype, this.#immediatePrototype]) {
      realm.methods(prototype, { ref: reference(true), unref: reference(false), hasRef: (_interpreter, self) => known(self)?.isReferenced ?? false });
    }
    realm.methods(this.#timeoutPrototype, {
      close: (_interpreter, self) => this.#stop(self),
      refresh: (_interpreter, self) => {
        const timer = known(self);
        if (timer !== undefined && 'wait' in timer) loop.restartTimer(timer);
        return self;
      },
    });
    this.#timeoutPrototype.hide(realm.toPrimitive, realm.native('', 0, (_interpreter, self) => {
      if (!(self instanceof JsObject)) return NaN;
      this.#byId.set(++this.#lastId, self);
      return this.#lastId;
    }));
  }
}

function requireCallback(interpreter: Interpreter, callback: Value): asserts callback is JsFunction {
  if (!(callback instanceof JsFunction)) {
    const error = interpreter.realm.error('TypeError', `The "callback" argument must be of type function. Received ${inspect(interpreter, callback)}`);
    error.put('code', 'ERR_INVALID_ARG_TYPE');
    throw interpreter.thrown(interpreter.withStack(error));
  }
}
