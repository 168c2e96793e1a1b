import { Then, type DataTable } from '@cucumber/cucumber';

import {
  hookNeverRan, hookRan, probeWasFirstTried, probeWasTriedExactly, probeWasTriedTimes, type ContainerReference, type Moment,
} from '../src/index';
import { cellsOf } from './step-arguments';
import type { PodclockWorld } from './world';

type Probe = 'liveness' | 'readiness' | 'startup';
type Hook = 'postStart' | 'preStop';

/**
 * All attempts of a probe that have ended, by their beginnings. Columns: outcome (success, failure, timeout, error), takes,
 * restarts (of the container), and times.
 *
 * @example
 * the liveness probe of container "app" was tried exactly like this:
 *   | after start | outcome |
 *   | 10s         | success |
 *   | 20s         | failure |
 */
Then('the {probe} probe of {container} was tried exactly like this:', function (
  this: PodclockWorld, probe: Probe, container: ContainerReference, table: DataTable,
) {
  this.scenario.expect(probeWasTriedExactly(container, probe, cellsOf(table)));
});

/**
 * The first attempt of a probe began at that moment.
 *
 * @example the readiness probe of container "app" was first tried 15s..21s after start
 */
Then('the {probe} probe of {container} was first tried {moment}', function (
  this: PodclockWorld, probe: Probe, container: ContainerReference, moment: Moment,
) {
  this.scenario.expect(probeWasFirstTried(container, probe, moment));
});

/**
 * So many attempts of a probe have ended.
 *
 * @example the startup probe of container "app" was tried 3 times
 */
Then('the {probe} probe of {container} was tried {int} time(s)', function (
  this: PodclockWorld, probe: Probe, container: ContainerReference, times: number,
) {
  this.scenario.expect(probeWasTriedTimes(container, probe, times));
});

/**
 * A hook began to run at that moment.
 *
 * @example the preStop hook of container "app" ran 0s after deletion
 */
Then('the {hook} hook of {container} ran {moment}', function (
  this: PodclockWorld, hook: Hook, container: ContainerReference, moment: Moment,
) {
  this.scenario.expect(hookRan(container, hook, moment));
});

/**
 * A hook was never run.
 *
 * @example the preStop hook of container "app" never ran
 */
Then('the {hook} hook of {container} never ran', function (this: PodclockWorld, hook: Hook, container: ContainerReference) {
  this.scenario.expect(hookNeverRan(container, hook));
});
