import fc from 'fast-check';

import type { Probe } from '../api/pod';
import type { Profile } from '../cluster/profile';
import type { Outcome } from '../programs/program';
import { seconds, toSeconds, type Duration } from '../simulation/time';
import { IDLE, type Experiment } from './experiment';
import { testLaw } from './law';
import { handlers, probeTimings, shareOf, shares, type ProbeTiming } from './probe-arbitrary';
import { probeAttempts } from './probe-attempts';
import { profiles, spans } from './profile-arbitrary';

interface TicksInput {
  readonly timing: ProbeTiming;
  readonly handler: Probe;
  readonly answers: readonly { readonly from: Duration; readonly outcome: Outcome; readonly share: number }[];
  readonly exitAfter: Duration | undefined;
  readonly profile: Profile;
}

const inputs: fc.Arbitrary<TicksInput> = fc.record({
  timing: probeTimings,
  handler: handlers,
  answers: fc.array(fc.record({
    from: spans(0, seconds(120)), outcome: fc.constantFrom<Outcome>('success', 'failure', 'timeout'), share: shares,
  }), { maxLength: 6 }),
  exitAfter: fc.option(spans(seconds(1), seconds(100)), { nil: undefined }),
  profile: profiles({ jitter: true }),
});

/** A container that answers now and then, is killed, crashes, and waits for its restarts. */
function experiment({ timing, handler, answers, exitAfter, profile }: TicksInput): Experiment {
  const liveness = answers
    .map(({ from, outcome, share }) => ({ from, outcome, latency: shareOf(seconds(timing.timeoutSeconds), share) }))
    .sort((a, b) => a.from - b.from);
  const container = { name: 'app', image: 'web:1', livenessProbe: { ...handler, ...timing } };
  return {
    pod: { metadata: { name: 'web' }, spec: { containers: [container], terminationGracePeriodSeconds: 5 } },
    plans: { app: { runs: [{ ...IDLE, exitAfter, exitCode: 1, probes: { liveness } }] } },
    profile,
    until: seconds(400),
  };
}

/**
 * A liveness worker ticks at W + nP from its making to the end of the pod, whatever becomes of the container. An attempt
 * begins with a tick; or, if the one before outlasted a tick, where that one ends, as one tick is kept. Which ticks have
 * passed meanwhile does not move the ones to come (`pkg/kubelet/prober/worker.go` run).
 */
testLaw(__filename, {
  name: 'the liveness probe keeps the phase of its ticks through timeouts, kills, crashes and restarts',
  runs: 300,
  inputs,
  experiment,
  *violations({ timing }, { trace, now }) {
    const period = seconds(timing.periodSeconds);
    let phase: Duration | undefined;
    let freeAt = -Infinity;
    for (const { beganAt, endedAt } of probeAttempts(trace, now)) {
      if (beganAt < freeAt) yield `An attempt began at ${toSeconds(beganAt)}s, before the end of the one before`;
      if (beganAt > freeAt) {
        phase ??= beganAt % period;
        if (beganAt % period !== phase) yield `An attempt began at ${toSeconds(beganAt)}s, between two ticks`;
      }
      freeAt = endedAt;
    }
  },
});
