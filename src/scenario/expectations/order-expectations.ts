import type { Instant } from '../../simulation/time';
import { formatDuration } from '../duration';
import type { ContainerObservation } from '../observation/container-observation';
import type { Observation } from '../observation/observation';
import { formatContainerReference, type ContainerReference } from '../references';
import { fails, holds, type Expectation } from '../verdict';
import { whose } from './container-expectations';

/** The first start of one container came before that of another. */
export function startedBefore(first: ContainerReference, second: ContainerReference): Expectation {
  return inOrder(first, 'started', firstStart, second, 'started', firstStart);
}

/** A container had ended for good before another one started for the first time. */
export function exitedBeforeStartOf(first: ContainerReference, second: ContainerReference): Expectation {
  return inOrder(first, 'exited', lastExit, second, 'started', firstStart);
}

/** A container ended for good before another one did. */
export function exitedBeforeExitOf(first: ContainerReference, second: ContainerReference): Expectation {
  return inOrder(first, 'exited', lastExit, second, 'exited', lastExit, (earlier, later) => (
    earlier.runs.at(-1)!.exit!.place < later.runs.at(-1)!.exit!.place
  ));
}

/** There was a time at which the processes of both containers ran. */
export function ranTogether(one: ContainerReference, other: ContainerReference): Expectation {
  return (observed) => {
    const a = observed.container(one);
    const b = observed.container(other);
    const together = a.runs.some((run) => b.runs.some((each) => (
      run.startedAt < (each.exit?.t ?? Infinity) && each.startedAt < (run.exit?.t ?? Infinity)
    )));
    if (together) return holds();
    const expected = `${formatContainerReference(one)} running together with ${formatContainerReference(other)}`;
    return fails({ expected, actual: `runs ${describeRuns(a)} and ${describeRuns(b)}`, pod: a.pod.name });
  };
}

/** No process of the container was ever started. */
export function neverStarted(container: ContainerReference): Expectation {
  return (observed) => {
    const found = observed.container(container);
    const first = firstStart(found);
    if (first === undefined) return holds();
    const expected = `${formatContainerReference(container)} never started`;
    return fails({ expected, actual: `a start at ${formatDuration(first)}`, since: first, ...whose(found) });
  };
}

/** So many runs are told at most. */
const TOLD_RUNS = 8;

type Finder = (container: ContainerObservation) => Instant | undefined;

/** @param isFirst what counts where both happened in one millisecond */
function inOrder(
  first: ContainerReference, firstVerb: string, findFirst: Finder, second: ContainerReference, secondVerb: string, findSecond: Finder,
  isFirst: (earlier: ContainerObservation, later: ContainerObservation) => boolean = () => false,
): Expectation {
  return (observed: Observation) => {
    const earlier = observed.container(first);
    const t = findFirst(earlier);
    const later = findSecond(observed.container(second));
    if (t !== undefined && later !== undefined) {
      if (t < later || (t === later && isFirst(earlier, observed.container(second)))) return holds();
    }
    const names = [formatContainerReference(first), formatContainerReference(second)];
    return fails({
      expected: `that ${names[0]} ${firstVerb} before ${names[1]} ${secondVerb}`,
      actual: `that ${names[0]} ${describe(firstVerb, t)} and ${names[1]} ${describe(secondVerb, later)}`,
      pod: earlier.pod.name,
    });
  };
}

function firstStart({ runs }: ContainerObservation): Instant | undefined {
  return runs[0]?.startedAt;
}

/** The end of the last run; undefined while it goes on. */
function lastExit({ runs }: ContainerObservation): Instant | undefined {
  return runs.at(-1)?.exit?.t;
}

function describe(verb: string, t: Instant | undefined): string {
  return t === undefined ? `has not ${verb}` : `${verb} at ${formatDuration(t)}`;
}

function describeRuns({ runs }: ContainerObservation): string {
  const texts = runs.slice(0, TOLD_RUNS).map(({ startedAt, exit }) => `${formatDuration(startedAt)}..${exit === undefined ? 'now' : formatDuration(exit.t)}`);
  if (texts.length === 0) return 'never';
  return texts.join(', ') + (runs.length > TOLD_RUNS ? ` and ${runs.length - TOLD_RUNS} more` : '');
}
