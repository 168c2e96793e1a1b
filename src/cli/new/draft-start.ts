import type { EventRow } from '../../trace/trace-rows';
import { formatDuration } from '../../scenario/duration';
import { containersOf } from '../../scenario/find-container';
import type { Observation } from '../../scenario/observation/observation';
import { seconds } from '../../simulation/time';
import { containerReference, containerWords, observe, outageOf, podWords, stepsOf, thenSteps, type DraftScenario, type DraftSubject, type Premise } from './draft';
import { measure, measureCount } from './measure';

/** So much of the message of an Event is shown. */
const LONGEST_MESSAGE = 90;

/** From creation to Ready, or to the end of a pod that ends; what keeps it from that; and whether containers are started again. */
export function draftStart(subject: DraftSubject): DraftScenario {
  const life = outageOf(subject);
  const observations = observe(subject, [], life);
  const since = (state: 'Ready' | 'Succeeded'): string | undefined => (
    measure(observations, (observed) => observed.pod(subject.reference).spans(state)[0]?.from)
  );
  const [succeeded, ready] = [since('Succeeded'), since('Ready')];
  const pod = podWords(subject);
  const end = succeeded !== undefined ? `${pod} became Succeeded ${succeeded} after creation`
    : ready !== undefined ? `${pod} became Ready ${ready} after creation`
    : isNeverReady(observations, subject) ? `${pod} was never Ready` : undefined;
  const restarted = restartsOf(subject, observations);
  const isHeldUp = succeeded === undefined && (ready === undefined || restarted.length > 0);
  const isAsked = containersOf(subject.pod).some(({ container }) => (container.readinessProbe ?? container.startupProbe) !== undefined);
  const again = restarted.length === 0 ? isAsked ? ', if every program is ready at once' : ', when its programs run: no probe asks whether they are ready'
    : `, but not for good: in ${formatDuration(life)} ${restarted.map(({ words, count }) => `${words} is started again ${times(count)}`).join(', ')}`;
  return {
    name: succeeded !== undefined ? `Done ${succeeded} after creation`
      : ready !== undefined ? `Ready ${ready} after creation${again}`
      : `Not Ready in all of the first ${formatDuration(life)}`,
    steps: [
      ...stepsOf(subject, [], life),
      ...thenSteps([...describeOrder(subject, observations), end, ...restarted.map(({ words, count }) => `${words} has restarted ${times(count)}`)]),
      ...(isHeldUp ? describeWarning(subject, observations, end === undefined) : []),
    ],
  };
}

/** What becomes of a pod that is to come to an end when its first program fails. */
export function draftFailure(subject: DraftSubject): DraftScenario {
  const { containers: [{ name }], restartPolicy = 'Always' } = subject.pod.spec;
  const words = containerWords(subject, name);
  const premise: Premise = {
    step: `${words} exits with code 1 after 10s`,
    arrange: ({ setup }) => { setup.container(containerReference(subject, name)).exits.set(1, { after: seconds(10), exitCode: 1 }); },
  };
  const life = seconds(300);
  const observations = observe(subject, [premise], life);
  const failed = measure(observations, (observed) => observed.pod(subject.reference).spans('Failed')[0]?.from);
  const restarts = countRestarts(subject, observations, name);
  return {
    name: failed !== undefined ? `Failed ${failed} after creation, if the program in ${words} ends with 1 after 10s (restartPolicy ${restartPolicy})`
      : `Run again ${restarts ?? 'some'} times in ${formatDuration(life)}, if the program in ${words} ends with 1 after 10s each time (restartPolicy ${restartPolicy})`,
    steps: [...stepsOf(subject, [premise], life), ...thenSteps([
      failed === undefined ? undefined : `${podWords(subject)} became Failed ${failed} after creation`,
      `${words} exited with code 1 10s after start`,
      restarts === undefined ? undefined : `${words} has restarted ${times(restarts)}`,
    ])],
  };
}

/** Whether a pod always comes to its end by itself before things go wrong in drafted scenarios. */
export function endsByItself(subject: DraftSubject): boolean {
  return observe(subject, [], outageOf(subject)).every((observed) => observed.pod(subject.reference).spans('Succeeded').length > 0);
}

/** Which container starts after which; nothing of those that do not get so far. */
function describeOrder(subject: DraftSubject, observations: readonly Observation[]): string[] {
  const started = containersOf(subject.pod).filter(({ container: { name } }) => (
    observations.every((observed) => observed.container(containerReference(subject, name)).runs.length > 0)
  ));
  return started.slice(1).map(({ container }, index) => {
    const before = started[index];
    const verb = before.kind === 'init container' ? 'exited' : 'started';
    return `${containerWords(subject, before.container.name)} ${verb} before ${containerWords(subject, container.name)} started`;
  });
}

function isNeverReady(observations: readonly Observation[], { reference }: DraftSubject): boolean {
  return observations.every((observed) => observed.pod(reference).spans('Ready').length === 0);
}

/** The containers that are started again, the same number of times everywhere. */
function restartsOf(subject: DraftSubject, observations: readonly Observation[]): { readonly words: string; readonly count: number }[] {
  return containersOf(subject.pod).flatMap(({ container: { name } }) => {
    const count = countRestarts(subject, observations, name);
    return count === undefined || count === 0 ? [] : [{ words: containerWords(subject, name), count }];
  });
}

function countRestarts(subject: DraftSubject, observations: readonly Observation[], name: string): number | undefined {
  return measureCount(observations, (observed) => observed.container(containerReference(subject, name)).restartCount);
}

function times(count: number): string {
  return `${count} time${count === 1 ? '' : 's'}`;
}

/** The last warning about a pod that is not Ready, if it comes everywhere. */
function describeWarning({ reference, ...subject }: DraftSubject, observations: readonly Observation[], isFirst: boolean): string[] {
  const warningsOf = (observed: Observation): EventRow[] => observed.pod(reference).events.filter(({ type }) => type === 'Warning');
  const last = warningsOf(observations[0]).at(-1);
  if (last === undefined) return [];
  const message = shorten(last.message);
  const isEverywhere = observations.every((observed) => warningsOf(observed).some((row) => row.reason === last.reason && shorten(row.message) === message));
  if (!isEverywhere) return [];
  const width = Math.max(message.length, 'message'.length);
  const line = (reason: string, text: string): string => `  | ${reason.padEnd(last.reason.length)} | ${text.padEnd(width)} |`;
  return [`${isFirst ? 'Then' : 'And'} the events of ${podWords({ reference, ...subject })} include:`, line('reason', 'message'), line(last.reason, message)];
}

/** A message as a table can have it. */
function shorten(message: string): string {
  const line = message.split('\n')[0].slice(0, LONGEST_MESSAGE).trimEnd();
  const text = line === message ? line : `${line}*`;
  return text.replace(/\\/g, '\\\\').replace(/\|/g, '\\|');
}
