import { VOLUME_POLL_PERIOD } from '../kubelet/constants';
import { SECOND, type Instant } from '../simulation/time';
import type { Trace } from '../trace/trace';
import { livesOf } from './container-lives';
import { STEPS } from './detection-window';
import { testLaw } from './law';
import { describeInstant } from './render-time';
import { stoppingExperiment, stoppingNames, stoppingPodDeletedAt, stoppingPods, type StoppingPod } from './stopping-pod';

/** When the last container was gone; Infinity while one is not. */
function lastGoneAt(input: StoppingPod, trace: Trace): Instant {
  const names = [...stoppingNames('main', input), ...stoppingNames('sidecar', input)];
  return Math.max(...names.map((name) => livesOf(trace, name).at(-1)?.stopReturnedAt ?? Infinity));
}

/**
 * The sandbox is stopped when all containers are gone; then the worker waits for the next relist, at most a second, while
 * the volumes are unmounted, looks every 300 ms whether they are, and then the last status is written and the object is deleted with it.
 */
testLaw(__filename, {
  name: 'the object of a deleted pod is removed only when its containers are dead, and soon afterwards',
  runs: 500,
  inputs: stoppingPods(0),
  experiment: stoppingExperiment,
  *violations(input, { trace }) {
    const { stopSandbox, volumeUnmount, statusWrite } = input.profile.latencies;
    const goneAt = lastGoneAt(input, trace);
    const removedAt = trace.statuses.find(({ status }) => status === undefined)?.t;
    const latest = goneAt + stopSandbox + Math.max(SECOND, volumeUnmount) + VOLUME_POLL_PERIOD + statusWrite + STEPS;
    if (removedAt === undefined || removedAt < goneAt + stopSandbox + volumeUnmount || removedAt > latest) {
      yield `The last container was gone ${describeInstant(goneAt)}, and the object ${describeInstant(removedAt)}`;
    }
    for (const { t, call } of trace.calls) {
      if (call === 'StartContainer' && t > stoppingPodDeletedAt(input)) yield `A container was started ${describeInstant(t)}`;
    }
  },
  expectations: () => ['pod "web" is now gone'],
});

/** Sidecars are not asked. `pkg/kubelet/kubelet_pods.go` getPhase. */
testLaw(__filename, {
  name: 'a deleted pod has Succeeded if all of its main containers exited with 0, and Failed if not',
  runs: 300,
  inputs: stoppingPods(0),
  experiment: stoppingExperiment,
  *violations(input, { trace }) {
    const exitCodes = stoppingNames('main', input).map((name) => livesOf(trace, name).at(-1)?.exitCode);
    const expected = exitCodes.every((code) => code === 0) ? 'Succeeded' : 'Failed';
    const phase = trace.statuses.filter(({ status }) => status !== undefined).at(-1)?.status?.phase;
    if (phase !== expected) yield `The exit codes were ${exitCodes.join(', ')}, and the last phase was ${phase}`;
  },
});
