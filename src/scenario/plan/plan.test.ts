import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Container } from '../../api/pod';
import { ScriptedProgram, type RunScript } from '../../programs/scripted-program';
import { seconds } from '../../simulation/time';
import type { ContainerKind } from '../references';
import { answerAsListed, exitAsListed, servePage, succeedAfter } from './behaviours';
import { ContainerPlan } from './container-plan';
import { ImagePlans } from './image-plan';
import { PerRun } from './per-run';

const CONTAINER = {
  name: 'app', image: 'app:1', livenessProbe: { httpGet: { path: '/healthz', port: 80 } }, readinessProbe: { httpGet: { path: '/', port: 80 } },
} as Container;

function runsOf(plan: ContainerPlan, kind: ContainerKind = 'main container'): readonly RunScript[] {
  const { program } = plan.script({ container: CONTAINER, kind, probeLatency: 0, choose: (_, { from }) => from });
  assert.ok(program instanceof ScriptedProgram);
  return program.runs;
}

test('a value holds for its run and the later ones, until the next', () => {
  const values = new PerRun<string>();
  values.set(2, 'b');
  values.set(5, 'e');
  assert.deepEqual([1, 2, 4, 5, 9].map((run) => values.of(run)), [undefined, 'b', 'b', 'e', 'e']);
  assert.equal(values.last, 5);
  values.clear();
  assert.equal(values.last, 0);
});

test('a container of which nothing is said is a well-behaved server', () => {
  const [run] = runsOf(new ContainerPlan());
  assert.equal(run.exitAfter, undefined);
  assert.deepEqual(run.onSigterm, { after: 0, exitCode: 0 });
  assert.deepEqual(run.probes, {});
});

test('an ordinary init container of which nothing is said does its work at once; a sidecar is a server', () => {
  assert.equal(runsOf(new ContainerPlan(), 'init container')[0].exitAfter, 0);
  assert.equal(runsOf(new ContainerPlan(), 'sidecar')[0].exitAfter, undefined);
});

test('exits are listed by run, the last ones repeat', () => {
  const plan = new ContainerPlan();
  exitAsListed(plan, [['run', 'after', 'code'], ['1', '2s', '1'], ['3', 'never', '']]);
  assert.deepEqual(runsOf(plan).map(({ exitAfter, exitCode }) => [exitAfter, exitCode]), [[seconds(2), 1], [seconds(2), 1], [undefined, 0]]);
  plan.setExit({ after: seconds(9), exitCode: 3 });
  assert.deepEqual(runsOf(plan).map(({ exitAfter }) => exitAfter), [seconds(9)]);
});

test('answers to a probe add up, and a table replaces them', () => {
  const plan = new ContainerPlan();
  succeedAfter(plan, 'liveness', seconds(10));
  plan.addAnswer('liveness', { from: seconds(30), outcome: 'timeout' });
  plan.addAnswer('liveness', { from: seconds(10), outcome: 'error' });
  assert.deepEqual(runsOf(plan)[0].probes.liveness?.map(({ from, outcome }) => [from, outcome]), [
    [0, 'failure'], [seconds(10), 'error'], [seconds(30), 'timeout'],
  ]);
  answerAsListed(plan, 'liveness', [['run', 'from', 'answer', 'takes'], ['1', '5s', 'failure', '20ms'], ['2', '0s', 'success', '']]);
  assert.deepEqual(runsOf(plan).map(({ probes }) => probes.liveness?.map(({ outcome, latency }) => [outcome, latency])), [
    [['failure', seconds(0.02)]], [['success', undefined]],
  ]);
});

test('a page answers the probes that ask for it', () => {
  const plan = new ContainerPlan();
  servePage(plan, '/healthz', [['from', 'status'], ['40s', '500'], ['0s', '204'], ['50s', '302'], ['60s', '404']]);
  const [{ probes }] = runsOf(plan);
  assert.deepEqual(probes.liveness?.map(({ outcome, status }) => [outcome, status]), [
    ['success', 204], ['failure', 500], ['success', 302], ['failure', 404],
  ]);
  assert.equal(probes.readiness, undefined);
});

test('hooks succeed at once unless something is said', () => {
  const plan = new ContainerPlan();
  assert.deepEqual(runsOf(plan)[0].hooks, {});
  plan.changeHook('preStop', { takes: seconds(5) });
  plan.changeHook('preStop', { fails: true });
  assert.deepEqual(runsOf(plan)[0].hooks, { preStop: { outcome: 'failure', latency: seconds(5) } });
});

test('words that are no answers and runs that are none are refused', () => {
  const plan = new ContainerPlan();
  assert.throws(() => { answerAsListed(plan, 'liveness', [['from', 'answer'], ['0s', 'maybe']]); }, /"maybe" is not an answer/);
  assert.throws(() => { exitAsListed(plan, [['run', 'after'], ['0', '1s']]); }, /Runs are counted from 1/);
});

test('what is said about an image adds up, and is handed over once', () => {
  const images = new ImagePlans();
  images.pullTakes('web:1', seconds(3));
  images.pullFails('web:1', 2);
  const [[name, script]] = images.takeNew();
  assert.deepEqual([name, script.present, script.latency, script.failTimes], ['web:1', false, seconds(3), 2]);
  assert.deepEqual(images.takeNew(), []);
});
