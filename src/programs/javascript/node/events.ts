import { toKey } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import type { Evaluation } from '../interpreter/suspension';
import type { Realm } from '../interpreter/realm';
import { JsFunction } from '../values/function';
import { JsError, JsObject, type Key, type Value } from '../values/value';
import { refuseMember } from '../builtins/refusals';
import { inspect } from './inspect';

const REFUSED = [
  'addAbortListener', 'on', 'getEventListeners', 'getMaxListeners', 'EventEmitterAsyncResource', 'errorMonitor', 'kMaxEventTargetListeners',
  'kMaxEventTargetListenersWarned', 'setMaxListeners', 'init', 'listenerCount',
];

interface Listener {
  readonly callback: JsFunction;
  readonly isOnce: boolean;
}

/** Called when listeners of an event are added. */
export type ListenHook = (emitter: JsObject, event: Key) => void;

/** The listeners of the objects of one process: what EventEmitter does, for scripts and for the objects of Node.js. */
export class Emitters {
  readonly prototype: JsObject;
  readonly constructor_: JsFunction;
  readonly #listeners = new WeakMap<JsObject, Map<Key, readonly Listener[]>>();
  readonly #hooks = new WeakMap<JsObject, ListenHook>();

  constructor(private readonly realm: Realm) {
    this.prototype = realm.object();
    this.constructor_ = realm.constructorOf('EventEmitter', this.prototype, {
      run: (_interpreter, _self, _args, newTarget) => (newTarget === undefined ? undefined : new JsObject(realm.prototypeFor(newTarget, this.prototype))),
    });
    this.constructor_.put('EventEmitter', this.constructor_);
    this.constructor_.put('defaultMaxListeners', 10);
    for (const name of REFUSED) refuseMember(this.constructor_, name, `events.${name}`);
    refuseMember(this.prototype, 'rawListeners', 'EventEmitter.rawListeners');
    this.#addMethods();
  }

  /** An object with listeners, of a class of Node.js. */
  create(prototype = this.prototype): JsObject {
    return new JsObject(prototype);
  }

  /** A class of Node.js whose objects have listeners. */
  subclass(name: string): JsObject {
    const prototype = new JsObject(this.prototype);
    this.realm.constructorOf(name, prototype, { run: (interpreter) => interpreter.fail('TypeError', `${name} cannot be made by new here`) });
    return prototype;
  }

  /** Wants to know when listeners are added to an object. */
  onListen(emitter: JsObject, hook: ListenHook): void {
    this.#hooks.set(emitter, hook);
  }

  /** How many listeners an event has. */
  count(emitter: JsObject, event: Key): number {
    return this.#of(emitter, event).length;
  }

  /** All listeners of an object, for those who count what a script holds. */
  listenersOf(emitter: JsObject): JsFunction[] {
    return [...(this.#listeners.get(emitter)?.values() ?? [])].flat().map(({ callback }) => callback);
  }

  /** Adds a listener. */
  add(emitter: JsObject, event: Key, callback: JsFunction, isOnce: boolean, isFirst = false): void {
    const events = this.#listeners.get(emitter) ?? new Map<Key, readonly Listener[]>();
    this.#listeners.set(emitter, events);
    const before = events.get(event) ?? [];
    const listener = { callback, isOnce };
    events.set(event, isFirst ? [listener, ...before] : [...before, listener]);
    this.#hooks.get(emitter)?.(emitter, event);
  }

  /** Calls the listeners of an event; false when there are none. An error that nobody listens to is thrown. */
  *emit(interpreter: Interpreter, emitter: JsObject, event: Key, args: readonly Value[]): Evaluation<boolean> {
    const listeners = this.#of(emitter, event);
    if (listeners.length === 0 && event === 'error') this.#throwUnhandled(interpreter, args[0]);
    for (const { callback, isOnce } of listeners) {
      if (isOnce) this.#remove(emitter, event, callback);
      yield* interpreter.call(callback, emitter, args);
    }
    return listeners.length > 0;
  }

  #throwUnhandled(interpreter: Interpreter, error: Value): never {
    if (error instanceof JsError) throw interpreter.thrown(error);
    const shown = inspect(interpreter, error);
    const unhandled = interpreter.realm.error('Error', `Unhandled error. (${shown})`);
    unhandled.put('code', 'ERR_UNHANDLED_ERROR');
    throw interpreter.thrown(interpreter.withStack(unhandled));
  }

  #of(emitter: JsObject, event: Key): readonly Listener[] {
    return this.#listeners.get(emitter)?.get(event) ?? [];
  }

  #remove(emitter: JsObject, event: Key, callback: Value): void {
    const before = this.#of(emitter, event);
    const last = before.map((listener) => listener.callback).lastIndexOf(callback as JsFunction);
    if (last >= 0) this.#listeners.get(emitter)?.set(event, before.filter((_, index) => index !== last));
  }

  #addMethods(): void {
    const { realm, prototype } = this;
    const adder = (isOnce: boolean, isFirst: boolean) => (interpreter: Interpreter, self: Value, [name, callback]: readonly Value[]): Value => {
      if (!(self instanceof JsObject)) return interpreter.fail('TypeError', 'an EventEmitter is wanted');
      if (!(callback instanceof JsFunction)) return interpreter.fail('TypeError', `The "listener" argument must be of type function. Received ${inspect(interpreter, callback)}`);
      this.add(self, toKey(interpreter, name), callback, isOnce, isFirst);
      return self;
    };
    const remove = (interpreter: Interpreter, self: Value, [name, callback]: readonly Value[]): Value => {
      if (self instanceof JsObject) this.#remove(self, toKey(interpreter, name), callback);
      return self;
    };
    realm.methods(prototype, {
      on: adder(false, false), addListener: adder(false, false), once: adder(true, false),
      prependListener: adder(false, true), prependOnceListener: adder(true, true),
      off: remove, removeListener: remove,
      removeAllListeners: (interpreter, self, [name]) => {
        if (!(self instanceof JsObject)) return self;
        if (name === undefined) this.#listeners.delete(self);
        else this.#listeners.get(self)?.delete(toKey(interpreter, name));
        return self;
      },
      listenerCount: (interpreter, self, [name]) => (self instanceof JsObject ? this.count(self, toKey(interpreter, name)) : 0),
      listeners: (interpreter, self, [name]) => realm.array(self instanceof JsObject ? this.#of(self, toKey(interpreter, name)).map(({ callback }) => callback) : []),
      eventNames: (_interpreter, self) => realm.array(self instanceof JsObject ? [...(this.#listeners.get(self) ?? [])].filter(([, list]) => list.length > 0).map(([name]) => name) : []),
      setMaxListeners: (_interpreter, self) => self,
      getMaxListeners: () => 10,
    });
    realm.blockingMethods(prototype, {
      emit: (interpreter, self, [name, ...args]) => this.#emitFrom(interpreter, self, name, args),
    });
  }

  *#emitFrom(interpreter: Interpreter, self: Value, name: Value, args: readonly Value[]): Evaluation<Value> {
    return self instanceof JsObject ? yield* this.emit(interpreter, self, toKey(interpreter, name), args) : false;
  }
}

/** `events.once(emitter, name)`: a promise of the arguments of the next event. */
export function addOnce(realm: Realm, emitters: Emitters, deferred: (interpreter: Interpreter) => { readonly promise: Value; resolve(value: Value): void; reject(reason: Value): void }): void {
  realm.methods(emitters.constructor_, {
    once(interpreter, _self, [emitter, name]) {
      if (!(emitter instanceof JsObject)) return interpreter.fail('TypeError', 'an EventEmitter is wanted');
      const { promise, resolve, reject } = deferred(interpreter);
      emitters.add(emitter, toKey(interpreter, name), realm.native('', 0, (_interpreter, _self2, args) => {
        resolve(realm.array([...args]));
        return undefined;
      }), true);
      if (name !== 'error') {
        emitters.add(emitter, 'error', realm.native('', 1, (_interpreter, _self2, [error]) => {
          reject(error);
          return undefined;
        }), true);
      }
      return promise;
    },
  });
}
