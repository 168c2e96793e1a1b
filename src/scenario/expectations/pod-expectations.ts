import { computeQosClass } from '../../api/pod-qos';
import { podRequests } from '../../api/pod-resources';
import { compareQuantities, parseQuantity, renderQuantity } from '../../api/quantity';
import type { Duration } from '../../simulation/time';
import type { Moment } from '../moment';
import type { Observation } from '../observation/observation';
import { describePod, type PodState } from '../observation/pod-state';
import type { PodObservation } from '../observation/pod-observation';
import { withoutRepetitions } from '../observation/spans';
import { POD_TIMES, timeCells } from '../observation/time-point';
import { formatPodReference, type PodReference } from '../references';
import type { FoundRow } from '../tables/table';
import type { Window } from '../time-span';
import { ScenarioError } from '../scenario-error';
import { fails, holds, type Expectation, type Mismatch } from '../verdict';
import { happenedAt } from './moment-expectation';
import { isNow, isStill, wasNever, wasThroughout, type Stay } from './span-expectation';
import { tableIsExactly, tableIsIncluded, type RawTable } from './table-expectation';

/** The pod is in a state now. */
export function podIsNow(pod: PodReference, state: PodState): Expectation {
  return isNow(stay(pod, state));
}

/** The pod is in a state now and was so without interruption. */
export function podIsStill(pod: PodReference, state: PodState): Expectation {
  return isStill(stay(pod, state));
}

/** The pod was in a state all the time in a window. */
export function podWasThroughout(pod: PodReference, state: PodState, window: Window): Expectation {
  return wasThroughout(stay(pod, state), window);
}

/** The pod was never in a state, or not before a time. */
export function podWasNever(pod: PodReference, state: PodState, before?: Duration): Expectation {
  return wasNever(stay(pod, state), before);
}

/** The pod came into a state at a moment. */
export function podBecame(pod: PodReference, state: PodState, moment: Moment): Expectation {
  if (moment.origin === 'start' || moment.origin === 'exit') {
    throw new ScenarioError(`A pod has no ${moment.origin} to count from: say "after creation" or "after deletion", or ask a container of it`);
  }
  return happenedAt({
    what: `${formatPodReference(pod)} became ${state}`,
    points: (observed) => observed.pod(pod).spans(state).map(({ from }) => observed.pod(pod).timePoint(from)),
    whose: (observed) => whose(observed.pod(pod)),
    instead: (observed) => `${describePod(observed.pod(pod).current)}, and never ${state}`,
  }, moment);
}

/** The table lists all spans in which the pod was in a state; `now` in the column `to` is a span that goes on. */
export function podWasExactlyDuring(pod: PodReference, state: PodState, table: RawTable): Expectation {
  return tableIsExactly(table, {
    columns: { from: 'time', to: 'time' },
    required: ['from', 'to'],
    what: `spans in which ${formatPodReference(pod)} was ${state}`,
    rows: (observed) => observed.pod(pod).spans(state).map(({ from, to, open }) => ({ from, to: open ? 'now' : to })),
    whose: (observed) => whose(observed.pod(pod)),
  });
}

/** The table lists all phases that the pod went through. */
export function podWentThrough(pod: PodReference, table: RawTable): Expectation {
  return tableIsExactly(table, {
    columns: { ...POD_TIMES, phase: 'text', reason: 'text', message: 'text' },
    required: ['phase'],
    what: `phases of ${formatPodReference(pod)}`,
    rows: (observed, titles) => phaseRows(observed.pod(pod), titles),
    whose: (observed) => whose(observed.pod(pod)),
  });
}

/** The conditions in the table are so now; there may be others. */
export function podConditionsAre(pod: PodReference, table: RawTable): Expectation {
  return tableIsIncluded(table, {
    columns: { type: 'text', status: 'text', reason: 'text' },
    required: ['type', 'status'],
    what: `conditions of ${formatPodReference(pod)}`,
    rows: (observed) => conditionRows(observed.pod(pod)),
    whose: (observed) => whose(observed.pod(pod)),
  });
}

/** The pod has a QoS class, by its requests and limits. */
export function podHasQosClass(pod: PodReference, qosClass: string): Expectation {
  return (observed) => {
    const actual = computeQosClass(observed.pod(pod).pod.spec);
    return actual === qosClass ? holds() : fails({ expected: `QoS class ${qosClass}`, actual });
  };
}

/** The pod asks the node for so much of a resource, counted as the scheduler counts. */
export function podRequestsOf(pod: PodReference, resource: string, quantity: string): Expectation {
  return (observed) => {
    const actual = podRequests(observed.pod(pod).pod.spec).get(resource) ?? parseQuantity('0');
    if (compareQuantities(actual, parseQuantity(quantity)) === 0) return holds();
    return fails({ expected: `a request of ${quantity} of ${resource}`, actual: renderQuantity(actual) });
  };
}

function stay(pod: PodReference, state: PodState): Stay {
  return {
    what: `${formatPodReference(pod)} ${state}`,
    spans: (observed: Observation) => observed.pod(pod).spans(state),
    now: (observed: Observation) => describePod(observed.pod(pod).current),
    whose: (observed: Observation) => whose(observed.pod(pod)),
  };
}

function whose({ name }: PodObservation): Pick<Mismatch, 'pod'> {
  return { pod: name };
}

function phaseRows(pod: PodObservation, titles: readonly string[]): FoundRow[] {
  const rows = pod.history.map(({ t, value: { row } }) => ({
    t, value: { phase: row.deleted ? 'gone' : row.phase, reason: row.reason, message: row.message },
  }));
  const listed = (['phase', 'reason', 'message'] as const).filter((title) => titles.includes(title));
  return withoutRepetitions(rows, (a, b) => listed.every((title) => a[title] === b[title]))
    .map(({ t, value }) => ({ ...value, ...timeCells(pod.timePoint(t)) }));
}

function conditionRows(pod: PodObservation): FoundRow[] {
  return Object.entries(pod.current.row.conditions ?? {}).map(([type, text]) => {
    const [status, reason] = text.split(' ');
    return { type, status, reason };
  });
}
