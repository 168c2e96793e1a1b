import type { Duration } from '../simulation/time';
import { runExperiment, type Experiment } from './experiment';
import { testLaw } from './law';
import { experiments } from './pod-arbitrary';
import { rowDifferences, rowTexts } from './trace-difference';

/** A part of a millisecond that no other time has: what programs do never falls on a tick by accident. */
const OUT_OF_STEP: Duration = 137;

function outOfStep(experiment: Experiment): Experiment {
  const { profile } = experiment;
  const latencies = { ...profile.latencies, start: profile.latencies.start + OUT_OF_STEP };
  return { ...experiment, profile: { ...profile, latencies } };
}

/**
 * A probe worker that knows the answers of its next ticks in advance does not ask. What happens at one instant in
 * different places is not ordered: the rows are compared as a set, and programs are kept off the ticks.
 */
testLaw({
  name: 'a probe worker that rests misses nothing: it gives the same rows as one that asks at every tick',
  runs: 300,
  inputs: experiments.map(outOfStep),
  experiment: (experiment) => experiment,
  *violations(experiment, { trace }) {
    const { until } = experiment;
    const asking = runExperiment(experiment, { reticent: true }).trace;
    yield* rowDifferences([...rowTexts(trace, until)].sort(), [...rowTexts(asking, until)].sort());
  },
});
