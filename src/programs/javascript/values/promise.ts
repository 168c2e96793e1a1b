import type { Evaluation } from '../interpreter/suspension';
import type { Value } from './value';
import { JsObject } from './value';

/** How a promise was settled. */
export type Outcome = 'fulfilled' | 'rejected';

/** What is to be done when a promise is settled: a job of its own. */
export type Reaction = (outcome: Outcome, value: Value) => Evaluation<unknown>;

/** A promise. */
export class JsPromise extends JsObject {
  state: 'pending' | Outcome = 'pending';
  value: Value;
  /** Whether somebody has asked for its outcome. */
  isHandled = false;
  /** Whether it follows another one, or is settled. */
  isResolved = false;
  reactions: Reaction[] = [];

  constructor(prototype: JsObject) {
    super(prototype, 'Promise');
  }
}
