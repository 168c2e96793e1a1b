import type { Answer, HookRequest, PendingAnswer, ProbeRequest, ProbeType, ProgramRun } from '../../programs/program';
import type { Duration } from '../../simulation/time';

/** The run of a program that is only described, with something added to it: whatever is not overridden is the run's own. */
export abstract class DelegatingRun implements ProgramRun {
  constructor(protected readonly run: ProgramRun) {}

  stop(signal: string | undefined): void {
    this.run.stop(signal);
  }

  dispose(): void {
    this.run.dispose();
  }

  answerProbe(request: ProbeRequest, age: Duration): Answer | PendingAnswer {
    return this.run.answerProbe(request, age);
  }

  answerHook(request: HookRequest, age: Duration): Answer | PendingAnswer {
    return this.run.answerHook(request, age);
  }

  steadyUntil(type: ProbeType, age: Duration): Duration {
    return this.run.steadyUntil(type, age);
  }
}
