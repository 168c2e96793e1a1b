import fc from 'fast-check';

import { seconds, type Instant } from '../simulation/time';
import { RowReader } from '../trace/row-reader';
import { runExperiment, type Experiment } from './experiment';
import { testLaw } from './law';
import { experiments } from './pod-arbitrary';
import { spans } from './profile-arbitrary';
import { rowDifferences, rowTexts, textsOf } from './trace-difference';

interface StoppedInput {
  readonly experiment: Experiment;
  readonly stops: readonly Instant[];
}

const stops = fc.array(spans(0, seconds(180)), { maxLength: 20 }).map((list) => list.sort((a, b) => a - b));

testLaw<StoppedInput>(__filename, {
  name: 'the same input gives the same rows, however the time is cut into pieces',
  runs: 200,
  inputs: fc.record({ experiment: experiments, stops }),
  experiment: ({ experiment }) => experiment,
  *violations({ experiment, stops: given }, { trace }) {
    const { until } = experiment;
    const rows = rowTexts(trace, until);
    yield* rowDifferences(rows, rowTexts(runExperiment(experiment).trace, until));
    let reader: RowReader | undefined;
    const cut = runExperiment(experiment, {
      stops: given,
      look: ({ trace: growing, now }) => {
        reader ??= new RowReader(growing, { withPod: true, unfinished: true });
        textsOf(reader.read(now));
      },
    });
    yield* rowDifferences(rows, rowTexts(cut.trace, until));
    if (reader !== undefined && (given.at(-1) ?? 0) <= until) yield* rowDifferences(rows, textsOf(reader.read(until)));
  },
});
