import { Then, type DataTable } from '@cucumber/cucumber';

import {
  eventsAreExactly, eventsDoNotInclude, eventsInclude, type PodReference,
} from '../src/index';
import { cellsOf } from './step-arguments';
import type { PodclockWorld } from './world';

/**
 * All Events about the pod and its containers as the kubelet sent them, in their order. Columns: type, reason, container,
 * message, and times; `*` stands for any text.
 *
 * @example
 * the events of pod "web" are exactly:
 *   | type   | reason  | message           |
 *   | Normal | Pulled  | *                 |
 *   | Normal | Created | Container created |
 *   | Normal | Started | Container started |
 */
Then('the events of {pod} are exactly:', function (this: PodclockWorld, pod: PodReference, table: DataTable) {
  this.scenario.expect(eventsAreExactly(pod, cellsOf(table)));
});

/**
 * These Events were sent, in any order, and maybe others. The columns are those of `are exactly`.
 *
 * @example
 * the events of pod "web" include:
 *   | at       | reason  | message                        |
 *   | 50s..60s | Killing | Container app failed liveness* |
 */
Then('the events of {pod} include:', function (this: PodclockWorld, pod: PodReference, table: DataTable) {
  this.scenario.expect(eventsInclude(pod, cellsOf(table)));
});

/**
 * No Event with this reason was sent.
 *
 * @example the events of pod "web" do not include BackOff
 */
Then('the events of {pod} do not include {reason}', function (this: PodclockWorld, pod: PodReference, reason: string) {
  this.scenario.expect(eventsDoNotInclude(pod, reason));
});
