import fc from 'fast-check';

import type { Probe } from '../api/pod';
import type { Profile } from '../cluster/profile';
import { seconds, type Duration, type Instant } from '../simulation/time';
import type { Trace } from '../trace/trace';
import { livesOf, type ContainerLife } from './container-lives';
import { isIn, killWindow, STEPS, SYNC_DELAY, thresholdWindow } from './detection-window';
import { IDLE, type Experiment } from './experiment';
import { testLaw } from './law';
import {
  attemptTakes, failingAnswer, failureManners, handlers, probeTimings, type FailureManner, type ProbeTiming,
} from './probe-arbitrary';
import { probeAttempts, type ProbeAttempt } from './probe-attempts';
import { profiles, spans } from './profile-arbitrary';
import { describeInstant, describeWindow } from './render-time';

interface StartupInput {
  readonly startupTiming: ProbeTiming;
  readonly handler: Probe;
  readonly livenessTiming: ProbeTiming;
  readonly readinessTiming: ProbeTiming;
  /** How the startup probe fails until the container is up. */
  readonly manner: FailureManner;
  /** Age at which the container is up, in each of its lives. */
  readonly upAfter: Duration;
  readonly profile: Profile;
}

const inputs: fc.Arbitrary<StartupInput> = fc.record({
  startupTiming: probeTimings,
  handler: handlers,
  livenessTiming: probeTimings,
  readinessTiming: probeTimings,
  manner: failureManners,
  upAfter: spans(0, seconds(120)),
  profile: profiles(),
});

/** Liveness and readiness fail until the container is up: they would do harm if they were not held. */
function experiment(input: StartupInput): Experiment {
  const { startupTiming, handler, livenessTiming, readinessTiming, manner, upAfter, profile } = input;
  const container = {
    name: 'app',
    image: 'web:1',
    startupProbe: { ...handler, ...startupTiming },
    livenessProbe: { ...handler, ...livenessTiming },
    readinessProbe: { ...handler, ...readinessTiming },
  };
  const up = { from: upAfter, outcome: 'success' as const };
  const refusesFirst = [{ from: 0, outcome: 'failure' as const }, up];
  const probes = { startup: [failingAnswer(0, manner, startupTiming), up], liveness: refusesFirst, readiness: refusesFirst };
  return {
    pod: { metadata: { name: 'web' }, spec: { containers: [container], terminationGracePeriodSeconds: 1 } },
    plans: { app: { runs: [{ ...IDLE, probes }] } },
    profile,
    until: seconds(300),
  };
}

/** One life of the container, with the attempts to probe it. */
interface ProbedLife {
  readonly life: ContainerLife;
  readonly attempts: readonly ProbeAttempt[];
  /** When the startup probe succeeded; Infinity if it never did. */
  readonly upAt: Instant;
}

function probedLives(trace: Trace, until: Instant): readonly ProbedLife[] {
  const all = probeAttempts(trace, until);
  return livesOf(trace, 'app').map((life) => {
    const attempts = all.filter(({ attempt }) => attempt === life.attempt);
    const success = attempts.find(({ type, outcome }) => type === 'startup' && outcome === 'success');
    return { life, attempts, upAt: success?.endedAt ?? Infinity };
  });
}

/**
 * Before startup succeeds nothing but the startup probe runs, afterwards anything but. It holds for every life here,
 * because only the startup probe kills: no life but the last counted as started. (A life that follows one that did, in
 * the same sync, is not held at first: `pkg/kubelet/kubelet_pods.go` convertToAPIContainerStatuses takes `started` over.)
 */
function* heldViolations({ attempts, upAt }: ProbedLife): Iterable<string> {
  for (const { type, beganAt } of attempts) {
    if ((type === 'startup') === beganAt <= upAt) continue;
    yield `The ${type} probe ran ${describeInstant(beganAt)}; startup succeeded ${describeInstant(upAt)}`;
    return;
  }
}

/**
 * The startup probe fails from the start on, so its F-th failure ends in the window of an outage that begins with the
 * container, and its attempt began that much earlier. If it began before the container was up, the container is killed;
 * if not, an attempt has succeeded before. Where the window has room for both, either may happen.
 */
function* killViolations(input: StartupInput, { life }: ProbedLife, until: Instant): Iterable<string> {
  const { startupTiming, manner, upAfter } = input;
  const { startedAt, sigtermAt } = life;
  const takes = attemptTakes(manner, startupTiming);
  const outage = { startedAt, beginsAt: startedAt, attemptTakes: takes };
  const lastAttempt = thresholdWindow(startupTiming, outage);
  const tooLate = startedAt + upAfter + takes;
  const window = killWindow(startupTiming, outage);
  const mustLive = lastAttempt.from >= tooLate;
  const mustDie = lastAttempt.to <= tooLate && window.to <= until;
  const died = sigtermAt !== undefined;
  if (died ? !mustLive && isIn(window, sigtermAt) : !mustDie) return;
  const expected = mustLive ? 'never' : describeWindow(window);
  yield `SIGTERM was expected ${expected}, and came ${describeInstant(sigtermAt)}`;
}

/**
 * Startup success is a reason for a sync, and that sync triggers the readiness probe: it runs if its initial delay, which
 * counts from the container's start, is over. The liveness probe gets no trigger: it runs at its own next tick.
 */
function* openingViolations(input: StartupInput, { life, attempts, upAt }: ProbedLife, until: Instant): Iterable<string> {
  const { livenessTiming, readinessTiming, profile } = input;
  const delayOver = (timing: ProbeTiming): Instant => life.startedAt + seconds(timing.initialDelaySeconds);
  const readinessBy = delayOver(readinessTiming) > upAt ? Infinity : upAt + SYNC_DELAY + profile.latencies.probeTrigger;
  const livenessBy = Math.max(upAt, delayOver(livenessTiming)) + seconds(livenessTiming.periodSeconds) + STEPS;
  for (const [type, by] of [['readiness', readinessBy], ['liveness', livenessBy]] as const) {
    const first = attempts.find((attempt) => attempt.type === type);
    if (by > until || (first !== undefined && first.beganAt <= by)) continue;
    yield `The first ${type} probe was expected until ${by / 1e6}s, and came ${describeInstant(first?.beganAt)}`;
  }
}

/** The status says `started` or `ready` not before the startup probe has succeeded for the first time. */
function* statusViolations(trace: Trace, upAt: Instant): Iterable<string> {
  for (const { t, status } of trace.statuses) {
    const [container] = status?.containerStatuses ?? [];
    if (t < upAt && (container?.started || container?.ready)) {
      yield `The status says started or ready ${describeInstant(t)}; startup succeeded ${describeInstant(upAt)}`;
    }
  }
}

testLaw(__filename, {
  name: 'the startup probe holds the other probes, and kills a container that is not up in time',
  runs: 500,
  inputs,
  experiment,
  *violations(input, { trace, now }) {
    const lives = probedLives(trace, now);
    if (lives.length === 0) yield 'The container never started';
    yield* statusViolations(trace, Math.min(...lives.map(({ upAt }) => upAt)));
    for (const life of lives) {
      yield* heldViolations(life);
      yield* killViolations(input, life, now);
      yield* openingViolations(input, life, now);
    }
  },
});
