import { Then, type DataTable } from '@cucumber/cucumber';

import {
  podBecame, podConditionsAre, podHasQosClass, podIsNow, podIsStill, podRequestsOf, podWasExactlyDuring, podWasNever,
  podWasThroughout, podWentThrough, type Moment, type PodReference, type PodState, type Window,
} from '../src/index';
import { cellsOf } from './step-arguments';
import type { PodclockWorld } from './world';

/**
 * The pod is in this state at the end of the steps before.
 *
 * @example pod "web" is now Running
 */
Then('{pod} is now {podState}', function (this: PodclockWorld, pod: PodReference, state: PodState) {
  this.scenario.expect(podIsNow(pod, state));
});

/**
 * The pod is in this state, and nothing interrupted it while the steps before ran.
 *
 * @example pod "web" is still Running
 */
Then('{pod} is still {podState}', function (this: PodclockWorld, pod: PodReference, state: PodState) {
  this.scenario.expect(podIsStill(pod, state));
});

/**
 * The pod came into this state at that moment, maybe among others.
 *
 * @example pod "web" became Ready at 20s..26s
 */
Then('{pod} became {podState} {moment}', function (this: PodclockWorld, pod: PodReference, state: PodState, moment: Moment) {
  this.scenario.expect(podBecame(pod, state, moment));
});

/**
 * The pod was in this state all the time in the window.
 *
 * @example pod "web" was Ready throughout 25s..55s
 */
Then('{pod} was {podState} throughout {window}', function (
  this: PodclockWorld, pod: PodReference, state: PodState, window: Window,
) {
  this.scenario.expect(podWasThroughout(pod, state, window));
});

/**
 * The pod was never in this state.
 *
 * @example pod "web" was never Ready
 */
Then('{pod} was never {podState}', function (this: PodclockWorld, pod: PodReference, state: PodState) {
  this.scenario.expect(podWasNever(pod, state));
});

/**
 * The pod was in this state at that time at the earliest, if at all.
 *
 * @example pod "web" was never Ready before 20s
 */
Then('{pod} was never {podState} before {duration}', function (
  this: PodclockWorld, pod: PodReference, state: PodState, before: number,
) {
  this.scenario.expect(podWasNever(pod, state, before));
});

/**
 * All the times in which the pod was in this state; `now` is the end of one that goes on.
 *
 * @example
 * pod "web" was Ready exactly during:
 *   | from | to  |
 *   | 25s  | 55s |
 *   | 110s | now |
 */
Then('{pod} was {podState} exactly during:', function (this: PodclockWorld, pod: PodReference, state: PodState, table: DataTable) {
  this.scenario.expect(podWasExactlyDuring(pod, state, cellsOf(table)));
});

/**
 * All phases that the pod went through, the last one maybe `gone`. Columns: phase, reason, message, and times.
 *
 * @example
 * pod "web" went through exactly these phases:
 *   | at | phase     |
 *   | 0s | Pending   |
 *   | *  | Running   |
 *   | *  | Succeeded |
 */
Then('{pod} went through exactly these phases:', function (this: PodclockWorld, pod: PodReference, table: DataTable) {
  this.scenario.expect(podWentThrough(pod, cellsOf(table)));
});

/**
 * The pod has these conditions, and maybe others. Columns: type, status, reason.
 *
 * @example
 * the conditions of pod "web" are now:
 *   | type        | status | reason                     |
 *   | Initialized | False  | ContainersNotInitialized |
 */
Then('the conditions of {pod} are now:', function (this: PodclockWorld, pod: PodReference, table: DataTable) {
  this.scenario.expect(podConditionsAre(pod, cellsOf(table)));
});

/**
 * The QoS class of the pod, by the requests and limits of its containers.
 *
 * @example the QoS class of pod "web" is Burstable
 */
Then('the QoS class of {pod} is {qosClass}', function (this: PodclockWorld, pod: PodReference, qosClass: string) {
  this.scenario.expectOfManifest(podHasQosClass(pod, qosClass));
});

/**
 * What the pod asks of a node, as the scheduler and the kubelet count it.
 *
 * @example pod "web" requests 500m of cpu
 */
Then('{pod} requests {quantity} of {word}', function (this: PodclockWorld, pod: PodReference, quantity: string, resource: string) {
  this.scenario.expectOfManifest(podRequestsOf(pod, resource, quantity));
});
