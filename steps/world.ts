import { setWorldConstructor, World } from '@cucumber/cucumber';

import { Scenario, type ScenarioOptions } from '../src/index';

/** What can be said with `--world-parameters`. */
export interface WorldParameters {
  /** The variation that is run, and alone; see `ScenarioOptions`. */
  readonly seed?: number;
  readonly only?: readonly string[];
  /** How many variations a scenario tagged `@any-phase` is run with. */
  readonly phases?: number;
  /** A folder into which each scenario's timeline and trace are written. */
  readonly keep?: string;
}

/** What the steps of one scenario share: the scenario, and nothing else. */
export class PodclockWorld extends World<WorldParameters> {
  scenario = new Scenario();
  /** The ids of the steps that have begun: the first that is missing matched no phrase. */
  readonly begunSteps = new Set<string>();

  /** Begins the scenario anew. */
  begin(options: ScenarioOptions): void {
    const { seed, only, phases = phasesOfEnvironment() } = this.parameters;
    this.scenario = new Scenario({ ...options, seed, only, phases });
  }
}

function phasesOfEnvironment(): number | undefined {
  const text = process.env['PODCLOCK_PHASES'];
  return text === undefined ? undefined : Number(text);
}

setWorldConstructor(PodclockWorld);
