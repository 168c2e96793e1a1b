import type { Block } from '../../machine/kernel/wait-queue';
import { ForcedReturn, ThrownValue } from '../values/thrown';
import type { Value } from '../values/value';
import { CallPoint, type AwaitPoint, type Evaluation, type YieldPoint } from './suspension';

/** How a piece of a script goes on: with a value, or with something thrown. */
export type Resumption = { readonly value: Value } | { readonly thrown: ThrownValue | ForcedReturn };

/** The calls of a piece of a script, so deep as they may be, without any of the host's. */
export class CallStack<T> {
  readonly #calls: Evaluation<unknown>[];

  constructor(work: Evaluation<T>) {
    this.#calls = [work];
  }

  /** Lets the innermost call go on, until the piece ends or has to wait. Errors of the host pass all calls by. */
  resume(resumption: Resumption): { readonly result: T } | { readonly point: Block | AwaitPoint | YieldPoint } {
    let next = resumption;
    for (;;) {
      const call = this.#calls.at(-1)!;
      try {
        const step = 'thrown' in next ? call.throw(next.thrown) : call.next(next.value);
        if (step.done === true) {
          this.#calls.length--;
          if (this.#calls.length === 0) return { result: step.value as T };
          next = { value: step.value as Value };
          continue;
        }
        if (!(step.value instanceof CallPoint)) return { point: step.value };
        this.#calls.push(step.value.work);
        next = { value: undefined };
      } catch (error) {
        if (!(error instanceof ThrownValue || error instanceof ForcedReturn)) throw error;
        this.#calls.length--;
        if (this.#calls.length === 0) throw error;
        next = { thrown: error };
      }
    }
  }
}
