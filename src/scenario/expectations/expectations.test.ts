import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { seconds } from '../../simulation/time';
import { pass, deletePod } from '../actions';
import { parseMoment } from '../moment';
import type { Observation } from '../observation/observation';
import { podsOfManifest } from '../pods-of-manifest';
import { parseContainerReference, type ContainerReference } from '../references';
import { Scenario } from '../scenario';
import { parseWindow } from '../time-span';
import type { Expectation } from '../verdict';
import {
  containerBecame, containerExited, containerHasRestarted, containerIsNow, containerIsStill, containerStarted, containerWasNever,
  containerWasRestarted, containerWentThrough,
} from './container-expectations';
import { eventsAreExactly, eventsDoNotInclude, eventsInclude } from './event-expectations';
import { cameBefore, neverStarted, ranTogether, type Deed } from './order-expectations';
import {
  podBecame, podConditionsAre, podHasQosClass, podIsNow, podIsStill, podRequestsOf, podWasExactlyDuring, podWasNever,
  podWasThroughout, podWentThrough,
} from './pod-expectations';
import { hookNeverRan, hookRan, probeWasFirstTried, probeWasTriedExactly, probeWasTriedTimes } from './probe-expectations';
import { receivedAt, receivedExactly, receivedNo } from './signal-expectations';

const MANIFEST = `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  terminationGracePeriodSeconds: 5
  initContainers:
    - { name: setup, image: "setup:1" }
    - { name: proxy, image: "proxy:1", restartPolicy: Always }
  containers:
    - name: app
      image: web:1
      resources: { requests: { cpu: 250m } }
      readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5 }
      lifecycle: { preStop: { exec: { command: [drain] } }, postStart: { exec: { command: [boot] } } }
`;

const app = parseContainerReference('container "app"');
const setup = parseContainerReference('init container "setup"');
const proxy = parseContainerReference('sidecar "proxy"');
const started = (container: ContainerReference): Deed => ({ container, did: 'started' });
const exited = (container: ContainerReference): Deed => ({ container, did: 'exited' });
const web = {};

/** The pod runs from 2 s on, is Ready from 10 s on, crashes at 22 s, is deleted at 40 s, killed at 45 s. */
function runPod(): Scenario {
  const scenario = new Scenario();
  scenario.setup.addPods(podsOfManifest(MANIFEST, 'web.yaml'));
  scenario.setup.container(setup).setExit({ after: seconds(2), exitCode: 0 });
  const plan = scenario.setup.container(app);
  plan.exits.set(1, { after: seconds(20), exitCode: 3 });
  plan.exits.set(2, { after: undefined, exitCode: 0 });
  plan.onSigterm = { ignore: true };
  plan.addAnswer('readiness', { from: 0, outcome: 'failure' });
  plan.addAnswer('readiness', { from: seconds(6), outcome: 'success' });
  scenario.act(pass(seconds(40)));
  scenario.act(deletePod(web));
  scenario.act(pass(seconds(10)));
  return scenario;
}

describe('expectations', () => {
  let observed: Observation;
  let missing: ContainerReference;

  before(() => {
    observed = runPod().shown.observe();
    missing = parseContainerReference('container "log"');
  });

  function holds(expectation: Expectation): void {
    const verdict = expectation(observed);
    assert.ok(verdict.holds, verdict.holds ? '' : `${verdict.expected} / ${verdict.actual}`);
  }

  function fails(expectation: Expectation, expected: RegExp, actual: RegExp): void {
    const verdict = expectation(observed);
    assert.ok(!verdict.holds, 'it holds');
    assert.match(verdict.expected, expected);
    assert.match(verdict.actual, actual);
  }

  test('a pod is, and is not, in a state now', () => {
    holds(podIsNow(web, 'gone'));
    fails(podIsNow(web, 'Running'), /the pod Running now/, /^gone$/);
    fails(podIsNow(web, 'Terminating'), /Terminating now/, /gone/);
  });

  test('a pod is still what it was, or an interruption is told', () => {
    const scenario = runPod();
    holds(podIsStill(web, 'gone'));
    fails(podIsStill(web, 'Ready'), /Ready still/, /gone/);
    fails(podIsStill(web, 'not Ready'), /not Ready still/, /gone/);
    assert.equal(scenario.shown.observe().since, seconds(0));
  });

  test('a pod came into a state at a moment, and at no other', () => {
    holds(podBecame(web, 'Ready', parseMoment('at 8s..14s')));
    holds(podBecame(web, 'Terminating', parseMoment('0s after deletion')));
    fails(podBecame(web, 'Ready', parseMoment('at 15s..20s')), /became Ready at 15s\.\.20s/, /^at 1\d\.\d+s/);
    fails(podBecame(web, 'Succeeded', parseMoment('at 1s')), /Succeeded/, /gone, and never Succeeded/);
    assert.throws(() => podBecame(web, 'Ready', parseMoment('5s after start')), /A pod has no start to count from/);
  });

  test('a pod was, and was not, in a state throughout a window', () => {
    holds(podWasThroughout(web, 'Running', parseWindow('10s..40s')));
    fails(podWasThroughout(web, 'Running', parseWindow('0s..40s')), /throughout 0s\.\.40s/, /^[\d.]+s\.\.45/);
    fails(podWasThroughout(web, 'gone', parseWindow('46s..60s')), /throughout/, /that it is only 50/);
  });

  test('a pod was never in a state, or not before a time', () => {
    holds(podWasNever(web, 'Succeeded'));
    holds(podWasNever(web, 'Ready', seconds(8)));
    fails(podWasNever(web, 'Ready'), /Ready never$/, /^at 1?\d/);
    fails(podWasNever(web, 'Ready', seconds(20)), /never before 20s/, /^at/);
  });

  test('spans of a state are listed completely', () => {
    holds(podWasExactlyDuring(web, 'Terminating', [['from', 'to'], ['40s', '45s..46s']]));
    holds(podWasExactlyDuring(web, 'gone', [['from', 'to'], ['45s..47s', 'now']]));
    fails(podWasExactlyDuring(web, 'Terminating', [['from', 'to']]), /spans/, /40s/);
  });

  test('phases are listed completely', () => {
    holds(podWentThrough(web, [['phase'], ['Pending'], ['Running'], ['Failed'], ['gone']]));
    holds(podWentThrough(web, [['after deletion', 'phase'], ['*', 'Pending'], ['*', 'Running'], ['5s', 'Failed'], ['5s..7s', 'gone']]));
    fails(podWentThrough(web, [['phase'], ['Pending'], ['Running']]), /phases of the pod/, /Failed/);
  });

  test('conditions, QoS class and requests', () => {
    fails(podConditionsAre(web, [['type', 'status'], ['Ready', 'True']]), /conditions/, /nothing/);
    holds(podHasQosClass(web, 'Burstable'));
    fails(podHasQosClass(web, 'Guaranteed'), /Guaranteed/, /Burstable/);
    holds(podRequestsOf(web, 'cpu', '0.25'));
    fails(podRequestsOf(web, 'cpu', '1'), /1 of cpu/, /250m/);
    fails(podRequestsOf(web, 'memory', '1Mi'), /1Mi of memory/, /^0$/);
  });

  test('a container is, and is not, in a state', () => {
    fails(containerIsNow(app, 'Running'), /container "app" Running now/, /its pod is gone/);
    fails(containerIsStill(app, 'Running'), /still/, /gone/);
    holds(containerWasNever(app, 'OOMKilled'));
    fails(containerWasNever(app, 'Terminated'), /Terminated never/, /^at/);
  });

  test('a container came into a state at a moment, counted from its own start', () => {
    holds(containerBecame(app, 'Ready', parseMoment('6s..12s after start')));
    fails(containerBecame(app, 'Ready', parseMoment('1s after start')), /1s after start/, /after start/);
    fails(containerBecame(app, 'Completed', parseMoment('at 1s')), /Completed/, /never Completed/);
  });

  test('states are listed completely; a restart is a new one', () => {
    holds(containerWentThrough(setup, [
      ['state', 'reason', 'exit code'], ['Waiting', 'PodInitializing', ''], ['Running', '', ''], ['Terminated', 'Completed', '0'],
    ]));
    holds(containerWentThrough(app, [['state', 'restarts'], ['Waiting', '0'], ['Running', '0'], ['Terminated', '0'], ['Running', '1'], ['Terminated', '1']]));
    fails(containerWentThrough(app, [['state'], ['Running']]), /states of container "app"/, /Waiting/);
  });

  test('restarts are counted and listed', () => {
    holds(containerHasRestarted(app, 1));
    fails(containerHasRestarted(app, 2), /restartCount 2/, /^1$/);
    holds(containerWasRestarted(app, [['restart', 'after exit', 'exit code', 'ran for'], ['1', '0s..1s', '3', '20s']]));
    fails(containerWasRestarted(app, [['restart']]), /restarts/, /1/);
    fails(containerWasRestarted(app, [['restart'], ['1'], ['2']]), /2/, /1/);
  });

  test('starts and exits have their moments', () => {
    holds(containerStarted(app, parseMoment('2s..3s after creation')));
    holds(containerExited(app, 3, parseMoment('20s after start')));
    holds(containerExited(app, 137, parseMoment('5s after deletion')));
    fails(containerExited(app, 137, parseMoment('1s after deletion')), /code 137 1s after deletion/, /^5s after deletion/);
    fails(containerExited(app, 0, parseMoment('at 1s')), /code 0/, /exit codes 3, 137/);
  });

  test('containers start and end in order', () => {
    holds(cameBefore(started(setup), started(app)));
    holds(cameBefore(exited(setup), started(app)));
    holds(cameBefore(exited(app), exited(proxy)));
    holds(ranTogether(proxy, app));
    fails(cameBefore(started(app), started(setup)), /container "app" started before init container "setup" started/, /started at/);
    fails(cameBefore(exited(proxy), started(app)), /exited before/, /sidecar "proxy" exited at/);
    fails(cameBefore(exited(proxy), exited(app)), /exited before/, /exited at/);
    fails(ranTogether(setup, app), /running together/, /runs 0?.*\.\./);
    fails(neverStarted(app), /never started/, /a start at/);
    assert.throws(() => neverStarted(missing)(observed), /There is no container "log"/);
  });

  test('signals are listed completely, and have their moments', () => {
    holds(receivedExactly(app, [['after deletion', 'signal'], ['0s', 'SIGTERM'], ['5s', 'SIGKILL']]));
    fails(receivedExactly(app, [['signal'], ['SIGTERM']]), /signals/, /SIGKILL/);
    holds(receivedAt(app, 'SIGKILL', parseMoment('at 45s')));
    fails(receivedAt(app, 'SIGKILL', parseMoment('at 46s')), /at 46s/, /at 45/);
    fails(receivedAt(setup, 'SIGTERM', parseMoment('at 46s')), /SIGTERM/, /no signal/);
    holds(receivedNo(proxy, 'SIGKILL'));
    fails(receivedNo(app, 'SIGKILL'), /no SIGKILL/, /SIGTERM, SIGKILL/);
  });

  test('Events are listed completely, or included', () => {
    holds(eventsInclude(web, [['type', 'reason', 'container', 'message'], ['Normal', 'Killing', 'app', 'Stopping container app']]));
    fails(eventsInclude(web, [['reason'], ['Evicted']]), /Events of the pod/, /Killing/);
    fails(eventsAreExactly(web, [['reason'], ['Killing']]), /Events of the pod, exactly/, /Created/);
    holds(eventsDoNotInclude(web, 'Evicted'));
    fails(eventsDoNotInclude(web, 'Killing'), /no Event Killing/, /one at 40/);
  });

  test('attempts of probes and hooks are listed and counted', () => {
    holds(probeWasFirstTried(app, 'readiness', parseMoment('0s after start')));
    assert.throws(() => probeWasFirstTried(app, 'liveness', parseMoment('at 1s'))(observed), /has no liveness probe/);
    fails(probeWasTriedTimes(app, 'readiness', 1), /1 attempts/, /\d+/);
    fails(probeWasTriedExactly(app, 'readiness', [['outcome'], ['success']]), /attempts of the readiness probe/, /failure/);
    holds(hookRan(app, 'preStop', parseMoment('0s after deletion')));
    fails(hookRan(app, 'preStop', parseMoment('1s after deletion')), /preStop/, /0s after deletion|ms after deletion/);
    assert.throws(() => hookNeverRan(setup, 'preStop')(observed), /has no preStop hook/);
    fails(hookNeverRan(app, 'postStart'), /never ran/, /2 times/);
  });
});
