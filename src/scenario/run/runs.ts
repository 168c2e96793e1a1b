import type { Instant } from '../../simulation/time';
import type { Mismatch } from '../verdict';
import type { ScenarioRun } from './scenario-run';
import { Variation } from './variation';

/** Something that was done to every cluster of a scenario, or asked of it. */
export type Operation = (run: ScenarioRun) => Mismatch | undefined;

/** Makes a cluster of the scenario with a variation. */
export type RunMaker = (variation: Variation) => ScenarioRun;

/** A run in which something did not hold. */
export interface Failure {
  readonly run: ScenarioRun;
  readonly mismatch: Mismatch;
  /** In how many of the runs it failed, and how many there are. */
  readonly failed: number;
  readonly of: number;
  /** A run in which it held, to compare with. */
  readonly passing: ScenarioRun | undefined;
}

/** The clusters of a scenario: everything is done to each of them, and has to hold in each. */
export class Runs {
  readonly #make: RunMaker;
  readonly #runs: readonly ScenarioRun[];
  readonly #done: Operation[] = [];

  /** @param variations ordered by size; the first is what is shown */
  constructor(make: RunMaker, variations: readonly Variation[]) {
    this.#make = make;
    this.#runs = variations.map(make);
  }

  /** The run that is shown. */
  get shown(): ScenarioRun {
    return this.#runs[0];
  }

  /** How many clusters there are. */
  get count(): number {
    return this.#runs.length;
  }

  /** Does something to every cluster; says where it failed. */
  perform(operation: Operation): Failure | undefined {
    this.#done.push(operation);
    return this.#evaluate(operation, (variation) => this.#replay(variation));
  }

  /** Asks something of every cluster; says where it failed, with the smallest variation that was found. */
  ask(question: Operation): Failure | undefined {
    return this.#evaluate(question, (variation) => {
      const { run } = this.#replay(variation);
      return { run, mismatch: question(run) };
    });
  }

  /**
   * A cluster to which the same was done, with another variation.
   * @param until where it may end; what was done later is left out
   */
  repeat(variation: Variation, until?: Instant): ScenarioRun {
    return this.#replay(variation, until).run;
  }

  #evaluate(operation: Operation, again: (variation: Variation) => Answer): Failure | undefined {
    const answers = this.#runs.map((run): Answer => ({ run, mismatch: operation(run) }));
    const failed = answers.filter(isFailed);
    if (failed.length === 0) return undefined;
    const passing = answers.find(({ mismatch }) => mismatch === undefined)?.run;
    const smallest = answers.length > 1 ? shrink(failed[0], again) : failed[0];
    return { ...smallest, failed: failed.length, of: answers.length, passing };
  }

  /** A cluster to which the same was done, and what the last operation found. */
  #replay(variation: Variation, until: Instant = Infinity): Answer {
    const run = this.#make(variation);
    run.endsAt(until);
    let mismatch: Mismatch | undefined;
    for (const operation of this.#done) {
      if (run.now >= until) break;
      mismatch = operation(run);
    }
    return { run, mismatch };
  }
}

interface Answer {
  readonly run: ScenarioRun;
  readonly mismatch: Mismatch | undefined;
}

interface FailedAnswer extends Answer {
  readonly mismatch: Mismatch;
}

function isFailed(answer: Answer): answer is FailedAnswer {
  return answer.mismatch !== undefined;
}

/** Leaves out of a variation, part by part, what is not needed for the failure. */
function shrink(failed: FailedAnswer, again: (variation: Variation) => Answer): FailedAnswer {
  let smallest = failed;
  for (const part of failed.run.variation.parts) {
    const { seed, parts } = smallest.run.variation;
    const answer = again(new Variation(seed, parts.filter((each) => each !== part)));
    if (isFailed(answer)) smallest = answer;
  }
  return smallest;
}
