import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Pod } from '../api/pod';
import { seconds } from '../simulation/time';
import { Trace, type CallDetails } from '../trace/trace';
import { runtimeViolations } from './runtime-invariants';

const POD: Pod = { metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'web:1' }] } };

type Call = readonly [at: number, call: string, details?: CallDetails, end?: number];

const APP: CallDetails = { container: 'app', attempt: 0 };

/** From the sandbox to a container that runs since 1 s. */
const STARTED: readonly Call[] = [[0, 'RunPodSandbox'], [0, 'CreateContainer', APP], [0, 'StartContainer', APP, 1]];

function judge(calls: readonly Call[]): readonly string[] {
  const trace = new Trace();
  for (const [at, call, details = {}, end = at] of calls) trace.appendCall(seconds(at), 'web', call, details).end = seconds(end);
  return [...runtimeViolations(POD, trace)];
}

test('a container that is started, stopped and removed is in order', () => {
  assert.deepEqual(judge([
    ...STARTED,
    [10, 'StopContainer', { ...APP, timeout: 30 }, 40], [10, 'SIGTERM', APP], [40, 'SIGKILL', APP], [40, 'exit', APP],
    [40, 'StopPodSandbox', {}], [41, 'RemoveContainer', APP],
  ]), []);
});

test('a restart of all containers counts attempts from 0 again', () => {
  const round: readonly Call[] = [
    [2, 'StopContainer', { ...APP, timeout: 2 }], [2, 'SIGTERM', APP], [2, 'exit', APP],
    [2, 'CreateContainer', APP], [2, 'StartContainer', APP, 3],
  ];
  assert.deepEqual(judge([...STARTED, ...round, [4, 'StopContainer', { ...APP, timeout: 2 }], [4, 'SIGTERM', APP]]), []);
});

const BROKEN: readonly (readonly [RegExp, readonly Call[]])[] = [
  [/created without a sandbox/, [[0, 'CreateContainer', APP]]],
  [/2 instances run at once/, [...STARTED, [2, 'StartContainer', { ...APP, attempt: 1 }]]],
  [/sandbox is stopped while a container runs/, [...STARTED, [2, 'StopPodSandbox']]],
  [/timeout of 1 s/, [...STARTED, [2, 'StopContainer', { ...APP, timeout: 1 }]]],
  [/SIGKILL does not come with the timeout/, [...STARTED, [2, 'StopContainer', { ...APP, timeout: 5 }, 6], [6, 'SIGKILL', APP]]],
  [/SIGTERM comes a second time/, [...STARTED, [2, 'SIGTERM', APP], [3, 'SIGTERM', APP]]],
  [/SIGTERM goes to something that does not run/, [[2, 'SIGTERM', APP]]],
  [/exited that did not run/, [[2, 'exit', APP]]],
  [/removed while it is being started/, [...STARTED.slice(0, 2), [1, 'StartContainer', APP, 3], [2, 'RemoveContainer', APP]]],
  [/a running container is removed/, [...STARTED, [2, 'RemoveContainer', APP]]],
];

test('calls that do not fit the ones before are found out', () => {
  for (const [expected, calls] of BROKEN) assert.match(judge(calls).join('\n'), expected);
});

test('a call ends after it begins', () => {
  assert.match(judge([[3, 'PullImage', APP, 2]]).join('\n'), /PullImage ended before it began/);
});
