import { Given, type DataTable } from '@cucumber/cucumber';

import {
  answerAsListed, exitAlways, exitAsListed, servePage, succeedAfter, type ContainerReference, type Exit, type PodReference, type Window,
} from '../src/index';
import { cellsOf } from './step-arguments';
import type { PodclockWorld } from './world';

type Probe = 'liveness' | 'readiness' | 'startup';
type Hook = 'postStart' | 'preStop';

/**
 * How the program ends in every run: by itself (`with code 1 after 5s`), or when it is asked to (`3s after SIGTERM`, `0s after SIGTERM
 * with code 143`). Without it a container runs for ever, an ordinary init container exits with code 0 at once, and each exits with
 * code 0 as soon as it receives SIGTERM.
 *
 * @example container "app" exits with code 1 after 5s
 */
Given('{container} exits {exit}', function (this: PodclockWorld, container: ContainerReference, exit: Exit) {
  exitAlways(this.scenario.setup.container(container), exit);
});

/**
 * The program ends by itself, not always alike. A row holds for its run and the later ones; `never`: it does not end by itself.
 *
 * @example
 * container "app" exits like this:
 *   | run | after | code |
 *   | 1   | 2s    | 1    |
 *   | 2   | never |      |
 */
Given('{container} exits like this:', function (this: PodclockWorld, container: ContainerReference, table: DataTable) {
  exitAsListed(this.scenario.setup.container(container), cellsOf(table));
});

/**
 * The kernel kills the program for using too much memory, in every run.
 *
 * @example container "app" is OOM-killed after 7s
 */
Given('{container} is OOM-killed after {duration}', function (this: PodclockWorld, container: ContainerReference, after: number) {
  this.scenario.setup.container(container).setExit({ after, exitCode: 137, oomKilled: true });
});

/**
 * The program does not react to SIGTERM, like a shell or Node.js as process 1 without a handler: only SIGKILL ends it.
 *
 * @example container "app" ignores SIGTERM
 */
Given('{container} ignores SIGTERM', function (this: PodclockWorld, container: ContainerReference) {
  this.scenario.setup.container(container).onSigterm = { ignore: true };
});

/**
 * The liveness (healthy), readiness (ready) or startup (started) probe fails until so long after the start of the container. With `any
 * time in 5s..60s` the scenario is run with many, and has to hold with each.
 *
 * @example container "app" becomes ready after 20s
 */
Given('{container} becomes {health} after {delay}', function (
  this: PodclockWorld, container: ContainerReference, probe: Probe, after: number | Window,
) {
  if (typeof after !== 'number') this.scenario.holdInAnyPhase();
  succeedAfter(this.scenario.setup.container(container, { probe }), probe, after);
});

/**
 * A probe succeeds, and from so long after the start of the container on it `fails` (is refused), or the container `stops answering`
 * it (no answer comes within its timeout).
 *
 * @example container "app" fails its liveness probe after 40s
 */
Given('{container} {fails} its {probe} probe after {duration}', function (
  this: PodclockWorld, container: ContainerReference, outcome: 'failure' | 'timeout', probe: Probe, from: number,
) {
  this.scenario.setup.container(container, { probe }).addAnswer(probe, { from, outcome });
});

/**
 * How a probe is answered by the age of the container: `success`, `failure`, `timeout`, or `error` (could not be run); before the
 * first row it is a success. Columns `run` (whose rows hold for the later runs, too) and `takes` may be left out.
 *
 * @example
 * the liveness probe of container "app" answers:
 *   | from | answer  | takes |
 *   | 0s   | success | 20ms  |
 *   | 30s  | failure | 20ms  |
 *   | 50s  | success | 20ms  |
 */
Given('the {probe} probe of {container} answers:', function (
  this: PodclockWorld, probe: Probe, container: ContainerReference, table: DataTable,
) {
  answerAsListed(this.scenario.setup.container(container, { probe }), probe, cellsOf(table));
});

/**
 * How an HTTP server answers by the age of the container; the probes that ask for this path see it. Before the first row they succeed;
 * a redirect (3xx) that leads nowhere is a success with a warning. Columns `run` and `takes` may be left out.
 *
 * @example
 * GET "/healthz" on container "app" answers:
 *   | from | status |
 *   | 0s   | 200    |
 *   | 40s  | 500    |
 */
Given('GET {string} on {container} answers:', function (
  this: PodclockWorld, path: string, container: ContainerReference, table: DataTable,
) {
  servePage(this.scenario.setup.container(container, { path }), path, cellsOf(table));
});

/**
 * An exec or httpGet hook takes so long. Without it a hook succeeds at once.
 *
 * @example the preStop hook of container "app" takes 5s
 */
Given('the {hook} hook of {container} takes {duration}', function (
  this: PodclockWorld, hook: Hook, container: ContainerReference, takes: number,
) {
  this.scenario.setup.container(container, { hook }).changeHook(hook, { takes });
});

/**
 * An exec hook exits with a code other than 0, or the connection of an httpGet hook is refused.
 *
 * @example the postStart hook of container "app" fails
 */
Given('the {hook} hook of {container} fails', function (this: PodclockWorld, hook: Hook, container: ContainerReference) {
  this.scenario.setup.container(container, { hook }).changeHook(hook, { fails: true });
});

/**
 * The runtime needs so long to start the container's process.
 *
 * @example starting container "app" takes 4s
 */
Given('starting {container} takes {duration}', function (this: PodclockWorld, container: ContainerReference, takes: number) {
  this.scenario.setup.container(container).startTakes = takes;
});

/**
 * The runtime cannot start the container's process at first: the executable is not found.
 *
 * @example starting container "app" fails 3 times
 */
Given('starting {container} fails {int} time(s)', function (this: PodclockWorld, container: ContainerReference, times: number) {
  this.scenario.setup.container(container).failedStarts = times;
});

/**
 * The runtime cannot create the container at first.
 *
 * @example creating container "app" fails 2 times
 */
Given('creating {container} fails {int} time(s)', function (this: PodclockWorld, container: ContainerReference, times: number) {
  this.scenario.setup.container(container).failedCreates = times;
});

/**
 * The runtime cannot create the pod's sandbox at first: its network is not ready.
 *
 * @example creating the sandbox of pod "web" fails 2 times
 */
Given('creating the sandbox of {pod} fails {int} time(s)', function (this: PodclockWorld, pod: PodReference, times: number) {
  this.scenario.setup.pod(pod).failedSandboxes = times;
});
