import { isHttpSuccess, type Outcome } from '../../programs/program';
import type { ScriptedAnswer } from '../../programs/scripted-program';
import type { Duration } from '../../simulation/time';

/** What a probe of a container is answered from an age of the container on. */
export interface PlannedAnswer {
  readonly from: Duration;
  readonly outcome: Outcome;
  /** HTTP status code, where one was given. */
  readonly status?: number;
  /** How long the answer takes; absent = the usual. */
  readonly takes?: Duration;
}

/** Answers ordered by age; a new one replaces that of the same age. */
export function withAnswer(answers: readonly PlannedAnswer[], answer: PlannedAnswer): PlannedAnswer[] {
  return [...answers.filter(({ from }) => from !== answer.from), answer].sort((a, b) => a.from - b.from);
}

/** The answers as the script of a program. */
export function scriptAnswers(answers: readonly PlannedAnswer[]): ScriptedAnswer[] {
  return answers.map(({ from, outcome, status, takes }) => ({ from, outcome, status, latency: takes }));
}

/** What the kubelet makes of an HTTP status (`pkg/probe/http/http.go` DoHTTPProbe, v1.36). */
export function outcomeOfStatus(status: number): Outcome {
  return isHttpSuccess(status) ? 'success' : 'failure';
}
