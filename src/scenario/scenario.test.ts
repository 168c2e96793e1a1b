import assert from 'node:assert/strict';
import { test } from 'node:test';

import { seconds } from '../simulation/time';
import {
  announceShutdown, cancelShutdown, changeImage, deletePod, evictPod, killProcess, pass, passRecording, passUntilContainerIs,
  passUntilPodIs, passUntilRestarted, runCommand, stopKubelet,
} from './actions';
import { ExpectationError } from './expectation-error';
import { containerExited, containerHasRestarted, containerIsNow } from './expectations/container-expectations';
import { logIncludes, logIsExactly } from './expectations/log-expectations';
import { podIsNow, podIsStill, podBecame } from './expectations/pod-expectations';
import { receivedAt } from './expectations/signal-expectations';
import { parseMoment } from './moment';
import { podsOfManifest } from './pods-of-manifest';
import { parseContainerReference } from './references';
import { manifestIsRejected } from './rejection';
import { Scenario, type ScenarioOptions } from './scenario';
import { reportOf } from './scenario-report';
import { parseWindow } from './time-span';

const POD = `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: app
      image: web:1
      livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 10 }
      readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5, initialDelaySeconds: 3 }
`;
const app = parseContainerReference('the container');

function scenarioOf(manifest = POD, options: ScenarioOptions = {}): Scenario {
  const scenario = new Scenario({ place: { location: 'x.feature:3', picture: 'reports/x.svg' }, ...options });
  scenario.apply(() => { scenario.setup.addPods(podsOfManifest(manifest, 'web.yaml')); });
  return scenario;
}

function messageOf(action: () => void): string {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof ExpectationError, String(error));
    return error.message;
  }
  return assert.fail('nothing failed');
}

test('a failure tells what was wanted and found, when, the records that decide, and how to see it again', () => {
  const scenario = scenarioOf();
  scenario.setup.container(app).addAnswer('liveness', { from: seconds(15), outcome: 'failure' });
  scenario.act(pass(seconds(45)));
  const message = messageOf(() => { scenario.expect(containerHasRestarted(app, 0)); });
  assert.match(message, /^Expected restartCount 0, found 1 at 45s of virtual time\n/);
  assert.match(message, /Last records of container "app":/);
  assert.match(message, /40\.000 probe\.result +liveness failure 3\/3/);
  assert.match(message, /Timeline +reports\/x\.svg/);
  assert.match(message, /Replay +npm run replay -- "x\.feature:3\?seed=0"/);
  assert.match(message, /Hint +a container whose liveness probe fails/);
});

test('what does not hold in every phase names the smallest phase in which it fails', () => {
  const scenario = scenarioOf();
  scenario.holdInAnyPhase();
  scenario.setup.container(app).addAnswer('liveness', { from: seconds(19.5), outcome: 'failure' });
  scenario.act(pass(seconds(60)));
  scenario.expect(receivedAt(app, 'SIGTERM', parseMoment('39s..50s after start')));
  const message = messageOf(() => { scenario.expect(receivedAt(app, 'SIGTERM', parseMoment('at 40s'))); });
  assert.match(message, /Phases +fails in \d+ of 25; the smallest: [^,]+$/);
  assert.match(message, /seed=\d+&only=\w+"/);
  assert.notEqual(scenario.passing, undefined);
  assert.equal(reportOf(scenario, 'x')?.pictures.length, 2);
});

test('a failing phase can be run alone', () => {
  const scenario = scenarioOf(POD, { seed: 4, only: ['start'] });
  scenario.holdInAnyPhase();
  scenario.act(pass(seconds(5)));
  assert.match(scenario.shown.variation.describe(), /^start \d+ms$/);
});

test('a time that is left open is tried in many places', () => {
  const scenario = scenarioOf(POD, { phases: 30 });
  scenario.holdInAnyPhase();
  scenario.setup.container(app).succeedsFromSomeTimeIn('readiness', parseWindow('5s..60s'));
  scenario.act(pass(seconds(40)));
  const message = messageOf(() => { scenario.expect(podIsNow({}, 'Ready')); });
  assert.match(message, /the smallest: .*container "app" becomes ready after (3[5-9]|[45]\d)/);
});

test('a failure of a long run shows the records and the picture of the time at which it went wrong', () => {
  const scenario = scenarioOf();
  scenario.setup.container(app).setExit({ after: seconds(600), exitCode: 1 });
  scenario.act(pass(seconds(7200)));
  const message = messageOf(() => { scenario.expect(containerExited(app, 1, parseMoment('at 5m'))); });
  assert.match(message, /exited with code 1 at 5m, found at 10m\S* \(also .*\) at 2h of virtual time\n {2}Records of container "app" until 10m/);
  assert.match(message, / 10m0+\.\d+ runtime\.exit/);
  assert.doesNotMatch(message, /^ +[12]h\S* (?:probe|runtime)\./m);
  const [picture] = reportOf(scenario, 'two hours')!.pictures;
  assert.match(picture.svg, />of 2h</);
  assert.match(reportOf(scenario, 'two hours')!.trace, /^ *1h5\dm/m);
});

test('an exact time that moves with the tick phases is warned about, with its window', () => {
  const scenario = scenarioOf();
  scenario.setup.container(app).setExit({ after: seconds(10), exitCode: 1 });
  scenario.act(pass(seconds(20)));
  scenario.expect(podBecame({}, 'Ready', parseMoment('at 5.3s')));
  const [warning] = scenario.finish();
  assert.match(warning, /the pod became Ready: 5\.3s is exact for these tick phases only; under others it was [\d.]+s\.\.[\d.]+s/);
});

test('an exact time that follows from the rules is not warned about', () => {
  const scenario = scenarioOf();
  scenario.setup.container(app).onSigterm = { ignore: true };
  scenario.act(pass(seconds(20)));
  scenario.act(deletePod({}));
  scenario.act(pass(seconds(40)));
  scenario.expect(receivedAt(app, 'SIGKILL', parseMoment('30s after deletion')));
  assert.deepEqual(scenario.finish(), []);
});

test('waiting for something ends when it is so, or fails with what is there instead', () => {
  const scenario = scenarioOf();
  scenario.setup.container(app).setExit({ after: seconds(7), exitCode: 1 });
  scenario.perform(passUntilContainerIs(app, 'Running', seconds(5)));
  scenario.perform(passUntilRestarted(app, 1, seconds(10)));
  assert.ok(scenario.shown.now >= seconds(7) && scenario.shown.now < seconds(9));
  assert.match(messageOf(() => { scenario.perform(passUntilPodIs({}, 'Failed', seconds(9))); }), /the pod Failed within 9s, found Running/);
  const other = scenarioOf();
  assert.match(messageOf(() => { other.perform(passUntilContainerIs(app, 'OOMKilled', seconds(9))); }), /OOMKilled within 9s, found Running/);
  assert.match(messageOf(() => { other.perform(passUntilRestarted(app, 1, seconds(9))); }), /restartCount 1 within 9s, found 0/);
});

test('nothing can be done to a pod that is gone, or to a process that has ended', () => {
  const scenario = scenarioOf();
  scenario.act(pass(seconds(5)));
  scenario.act(killProcess(app, 1));
  assert.throws(() => { scenario.act(killProcess(app, 1)); }, /Container "app" does not run at 5s of virtual time: there is no process to kill/);
  scenario.act(deletePod({}, 0));
  scenario.act(pass(seconds(5)));
  for (const action of [deletePod({}), evictPod({}), changeImage(app, 'x:1'), killProcess(app, 1)]) {
    assert.throws(() => { scenario.act(action); }, /Pod "web" is gone at 10s of virtual time/);
  }
  scenario.expect(podIsNow({}, 'gone'));
});

test('a pod that is applied again can only change its images', () => {
  const scenario = scenarioOf();
  scenario.act(pass(seconds(5)));
  const again = (text: string): void => { scenario.apply(() => { scenario.setup.addPods(podsOfManifest(text, 'web.yaml')); }); };
  again(POD);
  scenario.act(pass(seconds(5)));
  scenario.expect(containerHasRestarted(app, 0));
  again(POD.replace('web:1', 'web:2'));
  scenario.act(pass(seconds(5)));
  scenario.expect(containerHasRestarted(app, 1));
  again(POD.replace('periodSeconds: 10', 'periodSeconds: 20'));
  assert.throws(() => { scenario.act(pass(1)); }, /There is a pod "web" already, and of a pod that exists a manifest can only change the images/);
  const other = scenarioOf();
  assert.throws(() => { other.setup.addPods(podsOfManifest(POD.replace('name: web', 'name: web, namespace: shop'), 'web.yaml')); }, /told apart by their names/);
});

test('what is done to the node reaches its pods', () => {
  const scenario = scenarioOf();
  scenario.act(pass(seconds(5)));
  for (const action of [stopKubelet(seconds(2)), pass(seconds(10)), announceShutdown(), cancelShutdown(), pass(seconds(5))]) scenario.act(action);
  scenario.expect(podIsStill({}, 'Running'));
  scenario.act(killProcess(app, 9));
  scenario.act(pass(seconds(3)));
  scenario.expect(containerHasRestarted(app, 1));
});

test('a manifest that is refused fails the next step, unless that expects it', () => {
  const refused = (): Scenario => scenarioOf(POD.replace('periodSeconds: 10', 'successThreshold: 2'));
  assert.throws(() => { refused().act(pass(1)); }, /successThreshold: Invalid value: 2: must be 1[^]*web\.yaml:\d+/);
  assert.throws(() => { refused().finish(); }, /must be 1/);
  const scenario = refused();
  manifestIsRejected(scenario, 'spec.containers[0].*: must be 1');
  assert.deepEqual(scenario.finish(), []);
  assert.throws(() => { manifestIsRejected(refused(), 'something else'); }, /Found\nThe Pod "web" is invalid/);
  assert.throws(() => { manifestIsRejected(scenarioOf(), 'anything'); }, /that it was accepted/);
});

test('what cannot be meant is refused in the step that says it', () => {
  assert.throws(() => scenarioOf().setup.container(app, { probe: 'startup' }), /the container has no startup probe/);
  assert.throws(() => scenarioOf().setup.container(app, { hook: 'preStop' }), /has no preStop hook/);
  assert.throws(() => scenarioOf().setup.container(app, { path: '/x' }), /has no probe that asks for the path "\/x"/);
  assert.throws(() => new Scenario().setup.container(app), /no pod waits to be created/);
  const scenario = scenarioOf();
  scenario.act(pass(1));
  assert.throws(() => scenario.setup.container(app), /no pod waits to be created/);
  assert.throws(() => { scenario.holdInAnyPhase(); }, /before anything happens/);
  assert.throws(() => { passRecording(undefined); }, /There is no recording/);
  assert.throws(() => { scenarioOf().expect(containerIsNow(app, 'Running')); }, /Nothing has happened yet of which this could be so/);
  const empty = new Scenario();
  empty.act(pass(1));
  assert.throws(() => { empty.expect(containerIsNow(app, 'Running')); }, /There is no pod/);
});

test('what is said of an image that no pod has fails at the end', () => {
  const scenario = scenarioOf();
  scenario.setup.images.pullTakes('web:2', seconds(3));
  scenario.act(pass(seconds(5)));
  assert.throws(() => { scenario.finish(); }, /No container has the image "web:2" of which the scenario says something, only "web:1"/);
  scenario.act(changeImage(app, 'web:2'));
  assert.deepEqual(scenario.finish(), []);
});

test('a report has a picture, the decisive lines and the surroundings; an empty scenario has none', () => {
  assert.equal(reportOf(scenarioOf(), 'nothing happened'), undefined);
  const scenario = scenarioOf();
  scenario.act(pass(seconds(30)));
  const report = reportOf(scenario, 'half a minute')!;
  assert.match(report.pictures[0].svg, /^<svg/);
  assert.match(report.environment, /^Profile ideal \(as in the profile\): \{ "plegPhase": 0\.7,/);
  assert.match(report.text, /half a minute/);
  assert.match(report.decisive, /status\.phase/);
});

const SHELL_POD = `
apiVersion: v1
kind: Pod
metadata: { name: box }
spec: { containers: [{ name: app, image: busybox:1.36, command: [sleep, infinity] }] }
`;

test('a command that is run in a container has to succeed', () => {
  const scenario = scenarioOf(SHELL_POD);
  scenario.act(pass(seconds(5)));
  scenario.act(runCommand(app, 'echo hello > /tmp/x'));
  scenario.act(runCommand(app, 'test "$(cat /tmp/x)" = hello'));
  scenario.act(pass(seconds(1)));
  scenario.act(runCommand(app, 'cat /tmp/y'));
  assert.throws(() => { scenario.act(pass(seconds(1))); }, /"cat \/tmp\/y" in container "app" ended with exit code 1: cat: can't open '\/tmp\/y'/);
});

test('a command is not run in a container that does not run, or whose program is only described', () => {
  const scenario = scenarioOf(SHELL_POD);
  assert.throws(() => { scenario.act(runCommand(app, 'true')); }, /"true" cannot be run now: container "app" does not run/);
  const described = scenarioOf();
  described.setup.container(app).addAnswer('liveness', { from: seconds(15), outcome: 'failure' });
  described.act(pass(seconds(5)));
  assert.throws(() => { described.act(runCommand(app, 'true')); }, /cannot be run now: what container "app" runs is only described/);
});

test('a log that is not the expected one is shown as a table that can be pasted', () => {
  const scenario = scenarioOf(SHELL_POD.replace('[sleep, infinity]', `[sh, -c, 'echo "a|b"; echo c >&2; sleep 1h']`));
  scenario.act(pass(seconds(1)));
  scenario.expect(logIncludes(app, [['line', 'stream'], ['a|*', 'stdout']]));
  assert.throws(() => { scenario.expect(logIsExactly(app, [['stream', 'line'], ['stdout', 'a']])); }, (error: Error) => {
    assert.match(error.message, /\| stdout \| a\\\|b \|\n.*\| stderr \| c {4}\|/);
    return true;
  });
  assert.match(reportOf(scenario, 'a log')?.trace ?? '', /0\.001 log\.stderr +.*app +c\n/);
});

test('a container whose program is only described has no log', () => {
  const scenario = scenarioOf();
  scenario.setup.container(app).addAnswer('liveness', { from: seconds(15), outcome: 'failure' });
  scenario.act(pass(seconds(5)));
  assert.throws(() => { scenario.expect(logIncludes(app, [['line'], ['*']])); }, /found a program that is only described: what it writes is not known/);
});
