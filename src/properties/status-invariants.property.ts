import { testLaw } from './law';
import { experiments } from './pod-arbitrary';
import { runtimeViolations } from './runtime-invariants';
import { agreementViolations } from './status-agreement';
import { statusViolations } from './status-invariants';

testLaw(__filename, {
  name: 'every status of every pod is consistent in itself and with the one before',
  runs: 600,
  inputs: experiments,
  experiment: (experiment) => experiment,
  violations: ({ pod }, { trace }) => statusViolations(pod, trace),
});

testLaw(__filename, {
  name: 'every call to the container runtime fits the calls before it',
  runs: 300,
  inputs: experiments,
  experiment: (experiment) => experiment,
  violations: ({ pod }, { trace }) => runtimeViolations(pod, trace),
});

testLaw(__filename, {
  name: 'a status says of containers what has happened at the runtime, and nothing else',
  runs: 300,
  inputs: experiments,
  experiment: (experiment) => experiment,
  violations: (_experiment, cluster) => agreementViolations(cluster),
});
