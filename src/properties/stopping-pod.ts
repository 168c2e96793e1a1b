import fc from 'fast-check';

import type { Container } from '../api/pod';
import type { Profile } from '../cluster/profile';
import type { SigtermReaction } from '../programs/scripted-program';
import { seconds, type Duration, type Instant } from '../simulation/time';
import { SYNC_DELAY } from './detection-window';
import { IDLE, type ContainerPlan, type Experiment } from './experiment';
import { profiles, spans, wholeSeconds } from './profile-arbitrary';

/** How a container stops: its preStop hook (absent = none), and what it does on SIGTERM. */
export interface Stopping {
  readonly hook: Duration | undefined;
  readonly onSigterm: SigtermReaction;
}

/** A pod that is deleted when all of its containers run. */
export interface StoppingPod {
  readonly mains: readonly Stopping[];
  /** In the order of the pod's list. */
  readonly sidecars: readonly Stopping[];
  readonly graceSeconds: number;
  readonly profile: Profile;
}

const stopping: fc.Arbitrary<Stopping> = fc.record({
  hook: fc.option(spans(0, seconds(12)), { nil: undefined }),
  onSigterm: fc.oneof(
    fc.record({ after: spans(0, seconds(15)), exitCode: fc.constantFrom(0, 1, 143) }),
    fc.constant<SigtermReaction>({ ignore: true }),
  ),
});

/** Pods of up to three main containers and three sidecars. */
export function stoppingPods(leastSidecars: number): fc.Arbitrary<StoppingPod> {
  return fc.record({
    mains: fc.array(stopping, { minLength: 1, maxLength: 3 }),
    sidecars: fc.array(stopping, { minLength: leastSidecars, maxLength: 3 }),
    graceSeconds: wholeSeconds(1, 25),
    profile: profiles(),
  });
}

/** The names of the main containers, or of the sidecars, of such a pod. */
export function stoppingNames(kind: 'main' | 'sidecar', input: StoppingPod): readonly string[] {
  return input[`${kind}s`].map((_, index) => `${kind}-${index + 1}`);
}

/** When such a pod is deleted: two seconds after the latest moment at which its last container can have begun to run. */
export function stoppingPodDeletedAt({ mains, sidecars, profile }: StoppingPod): Instant {
  const { watch, volumeMount, sandbox, create, start } = profile.latencies;
  return watch + volumeMount + sandbox + (mains.length + sidecars.length) * (create + start + SYNC_DELAY) + seconds(2);
}

/** Such a pod until everything is surely over. */
export function stoppingExperiment(input: StoppingPod): Experiment {
  const { graceSeconds, profile } = input;
  const plans: Record<string, ContainerPlan> = {};
  const containers = (kind: 'main' | 'sidecar', more: Partial<Container>): Container[] =>
    stoppingNames(kind, input).map((name, index) => {
      const { hook, onSigterm } = input[`${kind}s`][index];
      const lifecycle = hook === undefined ? undefined : { preStop: { exec: { command: ['drain'] } } };
      plans[name] = { runs: [{ ...IDLE, onSigterm, hooks: { preStop: { outcome: 'success', latency: hook ?? 0 } } }] };
      return { name, image: `${name}:1`, lifecycle, ...more };
    });
  const spec = {
    initContainers: containers('sidecar', { restartPolicy: 'Always' }),
    containers: containers('main', {}),
    terminationGracePeriodSeconds: graceSeconds,
  };
  const at = stoppingPodDeletedAt(input);
  return { pod: { metadata: { name: 'web' }, spec }, plans, profile, deletion: { at }, until: at + seconds(graceSeconds + 8) };
}
