import fc from 'fast-check';

import { seconds, type Instant } from '../simulation/time';
import { renderRows } from '../trace/render-rows';
import type { Trace } from '../trace/trace';
import { runExperiment, type Experiment } from './experiment';
import { testLaw } from './law';
import { experiments } from './pod-arbitrary';
import { spans } from './profile-arbitrary';

interface StoppedInput {
  readonly experiment: Experiment;
  readonly stops: readonly Instant[];
}

const stops = fc.array(spans(0, seconds(180)), { maxLength: 20 }).map((list) => list.sort((a, b) => a - b));

/** Every row of the trace, as text. */
function rowsOf(trace: Trace, until: Instant): readonly string[] {
  const { status, events, runtime, probes } = renderRows(trace, { withPod: true, until, unfinished: true });
  return [...status, ...events, ...runtime, ...probes].map((row) => JSON.stringify(row));
}

/** The first row in which two runs differ, as a sentence. */
function* differences(one: readonly string[], other: readonly string[]): Iterable<string> {
  const index = one.findIndex((row, at) => row !== other[at]);
  if (index >= 0) yield `${one[index]} became ${other[index]}`;
  else if (other.length > one.length) yield `${other[one.length]} was added`;
}

testLaw<StoppedInput>({
  name: 'the same input gives the same rows, however the time is cut into pieces',
  runs: 300,
  inputs: fc.record({ experiment: experiments, stops }),
  experiment: ({ experiment }) => experiment,
  *violations({ experiment, stops: given }, { trace }) {
    const { until } = experiment;
    const rows = rowsOf(trace, until);
    yield* differences(rows, rowsOf(runExperiment(experiment).trace, until));
    yield* differences(rows, rowsOf(runExperiment(experiment, given).trace, until));
  },
});
