import fc from 'fast-check';

import type { LifecycleHandler } from '../api/pod';
import type { Profile } from '../cluster/profile';
import type { Answer } from '../programs/program';
import { seconds, SECOND, type Duration } from '../simulation/time';
import { livesOf } from './container-lives';
import { isIn, TERMINATION_DELAY, type Window } from './detection-window';
import { IDLE, type Experiment } from './experiment';
import { effectiveGraceSeconds, stopSignals } from './grace-period';
import { testLaw } from './law';
import { latestStart } from './outage-experiment';
import { profiles, spans, wholeSeconds } from './profile-arbitrary';
import { tableLines } from './program-steps';
import { describeInstant, describeWindow, featureWindow } from './render-time';

/** A preStop hook: a command that takes a while and succeeds or not, or a sleep of whole seconds. */
interface Hook {
  readonly kind: 'exec' | 'sleep';
  readonly takes: Duration;
  readonly outcome: 'success' | 'failure';
}

interface GraceInput {
  readonly graceSeconds: number;
  /** gracePeriodSeconds of the request. */
  readonly requested: number | undefined;
  readonly hook: Hook | undefined;
  /** How long after the container's latest possible start the pod is deleted. */
  readonly deletedAfter: Duration;
  readonly profile: Profile;
}

const inputs: fc.Arbitrary<GraceInput> = fc.record({
  graceSeconds: wholeSeconds(0, 60),
  requested: fc.option(wholeSeconds(0, 60), { nil: undefined }),
  hook: fc.option(fc.record({
    kind: fc.constantFrom('exec' as const, 'sleep' as const),
    takes: spans(0, seconds(70)),
    outcome: fc.constantFrom('success' as const, 'failure' as const),
  }), { nil: undefined }),
  deletedAfter: spans(0, seconds(70)),
  profile: profiles(),
});

/** A sleep longer than the pod's grace period is refused. */
function sleepSeconds({ takes }: Hook, graceSeconds: number): number {
  return Math.min(Math.floor(takes / SECOND), graceSeconds);
}

function hookTakes({ hook, graceSeconds }: GraceInput): Duration {
  if (hook === undefined) return 0;
  return hook.kind === 'exec' ? hook.takes : seconds(sleepSeconds(hook, graceSeconds));
}

function preStop(hook: Hook, graceSeconds: number): LifecycleHandler {
  if (hook.kind === 'exec') return { exec: { command: ['drain'] } };
  return { sleep: { seconds: sleepSeconds(hook, graceSeconds) } };
}

function deletedAt({ deletedAfter, profile }: GraceInput): number {
  return latestStart(profile) + deletedAfter;
}

function experiment(input: GraceInput): Experiment {
  const { graceSeconds, requested, hook, profile } = input;
  const answer: Answer | undefined = hook?.kind === 'exec' ? { outcome: hook.outcome, latency: hook.takes } : undefined;
  const lifecycle = hook && { preStop: preStop(hook, graceSeconds) };
  return {
    pod: {
      metadata: { name: 'web' },
      spec: { containers: [{ name: 'app', image: 'web:1', lifecycle }], terminationGracePeriodSeconds: graceSeconds },
    },
    plans: { app: { runs: [{ ...IDLE, onSigterm: { ignore: true }, hooks: { preStop: answer } }] } },
    profile,
    deletion: { at: deletedAt(input), graceSeconds: requested },
    until: deletedAt(input) + seconds(effectiveGraceSeconds(graceSeconds, requested) + 5),
  };
}

testLaw(__filename, {
  name: 'a deleted container gets SIGTERM after its preStop hook and SIGKILL max(2, grace - whole seconds of the hook) later',
  runs: 500,
  inputs,
  experiment,
  *violations(input, { trace }) {
    const { graceSeconds, requested, profile } = input;
    const begin = trace.events.find(({ reason }) => reason === 'Killing')?.t;
    const seenAt = deletedAt(input) + profile.latencies.watch;
    const beginWindow: Window = { from: seenAt, to: seenAt + TERMINATION_DELAY };
    if (begin === undefined || !isIn(beginWindow, begin)) {
      yield `The kill was expected to begin ${describeWindow(beginWindow)}, and began ${describeInstant(begin)}`;
      return;
    }
    const grace = effectiveGraceSeconds(graceSeconds, requested);
    const expected = stopSignals(begin, grace, hookTakes(input));
    const [{ sigtermAt, sigkillAt, exitedAt, exitCode }] = livesOf(trace, 'app');
    if (sigtermAt !== expected.sigtermAt) {
      yield `SIGTERM was expected ${describeInstant(expected.sigtermAt)}, and came ${describeInstant(sigtermAt)}`;
    }
    if (sigkillAt !== expected.sigkillAt) {
      yield `SIGKILL was expected ${describeInstant(expected.sigkillAt)}, and came ${describeInstant(sigkillAt)}`;
    }
    if (sigkillAt! > begin + seconds(grace + 2)) yield 'SIGKILL came more than the grace period and 2 s after the deletion';
    if (exitedAt !== sigkillAt! + profile.latencies.kill || exitCode !== 137) {
      yield `After SIGKILL the container exited ${describeInstant(exitedAt)} with ${exitCode}`;
    }
  },
  expectations(input) {
    const { graceSeconds, requested, profile } = input;
    const grace = effectiveGraceSeconds(graceSeconds, requested);
    const { sigtermAt, sigkillAt } = stopSignals(profile.latencies.watch, grace, hookTakes(input));
    const rows = [[sigtermAt, 'SIGTERM'] as const, [sigkillAt, 'SIGKILL'] as const].map(([at, signal]) => (
      [featureWindow({ from: at, to: at + TERMINATION_DELAY }), signal]
    ));
    return ['container "app" received exactly these signals:', ...tableLines([['after deletion', 'signal'], ...rows])];
  },
});
