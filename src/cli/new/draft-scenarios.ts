import type { Container, Probe } from '../../api/pod';
import type { ProbeType } from '../../programs/program';
import { containersOf } from '../../scenario/find-container';
import { timeSince, type TimePoint } from '../../scenario/observation/time-point';
import type { Observation } from '../../scenario/observation/observation';
import type { Origin } from '../../scenario/moment';
import type { Window } from '../../scenario/time-span';
import { SECOND, seconds, type Duration, type Instant } from '../../simulation/time';
import {
  containerReference, containerWords, observe, OUTAGE, podWords, stepsOf, thenSteps, type DraftScenario, type DraftSubject, type Premise,
} from './draft';
import { measure } from './measure';

/** From creation to Ready, if every program is ready at once. */
export function draftStart(subject: DraftSubject): DraftScenario {
  const observations = observe(subject, [], OUTAGE);
  const ready = measure(observations, (observed) => observed.pod(subject.reference).spans('Ready')[0]?.from);
  const names = containersOf(subject.pod);
  const order = names.slice(1).map(({ container }, index) => {
    const before = names[index];
    const verb = before.kind === 'init container' ? 'exited' : 'started';
    return `${containerWords(subject, before.container.name)} ${verb} before ${containerWords(subject, container.name)}${verb === 'exited' ? ' started' : ''}`;
  });
  return {
    name: 'From creation to Ready, if every program is ready at once',
    steps: [
      ...stepsOf(subject, [], OUTAGE),
      ...thenSteps([...order, ready === undefined ? `${podWords(subject)} was never Ready` : `${podWords(subject)} became Ready ${ready} after creation`]),
    ],
  };
}

/** What becomes of a container whose probe is refused some time after its start, or from its start on if it is a startup probe. */
export function draftFailingProbe(subject: DraftSubject, container: Container, type: ProbeType, probe: Probe): DraftScenario {
  const words = containerWords(subject, container.name);
  const from = type === 'startup' ? 0 : OUTAGE;
  const premise: Premise = {
    step: type === 'startup'
      ? `the startup probe of ${words} answers:\n  | from | answer  |\n  | 0s   | failure |`
      : `${words} fails its ${type} probe after ${OUTAGE / SECOND}s`,
    arrange: ({ setup }) => { setup.container(containerReference(subject, container.name)).addAnswer(type, { from, outcome: 'failure' }); },
  };
  const life = from + budgetOf(probe) + graceOf(subject, probe) + seconds(20);
  const observations = observe(subject, [premise], life);
  if (type === 'readiness') return draftLostReadiness(subject, container, probe, premise, life, observations);
  const signal = measure(observations, (observed) => since(observed.container(containerReference(subject, container.name)).signals
    .filter((each) => each.signal === 'SIGTERM').map(({ point }) => point)[0], 'start'), later(actionWindow(probe, from), hookOf(subject, container, probe)));
  return {
    name: type === 'startup'
      ? `A program in ${words} that never starts is killed after ${probe.failureThreshold} failures of its startup probe`
      : `A program in ${words} that is refused from 60s on is killed after ${probe.failureThreshold} failures of its liveness probe`,
    steps: [...stepsOf(subject, [premise], life), ...thenSteps([
      signal === undefined ? undefined : `${words} received SIGTERM ${signal} after start`,
      `the events of ${podWords(subject)} include:`,
    ]), '  | reason    | container |', `  | Unhealthy | ${container.name.padEnd(9)} |`, `  | Killing   | ${container.name.padEnd(9)} |`],
  };
}

function draftLostReadiness(
  subject: DraftSubject, container: Container, probe: Probe, premise: Premise, life: Duration, observations: readonly Observation[],
): DraftScenario {
  const words = containerWords(subject, container.name);
  const lost = measure(observations, (observed) => {
    const found = observed.container(containerReference(subject, container.name));
    const end = found.spans('Ready')[0];
    return end === undefined || end.open ? undefined : since(found.timePoint(end.to), 'start');
  }, actionWindow(probe, OUTAGE));
  return {
    name: `A program in ${words} that is not ready from 60s on is out of service after ${probe.failureThreshold} failures`,
    steps: [...stepsOf(subject, [premise], life), ...thenSteps([
      lost === undefined ? undefined : `${words} became not Ready ${lost} after start`, `${words} has restarted 0 times`,
    ])],
  };
}

/** How long a deletion takes if one program does not react to SIGTERM. */
export function draftShutdown(subject: DraftSubject): DraftScenario {
  const main = subject.pod.spec.containers[0].name;
  const words = containerWords(subject, main);
  const premise: Premise = {
    step: `${words} ignores SIGTERM`,
    arrange: ({ setup }) => { setup.container(containerReference(subject, main)).onSigterm = { ignore: true }; },
  };
  const lives = [OUTAGE, 'delete', seconds(graceSeconds(subject) + 10)] as const;
  const observations = observe(subject, [premise], ...lives);
  const signal = (name: string): string | undefined => measure(observations, (observed) => since(
    observed.container(containerReference(subject, main)).signals.filter((each) => each.signal === name).map(({ point }) => point)[0], 'deletion',
  ));
  const gone = measure(observations, (observed) => goneAfterDeletion(observed, subject));
  const [sigterm, sigkill] = [signal('SIGTERM'), signal('SIGKILL')];
  return {
    name: `A program in ${words} that ignores SIGTERM uses up the ${graceSeconds(subject)} seconds of grace`,
    steps: [...stepsOf(subject, [premise], ...lives), ...thenSteps([
      sigterm && `${words} received SIGTERM ${sigterm} after deletion`,
      sigkill && `${words} received SIGKILL ${sigkill} after deletion`,
      gone && `${podWords(subject)} became gone ${gone} after deletion`,
    ])],
  };
}

/** How long a deletion takes if every program leaves at once. */
export function draftQuickShutdown(subject: DraftSubject): DraftScenario {
  const lives = [OUTAGE, 'delete', seconds(graceSeconds(subject) + 10)] as const;
  const gone = measure(observe(subject, [], ...lives), (observed) => goneAfterDeletion(observed, subject));
  return {
    name: 'A deletion if every program leaves as soon as it receives SIGTERM',
    steps: [...stepsOf(subject, [], ...lives), ...thenSteps([
      gone && `${podWords(subject)} became gone ${gone} after deletion`,
      ...subject.pod.spec.containers.map(({ name }) => `${containerWords(subject, name)} never received SIGKILL`),
    ])],
  };
}

function since(point: TimePoint | undefined, origin: Origin): Instant | undefined {
  return point === undefined ? undefined : timeSince(point, origin);
}

function goneAfterDeletion(observed: Observation, { reference }: DraftSubject): Instant | undefined {
  const pod = observed.pod(reference);
  const [gone] = pod.spans('gone');
  return gone === undefined ? undefined : since(pod.timePoint(gone.from), 'deletion');
}

function graceSeconds({ pod }: DraftSubject): number {
  return pod.spec.terminationGracePeriodSeconds ?? 30;
}

function graceOf(subject: DraftSubject, probe: Probe): Duration {
  return seconds(probe.terminationGracePeriodSeconds ?? graceSeconds(subject));
}

/**
 * When a probe that is refused from some time after the start of the container on has failed often enough: the first failure comes
 * within one period of the grid, whose phase nobody can choose, and the kubelet acts within a second.
 */
function actionWindow({ initialDelaySeconds = 0, periodSeconds = 10, failureThreshold = 3 }: Probe, from: Duration): Window {
  const delay = Math.max(from, seconds(Math.max(0, initialDelaySeconds - 1)));
  const first = delay + seconds((failureThreshold - 1) * periodSeconds);
  return { kind: 'window', from: first, to: first + seconds(periodSeconds + (delay > from ? 2 : 1)) };
}

/** How long SIGTERM waits for a preStop hook of which no program has to say how long it takes. */
function hookOf(subject: DraftSubject, { lifecycle }: Container, probe: Probe): Duration {
  return Math.min(seconds(lifecycle?.preStop?.sleep?.seconds ?? 0), graceOf(subject, probe));
}

function later({ from, to }: Window, by: Duration): Window {
  return { kind: 'window', from: from + by, to: to + by };
}

/** How long a probe can take to reach its threshold. */
function budgetOf({ initialDelaySeconds = 0, periodSeconds = 10, timeoutSeconds = 1, failureThreshold = 3 }: Probe): Duration {
  return seconds(initialDelaySeconds + (failureThreshold + 1) * Math.max(periodSeconds, timeoutSeconds));
}
