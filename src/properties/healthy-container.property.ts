import fc from 'fast-check';

import type { Probe } from '../api/pod';
import type { Profile } from '../cluster/profile';
import { seconds, type Duration } from '../simulation/time';
import { IDLE, type Experiment } from './experiment';
import { testLaw } from './law';
import { handlers, probeTimings, shareOf, shares, type ProbeTiming } from './probe-arbitrary';
import { profiles, spans } from './profile-arbitrary';
import { describeInstant } from './render-time';

interface HealthyInput {
  readonly timing: ProbeTiming;
  readonly handler: Probe;
  readonly answers: readonly { readonly from: Duration; readonly outcome: 'success' | 'error'; readonly share: number }[];
  readonly profile: Profile;
}

/**
 * Never a no, but answers as slow as the timeout allows, slower than a period too, and times at which the probe cannot be
 * run at all: such an attempt is tried three times and then counts neither way (`pkg/kubelet/prober/prober.go` probe).
 */
const inputs: fc.Arbitrary<HealthyInput> = fc.record({
  timing: probeTimings,
  handler: handlers,
  answers: fc.array(fc.record({
    from: spans(0, seconds(240)), outcome: fc.constantFrom('success' as const, 'error' as const), share: shares,
  }), { maxLength: 5 }),
  profile: profiles(),
});

/** Five minutes, so that the pod is synced again several times. */
function experiment({ timing, handler, answers, profile }: HealthyInput): Experiment {
  const liveness = answers
    .map(({ from, outcome, share }) => ({ from, outcome, latency: shareOf(seconds(timing.timeoutSeconds), share) }))
    .sort((a, b) => a.from - b.from);
  const container = { name: 'app', image: 'web:1', livenessProbe: { ...handler, ...timing } };
  return {
    pod: { metadata: { name: 'web' }, spec: { containers: [container] } },
    plans: { app: { runs: [{ ...IDLE, probes: { liveness } }] } },
    profile,
    until: seconds(300),
  };
}

testLaw(__filename, {
  name: 'a container that never says no to its liveness probe is never killed',
  runs: 500,
  inputs,
  experiment,
  *violations(_input, { trace }) {
    if (trace.probes.length === 0) yield 'The container was never probed';
    for (const { t, call } of trace.calls) if (call === 'SIGTERM') yield `SIGTERM ${describeInstant(t)}`;
  },
  expectations: () => ['container "app" never received SIGTERM'],
});
