import fc from 'fast-check';

import type { Probe } from '../api/pod';
import type { Profile } from '../cluster/profile';
import type { ProbeType } from '../programs/program';
import type { RunScript } from '../programs/scripted-program';
import { seconds, type Duration, type Instant } from '../simulation/time';
import { STEPS, type Outage } from './detection-window';
import { IDLE, type Experiment } from './experiment';
import {
  attemptTakes, failingAnswer, failureManners, handlers, probeTimings, shareOf, shares, type FailureManner, type ProbeTiming,
} from './probe-arbitrary';
import { profiles, spans, wholeSeconds } from './profile-arbitrary';

/** A container with one probe, which it fails from a certain age on in each of its lives. */
export interface OutageInput {
  readonly timing: ProbeTiming;
  readonly handler: Probe;
  /** Age of the container at which the outage begins. */
  readonly outageAge: Duration;
  readonly manner: FailureManner;
  /** How long the container takes to answer before, in percent of the shorter of period and timeout. */
  readonly healthyShare: number;
  readonly graceSeconds: number;
  readonly profile: Profile;
}

/** The name of the container. */
export const APP = 'app';

/** Outages of a container's probe in the first two minutes of its life. */
export const outages: fc.Arbitrary<OutageInput> = fc.record({
  timing: probeTimings,
  handler: handlers,
  outageAge: spans(0, seconds(120)),
  manner: failureManners,
  healthyShare: shares,
  graceSeconds: wholeSeconds(0, 5),
  profile: profiles(),
});

/** The pod of an outage, observed until a moment. The container ignores SIGTERM. */
export function outageExperiment(type: ProbeType, input: OutageInput, until: Instant): Experiment {
  const { timing, handler, graceSeconds, profile } = input;
  return {
    pod: {
      metadata: { name: 'web' },
      spec: {
        containers: [{ name: APP, image: 'web:1', [`${type}Probe`]: { ...handler, ...timing } }],
        terminationGracePeriodSeconds: graceSeconds,
      },
    },
    plans: { [APP]: { runs: [outageRun(type, input)] } },
    profile,
    until,
  };
}

function outageRun(type: ProbeType, { timing, outageAge, manner, healthyShare }: OutageInput): RunScript {
  // Not longer than a period: a slower success would put the attempts after it out of step with the ticks.
  const latency = shareOf(seconds(Math.min(timing.periodSeconds, timing.timeoutSeconds)), healthyShare);
  const answers = [{ from: 0, outcome: 'success' as const, latency }, failingAnswer(outageAge, manner, timing)];
  return { ...IDLE, onSigterm: { ignore: true }, probes: { [type]: answers } };
}

/** The outage of a life of the container that began at this moment. */
export function outageOf({ timing, outageAge, manner }: OutageInput, startedAt: Instant): Outage {
  return { startedAt, beginsAt: startedAt + outageAge, attemptTakes: attemptTakes(manner, timing) };
}

/** When the first life of a container without init containers has begun at the latest. */
export function latestStart({ latencies }: Profile): Instant {
  const { watch, volumeMount, sandbox, create, start } = latencies;
  return watch + volumeMount + sandbox + create + start + STEPS;
}

/** An upper bound of how long it takes from the container's start to its end by SIGKILL. */
export function longestLife({ timing, outageAge, manner, graceSeconds }: OutageInput): Duration {
  const { initialDelaySeconds, periodSeconds, failureThreshold } = timing;
  const effectivePeriod = Math.max(seconds(periodSeconds), attemptTakes(manner, timing));
  return seconds(initialDelaySeconds) + outageAge + (failureThreshold + 1) * effectivePeriod + seconds(graceSeconds + 4);
}
