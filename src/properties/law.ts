import fc from 'fast-check';
import { relative } from 'node:path';
import { test } from 'node:test';

import type { Cluster } from '../cluster/cluster';
import { renderCounterExample } from './counter-example';
import { runExperiment, type Experiment } from './experiment';
import { parseReplayOptions, type ReplayOptions } from './replay-options';

/** Something that holds for every input. */
export interface Law<Input> {
  /** A sentence. */
  readonly name: string;
  /** How many inputs are tried if nothing else is said. */
  readonly runs: number;
  readonly inputs: fc.Arbitrary<Input>;
  /** The pod that an input stands for. */
  experiment(input: Input): Experiment;
  /**
   * What contradicts the law, one sentence each; nothing if it holds.
   * @param cluster the cluster at the end of the experiment
   */
  violations(input: Input, cluster: Cluster): Iterable<string>;
  /** What ought to hold, as steps of a feature, where phrases can say it: lines of a table are indented. */
  expectations?(input: Input): readonly string[];
}

/** A law does not hold. The message has what is needed to see it again: seed, path, and the smallest pod as a scenario. */
export class LawError extends Error {
  override readonly name = 'LawError';

  constructor(message: string) {
    super(message);
    // The message ends with a feature to be copied; where the law was tried says nothing.
    this.stack = message;
  }
}

/** What contradicts a law, a sentence on each line. */
class Violated extends Error {}

/** How a law that holds was tried. */
export interface LawReport {
  readonly runs: number;
  readonly seed: number;
}

/** Violations printed of one run: the first few tell the story. */
const SHOWN_VIOLATIONS = 5;

/**
 * Tries a law with generated inputs.
 * @param file where the law stands, for the command that replays a failure
 * @throws LawError when it does not hold
 */
export function checkLaw<Input>(law: Law<Input>, { seed, path, runs = law.runs }: ReplayOptions, file: string): LawReport {
  const property = fc.property(law.inputs, (input) => {
    const violations = [...law.violations(input, runExperiment(law.experiment(input)))];
    if (violations.length > 0) throw new Violated(violations.slice(0, SHOWN_VIOLATIONS).join('\n'));
  });
  const details = fc.check(property, { seed, path, numRuns: runs });
  if (details.failed) throw new LawError(renderFailure(law, details, file));
  return { runs: details.numRuns, seed: details.seed };
}

/**
 * Makes a test of a law. It is tried with the options of the environment, and prints the number of runs and the seed.
 * @param file the file that calls this
 */
export function testLaw<Input>(file: string, law: Law<Input>): void {
  void test(law.name, () => {
    // eslint-disable-next-line no-restricted-properties -- a replay is asked for from outside; the engine does not see it
    const { runs, seed } = checkLaw(law, parseReplayOptions(process.env), relative(process.cwd(), file));
    process.stdout.write(`  ${runs} runs with seed ${seed}: ${law.name}\n`);
  });
}

/** What failed, how to see it again, why, and the smallest counter-example, in this order. */
function renderFailure<Input>(law: Law<Input>, details: fc.RunDetails<[Input]>, file: string): string {
  const { seed, counterexamplePath, numRuns, numShrinks, counterexample, errorInstance } = details;
  return [
    `Law does not hold: ${law.name}`,
    `Seed ${seed}, path "${counterexamplePath}": failed in run ${numRuns}, shrunk ${numShrinks} times`,
    `Replay: PODCLOCK_SEED=${seed} PODCLOCK_PATH=${counterexamplePath} npm run unit -- ${file}`,
    '',
    describeError(errorInstance),
    ...(counterexample === null ? [] : ['', 'The smallest pod found, as a feature:', '', renderInput(law, counterexample[0])]),
  ].join('\n');
}

/** Violations are told by their sentences; an error of the engine itself by its stack. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof Violated ? error.message : error.stack ?? error.message;
}

function renderInput<Input>(law: Law<Input>, input: Input): string {
  return renderCounterExample(law.name, law.experiment(input), law.expectations?.(input));
}
