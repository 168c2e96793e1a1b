import type { Answer, PendingAnswer } from '../programs/program';
import type { RunningProcess, Waitable } from '../simulation/process';

/** A {@link PendingAnswer} that a process can wait for. */
export class AnswerArrival implements Waitable {
  answer: Answer | undefined;
  #waiter: RunningProcess<unknown> | undefined;
  readonly #pending: PendingAnswer;

  constructor(pending: PendingAnswer) {
    this.#pending = pending;
    pending.onAnswer((answer) => {
      this.answer = answer;
      this.#waiter?.wake(this);
    });
  }

  take(): boolean {
    return this.answer !== undefined;
  }

  attach(waiter: RunningProcess<unknown>): void {
    this.#waiter = waiter;
  }

  detach(): void {
    this.#waiter = undefined;
    if (this.answer === undefined) this.#pending.cancel();
  }
}
