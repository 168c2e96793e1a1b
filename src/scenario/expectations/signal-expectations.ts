import type { ContainerObservation } from '../observation/container-observation';
import type { Moment } from '../moment';
import { CONTAINER_TIMES, timeCells } from '../observation/time-point';
import { formatContainerReference, type ContainerReference } from '../references';
import { listInRuns } from '../list-in-runs';
import { fails, holds, type Expectation } from '../verdict';
import { happening, subject, whose } from './container-expectations';
import { happenedAt } from './moment-expectation';
import { tableIsExactly, type RawTable } from './table-expectation';

/** The signals that a container can receive from the runtime. */
export const SIGNALS = ['SIGTERM', 'SIGKILL'] as const;

/** One of {@link SIGNALS}. */
export type Signal = (typeof SIGNALS)[number];

/** The table lists all signals that the container received. */
export function receivedExactly(container: ContainerReference, table: RawTable): Expectation {
  return tableIsExactly(table, {
    ...subject(container, 'signals'),
    columns: { ...CONTAINER_TIMES, signal: 'text' },
    required: ['signal'],
    rows: (observed) => observed.container(container).signals.map(({ point, signal }) => ({ signal, ...timeCells(point) })),
  });
}

/** The container received a signal at a moment. */
export function receivedAt(container: ContainerReference, signal: Signal, moment: Moment): Expectation {
  return happenedAt({
    ...happening(container),
    what: `${formatContainerReference(container)} received ${signal}`,
    points: (observed) => observed.container(container).signals.filter((each) => each.signal === signal).map(({ point }) => point),
    instead: (observed) => describeSignals(observed.container(container)),
  }, moment);
}

/** The container never received a signal. */
export function receivedNo(container: ContainerReference, signal: Signal): Expectation {
  return (observed) => {
    const found = observed.container(container);
    const first = found.signals.find((each) => each.signal === signal);
    if (first === undefined) return holds();
    return fails({ expected: `no ${signal}`, actual: describeSignals(found), since: first.point.t, ...whose(found) });
  };
}

function describeSignals({ signals }: ContainerObservation): string {
  return signals.length === 0 ? 'no signal' : listInRuns(signals.map(({ signal }) => signal));
}
