import { CONTAINER_TIMES, timeCells } from '../observation/time-point';
import type { Observation } from '../observation/observation';
import { formatContainerReference, type ContainerReference } from '../references';
import { ScenarioError } from '../scenario-error';
import type { Expectation } from '../verdict';
import { tableIsExactly, tableIsIncluded, type RawTable, type TableSubject } from './table-expectation';

/**
 * The table lists the whole log: with a column `run` that of all runs, otherwise that of the last one, as `kubectl logs`
 * shows it.
 */
export function logIsExactly(container: ContainerReference, table: RawTable): Expectation {
  return tableIsExactly(table, log(container, false));
}

/** These lines were written, in any order and in any run; there may be others. */
export function logIncludes(container: ContainerReference, table: RawTable): Expectation {
  return tableIsIncluded(table, log(container, true));
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
  const lines = found.log;
  if (lines === undefined) {
    throw new ScenarioError(`What ${formatContainerReference(container)} writes is not known: its program is only described. Only programs that run as written, or that images.yaml declares, have a log`);
  }
  const last = found.runs.at(-1);
  return lines.flatMap(({ t, attempt, stream, text }) => {
    const run = found.runOf(attempt, t) ?? last;
    if (!ofAllRuns && run !== last) return [];
    return [{ line: text.trim(), stream, run: run?.ordinal, ...timeCells(found.timePoint(t, run)) }];
  });
}
