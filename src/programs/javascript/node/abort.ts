import { refuseMember } from '../builtins/refusals';
import { toNumber, toText } from '../interpreter/conversions';
import { getProperty } from '../interpreter/properties';
import type { Evaluation } from '../interpreter/suspension';
import { JsFunction } from '../values/function';
import { JsObject, type Value } from '../values/value';
import type { NodeRuntime } from './runtime';

/** `AbortController` and `AbortSignal`. */
export class Aborts {
  readonly #prototype: JsObject;

  constructor(private readonly runtime: NodeRuntime) {
    const { realm, loop } = runtime;
    this.#prototype = runtime.emitters.subclass('AbortSignal');
    const signalConstructor = this.#prototype.own('constructor')!.value as JsObject;
    realm.global.hide('AbortSignal', signalConstructor);
    realm.methods(signalConstructor, {
      timeout: (interpreter, _self, [delay]) => {
        const signal = this.#create();
        const timer = loop.startTimer(toNumber(interpreter, delay), false, () => this.abort(signal, this.#reason('TimeoutError', 'The operation was aborted due to timeout', 23)), [signal]);
        timer.isReferenced = false;
        return signal;
      },
    });
    for (const name of ['any', 'abort']) refuseMember(signalConstructor, name, `AbortSignal.${name}`);
    this.#addListening();
    this.#addController();
  }

  /** Tells all who wait that nobody wants what they do any more. */
  *abort(signal: JsObject, reason: Value): Evaluation<void> {
    const { emitters, interpreter, realm } = this.runtime;
    if (signal.own('aborted')?.value === true) return;
    signal.put('aborted', true);
    signal.put('reason', reason);
    const event = realm.object({ type: 'abort', target: signal });
    const handler = getProperty(interpreter, signal, 'onabort');
    if (handler instanceof JsFunction) yield* interpreter.call(handler, signal, [event]);
    yield* emitters.emit(interpreter, signal, 'abort', [event]);
  }

  #create(): JsObject {
    const signal = this.runtime.emitters.create(this.#prototype);
    signal.put('aborted', false);
    signal.put('reason', undefined);
    signal.put('onabort', null);
    return signal;
  }

  #reason(name: string, message: string, code: number): JsObject {
    const { interpreter, realm } = this.runtime;
    const error = realm.error('Error', message);
    error.hide('name', name);
    error.hide('code', code);
    return interpreter.withStack(error);
  }

  #addListening(): void {
    const { realm, emitters } = this.runtime;
    realm.methods(this.#prototype, {
      addEventListener(interpreter, self, [type, listener]) {
        if (self instanceof JsObject && listener instanceof JsFunction) emitters.add(self, toText(interpreter, type), listener, false);
        return undefined;
      },
      throwIfAborted(interpreter, self) {
        if (self instanceof JsObject && self.own('aborted')?.value === true) throw interpreter.thrown(self.own('reason')?.value);
        return undefined;
      },
    });
    this.#prototype.hide('removeEventListener', emitters.prototype.own('removeListener')?.value);
  }

  #addController(): void {
    const { realm } = this.runtime;
    const prototype = realm.object();
    realm.global.hide('AbortController', realm.constructorOf('AbortController', prototype, {
      run: () => {
        const controller = new JsObject(prototype);
        controller.put('signal', this.#create());
        return controller;
      },
    }));
    realm.blockingMethods(prototype, { abort: (_interpreter, self, [reason]) => this.#abortFrom(self, reason) });
  }

  *#abortFrom(self: Value, reason: Value): Evaluation<Value> {
    const signal = self instanceof JsObject ? self.own('signal')?.value : undefined;
    if (signal instanceof JsObject) yield* this.abort(signal, reason ?? this.#reason('AbortError', 'This operation was aborted', 20));
    return undefined;
  }
}
