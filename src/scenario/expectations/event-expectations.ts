import { seconds } from '../../simulation/time';
import { formatDuration } from '../duration';
import { POD_TIMES, timeCells } from '../observation/time-point';
import { formatPodReference, type PodReference } from '../references';
import { fails, holds, type Expectation } from '../verdict';
import { tableIsExactly, tableIsIncluded, type RawTable, type TableSubject } from './table-expectation';

/** The table lists all Events about the pod and its containers, as the kubelet sent them. */
export function eventsAreExactly(pod: PodReference, table: RawTable): Expectation {
  return tableIsExactly(table, events(pod));
}

/** The Events in the table were sent, in any order; there may be others. */
export function eventsInclude(pod: PodReference, table: RawTable): Expectation {
  return tableIsIncluded(table, events(pod));
}

/** No Event with this reason was sent. */
export function eventsDoNotInclude(pod: PodReference, reason: string): Expectation {
  return (observed) => {
    const found = observed.pod(pod);
    const event = found.events.find((each) => each.reason === reason);
    if (event === undefined) return holds();
    const at = formatDuration(seconds(event.t));
    return fails({ expected: `no Event ${reason}`, actual: `one at ${at}: ${event.message}`, since: seconds(event.t), pod: found.name });
  };
}

function events(pod: PodReference): TableSubject {
  return {
    columns: { ...POD_TIMES, type: 'text', reason: 'text', container: 'text', message: 'text' },
    required: ['reason'],
    what: `Events of ${formatPodReference(pod)}`,
    rows: (observed) => {
      const found = observed.pod(pod);
      return found.events.map(({ t, type, reason, container, message }) => (
        { type, reason, container, message, ...timeCells(found.timePoint(seconds(t))) }
      ));
    },
    whose: (observed) => ({ pod: observed.pod(pod).name }),
  };
}
