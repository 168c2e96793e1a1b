import fc from 'fast-check';

import type { Profile } from '../cluster/profile';
import type { ScriptedAnswer } from '../programs/scripted-program';
import { seconds, type Duration } from '../simulation/time';
import { livesOf } from './container-lives';
import { IDLE, type Experiment } from './experiment';
import { testLaw } from './law';
import { latestStart } from './outage-experiment';
import { probeAttempts } from './probe-attempts';
import { profiles, spans, wholeSeconds } from './profile-arbitrary';
import { describeInstant } from './render-time';

interface DrainInput {
  readonly periodSeconds: number;
  /** How long after the container's latest possible start the pod is deleted. */
  readonly deletedAfter: Duration;
  /** How long the container drains after SIGTERM; it says no to its probes meanwhile. */
  readonly drains: Duration;
  readonly profile: Profile;
}

const inputs: fc.Arbitrary<DrainInput> = fc.record({
  periodSeconds: wholeSeconds(1, 10),
  deletedAfter: spans(seconds(15), seconds(80)),
  drains: spans(seconds(0), seconds(60)),
  profile: profiles(),
});

function deletedAt({ deletedAfter, profile }: DrainInput): Duration {
  return latestStart(profile) + deletedAfter;
}

/** The container says no to its probes from the deletion on. */
function experiment(input: DrainInput): Experiment {
  const { periodSeconds, drains, profile } = input;
  const probe = { tcpSocket: { port: 8080 }, periodSeconds, failureThreshold: 1 };
  const answers: readonly ScriptedAnswer[] = [{ from: 0, outcome: 'success' }, { from: deletedAt(input), outcome: 'failure' }];
  const container = { name: 'app', image: 'web:1', livenessProbe: probe, readinessProbe: probe };
  const run = { ...IDLE, onSigterm: { after: drains, exitCode: 0 }, probes: { liveness: answers, readiness: answers } };
  const at = deletedAt(input);
  return {
    pod: { metadata: { name: 'web' }, spec: { containers: [container], terminationGracePeriodSeconds: 60 } },
    plans: { app: { runs: [run] } },
    profile,
    deletion: { at },
    until: at + seconds(70),
  };
}

/**
 * The termination begins with the end of the liveness and startup workers of main containers; those for readiness end
 * with the containers. So a container that drains is not restarted for it, and is not Ready.
 * Follows `pkg/kubelet/kubelet.go` SyncTerminatingPod and `pkg/kubelet/prober/prober_manager.go` StopLivenessAndStartup.
 */
testLaw(__filename, {
  name: 'a container that drains is not probed for liveness any more, and still for readiness',
  runs: 300,
  inputs,
  experiment,
  *violations({ periodSeconds, profile }, { trace, now }) {
    const lives = livesOf(trace, 'app');
    const [{ sigtermAt, exitedAt }] = lives;
    if (lives.length > 1) yield `The container was restarted ${describeInstant(lives[1].startedAt)}`;
    if (sigtermAt === undefined || exitedAt === undefined) {
      yield 'The container was not stopped';
      return;
    }
    const after = probeAttempts(trace, now).filter(({ beganAt }) => beganAt > sigtermAt);
    for (const { type, beganAt } of after) {
      if (type === 'liveness') yield `The liveness probe ran ${describeInstant(beganAt)}, SIGTERM came ${describeInstant(sigtermAt)}`;
    }
    const mustBeProbed = exitedAt - sigtermAt > seconds(periodSeconds) + profile.latencies.probe;
    if (mustBeProbed && !after.some(({ type }) => type === 'readiness')) yield 'The readiness probe did not run any more';
  },
});
