import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { setWorldConstructor, World } from '@cucumber/cucumber';

import { findDeclaredImages, Scenario, ScenarioError, type ScenarioOptions } from '../src/index';

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

  /** Where files are looked for that a scenario names. */
  #folders: readonly string[] = [];

  /**
   * Begins the scenario.
   * @param folder the folder of its feature
   * @throws ScenarioError when a file that declares images for it is not right
   */
  begin(options: ScenarioOptions, folder: string): void {
    const start = process.env['INIT_CWD'] ?? '.';
    this.#folders = [folder, start, '.'].map((each) => resolve(each));
    const { seed, only, phases = phasesOfEnvironment() } = this.parameters;
    this.scenario = new Scenario({ ...options, seed, only, phases });
    this.scenario.setup.declareImages(findDeclaredImages(folder, start));
  }

  /**
   * The text of a file that the scenario names.
   * @throws ScenarioError when it is in none of the folders
   */
  readFile(path: string): string {
    const paths = this.#folders.map((folder) => resolve(folder, path));
    const found = paths.find((each) => existsSync(each));
    if (found === undefined) throw new ScenarioError(`There is no file "${path}": looked for ${[...new Set(paths)].join(', ')}`);
    return readFileSync(found, 'utf8');
  }
}

function phasesOfEnvironment(): number | undefined {
  const text = process.env['PODCLOCK_PHASES'];
  return text === undefined ? undefined : Number(text);
}

setWorldConstructor(PodclockWorld);
