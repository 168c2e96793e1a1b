import type { RunScript } from '../programs/scripted-program';
import { runExperiment, type Experiment } from './experiment';
import { testLaw } from './law';
import { experiments } from './pod-arbitrary';
import { rowDifferences, rowTexts } from './trace-difference';

/** Parts of a millisecond that no other time has: what programs do never falls on a tick by accident. */
const OUT_OF_STEP = { start: 137, kill: 13, sigterm: 11 };

function outOfStep(experiment: Experiment): Experiment {
  const { profile, plans } = experiment;
  const { start, kill } = profile.latencies;
  const latencies = { ...profile.latencies, start: start + OUT_OF_STEP.start, kill: kill + OUT_OF_STEP.kill };
  const late = (run: RunScript): RunScript => ('ignore' in run.onSigterm ? run : {
    ...run, onSigterm: { ...run.onSigterm, after: run.onSigterm.after + OUT_OF_STEP.sigterm },
  });
  return {
    ...experiment,
    plans: Object.fromEntries(Object.entries(plans).map(([name, plan]) => [name, { ...plan, runs: plan.runs.map(late) }])),
    profile: { ...profile, latencies },
  };
}

/**
 * A probe worker that knows the answers of its next ticks in advance does not ask. What happens at one instant in
 * different places is not ordered: the rows are compared as a set, and programs are kept off the ticks.
 */
testLaw(__filename, {
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
