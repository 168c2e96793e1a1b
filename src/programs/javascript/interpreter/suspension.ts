import type { Block } from '../../machine/kernel/wait-queue';
import type { Value } from '../values/value';
import type { Scope } from './scope';

/** `await` in an asynchronous function. */
export class AwaitPoint {
  constructor(readonly value: Value, readonly scope: Scope) {}
}

/** `yield` in a generator. */
export class YieldPoint {
  constructor(readonly value: Value, readonly scope: Scope) {}
}

/** A call of a function of the script: it gets a place of its own on the {@link CallStack}, and none on the host's stack. */
export class CallPoint {
  constructor(readonly work: Evaluation<Value>) {}
}

/**
 * A piece of a script at work. It yields where the process has to wait (for the kernel), where an asynchronous function or a
 * generator stands still (for what drives that), and where it calls a function (for the call stack).
 */
export type Evaluation<T> = Generator<Block | AwaitPoint | YieldPoint | CallPoint, T, Value>;
