import assert from 'node:assert/strict';
import { test } from 'node:test';

import { buildFailureMessage } from './failure-message';
import type { TraceFact } from './trace-fact';

const result = (t: number, detail: string): TraceFact => ({ t, what: 'probe.result', container: 'app', detail, weight: 3 });

test('a failure says what was expected and found, when, what decides, and how to see it again', () => {
  assert.equal(buildFailureMessage({
    step: 'Then container "app" of pod "web" has restarted 1 time',
    expected: 'restartCount 1',
    actual: '0',
    at: 90,
    subject: 'container "app"',
    records: [result(50, 'liveness failure 1/3'), result(60, 'liveness failure 2/3'), result(70, 'liveness success')],
    timelinePath: 'reports/failures/k3f9/timeline.svg',
    replayCommand: 'npm run replay -- "features/probes/liveness.feature:42?seed=1913"',
    hint: 'a success resets the count of consecutive failures',
  }), `Then container "app" of pod "web" has restarted 1 time
  Expected restartCount 1, found 0 at 1m30s of virtual time
  Last records of container "app":
        50.000 probe.result     liveness failure 1/3
        60.000 probe.result     liveness failure 2/3
        70.000 probe.result     liveness success
  Timeline  reports/failures/k3f9/timeline.svg
  Replay    npm run replay -- "features/probes/liveness.feature:42?seed=1913"
  Hint      a success resets the count of consecutive failures`);
});

test('what is not known is left out', () => {
  assert.equal(buildFailureMessage({ expected: 'phase "Running"', actual: '"Pending"', at: 0.25 }), '  Expected phase "Running", found "Pending" at 0.25s of virtual time');
});

test('values of several lines stand in blocks', () => {
  assert.equal(buildFailureMessage({ expected: 'NAME  READY\nweb   1/1', actual: 'NAME  READY', at: 3 }), `  Expected
    NAME  READY
    web   1/1
  Found at 3s of virtual time
    NAME  READY`);
});

test('records of more than one container say which', () => {
  const text = buildFailureMessage({ expected: 'a', actual: 'b', at: 1, records: [result(1, 'liveness success')] });
  assert.match(text, /Last records:\n {9}1\.000 probe\.result {5}app {2}liveness success$/);
});

test('hostile values cannot forge lines', () => {
  const text = buildFailureMessage({ expected: 'x\u001b[2J', actual: 'y\r', at: 1, hint: 'a\nb', timelinePath: '/tmp/\u202e' });
  assert.equal(text, '  Expected x\\x1b[2J, found y\\x0d at 1s of virtual time\n  Timeline  /tmp/\\u202e\n  Hint      a\\nb');
});
