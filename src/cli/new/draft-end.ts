import type { Container } from '../../api/pod';
import { formatDuration } from '../../scenario/duration';
import { timeSince } from '../../scenario/observation/time-point';
import type { Observation } from '../../scenario/observation/observation';
import { seconds, type Duration, type Instant } from '../../simulation/time';
import {
  containerReference, containerWords, graceSeconds, observe, outageOf, podWords, stepsOf, thenSteps, type DraftScenario, type DraftSubject, type Premise,
} from './draft';
import { measure } from './measure';

/** A time, a deletion, and a time. */
type Lives = readonly [Duration, 'delete', Duration];

/** How long a deletion takes: as the programs are, with preStop hooks that take their time, and if a program does not end. */
export function draftEnd(subject: DraftSubject): DraftScenario[] {
  const hooked = subject.pod.spec.containers.filter(({ lifecycle }) => (lifecycle?.preStop?.exec ?? lifecycle?.preStop?.httpGet) !== undefined);
  const lives = livesOf(subject);
  const observations = observe(subject, [], ...lives);
  const hasStarted = ({ name }: Container): boolean => observations.every((observed) => observed.container(containerReference(subject, name)).runs.length > 0);
  return [
    draftQuickShutdown(subject, lives, observations),
    ...hooked.filter(hasStarted).flatMap((container) => draftHook(subject, container)),
    ...(hasStarted(subject.pod.spec.containers[0]) ? [draftShutdown(subject)] : []),
  ];
}

/** How long a deletion takes as the programs are; those of which nothing is known leave at once. */
function draftQuickShutdown(subject: DraftSubject, lives: Lives, observations: readonly Observation[]): DraftScenario {
  const gone = measureGone(observations, subject);
  const ends = subject.pod.spec.containers.map(({ name }) => {
    const killed = measureSignal(observations, subject, name, 'SIGKILL');
    const isSpared = observations.every((observed) => observed.container(containerReference(subject, name)).signals.every(({ signal }) => signal !== 'SIGKILL'));
    const words = containerWords(subject, name);
    return { name, killed, step: killed !== undefined ? `${words} received SIGKILL ${killed} after deletion` : isSpared ? `${words} never received SIGKILL` : undefined };
  });
  const stubborn = ends.filter(({ killed }) => killed !== undefined).map(({ name }) => containerWords(subject, name));
  return {
    name: stubborn.length > 0
      ? `Gone ${gone ?? 'late'} after deletion, because the program in ${stubborn.join(' and ')} does not react to SIGTERM`
      : `Gone ${gone ?? 'soon'} after deletion, if every program leaves as soon as it receives SIGTERM`,
    steps: [...stepsOf(subject, [], ...lives), ...thenSteps([
      gone && `${podWords(subject)} became gone ${gone} after deletion`,
      ...ends.map(({ step }) => step),
      ...(gone === undefined && ends.every(({ step }) => step === undefined) ? [`${podWords(subject)} is now gone`] : []),
    ])],
  };
}

/** What a preStop hook leaves of the grace period for the program: half of it, if it takes the other half. */
function draftHook(subject: DraftSubject, { name }: Container): DraftScenario[] {
  const grace = graceSeconds(subject);
  const half = Math.floor(grace / 2);
  if (half < 1) return [];
  const words = containerWords(subject, name);
  const hook: Premise = {
    step: `the preStop hook of ${words} takes ${formatDuration(seconds(half))}`,
    arrange: ({ setup }) => { setup.container(containerReference(subject, name)).changeHook('preStop', { takes: seconds(half) }); },
  };
  const premises = [hook, ignoring(subject, name)];
  const lives = livesOf(subject);
  const observations = observe(subject, premises, ...lives);
  const [sigterm, sigkill] = (['SIGTERM', 'SIGKILL'] as const).map((signal) => measureSignal(observations, subject, name, signal));
  return [{
    name: `A preStop hook of ${formatDuration(seconds(half))} in ${words} leaves its program ${formatDuration(seconds(grace - half))} of ${formatDuration(seconds(grace))}`,
    steps: [...stepsOf(subject, premises, ...lives), ...thenSteps([
      sigterm && `${words} received SIGTERM ${sigterm} after deletion`,
      sigkill && `${words} received SIGKILL ${sigkill} after deletion`,
    ])],
  }];
}

/** How long a deletion takes if one program does not react to SIGTERM. */
function draftShutdown(subject: DraftSubject): DraftScenario {
  const main = subject.pod.spec.containers[0].name;
  const words = containerWords(subject, main);
  const premise = ignoring(subject, main);
  const lives = livesOf(subject);
  const observations = observe(subject, [premise], ...lives);
  const gone = measureGone(observations, subject);
  const [sigterm, sigkill] = (['SIGTERM', 'SIGKILL'] as const).map((signal) => measureSignal(observations, subject, main, signal));
  return {
    name: `Gone ${gone ?? 'late'} after deletion, if the program in ${words} ignores SIGTERM (terminationGracePeriodSeconds ${graceSeconds(subject)})`,
    steps: [...stepsOf(subject, [premise], ...lives), ...thenSteps([
      sigterm && `${words} received SIGTERM ${sigterm} after deletion`,
      sigkill && `${words} received SIGKILL ${sigkill} after deletion`,
      gone === undefined ? `${podWords(subject)} is now gone` : `${podWords(subject)} became gone ${gone} after deletion`,
    ])],
  };
}

function ignoring(subject: DraftSubject, name: string): Premise {
  return {
    step: `${containerWords(subject, name)} ignores SIGTERM`,
    arrange: ({ setup }) => { setup.container(containerReference(subject, name)).onSigterm = { ignore: true }; },
  };
}

/** A minute, a deletion, and time for it: sidecars may get two seconds more when the grace period is over. */
function livesOf(subject: DraftSubject): Lives {
  return [outageOf(subject), 'delete', seconds(graceSeconds(subject) + 20)];
}

function signalsOf(observed: Observation, subject: DraftSubject, name: string, signal: string): readonly Instant[] {
  return observed.container(containerReference(subject, name)).signals
    .filter((each) => each.signal === signal).map(({ point }) => timeSince(point, 'deletion')).filter((time) => time !== undefined && time >= 0) as Instant[];
}

function measureSignal(observations: readonly Observation[], subject: DraftSubject, name: string, signal: string): string | undefined {
  return measure(observations, (observed) => signalsOf(observed, subject, name, signal)[0]);
}

function measureGone(observations: readonly Observation[], { reference }: DraftSubject): string | undefined {
  return measure(observations, (observed) => {
    const pod = observed.pod(reference);
    const [gone] = pod.spans('gone');
    return gone === undefined ? undefined : timeSince(pod.timePoint(gone.from), 'deletion');
  });
}
