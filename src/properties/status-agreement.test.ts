import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ContainerState } from '../api/pod';
import { Cluster } from '../cluster/cluster';
import { seconds } from '../simulation/time';
import { agreementViolations } from './status-agreement';

/** What is wrong with a state at 9 s, if the container was started at 1.2 s and exited with 1 at 5.7 s. */
function judge(state: ContainerState, restartCount = 0): readonly string[] {
  const cluster = new Cluster();
  const details = { container: 'app', attempt: 0 };
  cluster.trace.appendCall(seconds(1), 'web', 'StartContainer', details).end = seconds(1.2);
  cluster.trace.appendInstant(seconds(5.7), 'web', 'exit', { ...details, exitCode: 1 });
  const app = { name: 'app', image: 'web:1', imageID: 'web:1', state, lastState: {}, ready: false, restartCount };
  cluster.trace.appendStatus(seconds(9), 'web', { phase: 'Running', conditions: [], containerStatuses: [app] }, false);
  return [...agreementViolations(cluster)];
}

test('a status that says what happened agrees', () => {
  assert.deepEqual(judge({ running: { startedAt: seconds(1) } }), []);
  assert.deepEqual(judge({ terminated: { exitCode: 1, finishedAt: seconds(5) } }), []);
  assert.deepEqual(judge({ waiting: {} }), []);
  assert.deepEqual(judge({ terminated: { exitCode: 137, reason: 'ContainerStatusUnknown' } }, 3), []);
});

test('a status that says something else is found out', () => {
  assert.match(judge({ running: { startedAt: seconds(1) } }, 1).join(), /runs with restartCount 1 and was not started/);
  assert.match(judge({ running: { startedAt: seconds(2) } }).join(), /runs since another second/);
  assert.match(judge({ terminated: { exitCode: 1, finishedAt: seconds(5) } }, 1).join(), /did not exit/);
  assert.match(judge({ terminated: { exitCode: 0, finishedAt: seconds(5) } }).join(), /has ended with 0, not 1/);
  assert.match(judge({ terminated: { exitCode: 1, finishedAt: seconds(4) } }).join(), /in another second/);
});
