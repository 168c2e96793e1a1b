import type { Container, Probe } from '../../api/pod';
import type { ProbeType } from '../../programs/program';
import { timeSince } from '../../scenario/observation/time-point';
import type { Observation } from '../../scenario/observation/observation';
import { formatDuration } from '../../scenario/duration';
import { PROBE_TYPES } from '../../scenario/plan/container-plan';
import { containersOf } from '../../scenario/find-container';
import type { Window } from '../../scenario/time-span';
import { seconds, type Duration } from '../../simulation/time';
import {
  containerReference, containerWords, graceSeconds, observe, outageOf, podWords, stepsOf, thenSteps, type DraftScenario, type DraftSubject, type Premise,
} from './draft';
import { measure } from './measure';

/** What each probe of a pod means: how long a start may take, and what becomes of a program that falls ill. */
export function draftProbes(subject: DraftSubject): DraftScenario[] {
  return containersOf(subject.pod).flatMap(({ container }) => PROBE_TYPES.flatMap((type) => {
    const probe = container[`${type}Probe`];
    if (probe === undefined) return [];
    if (type === 'readiness') return [draftLostReadiness(subject, container, probe)];
    if (type === 'startup') return [draftSlowStart(subject, container, 'startup', probe)];
    const hasStart = container.startupProbe !== undefined;
    return [...(hasStart ? [] : [draftSlowStart(subject, container, 'liveness', probe)]), draftIllness(subject, container, probe)];
  }));
}

/** How long a program may take to start before it is killed. */
function draftSlowStart(subject: DraftSubject, container: Container, type: 'startup' | 'liveness', probe: Probe): DraftScenario {
  const words = containerWords(subject, container.name);
  return draftKill(subject, container, probe, {
    type,
    outage: 0,
    step: `the ${type} probe of ${words} answers:\n  | from | answer  |\n  | 0s   | failure |`,
    program: `${words} that does not start`,
    killedLater: `A program in ${words} that does not start is killed after ${failures(probe)} of its ${type} probe`,
    killedAt: `a program in ${words} that has not started by then, after ${failures(probe)} of its ${type} probe`,
  });
}

/** What becomes of a program that falls ill after a minute. */
function draftIllness(subject: DraftSubject, container: Container, probe: Probe): DraftScenario {
  const words = containerWords(subject, container.name);
  const outage = outageOf(subject);
  const since = `whose liveness probe fails from ${formatDuration(outage)} on`;
  return draftKill(subject, container, probe, {
    type: 'liveness',
    outage,
    step: `${words} fails its liveness probe after ${formatDuration(outage)}`,
    program: `${words} that falls ill after ${formatDuration(outage)}`,
    killedLater: `A program in ${words} ${since} is killed after ${failures(probe)}`,
    killedAt: `a program in ${words} ${since}, after ${failures(probe)}`,
  });
}

/** A probe that fails from some time on until its program is killed, in words. */
interface DraftKill {
  readonly type: 'startup' | 'liveness';
  /** From when on it fails. */
  readonly outage: Duration;
  /** The step that says so. */
  readonly step: string;
  readonly program: string;
  /** The scenario's name where the moment of the kill is not known, */
  readonly killedLater: string;
  /** and what comes after the moment where it is. */
  readonly killedAt: string;
}

function draftKill(subject: DraftSubject, container: Container, probe: Probe, draft: DraftKill): DraftScenario {
  const { type, outage } = draft;
  const premise = failing(subject, container, type, outage, draft.step);
  const life = outage + budgetOf(probe) + graceOf(subject, probe) + seconds(20);
  const observations = observe(subject, [premise], life);
  const steps = stepsOf(subject, [premise], life);
  if (isNeverStopped(subject, container, observations)) {
    return neverKilled(draft.program, type, containerWords(subject, container.name), steps);
  }
  const signal = measureKill(subject, container, probe, observations, actionWindow(probe, outage));
  return {
    name: signal === undefined ? draft.killedLater : `Killed ${signal} after start: ${draft.killedAt}`,
    steps: [...steps, ...describeKill(subject, container, signal)],
  };
}

/** What becomes of a program that is not ready any more after a minute. */
function draftLostReadiness(subject: DraftSubject, container: Container, probe: Probe): DraftScenario {
  const words = containerWords(subject, container.name);
  const outage = outageOf(subject);
  const premise = failing(subject, container, 'readiness', outage, `${words} fails its readiness probe after ${formatDuration(outage)}`);
  const life = outage + budgetOf(probe) + graceOf(subject, probe) + seconds(20);
  const observations = observe(subject, [premise], life);
  const lost = measure(observations, (observed) => {
    const found = observed.container(containerReference(subject, container.name));
    const end = found.spans('Ready')[0];
    return end === undefined || end.open ? undefined : timeSince(found.timePoint(end.to), 'start');
  }, actionWindow(probe, outage));
  const wasReady = observations.some((observed) => observed.container(containerReference(subject, container.name)).spans('Ready').length > 0);
  const isUnhealthy = observations.every((observed) => (
    observed.pod(subject.reference).events.some((event) => event.reason === 'Unhealthy' && event.container === container.name)
  ));
  const isKept = observations.every((observed) => observed.container(containerReference(subject, container.name)).restartCount === 0);
  return {
    name: !wasReady ? `A program in ${words} that is never Ready`
      : lost === undefined ? `A program in ${words} whose readiness probe fails from ${formatDuration(outage)} on`
      : `Out of service ${lost} after start: a program in ${words} whose readiness probe fails from ${formatDuration(outage)} on, after ${failures(probe)}`,
    steps: [...stepsOf(subject, [premise], life), ...thenSteps([
      lost === undefined ? undefined : `${words} became not Ready ${lost} after start`,
      isKept ? `${words} has restarted 0 times` : undefined,
      isUnhealthy ? `the events of ${podWords(subject)} include:` : undefined,
    ]), ...(isUnhealthy ? ['  | reason    | container |', `  | Unhealthy | ${container.name.padEnd(9)} |`] : [])],
  };
}

function failing(subject: DraftSubject, container: Container, type: ProbeType, from: Duration, step: string): Premise {
  return { step, arrange: ({ setup }) => { setup.container(containerReference(subject, container.name)).addAnswer(type, { from, outcome: 'failure' }); } };
}

function failures({ failureThreshold = 3 }: Probe): string {
  return failureThreshold === 1 ? 'one failure' : `${failureThreshold} failures`;
}

/** When the program is asked to end. */
function measureKill(
  subject: DraftSubject, container: Container, probe: Probe, observations: readonly Observation[], window: Window,
): string | undefined {
  return measure(observations, (observed) => {
    const [first] = observed.container(containerReference(subject, container.name)).signals.filter(({ signal }) => signal === 'SIGTERM');
    return first === undefined ? undefined : timeSince(first.point, 'start');
  }, later(window, hookOf(subject, container, probe)));
}

/** Whether nothing ever asks the program to end: its container does not start, or its probe cannot be tried. */
function isNeverStopped(subject: DraftSubject, container: Container, observations: readonly Observation[]): boolean {
  return observations.every((observed) => (
    observed.container(containerReference(subject, container.name)).signals.every(({ signal }) => signal !== 'SIGTERM')
  ));
}

function neverKilled(whose: string, type: ProbeType, words: string, steps: readonly string[]): DraftScenario {
  return {
    name: `A program in ${whose} is not killed by its ${type} probe, whatever it would answer`,
    steps: [...steps, ...thenSteps([`${words} never received SIGTERM`])],
  };
}

function describeKill(subject: DraftSubject, container: Container, signal: string | undefined): string[] {
  return [
    ...thenSteps([
      signal === undefined ? undefined : `${containerWords(subject, container.name)} received SIGTERM ${signal} after start`,
      `the events of ${podWords(subject)} include:`,
    ]),
    '  | reason    | container |', `  | Unhealthy | ${container.name.padEnd(9)} |`, `  | Killing   | ${container.name.padEnd(9)} |`,
  ];
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
