import type { HookType, ProbeType } from '../../programs/program';
import { seconds } from '../../simulation/time';
import type { Moment } from '../moment';
import type { ContainerObservation } from '../observation/container-observation';
import { CONTAINER_TIMES, timeCells, type TimePoint } from '../observation/time-point';
import { formatContainerReference, type ContainerReference } from '../references';
import { ScenarioError } from '../scenario-error';
import type { FoundRow } from '../tables/table';
import { fails, holds, type Expectation } from '../verdict';
import { happening, subject, whose } from './container-expectations';
import { happenedAt } from './moment-expectation';
import { tableIsExactly, type RawTable } from './table-expectation';

/** The table lists all attempts of a probe that have ended, each at its beginning. */
export function probeWasTriedExactly(container: ContainerReference, probe: ProbeType, table: RawTable): Expectation {
  return tableIsExactly(table, {
    ...subject(container, `attempts of the ${probe} probe`),
    columns: { ...CONTAINER_TIMES, outcome: 'text', takes: 'time', restarts: 'number' },
    required: ['outcome'],
    rows: (observed) => attemptRows(withProbe(observed.container(container), probe), probe),
  });
}

/** The first attempt of a probe began at a moment. */
export function probeWasFirstTried(container: ContainerReference, probe: ProbeType, moment: Moment): Expectation {
  return happenedAt({
    ...happening(container),
    what: `the ${probe} probe of ${formatContainerReference(container)} first tried`,
    points: (observed) => attemptPoints(withProbe(observed.container(container), probe), probe).slice(0, 1),
  }, moment);
}

/** A probe was tried so often. */
export function probeWasTriedTimes(container: ContainerReference, probe: ProbeType, times: number): Expectation {
  return (observed) => {
    const found = withProbe(observed.container(container), probe);
    const attempts = found.attempts(probe).length;
    if (attempts === times) return holds();
    return fails({ expected: `${times} attempts of the ${probe} probe`, actual: String(attempts), ...whose(found) });
  };
}

/** A hook began to run at a moment. */
export function hookRan(container: ContainerReference, hook: HookType, moment: Moment): Expectation {
  return happenedAt({
    ...happening(container),
    what: `the ${hook} hook of ${formatContainerReference(container)} ran`,
    points: (observed) => hookPoints(withHook(observed.container(container), hook), hook),
  }, moment);
}

/** A hook never ran. */
export function hookNeverRan(container: ContainerReference, hook: HookType): Expectation {
  return (observed) => {
    const found = withHook(observed.container(container), hook);
    const starts = hookPoints(found, hook);
    if (starts.length === 0) return holds();
    return fails({ expected: `that the ${hook} hook never ran`, actual: `${starts.length} times`, ...whose(found) });
  };
}

/** @throws ScenarioError when the container has no such probe: what is said of it would hold of nothing */
function withProbe(container: ContainerObservation, probe: ProbeType): ContainerObservation {
  if (container.found.container[`${probe}Probe`] !== undefined) return container;
  throw new ScenarioError(`${container.subject} has no ${probe} probe`);
}

/** @throws ScenarioError when the container has no such hook */
function withHook(container: ContainerObservation, hook: HookType): ContainerObservation {
  if (container.found.container.lifecycle?.[hook] !== undefined) return container;
  throw new ScenarioError(`${container.subject} has no ${hook} hook`);
}

function attemptRows(container: ContainerObservation, probe: ProbeType): FoundRow[] {
  const points = attemptPoints(container, probe);
  return container.attempts(probe).map(({ t, end = t, outcome, attempt }, index) => (
    { outcome, takes: seconds(end) - seconds(t), restarts: attempt, ...timeCells(points[index]) }
  ));
}

function attemptPoints(container: ContainerObservation, probe: ProbeType): TimePoint[] {
  return container.attempts(probe).map(({ t, attempt }) => container.timePoint(seconds(t), container.runOf(attempt, seconds(t))));
}

function hookPoints(container: ContainerObservation, hook: HookType): TimePoint[] {
  return container.calls
    .filter(({ what }) => what === hook)
    .map(({ t, attempt }) => container.timePoint(seconds(t), container.runOf(attempt, seconds(t))));
}
