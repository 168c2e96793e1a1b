import { Then, type DataTable } from '@cucumber/cucumber';

import {
  receivedAt, receivedExactly, receivedNo, type ContainerReference, type Moment, type Signal,
} from '../src/index';
import { cellsOf } from './step-arguments';
import type { PodclockWorld } from './world';

/**
 * All signals that the container's process received from the runtime. Columns: signal, and times.
 *
 * @example
 * container "app" received exactly these signals:
 *   | after deletion | signal  |
 *   | 0s             | SIGTERM |
 *   | 30s            | SIGKILL |
 */
Then('{container} received exactly these signals:', function (
  this: PodclockWorld, container: ContainerReference, table: DataTable,
) {
  this.scenario.expect(receivedExactly(container, cellsOf(table)));
});

/**
 * The container's process received this signal at that moment, maybe among others.
 *
 * @example container "app" received SIGKILL 30s after deletion
 */
Then('{container} received {signal} {moment}', function (
  this: PodclockWorld, container: ContainerReference, signal: Signal, moment: Moment,
) {
  this.scenario.expect(receivedAt(container, signal, moment));
});

/**
 * The container's process never received this signal.
 *
 * @example container "app" never received SIGKILL
 */
Then('{container} never received {signal}', function (this: PodclockWorld, container: ContainerReference, signal: Signal) {
  this.scenario.expect(receivedNo(container, signal));
});
