import type { Instant } from '../../simulation/time';
import { formatDuration } from '../duration';
import type { ContainerObservation } from '../observation/container-observation';
import { formatContainerReference, type ContainerReference } from '../references';
import { fails, holds, type Expectation } from '../verdict';
import { whose } from './container-expectations';

/** What a container did for the first time (a start), or for good (an exit). */
export type StartOrExit = 'started' | 'exited';

/** What a container did. */
export interface Deed {
  readonly container: ContainerReference;
  readonly did: StartOrExit;
}

/** One container started or exited before another one did. */
export function cameBefore(first: Deed, second: Deed): Expectation {
  return (observed) => {
    const earlier = observed.container(first.container);
    const later = observed.container(second.container);
    const [one, other] = [occurrenceOf(first, earlier), occurrenceOf(second, later)];
    if (one !== undefined && other !== undefined && (one.t < other.t || (one.t === other.t && one.place < other.place))) return holds();
    const names = [first, second].map(({ container }) => formatContainerReference(container));
    return fails({
      expected: `that ${names[0]} ${first.did} before ${names[1]} ${second.did}`,
      actual: `that ${names[0]} ${describe(first.did, one?.t)} and ${names[1]} ${describe(second.did, other?.t)}`,
      pod: earlier.pod.name,
    });
  };
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
    const first = found.runs[0]?.startedAt;
    if (first === undefined) return holds();
    const expected = `${formatContainerReference(container)} never started`;
    return fails({ expected, actual: `a start at ${formatDuration(first)}`, since: first, ...whose(found) });
  };
}

/** So many runs are told at most. */
const TOLD_RUNS = 8;

/** When something happened, and its place among what happened in the same millisecond. */
interface Occurrence {
  readonly t: Instant;
  readonly place: number;
}

function occurrenceOf({ did }: Deed, { runs }: ContainerObservation): Occurrence | undefined {
  if (did === 'exited') return runs.at(-1)?.exit;
  return runs.length === 0 ? undefined : { t: runs[0].startedAt, place: runs[0].place };
}

function describe(verb: string, t: Instant | undefined): string {
  return t === undefined ? `has not ${verb}` : `${verb} at ${formatDuration(t)}`;
}

function describeRuns({ runs }: ContainerObservation): string {
  const texts = runs.slice(0, TOLD_RUNS).map(({ startedAt, exit }) => `${formatDuration(startedAt)}..${exit === undefined ? 'now' : formatDuration(exit.t)}`);
  if (texts.length === 0) return 'never';
  return texts.join(', ') + (runs.length > TOLD_RUNS ? ` and ${runs.length - TOLD_RUNS} more` : '');
}
