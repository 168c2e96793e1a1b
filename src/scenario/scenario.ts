import type { Instant } from '../simulation/time';
import { explainFailure, type ScenarioPlace } from './failure-report';
import { findWindows } from './pinned-times';
import { unexpectedRejection } from './rejection';
import { ScenarioError } from './scenario-error';
import { ScenarioSetup } from './setup';
import { Runs, type Failure, type Operation } from './run/runs';
import type { ScenarioRun } from './run/scenario-run';
import { Variation } from './run/variation';
import type { Expectation, PinnedTime } from './verdict';

/** How a scenario is run. */
export interface ScenarioOptions {
  readonly place?: ScenarioPlace;
  /** Which variation is run, and alone; 0 is the profile as it is. */
  readonly seed?: number;
  /** Which parts of that variation vary; absent = all. */
  readonly only?: readonly string[];
  /** How many variations a scenario has to hold in that is to hold in any. */
  readonly phases?: number;
}

/** So many variations are tried unless something else is said. */
export const DEFAULT_PHASES = 25;

/**
 * One scenario: what it says before the clock moves, the clusters to which it is done, and what has to hold there.
 * The steps are its only users; they say everything through it.
 */
export class Scenario {
  readonly setup = new ScenarioSetup();
  readonly #options: ScenarioOptions;
  #runs: Runs | undefined;
  #holdsInAny = false;
  #sawExpectation = true;
  #hasActed = false;
  #rejection: Error | undefined;
  #failure: Failure | undefined;
  readonly #pinned: PinnedTime[] = [];

  constructor(options: ScenarioOptions = {}) {
    this.#options = options;
  }

  /** The run that is shown: the smallest that failed, or the first. */
  get shown(): ScenarioRun {
    return this.#failure?.run ?? this.#started().shown;
  }

  /** A run in which held what failed in another one. */
  get passing(): ScenarioRun | undefined {
    return this.#failure?.passing;
  }

  /** When the run that is shown went wrong, where that is known. */
  get wentWrongAt(): Instant | undefined {
    return this.#failure?.mismatch.since;
  }

  /** Whether anything was done to a cluster. */
  get hasBegun(): boolean {
    return this.#runs !== undefined;
  }

  /** From now on everything is done to many clusters with different tick phases, and has to hold in each. */
  holdInAnyPhase(): void {
    if (this.#runs !== undefined) throw new ScenarioError('Variations are asked for before anything happens');
    this.#holdsInAny = true;
  }

  /** Applies a manifest. What is refused is an error in the next step, unless that expects it. */
  apply(read: () => void): void {
    this.#raiseRejection();
    try {
      read();
    } catch (error) {
      if (!(error instanceof Error) || error instanceof ScenarioError) throw error;
      this.#rejection = error;
    }
  }

  /** Does something to every cluster. */
  act(action: (run: ScenarioRun) => void): void {
    this.perform((run) => {
      action(run);
      return undefined;
    });
  }

  /**
   * Does something to every cluster that may fail.
   * @throws ExpectationError when it does
   */
  perform(operation: Operation): void {
    this.#createPending();
    this.#hasActed = true;
    if (this.#sawExpectation) this.#started().perform(beginBlock);
    this.#sawExpectation = false;
    this.#raise(this.#started().perform(operation));
  }

  /**
   * Asks something of every cluster.
   * @throws ExpectationError when it does not hold in one; ScenarioError when nothing was done to them yet
   */
  expect(expectation: Expectation): void {
    this.#createPending();
    if (!this.#hasActed) throw new ScenarioError('Nothing has happened yet of which this could be so: first let time pass, as with "When 1m pass"');
    this.#ask(expectation);
  }

  /**
   * Asks something that follows from the manifests alone, so that nothing has to happen before.
   * @throws ExpectationError when it does not hold
   */
  expectOfManifest(expectation: Expectation): void {
    this.#createPending();
    this.#ask(expectation);
  }

  #ask(expectation: Expectation): void {
    this.#sawExpectation = true;
    const runs = this.#started();
    this.#raise(runs.ask((run) => {
      const verdict = expectation(run.observe());
      if (verdict.holds && run === runs.shown) this.#pinned.push(...verdict.pinned);
      return verdict.holds ? undefined : verdict;
    }));
  }

  /** Takes the reason why the last manifest was refused; undefined when it was not. */
  takeRejection(): Error | undefined {
    const rejection = this.#rejection;
    this.#rejection = undefined;
    return rejection;
  }

  /**
   * The scenario is over. Gives warnings about exact times that are windows in truth.
   * @throws ScenarioError when something that it said had no effect
   */
  finish(): string[] {
    this.#raiseRejection();
    this.#checkImages();
    const isFixed = this.#holdsInAny || this.setup.recording !== undefined || this.#options.seed !== undefined;
    if (isFixed || this.#failure !== undefined || this.#runs === undefined) return [];
    return findWindows(this.#pinned, (variation, until) => this.#started().repeat(variation, until));
  }

  /** What is said of an image that no pod has would have no effect. */
  #checkImages(): void {
    if (this.#runs === undefined || this.setup.replays) return;
    const used = this.#runs.shown.usedImages;
    const unused = [...this.setup.images.said].find((image) => !used.has(image));
    if (unused === undefined) return;
    throw new ScenarioError(`No container has the image "${unused}" of which the scenario says something, only ${[...used].map((image) => `"${image}"`).join(', ')}`);
  }

  #started(): Runs {
    this.#runs ??= new Runs((variation) => this.setup.makeRun(variation), this.#variations());
    return this.#runs;
  }

  #variations(): Variation[] {
    const { seed, only, phases = DEFAULT_PHASES } = this.#options;
    if (seed !== undefined) return [new Variation(seed, only)];
    if (!this.#holdsInAny) return [new Variation(0)];
    return Array.from({ length: Math.max(1, phases) }, (_, each) => new Variation(each)).sort((a, b) => a.size - b.size);
  }

  #createPending(): void {
    this.#raiseRejection();
    const pending = this.setup.takePending();
    const images = this.setup.images.takeNew();
    const objects = this.setup.takeObjects();
    if (pending.length + images.length + objects.length === 0) return;
    this.#started().perform((run) => {
      for (const [image, script] of images) run.cluster.node.runtime.images.describe(image, script);
      for (const object of objects) run.cluster.api.objects.apply(object);
      for (const plan of pending) run.createPod(plan);
      run.passUntil(0);
      return undefined;
    });
  }

  #raiseRejection(): void {
    const rejection = this.takeRejection();
    if (rejection !== undefined) throw unexpectedRejection(rejection);
  }

  #raise(failure: Failure | undefined): void {
    if (failure === undefined) return;
    this.#failure = failure;
    throw explainFailure(failure, this.#options.place);
  }
}

function beginBlock(run: ScenarioRun): undefined {
  run.beginBlock();
  return undefined;
}
