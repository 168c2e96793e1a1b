import type { JsPromise } from '../values/promise';
import { ForcedReturn, ThrownValue } from '../values/thrown';
import { JsObject, type Value } from '../values/value';
import { iterationResult } from './iteration';
import { CallStack } from './call-stack';
import type { CallRecord, Interpreter } from './interpreter';
import { promiseOf, rejectPromise, resolvePromise, whenSettled } from './promises';
import type { Scope } from './scope';
import { AwaitPoint, YieldPoint, type Evaluation } from './suspension';

type Resumption = { readonly kind: 'next' | 'throw' | 'return'; readonly value: Value };

/** The body of an asynchronous function that stands still at `await`. */
export class AsyncRun {
  /** The variables that its rest may use. */
  scope: Scope | undefined;
  readonly #stack: CallStack<Value>;

  constructor(
    body: Evaluation<Value>,
    readonly promise: JsPromise,
    private readonly record: CallRecord,
  ) {
    this.#stack = new CallStack(body);
  }

  /** Lets it go on until it waits again, or ends. */
  *resume(interpreter: Interpreter, resumption: Resumption): Evaluation<void> {
    const { record, depth } = interpreter;
    interpreter.record = this.record;
    interpreter.depth++;
    try {
      const point = yield* advance(this.#stack, resumption);
      if (point instanceof AwaitPoint) {
        this.scope = point.scope;
        whenSettled(interpreter, promiseOf(interpreter, point.value), (outcome, value) => {
          this.scope = undefined;
          return this.resume(interpreter, { kind: outcome === 'fulfilled' ? 'next' : 'throw', value });
        });
        interpreter.waiting.add(this);
      } else {
        interpreter.waiting.delete(this);
        resolvePromise(interpreter, this.promise, point instanceof YieldPoint ? undefined : point.result);
      }
    } catch (error) {
      if (!(error instanceof ThrownValue)) throw error;
      interpreter.waiting.delete(this);
      rejectPromise(interpreter, this.promise, error.value);
    } finally {
      interpreter.record = record;
      interpreter.depth = depth;
    }
  }
}

/** Lets a body go on until it awaits, yields or ends; what waits for the kernel is handed on. */
function* advance(stack: CallStack<Value>, { kind, value }: Resumption): Evaluation<AwaitPoint | YieldPoint | { readonly result: Value }> {
  let step = stack.resume(kind === 'next' ? { value } : { thrown: kind === 'throw' ? new ThrownValue(value, undefined) : new ForcedReturn(value) });
  while ('point' in step) {
    if (step.point instanceof AwaitPoint || step.point instanceof YieldPoint) return step.point;
    step = stack.resume({ value: yield step.point });
  }
  return step;
}

/** The object that a call of a generator function returns. */
export class GeneratorObject extends JsObject {
  state: 'start' | 'suspended' | 'running' | 'done' = 'start';
  /** The variables that its rest may use. */
  scope: Scope;
  readonly #stack: CallStack<Value>;

  constructor(
    prototype: JsObject,
    body: Evaluation<Value>,
    scope: Scope,
  ) {
    super(prototype, 'Generator');
    this.scope = scope;
    this.#stack = new CallStack(body);
  }

  /** `next`, `throw` and `return`. */
  *resume(interpreter: Interpreter, resumption: Resumption): Evaluation<Value> {
    if (this.state === 'running') interpreter.fail('TypeError', 'Generator is already running');
    if (this.state === 'start' && resumption.kind !== 'next') this.state = 'done';
    if (this.state === 'done') {
      if (resumption.kind === 'throw') throw interpreter.thrown(resumption.value);
      return iterationResult(interpreter, resumption.kind === 'return' ? resumption.value : undefined, true);
    }
    this.state = 'running';
    const { depth } = interpreter;
    try {
      const point = yield* advance(this.#stack, resumption);
      if (point instanceof YieldPoint) {
        this.state = 'suspended';
        this.scope = point.scope;
        return iterationResult(interpreter, point.value, false);
      }
      this.state = 'done';
      return iterationResult(interpreter, point instanceof AwaitPoint ? undefined : point.result, true);
    } catch (error) {
      this.state = 'done';
      if (error instanceof ForcedReturn) return iterationResult(interpreter, error.value, true);
      throw error;
    } finally {
      interpreter.depth = depth;
    }
  }
}
