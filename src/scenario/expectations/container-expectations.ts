import { checkExitCode } from '../exit';
import type { Moment } from '../moment';
import type { ContainerObservation } from '../observation/container-observation';
import { describeContainer, stateName, type ContainerState } from '../observation/container-state';
import type { Observation } from '../observation/observation';
import { withoutRepetitions } from '../observation/spans';
import { CONTAINER_TIMES, timeCells, type TimePoint } from '../observation/time-point';
import { formatContainerReference, type ContainerReference } from '../references';
import type { CellValue } from '../tables/cell';
import type { FoundRow } from '../tables/table';
import { listInRuns } from '../list-in-runs';
import { fails, holds, type Expectation, type Mismatch } from '../verdict';
import { hintAboutRestarts } from './hints';
import { happenedAt, type Happening } from './moment-expectation';
import { isNow, isStill, wasNever, type Stay } from './span-expectation';
import { tableIsExactly, type RawTable, type TableSubject } from './table-expectation';

/** The container is in a state now. */
export function containerIsNow(container: ContainerReference, state: ContainerState): Expectation {
  return isNow(stay(container, state));
}

/** The container is in a state now, and was so without interruption or restart. */
export function containerIsStill(container: ContainerReference, state: ContainerState): Expectation {
  return isStill(stay(container, state));
}

/** The container was never in a state. */
export function containerWasNever(container: ContainerReference, state: ContainerState): Expectation {
  return wasNever(stay(container, state));
}

/** The container came into a state at a moment. */
export function containerBecame(container: ContainerReference, state: ContainerState, moment: Moment): Expectation {
  return happenedAt({
    ...happening(container),
    what: `${formatContainerReference(container)} became ${state}`,
    points: (observed) => statePoints(observed.container(container), state),
    instead: (observed) => `${describeNow(observed.container(container))}, and never ${state}`,
  }, moment);
}

/** The table lists all states that the container went through; a restart is a new state. */
export function containerWentThrough(container: ContainerReference, table: RawTable): Expectation {
  return tableIsExactly(table, {
    ...subject(container, 'states'),
    columns: { ...CONTAINER_TIMES, state: 'text', reason: 'text', 'exit code': 'number', restarts: 'number', ready: 'flag', message: 'text' },
    required: ['state'],
    rows: (observed, titles) => stateRows(observed.container(container), titles),
  });
}

/** The container has restarted so often, as the API counts. */
export function containerHasRestarted(container: ContainerReference, times: number): Expectation {
  return (observed) => {
    const found = observed.container(container);
    if (found.restartCount === times) return holds();
    return fails({
      expected: `restartCount ${times}`, actual: String(found.restartCount), hint: hintAboutRestarts(found, times), ...whose(found),
    });
  };
}

/** The table lists all restarts: the starts of the container's process but for the first. */
export function containerWasRestarted(container: ContainerReference, table: RawTable): Expectation {
  return tableIsExactly(table, {
    ...subject(container, 'restarts'),
    columns: { restart: 'number', ...CONTAINER_TIMES, 'exit code': 'number', reason: 'text', 'ran for': 'time' },
    rows: (observed) => restartRows(observed.container(container)),
  });
}

/** The process of the container started at a moment. */
export function containerStarted(container: ContainerReference, moment: Moment): Expectation {
  return happenedAt({
    ...happening(container),
    what: `${formatContainerReference(container)} started`,
    points: (observed) => startPoints(observed.container(container)),
  }, moment);
}

/** The process of the container ended with an exit code at a moment. */
export function containerExited(container: ContainerReference, exitCode: number, moment: Moment): Expectation {
  return happenedAt({
    ...happening(container),
    what: `${formatContainerReference(container)} exited with code ${checkExitCode(exitCode)}`,
    points: (observed) => exitPoints(observed.container(container), exitCode),
    instead: (observed) => {
      const codes = observed.container(container).runs.flatMap(({ exit }) => exit?.exitCode ?? []);
      return codes.length === 0 ? 'no exit' : `exit codes ${listInRuns(codes.map(String))}`;
    },
  }, moment);
}

/** The part of a happening that says which container it concerns. */
export function happening(container: ContainerReference): Pick<Happening, 'whose'> {
  return { whose: (observed) => whose(observed.container(container)) };
}

/** The parts of a table that say which container it is about. */
export function subject(container: ContainerReference, what: string): Pick<TableSubject, 'what' | 'whose'> {
  return {
    what: `${what} of ${formatContainerReference(container)}`,
    whose: (observed) => whose(observed.container(container)),
  };
}

/** Whose records decide about a container. */
export function whose({ name, pod }: ContainerObservation): Pick<Mismatch, 'pod' | 'container'> {
  return { pod: pod.name, container: name };
}

/** A container now, in words. */
export function describeNow({ current, pod }: ContainerObservation): string {
  if (current !== undefined) return describeContainer(current);
  return pod.current.row.deleted ? 'that its pod is gone' : 'that it has no status yet';
}

function stay(container: ContainerReference, state: ContainerState): Stay {
  return {
    what: `${formatContainerReference(container)} ${state}`,
    spans: (observed: Observation) => observed.container(container).spans(state),
    now: (observed: Observation) => describeNow(observed.container(container)),
    whose: (observed: Observation) => whose(observed.container(container)),
  };
}

function statePoints(container: ContainerObservation, state: ContainerState): TimePoint[] {
  return container.spans(state).map(({ from }) => container.timePoint(from));
}

/** After a start means after the one before. */
function startPoints(container: ContainerObservation): TimePoint[] {
  const { runs } = container;
  return runs.map((run, index) => {
    const { t, origin } = container.timePoint(run.startedAt, run);
    return { t, origin: (each) => (each === 'start' ? runs[index - 1]?.startedAt : origin(each)) };
  });
}

function exitPoints(container: ContainerObservation, exitCode: number): TimePoint[] {
  return container.runs.flatMap((run) => (run.exit?.exitCode === exitCode ? [container.timePoint(run.exit.t, run)] : []));
}

function stateRows(container: ContainerObservation, titles: readonly string[]): FoundRow[] {
  const rows = container.history.flatMap(({ t, value }) => (value === undefined ? [] : [{
    t,
    value: {
      state: stateName(value),
      reason: value.reason,
      'exit code': value.exitCode,
      restarts: value.restartCount,
      ready: String(value.ready),
      message: value.message,
    } as Record<string, CellValue>,
  }]));
  const deciding = [...titles.filter((title) => !(title in CONTAINER_TIMES)), 'restarts'];
  return withoutRepetitions(rows, (a, b) => deciding.every((title) => a[title] === b[title]))
    .map(({ t, value }) => ({ ...value, ...timeCells(statePoint(container, t, Number(value.restarts))) }));
}

/** A state counts from the start of its run; while a container waits, from that of the run before. */
function statePoint(container: ContainerObservation, t: number, restarts: number): TimePoint {
  const { origin } = container.timePoint(t, container.runOf(restarts, t));
  const byTime = container.timePoint(t);
  return { t, origin: (each) => (each === 'start' ? origin(each) ?? byTime.origin(each) : byTime.origin(each)) };
}

function restartRows(container: ContainerObservation): FoundRow[] {
  const { runs } = container;
  return runs.flatMap((run, index) => {
    if (run.attempt === 0 && index === 0) return [];
    const before = runs.at(index - 1);
    return [{
      ...timeCells(container.timePoint(run.startedAt, run)),
      restart: index === 0 ? run.attempt : index,
      'after start': before === undefined ? undefined : run.startedAt - before.startedAt,
      'exit code': before?.exit?.exitCode,
      reason: before?.exit?.reason,
      'ran for': before?.exit === undefined ? undefined : before.exit.t - before.startedAt,
    }];
  });
}
