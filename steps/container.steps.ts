import { Then, type DataTable } from '@cucumber/cucumber';

import {
  cameBefore, containerBecame, containerExited, containerHasRestarted, containerIsNow, containerIsStill, containerStarted,
  containerWasNever, containerWasRestarted, containerWentThrough, neverStarted, ranTogether, type ContainerReference,
  type ContainerState, type Moment, type StartOrExit,
} from '../src/index';
import { cellsOf } from './step-arguments';
import type { PodclockWorld } from './world';

/**
 * The container is in this state at the end of the steps before.
 *
 * @example container "app" is now CrashLoopBackOff
 */
Then('{container} is now {containerState}', function (this: PodclockWorld, container: ContainerReference, state: ContainerState) {
  this.scenario.expect(containerIsNow(container, state));
});

/**
 * The container is in this state, and neither a change nor a restart interrupted it while the steps before ran.
 *
 * @example container "app" is still Running
 */
Then('{container} is still {containerState}', function (this: PodclockWorld, container: ContainerReference, state: ContainerState) {
  this.scenario.expect(containerIsStill(container, state));
});

/**
 * The API showed the container in this state from that moment on, maybe among others.
 *
 * @example container "app" became Terminated at 5s..6s
 */
Then('{container} became {containerState} {moment}', function (
  this: PodclockWorld, container: ContainerReference, state: ContainerState, moment: Moment,
) {
  this.scenario.expect(containerBecame(container, state, moment));
});

/**
 * The API never showed the container in this state.
 *
 * @example container "app" was never Ready
 */
Then('{container} was never {containerState}', function (
  this: PodclockWorld, container: ContainerReference, state: ContainerState,
) {
  this.scenario.expect(containerWasNever(container, state));
});

/**
 * All states in which the API showed the container; a restart is a new one. Columns: state, reason, exit code, restarts, ready,
 * message, and times. Only the columns that are there decide what is a change.
 *
 * @example
 * container "app" went through exactly these states:
 *   | at       | state      | reason            | exit code |
 *   | 0s       | Running    |                   |           |
 *   | 5s..6s   | Terminated | Error             | 1         |
 *   | 5s..7s   | Running    |                   |           |
 */
Then('{container} went through exactly these states:', function (
  this: PodclockWorld, container: ContainerReference, table: DataTable,
) {
  this.scenario.expect(containerWentThrough(container, cellsOf(table)));
});

/**
 * The restart count of the container, as `kubectl get pods` shows it.
 *
 * @example container "app" has restarted 1 time
 */
Then('{container} has restarted {int} time(s)', function (this: PodclockWorld, container: ContainerReference, times: number) {
  this.scenario.expect(containerHasRestarted(container, times));
});

/**
 * All starts of the process after the first one. Columns: restart (which one), times (`after exit` is the wait, `after start`
 * counts from the start before), ran for (how long the run before lasted), exit code and reason of the run before.
 *
 * @example
 * container "app" was restarted exactly like this:
 *   | restart | after exit | exit code |
 *   | 1       | 0s..1s     | 1         |
 *   | 2       | 10s..12s   | 1         |
 */
Then('{container} was restarted exactly like this:', function (
  this: PodclockWorld, container: ContainerReference, table: DataTable,
) {
  this.scenario.expect(containerWasRestarted(container, cellsOf(table)));
});

/**
 * A process of the container started at that moment; `after start` counts from the start before.
 *
 * @example container "app" started at 3s..4s
 */
Then('{container} started {moment}', function (this: PodclockWorld, container: ContainerReference, moment: Moment) {
  this.scenario.expect(containerStarted(container, moment));
});

/**
 * A process of the container ended at that moment with that code: 137 after SIGKILL.
 *
 * @example container "app" exited with code 137 30s after deletion
 */
Then('{container} exited with code {int} {moment}', function (
  this: PodclockWorld, container: ContainerReference, exitCode: number, moment: Moment,
) {
  this.scenario.expect(containerExited(container, exitCode, moment));
});

/**
 * What the one did came before what the other did; both have to have happened.
 *
 * @example init container "setup" exited before container "app" started
 */
Then('{container} {startOrExit} before {container} {startOrExit}', function (
  this: PodclockWorld, first: ContainerReference, firstDid: StartOrExit, second: ContainerReference, secondDid: StartOrExit,
) {
  this.scenario.expect(cameBefore({ container: first, did: firstDid }, { container: second, did: secondDid }));
});

/**
 * There was a time at which processes of both ran.
 *
 * @example sidecar "proxy" ran together with container "app"
 */
Then('{container} ran together with {container}', function (
  this: PodclockWorld, one: ContainerReference, other: ContainerReference,
) {
  this.scenario.expect(ranTogether(one, other));
});

/**
 * No process of the container was ever started.
 *
 * @example container "app" never started
 */
Then('{container} never started', function (this: PodclockWorld, container: ContainerReference) {
  this.scenario.expect(neverStarted(container));
});
