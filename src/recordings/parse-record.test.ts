import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseRecord } from './parse-record';
import { readLines, recordingPath } from './read-records';
import { RecordError } from './record-error';

const [valid = ''] = readLines(recordingPath('kubelet-basic')).map((line) => line.text);

/** Sets (or, with `undefined`, removes) the member of the first basic record at a path such as `scenario.env.jitter`. */
function lineWith(path: string, value: unknown): string {
  const record: unknown = JSON.parse(valid);
  const keys = path.split('.');
  const last = keys.pop() as string;
  let at = record as Record<string, unknown>;
  for (const key of keys) at = (at[key] ??= {}) as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return JSON.stringify(record);
}

function refusal(line: string): string {
  try {
    parseRecord(line);
  } catch (error) {
    assert.ok(error instanceof RecordError, String(error));
    return error.message;
  }
  return 'accepted';
}

test('a record is returned as it was written', () => {
  assert.deepEqual(parseRecord(valid), JSON.parse(valid));
});

const containers = 'scenario.pod.spec.containers';
const malformed: readonly [path: string, value: unknown, message: string][] = [
  ['scenario', undefined, 'scenario is missing'],
  ['scenario', 7, 'scenario must be an object, found 7'],
  ['scenario', [], 'scenario must be an object, found a list'],
  ['trace', undefined, 'trace is missing'],
  ['trace', null, 'trace must be an object, found null'],
  ['extra', 1, 'extra is unknown: the known fields are scenario, trace'],
  ['scenario.name', undefined, 'scenario.name is missing'],
  ['scenario.name', '', 'scenario.name must not be empty'],
  ['scenario.name', 5, 'scenario.name must be a string, found 5'],
  ['scenario.note', {}, 'scenario.note must be a string, found an object'],
  ['scenario.until', -1, 'scenario.until must be a number of seconds from 0.001 to 10000000, found -1'],
  ['scenario.until', 0, 'scenario.until must be a number of seconds from 0.001 to 10000000, found 0'],
  ['scenario.until', '30', 'scenario.until must be a number of seconds from 0.001 to 10000000, found "30"'],
  ['scenario.until', 1e300, 'scenario.until must be a number of seconds from 0.001 to 10000000, found 1e+300'],
  ['scenario.colour', 'red', 'scenario.colour is unknown: the known fields are name, note, env, actions, until, pod, behaviour, sandboxErrors'],
  ['scenario.env', undefined, 'scenario.env is missing'],
  ['scenario.env.plegPhase', undefined, 'scenario.env.plegPhase is missing'],
  ['scenario.env.plegPhase', 1.5, 'scenario.env.plegPhase must be a number from 0 to 1, found 1.5'],
  ['scenario.env.watchLatency', -0.1, 'scenario.env.watchLatency must be a number of seconds from 0 to 86400, found -0.1'],
  ['scenario.env.jitter', 'some', 'scenario.env.jitter must be one of "zero", "random", found "some"'],
  ['scenario.env.config', { syncFrequency: null }, 'scenario.env.config.syncFrequency must be a number of seconds from 0 to 10000000, found null'],
  ['scenario.env.config', { featureGates: { A: 1 } }, 'scenario.env.config.featureGates.A must be true or false, found 1'],
  ['scenario.sandboxErrors', 1.5, 'scenario.sandboxErrors must be a whole number, found 1.5'],
  ['scenario.pod.metadata', undefined, 'scenario.pod.metadata must be an object, found undefined'],
  ['scenario.pod.metadata.name', undefined, 'scenario.pod.metadata.name must not be empty'],
  [containers, [], `${containers} must have at least 1 item, found none`],
  [containers, [{ image: 'x' }], `${containers}[0].name must not be empty`],
  ['scenario.behaviour.log', {}, 'scenario.behaviour.log must name a container of the pod: app'],
  ['scenario.behaviour.app.runs', [], 'scenario.behaviour.app.runs must have at least 1 item, found none'],
  ['scenario.behaviour.app.runs', [{ exitAfter: -2 }], 'scenario.behaviour.app.runs[0].exitAfter must be a number of seconds from 0 to 10000000, found -2'],
  ['scenario.behaviour.app.runs', [{ exitCode: 256 }], 'scenario.behaviour.app.runs[0].exitCode must be a whole number from 0 to 255, found 256'],
  ['scenario.behaviour.app.runs', [{ probes: { live: [] } }], 'scenario.behaviour.app.runs[0].probes.live is unknown: the known fields are liveness, readiness, startup'],
  ['scenario.actions', [{ at: 1 }], 'scenario.actions[0].do is missing'],
  ['scenario.actions', [{ at: 1, do: 'explode' }], 'scenario.actions[0].do must be one of "delete", "killContainer", "setImage", "evict", "restartKubelet", "shutdownNode", "cancelShutdown", found "explode"'],
  ['scenario.actions', [{ at: 1, do: 'constructor' }], 'scenario.actions[0].do must be one of "delete", "killContainer", "setImage", "evict", "restartKubelet", "shutdownNode", "cancelShutdown", found "constructor"'],
  ['scenario.actions', [{ do: 'delete' }], 'scenario.actions[0].at is missing'],
  ['scenario.actions', [{ at: 1, do: 'delete', pod: 'web' }], 'scenario.actions[0].pod must be absent with one pod, found "web"'],
  ['scenario.actions', [{ at: 1, do: 'setImage', container: 'log', image: 'x' }], 'scenario.actions[0].container must name a container of the pod, found "log"'],
  ['trace.probes', undefined, 'trace.probes is missing'],
  ['trace.events', [{ t: 1, type: 'Bad', reason: 'R', message: '' }], 'trace.events[0].type must be one of "Normal", "Warning", found "Bad"'],
  ['trace.events', [{ t: -1, type: 'Normal', reason: 'R', message: '' }], 'trace.events[0].t must be a number of seconds from 0 to 10000000, found -1'],
  ['trace.runtime', [{ t: 1, call: 'Reboot' }], 'trace.runtime[0].call must be one of "RunPodSandbox", "PullImage", "CreateContainer", "StartContainer", "StopContainer", "StopPodSandbox", "RemoveContainer", "RemovePodSandbox", "ExecSync", "HTTPGet", "exit", "SIGTERM", "SIGKILL", found "Reboot"'],
  ['trace.runtime', [{ t: 2, call: 'exit' }, { t: 1, call: 'exit' }], 'trace.runtime[1].t must not be before the row above at 2, found 1'],
  ['trace.runtime', [{ t: 2, end: 1, call: 'PullImage' }], 'trace.runtime[0].end must not be before t, 2, found 1'],
  ['trace.runtime', [{ t: 2, call: 'exit', container: 'log' }], 'trace.runtime[0].container must name a container of the pod, found "log"'],
  ['trace.status', [{ t: 0, phase: 'Happy' }], 'trace.status[0].phase must be one of "Pending", "Running", "Succeeded", "Failed", "Unknown", found "Happy"'],
  ['trace.status', [{ t: 0, conditions: { Ready: true } }], 'trace.status[0].conditions.Ready must be a string, found true'],
  ['trace.status', [{ t: 0, containerStatuses: [{ name: 'app' }] }], 'trace.status[0].containerStatuses[0].state is missing'],
];

for (const [path, value, message] of malformed) {
  const shown = JSON.stringify(value)?.slice(0, 60);
  test(`a record ${value === undefined ? `without ${path}` : `with ${path} = ${shown}`} is refused`, () => {
    assert.equal(refusal(lineWith(path, value)), `Cannot read record: ${message}`);
  });
}

test('a line that is not JSON is refused', () => {
  assert.match(refusal('{"scenario": '), /^Cannot read record: it is not JSON: /);
  assert.match(refusal(''), /^Cannot read record: it is not JSON: /);
  assert.equal(refusal('[]'), 'Cannot read record: it must be an object, found a list');
});

test('a number too large for JSON is refused inside the pod as well', () => {
  const line = lineWith('scenario.pod.spec.priority', 12345).replace('12345', '1e999');
  assert.equal(refusal(line), 'Cannot read record: scenario.pod.spec.priority must be finite, found Infinity');
});

test('a member named __proto__ is an unknown member like any other', () => {
  assert.match(refusal(valid.replace('"until"', '"__proto__": {}, "until"')), /scenario\.__proto__ is unknown/);
});

test('with several pods every row and every action on a pod must say which', () => {
  const pods = [
    { at: 0, pod: { metadata: { name: 'one' }, spec: { containers: [{ name: 'app', image: 'x' }] } }, behaviour: {} },
    { at: 5, pod: { metadata: { name: 'two' }, spec: { containers: [{ name: 'web', image: 'x' }] } }, behaviour: {} },
  ];
  const { env } = (JSON.parse(valid) as { scenario: { env: object } }).scenario;
  const line = (over: object, trace: object = {}): string => JSON.stringify({
    scenario: { name: 'n', env, until: 9, pods, ...over }, trace: { status: [], events: [], runtime: [], probes: [], ...trace },
  });
  assert.equal(refusal(line({})), 'accepted');
  assert.equal(refusal(line({ actions: [{ at: 1, do: 'shutdownNode' }] })), 'accepted');
  assert.match(refusal(line({ actions: [{ at: 1, do: 'delete' }] })), /scenario\.actions\[0\]\.pod is missing: there are several pods/);
  assert.match(refusal(line({ actions: [{ at: 1, do: 'evict', pod: 'six' }] })), /must name a pod of the scenario, found "six"/);
  assert.match(refusal(line({}, { runtime: [{ t: 1, call: 'exit', container: 'app' }] })), /trace\.runtime\[0\]\.pod is missing/);
  assert.match(refusal(line({}, { runtime: [{ t: 1, call: 'exit', pod: 'one', container: 'web' }] })), /found "web"/);
  assert.match(refusal(line({ pods: [pods[0], pods[0]] })), /scenario\.pods\[1\]\.pod\.metadata\.name must be unique, found "one" twice/);
  assert.match(refusal(line({ pod: pods[0]?.pod })), /scenario\.pod is unknown/);
});
