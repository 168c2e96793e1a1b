import { Then, type DataTable } from '@cucumber/cucumber';

import { logIncludes, logIsExactly, type ContainerReference } from '../src/index';
import { cellsOf } from './step-arguments';
import type { PodclockWorld } from './world';

/**
 * All that the container wrote in its last run, as `kubectl logs` shows it; with a column `run`, in all of its runs. Columns: line
 * (without blanks around it; `*` stands for any text), stream (stdout, stderr), run, and times. Of a program that the scenario describes
 * there is no log.
 *
 * @example
 * the log of container "app" is exactly:
 *   | after start | line      |
 *   | 0s          | starting  |
 *   | 20s         | listening |
 */
Then('the log of {container} is exactly:', function (this: PodclockWorld, container: ContainerReference, table: DataTable) {
  this.scenario.expect(logIsExactly(container, cellsOf(table)));
});

/**
 * The container wrote these lines in any of its runs, in any order, and maybe others. The columns are those of `is exactly`.
 *
 * @example
 * the log of container "app" includes:
 *   | run | stream | line               |
 *   | 1   | stderr | cannot connect to* |
 */
Then('the log of {container} includes:', function (this: PodclockWorld, container: ContainerReference, table: DataTable) {
  this.scenario.expect(logIncludes(container, cellsOf(table)));
});
