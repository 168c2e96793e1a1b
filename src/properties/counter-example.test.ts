import fc from 'fast-check';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { IDEAL_PROFILE } from '../cluster/profile';
import { DEFAULT_KUBELET_CONFIG } from '../kubelet/configuration/kubelet-config';
import { phrasePattern } from '../scenario/phrases/parameter-patterns';
import { readPhrases } from '../scenario/phrases/read-phrases';
import { milliseconds, seconds } from '../simulation/time';
import { renderCounterExample } from './counter-example';
import { IDLE, type Experiment } from './experiment';
import { experiments } from './pod-arbitrary';

const OUTAGE: Experiment = {
  pod: {
    metadata: { name: 'web' },
    spec: {
      containers: [{ name: 'app', image: 'web:1', livenessProbe: { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 5 } }],
    },
  },
  plans: { app: { runs: [{ ...IDLE, onSigterm: { ignore: true }, probes: { liveness: [{ from: seconds(40), outcome: 'timeout' }] } }] } },
  profile: IDEAL_PROFILE,
  until: seconds(90.5),
};

test('a counter-example is a feature with the manifest, the programs, the time and what ought to hold', () => {
  const text = renderCounterExample('Silence is noticed', OUTAGE, ['container "app" received SIGTERM 51s..57s after start']);
  assert.equal(text, [
    'Feature: Counter-example',
    '',
    '  Scenario: Silence is noticed',
    '    Given the manifest is applied:',
    '        """yaml',
    '        apiVersion: v1',
    '        kind: Pod',
    '        metadata: { name: web }',
    '        spec:',
    '          containers:',
    '            - name: app',
    '              image: web:1',
    '              livenessProbe:',
    '                httpGet: { path: /healthz, port: 8080 }',
    '                periodSeconds: 5',
    '        """',
    '    And container "app" ignores SIGTERM',
    '    And container "app" stops answering its liveness probe after 40s',
    '    When 90.5s pass',
    '    Then container "app" received SIGTERM 51s..57s after start',
  ].join('\n'));
});

function stepsOf(experiment: Experiment): readonly string[] {
  return renderCounterExample('', experiment).split('\n').flatMap((line) => /^ {4}(?:Given|When|And) (.*)$/.exec(line)?.[1] ?? []);
}

test('a delete request becomes a step between two spans of time', () => {
  const deleted = (at: number, graceSeconds?: number): readonly string[] => (
    stepsOf({ ...OUTAGE, deletion: { at: seconds(at), graceSeconds } }).slice(3)
  );
  assert.deepEqual(deleted(30), ['30s pass', 'pod "web" is deleted', '60.5s pass']);
  assert.deepEqual(deleted(30, 5), ['30s pass', 'pod "web" is deleted with grace period 5s', '60.5s pass']);
  assert.deepEqual(deleted(0, 0), ['pod "web" is force-deleted', '90.5s pass']);
  assert.deepEqual(deleted(91), ['90.5s pass']);
});

test('other surroundings than the ideal ones become a tag, and a comment that names them', () => {
  const { phases, latencies } = IDEAL_PROFILE;
  const profile = { ...IDEAL_PROFILE, phases: { ...phases, relist: 0 }, latencies: { ...latencies, start: milliseconds(250) } };
  const lines = renderCounterExample('', { ...OUTAGE, profile }).split('\n');
  assert.match(lines[2], /^ {2}# Fails with these phases: sync 0\.4s, housekeeping 1\.4s, containerGc 30\.7s$/);
  assert.match(lines[3], /^ {2}# and these latencies: start 0\.25s/);
  assert.equal(lines[4], '  @any-phase');
});

test('jitter and the greatest back-off are steps before the manifest', () => {
  const config = { ...DEFAULT_KUBELET_CONFIG, maxContainerRestartPeriod: seconds(60) };
  const experiment = { ...OUTAGE, profile: { ...IDEAL_PROFILE, config, jitter: 'random' as const }, seed: 7 };
  assert.deepEqual(stepsOf(experiment).slice(0, 3), [
    'the kubelet adds jitter to its retries', 'the kubelet is configured with:', 'the manifest is applied:',
  ]);
  const text = renderCounterExample('', experiment);
  assert.match(text, /# Fails with the jitter of seed 7/);
  assert.match(text, /crashLoopBackOff: \{ maxContainerRestartPeriod: 60s \}/);
});

test('every step of every counter-example is a phrase of the steps', () => {
  const patterns = readPhrases(join(__dirname, '..', '..', 'steps')).map(({ expression }) => new RegExp(`^${phrasePattern(expression)}$`));
  const used = new Set<RegExp>();
  for (const experiment of fc.sample(experiments, { numRuns: 200, seed: 1 })) {
    for (const step of stepsOf(experiment)) {
      const phrase = patterns.find((each) => each.test(step));
      assert.ok(phrase, `No phrase for: ${step}`);
      used.add(phrase);
    }
  }
  assert.ok(used.size >= 18, `Only ${used.size} phrases were used`);
});
