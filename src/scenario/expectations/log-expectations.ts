import { CONTAINER_TIMES, timeCells } from '../observation/time-point';
import type { Observation } from '../observation/observation';
import { formatContainerReference, type ContainerReference } from '../references';
import { fails, type Expectation } from '../verdict';
import { tableIsExactly, tableIsIncluded, type RawTable, type TableSubject } from './table-expectation';

/**
 * The table lists the whole log: with a column `run` that of all runs, otherwise that of the last one, as `kubectl logs`
 * shows it.
 */
export function logIsExactly(container: ContainerReference, table: RawTable): Expectation {
  return whereLogIsKnown(container, tableIsExactly(table, log(container, false)));
}

/** These lines were written, in any order and in any run; there may be others. */
export function logIncludes(container: ContainerReference, table: RawTable): Expectation {
  return whereLogIsKnown(container, tableIsIncluded(table, log(container, true)));
}

/** Nothing can be said of what a program writes that is only described: not even that it writes nothing. */
function whereLogIsKnown(container: ContainerReference, expectation: Expectation): Expectation {
  return (observed) => {
    const found = observed.container(container);
    if (found.log !== undefined) return expectation(observed);
    return fails({
      expected: `a log of ${formatContainerReference(container)}`,
      actual: 'a program that is only described: what it writes is not known',
      hint: 'Programs that run as written, or that images.yaml declares, have a log',
      pod: found.pod.name,
      container: found.name,
    });
  };
}

function log(container: ContainerReference, ofAllRuns: boolean): TableSubject {
  return {
    columns: { ...CONTAINER_TIMES, run: 'number', stream: 'text', line: 'text' },
    required: ['line'],
    what: `Log of ${formatContainerReference(container)}`,
    rows: (observed, titles) => linesOf(observed, container, ofAllRuns || titles.includes('run')),
    whose: (observed) => {
      const found = observed.container(container);
      return { pod: found.pod.name, container: found.name };
    },
  };
}

function linesOf(observed: Observation, container: ContainerReference, ofAllRuns: boolean): ReturnType<TableSubject['rows']> {
  const found = observed.container(container);
  const last = found.runs.at(-1);
  return (found.log ?? []).flatMap(({ t, attempt, stream, text }) => {
    const run = found.runOf(attempt, t) ?? last;
    if (!ofAllRuns && run !== last) return [];
    return [{ line: text.trim(), stream, run: run?.ordinal, ...timeCells(found.timePoint(t, run)) }];
  });
}
