import fc from 'fast-check';

import type { Probe } from '../api/pod';
import type { Profile } from '../cluster/profile';
import type { ScriptedAnswer } from '../programs/scripted-program';
import { milliseconds, seconds, type Duration } from '../simulation/time';
import { conditionChanges } from './condition-changes';
import { IDLE, type Experiment } from './experiment';
import { testLaw } from './law';
import {
  attemptTakes, failingAnswer, failureManners, handlers, probeTimings, shareOf, type FailureManner, type ProbeTiming,
} from './probe-arbitrary';
import { profiles } from './profile-arbitrary';
import { latestStart } from './outage-experiment';
import { describeInstant, featureWindow } from './render-time';

/** A time of failures too short for the threshold, and a time of successes after it; in percent of what is possible. */
interface Flap {
  readonly failing: number;
  readonly succeeding: number;
}

interface FlapInput {
  readonly timing: ProbeTiming;
  readonly handler: Probe;
  readonly manner: FailureManner;
  readonly successThreshold: number;
  readonly flaps: readonly Flap[];
  readonly profile: Profile;
}

const inputs: fc.Arbitrary<FlapInput> = fc.record({
  timing: probeTimings.map((timing) => ({ ...timing, failureThreshold: timing.failureThreshold + 1 })),
  handler: handlers,
  manner: failureManners,
  successThreshold: fc.integer({ min: 1, max: 3 }),
  flaps: fc.array(fc.record({
    failing: fc.integer({ min: 50, max: 99 }), succeeding: fc.integer({ min: 100, max: 300 }),
  }), { minLength: 1, maxLength: 6 }),
  profile: profiles(),
});

/**
 * Failing attempts begin at least a period P apart, so that less than (F - 1) P has room for at most F - 1 of them: one
 * too few. An attempt that began at the end of that time is over a later, and the next one begins with the next tick, so
 * that P + a has room for a success, which sets the count to zero.
 */
function answers(input: FlapInput): { readonly list: readonly ScriptedAnswer[]; readonly end: Duration } {
  const { timing, manner } = input;
  const tooShort = (timing.failureThreshold - 1) * seconds(timing.periodSeconds);
  const longEnough = seconds(timing.periodSeconds) + attemptTakes(manner, timing) + milliseconds(1);
  const list: ScriptedAnswer[] = [];
  let age = readyAge(input);
  for (const { failing, succeeding } of input.flaps) {
    list.push(failingAnswer(age, manner, timing));
    age += shareOf(tooShort, failing);
    list.push({ from: age, outcome: 'success', latency: 0 });
    age += shareOf(longEnough, succeeding);
  }
  return { list, end: age };
}

/** Age of the container at which it is surely Ready: its delay is over, and successThreshold probes have succeeded. */
function readyAge({ timing, successThreshold }: FlapInput): Duration {
  return seconds(timing.initialDelaySeconds + 3 + (successThreshold + 1) * timing.periodSeconds);
}

function experiment(input: FlapInput): Experiment {
  const { timing, handler, successThreshold, profile } = input;
  const { list: readiness, end } = answers(input);
  const container = { name: 'app', image: 'web:1', readinessProbe: { ...handler, ...timing, successThreshold } };
  return {
    pod: { metadata: { name: 'web' }, spec: { containers: [container] } },
    plans: { app: { runs: [{ ...IDLE, probes: { readiness } }] } },
    profile,
    until: seconds(5) + end,
  };
}

testLaw(__filename, {
  name: 'failures of the readiness probe below its threshold never make a pod not Ready',
  runs: 500,
  inputs,
  experiment,
  *violations(_input, { trace }) {
    const [before, became, ...later] = conditionChanges(trace, 'Ready');
    if (before.isTrue || !became?.isTrue) yield `The pod became Ready ${describeInstant(became?.at)}`;
    for (const { at, isTrue } of later) yield `The pod became ${isTrue ? '' : 'not '}Ready ${describeInstant(at)}`;
  },
  expectations(input) {
    const from = latestStart(input.profile) + readyAge(input);
    return [`pod "web" was Ready throughout ${featureWindow({ from, to: experiment(input).until })}`];
  },
});
