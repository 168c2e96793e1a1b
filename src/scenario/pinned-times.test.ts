import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HOUR, MINUTE, seconds, type Instant } from '../simulation/time';
import { pass } from './actions';
import { containerWasRestarted } from './expectations/container-expectations';
import type { Observation } from './observation/observation';
import { findWindows } from './pinned-times';
import { podsOfManifest } from './pods-of-manifest';
import { parseContainerReference } from './references';
import type { ScenarioRun } from './run/scenario-run';
import { Scenario } from './scenario';

const POD = '{ apiVersion: v1, kind: Pod, metadata: { name: web }, spec: { containers: [{ name: app, image: "web:1" }] } }';
const app = parseContainerReference('the container');

/** A run in which something happens at a time, unless it ends before. */
function runWith(at: Instant, until: Instant = Infinity): ScenarioRun {
  return { observe: () => ({ now: at < until ? at : undefined }) as unknown as Observation } as ScenarioRun;
}

function pin(at: Instant): Parameters<typeof findWindows>[0] {
  return [{ what: 'it', at, by: at, find: ({ now }) => now }];
}

test('an exact time in a table is warned about with its row and column; a window beside it is not', () => {
  const scenario = new Scenario();
  scenario.apply(() => { scenario.setup.addPods(podsOfManifest(POD, 'web.yaml')); });
  scenario.setup.container(app).setExit({ after: seconds(5), exitCode: 1 });
  scenario.act(pass(seconds(25)));
  scenario.expect(containerWasRestarted(app, [['at', 'exit code'], ['5s..6s', '1'], ['20.601s', '1']]));
  const warnings = scenario.finish();
  assert.equal(warnings.length, 1);
  assert.match(warnings[0], /^restarts of the container, row 2, "at": 20\.6s is exact for these tick phases only; under others it was 20\.\d+s\.\.2\d/);
});

test('what came early in a long scenario is looked for without the rest of it', () => {
  const ends: (Instant | undefined)[] = [];
  const warnings = findWindows(pin(seconds(30)), (variation, until) => {
    ends.push(until);
    return runWith(seconds(30 + variation.seed), until);
  });
  assert.match(warnings[0], /^it: 30s is exact for these tick phases only; under others it was 30s\.\.38\.1s$/);
  assert.equal(ends.length, 8);
  assert.ok(ends.every((end) => end !== undefined && end > seconds(38) && end <= 5 * MINUTE));
});

test('what is not found early is looked for in the whole scenario', () => {
  const runs: ScenarioRun[] = [];
  const warnings = findWindows(pin(seconds(30)), (_, until) => {
    runs.push(runWith(HOUR, until));
    return runs[runs.length - 1];
  });
  assert.equal(runs.length, 16);
  assert.match(warnings[0], /under others it was 30s\.\.1h0\.1s$/);
});
