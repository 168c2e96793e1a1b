import { MILLISECOND, SECOND, seconds, type Duration } from '../simulation/time';
import { formatDuration } from './duration';
import { checkExitCode } from './exit';
import { describeNow } from './expectations/container-expectations';
import type { Observation } from './observation/observation';
import { containerOf, isContainerIn, type ContainerState } from './observation/container-state';
import { describePod, isPodIn, type PodMoment, type PodState } from './observation/pod-state';
import { formatContainerReference, formatPodReference, type ContainerReference, type PodReference } from './references';
import type { Operation } from './run/runs';
import type { ScenarioRun } from './run/scenario-run';
import { ScenarioError } from './scenario-error';
import { fails, type Mismatch } from './verdict';

/** Something done to a cluster from outside. */
export type Action = (run: ScenarioRun) => void;

/** The grace period of a hard eviction in seconds (`pkg/kubelet/eviction/eviction_manager.go`). */
const HARD_EVICTION_GRACE_SECONDS = 1;

/** Lets time pass. */
export function pass(duration: Duration): Action {
  return (run) => { run.pass(duration); };
}

/** Lets the rest of a recording pass. */
export function passRecording(untilSeconds: number | undefined): Action {
  if (untilSeconds === undefined) throw new ScenarioError('There is no recording: write Given the recording "…" first');
  return (run) => { run.passUntil(seconds(untilSeconds)); };
}

/** Asks the API to delete a pod. */
export function deletePod(pod: PodReference, grace?: Duration): Action {
  return onPod(pod, (run, _uid, name) => { run.deletePod(name, grace === undefined ? undefined : Math.round(grace / SECOND)); });
}

/** The node is short of memory and evicts a pod at once. */
export function evictPod(pod: PodReference): Action {
  return onPod(pod, (run, uid, name) => {
    run.cluster.node.kubelet.evictPod(uid, HARD_EVICTION_GRACE_SECONDS);
    run.note(name, 'eviction');
  });
}

/** Changes the image of a container in the spec of its pod. */
export function changeImage(container: ContainerReference, image: string): Action {
  return (run) => {
    const { name, pod } = run.observe().container(container);
    existingUid(run, pod.name);
    run.changeImage(pod.name, name, image);
  };
}

/** The process of a container ends by something outside the pod. */
export function killProcess(container: ContainerReference, exitCode: number): Action {
  checkExitCode(exitCode);
  return (run) => {
    const { name, pod } = run.observe().container(container);
    const uid = existingUid(run, pod.name);
    const namespace = pod.pod.metadata.namespace ?? 'default';
    const wasThere = run.cluster.node.runtime.killProcess({ uid, name: pod.name, namespace }, name, exitCode);
    if (!wasThere) throw new ScenarioError(`Container "${name}" does not run at ${formatDuration(run.now)} of virtual time: there is no process to kill`);
    run.note(pod.name, `process of ${name} killed with ${exitCode}`);
  };
}

/** Runs a command in the shell of a container, as `kubectl exec -- sh -c` does. It has to succeed. */
export function runCommand(container: ContainerReference, command: string): Action {
  return (run) => {
    const { name, pod } = run.observe().container(container);
    const identity = { uid: run.uidOf(pod.name) ?? '', name: pod.name, namespace: pod.pod.metadata.namespace ?? 'default' };
    const refused = run.cluster.node.runtime.runCommand(identity, name, ['sh', '-c', command], ({ exitCode, output = '' }) => {
      if (exitCode !== 0) throw new ScenarioError(`"${command}" in container "${name}" ended with exit code ${exitCode}: ${output.trim()}`);
    });
    if (refused !== undefined) throw new ScenarioError(`"${command}" cannot be run now: ${refused}`);
    run.note(pod.name, `${name} runs ${command}`);
  };
}

/** The kubelet ends now, and a new one starts after a while. Its first list of pods arrives as soon as it can. */
export function stopKubelet(downFor: Duration): Action {
  return (run) => {
    const { phases } = run.cluster.profile;
    const loopDelay = (((phases.relist - phases.sync) % SECOND) + SECOND) % SECOND;
    run.cluster.node.restartKubelet(downFor, loopDelay + 100 * MILLISECOND);
    run.note('node', 'kubelet down', downFor);
  };
}

/** The system announces its shutdown to the kubelet. */
export function announceShutdown(): Action {
  return (run) => {
    run.cluster.node.kubelet.announceShutdown();
    run.note('node', 'shutdown announced');
  };
}

/** The system cancels the shutdown that it announced. */
export function cancelShutdown(): Action {
  return (run) => {
    run.cluster.node.kubelet.cancelShutdown();
    run.note('node', 'shutdown cancelled');
  };
}

/** Lets time pass until a pod is in a state, at most so long. */
export function passUntilPodIs(pod: PodReference, state: PodState, within: Duration): Operation {
  return (run) => {
    if (run.passUntilPod(pod, (moment) => isPodIn(state, moment), within)) return undefined;
    const { name, current } = run.observe().pod(pod);
    return tooLate(`${formatPodReference(pod)} ${state}`, within, { actual: describePod(current), pod: name });
  };
}

/** Lets time pass until a container is in a state, at most so long. */
export function passUntilContainerIs(container: ContainerReference, state: ContainerState, within: Duration): Operation {
  return (run) => {
    const { pod, name } = run.observe().container(container);
    const isSo = ({ row }: PodMoment): boolean => {
      const current = containerOf(row, name);
      return current !== undefined && isContainerIn(state, current);
    };
    if (run.passUntilPod({ name: pod.name }, isSo, within)) return undefined;
    return tooLate(`${formatContainerReference(container)} ${state}`, within, describe(run.observe(), container));
  };
}

/** Lets time pass until a container has restarted so often, at most so long. */
export function passUntilRestarted(container: ContainerReference, times: number, within: Duration): Operation {
  return (run) => {
    const { pod, name, restartCount } = run.observe().container(container);
    if (restartCount >= times) return undefined;
    const isSo = ({ row }: PodMoment): boolean => (containerOf(row, name)?.restartCount ?? 0) >= times;
    if (run.passUntilPod({ name: pod.name }, isSo, within)) return undefined;
    const observed = run.observe();
    const actual = String(observed.container(container).restartCount);
    return tooLate(`restartCount ${times}`, within, { ...describe(observed, container), actual });
  };
}

function tooLate(expected: string, within: Duration, found: Omit<Mismatch, 'holds' | 'expected'>): Mismatch {
  return fails({ expected: `${expected} within ${formatDuration(within)}`, ...found });
}

function describe(observed: Observation, reference: ContainerReference): Omit<Mismatch, 'holds' | 'expected'> {
  const container = observed.container(reference);
  return { actual: describeNow(container), pod: container.pod.name, container: container.name };
}

function onPod(pod: PodReference, act: (run: ScenarioRun, uid: string, name: string) => void): Action {
  return (run) => {
    const { name } = run.observe().pod(pod);
    act(run, existingUid(run, name), name);
  };
}

/** The API server would say no, as `kubectl delete` tells who deletes a pod twice. */
function existingUid(run: ScenarioRun, name: string): string {
  const uid = run.uidOf(name);
  if (uid === undefined) throw new ScenarioError(`Pod "${name}" is gone at ${formatDuration(run.now)} of virtual time: nothing can be done to it any more`);
  return uid;
}
