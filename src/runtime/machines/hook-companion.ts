import type { Answer, HookRequest, PendingAnswer, Program, ProgramHost, ProgramRun } from '../../programs/program';
import type { Duration } from '../../simulation/time';
import { DelegatingRun } from './delegating-run';

/**
 * A program that is only described, in a container whose preStop command is known: the command takes its real time, in
 * a container of its own. What it says is not believed, for it cannot see what the program does.
 */
export class ProgramWithHookCommand implements Program {
  readonly #program: Program;
  readonly #companion: Program;

  /**
   * @param program what the container runs
   * @param companion runs for ever, beside the usual programs
   */
  constructor(program: Program, companion: Program) {
    this.#program = program;
    this.#companion = companion;
  }

  start(host: ProgramHost, ordinal: number): ProgramRun {
    const run = this.#program.start(host, ordinal);
    const startCompanion = (): ProgramRun => this.#companion.start({ simulation: host.simulation, exit: () => undefined, log: () => undefined }, 0);
    return new RunWithHookCommand(run, startCompanion);
  }

  startLatency(ordinal: number): Duration | undefined {
    return this.#program.startLatency(ordinal);
  }
}

class RunWithHookCommand extends DelegatingRun {
  readonly #startCompanion: () => ProgramRun;
  #companion: ProgramRun | undefined;

  constructor(run: ProgramRun, startCompanion: () => ProgramRun) {
    super(run);
    this.#startCompanion = startCompanion;
  }

  override dispose(): void {
    super.dispose();
    this.#companion?.dispose();
  }

  override answerHook(request: HookRequest, age: Duration): Answer | PendingAnswer {
    if (request.type !== 'preStop' || request.handler.exec === undefined) return super.answerHook(request, age);
    this.#companion ??= this.#startCompanion();
    const answer = this.#companion.answerHook(request, age);
    if (!('onAnswer' in answer)) return { outcome: 'success', latency: answer.latency };
    return {
      onAnswer: (listener) => { answer.onAnswer(({ latency }) => { listener({ outcome: 'success', latency }); }); },
      cancel: () => { answer.cancel(); },
    };
  }
}
