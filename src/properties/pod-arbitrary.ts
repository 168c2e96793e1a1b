import fc from 'fast-check';

import type { Container, Lifecycle, Probe, RestartPolicy } from '../api/pod';
import type { Profile } from '../cluster/profile';
import type { HookType, Outcome, ProbeType } from '../programs/program';
import type { RunScript, ScriptedAnswer, SigtermReaction } from '../programs/scripted-program';
import { seconds, type Duration } from '../simulation/time';
import type { ContainerPlan, Deletion, Experiment, ImagePull } from './experiment';
import { handlers, shareOf, shares } from './probe-arbitrary';
import { profiles, spans, wholeSeconds } from './profile-arbitrary';

/** A probe and what the container answers to it. */
interface AnyProbe {
  readonly probe: Probe;
  readonly answers: readonly { readonly from: Duration; readonly outcome: Outcome; readonly share: number }[];
}

interface AnyHook {
  readonly takes: Duration;
  readonly outcome: 'success' | 'failure';
}

/** A container with its plan: anything that a pod may have. */
interface AnyContainer {
  readonly startup: AnyProbe | undefined;
  readonly readiness: AnyProbe | undefined;
  readonly liveness: AnyProbe | undefined;
  readonly postStart: AnyHook | undefined;
  readonly preStop: AnyHook | undefined;
  readonly exits: readonly Pick<RunScript, 'exitAfter' | 'exitCode' | 'oomKilled'>[];
  readonly onSigterm: SigtermReaction;
  readonly createErrors: number;
  readonly startErrors: number;
  readonly pull: ImagePull | undefined;
}

/** An ordinary pod, and the extraordinary things that can happen to it. */
interface AnyPod {
  readonly restartPolicy: RestartPolicy;
  readonly inits: readonly { readonly kind: 'init' | 'sidecar'; readonly container: AnyContainer }[];
  readonly mains: readonly AnyContainer[];
  readonly graceSeconds: number;
  readonly activeDeadlineSeconds: number | undefined;
  readonly sandboxErrors: number;
  readonly deletion: Deletion | undefined;
  readonly profile: Profile;
  readonly seed: number;
}

/** Rarely anything: most containers of most pods are plain. */
function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

const errors = fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 2 }) });

const probes: fc.Arbitrary<AnyProbe> = fc.record({
  probe: fc.tuple(handlers, fc.record({
    initialDelaySeconds: wholeSeconds(0, 10),
    periodSeconds: wholeSeconds(1, 10),
    timeoutSeconds: wholeSeconds(1, 5),
    failureThreshold: fc.integer({ min: 1, max: 3 }),
  })).map(([handler, timing]) => ({ ...handler, ...timing })),
  answers: fc.array(fc.record({
    from: spans(0, seconds(90)), outcome: fc.constantFrom<Outcome>('success', 'failure', 'timeout', 'error'), share: shares,
  }), { maxLength: 4 }),
});

const hooks: fc.Arbitrary<AnyHook> = fc.record({
  takes: spans(0, seconds(8)), outcome: fc.constantFrom('success' as const, 'failure' as const),
});

const exitAfter = fc.option(spans(seconds(0.001), seconds(60)), { nil: undefined, freq: 2 });

const exits = fc.record({ exitAfter, exitCode: fc.constantFrom(0, 1, 137) });

const containers: fc.Arbitrary<AnyContainer> = fc.record({
  startup: rarely(probes),
  readiness: rarely(probes),
  liveness: rarely(probes),
  postStart: rarely(hooks),
  preStop: rarely(hooks),
  exits: fc.oneof(
    { weight: 5, arbitrary: fc.array(exits, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: exitAfter.map((after) => [{ exitAfter: after, exitCode: 137, oomKilled: true }]) },
  ),
  onSigterm: fc.oneof(
    fc.record({ after: spans(0, seconds(6)), exitCode: fc.constantFrom(0, 143) }),
    fc.constant<SigtermReaction>({ ignore: true }),
  ),
  createErrors: errors,
  startErrors: errors,
  pull: rarely(fc.record({ errors, takes: spans(0, seconds(5)) })),
});

const pods: fc.Arbitrary<AnyPod> = fc.record({
  restartPolicy: fc.constantFrom<RestartPolicy>('Always', 'OnFailure', 'Never'),
  inits: fc.array(fc.record({
    kind: fc.constantFrom('init' as const, 'sidecar' as const), container: containers,
  }), { maxLength: 2 }),
  mains: fc.array(containers, { minLength: 1, maxLength: 3 }),
  graceSeconds: wholeSeconds(0, 10),
  activeDeadlineSeconds: rarely(wholeSeconds(1, 90)),
  sandboxErrors: errors,
  deletion: fc.option(fc.record({
    at: spans(0, seconds(120)), graceSeconds: fc.option(wholeSeconds(0, 10), { nil: undefined }),
  }), { nil: undefined }),
  profile: profiles({ jitter: true }),
  seed: fc.nat(),
});

function probePart(type: ProbeType, given: AnyProbe | undefined): Partial<Container> {
  return given === undefined ? {} : { [`${type}Probe`]: given.probe };
}

function containerPart(container: AnyContainer, name: string, kind: 'main' | 'init' | 'sidecar'): Container {
  const { preStop, postStart } = container;
  const lifecycle: Lifecycle = {
    ...(preStop && { preStop: { exec: { command: ['drain'] } } }),
    ...(postStart && { postStart: { httpGet: { path: '/warm', port: 8080 } } }),
  };
  const plain: Container = { name, image: `${name}:1` };
  if (kind === 'init') return plain;
  return {
    ...plain,
    ...(kind === 'sidecar' && { restartPolicy: 'Always' }),
    ...(preStop || postStart ? { lifecycle } : {}),
    ...probePart('startup', container.startup),
    ...probePart('readiness', container.readiness),
    ...probePart('liveness', container.liveness),
  };
}

function planPart(container: AnyContainer): ContainerPlan {
  const { exits, onSigterm, createErrors, startErrors, pull } = container;
  const answers: Partial<Record<ProbeType, readonly ScriptedAnswer[]>> = {};
  for (const type of ['startup', 'readiness', 'liveness'] as const) {
    const given = container[type];
    if (given === undefined) continue;
    const limit = seconds(given.probe.timeoutSeconds!);
    answers[type] = given.answers
      .map(({ from, outcome, share }) => ({ from, outcome, latency: shareOf(limit, share) }))
      .sort((a, b) => a.from - b.from);
  }
  const hookAnswers: Partial<Record<HookType, { outcome: Outcome; latency: Duration }>> = {};
  for (const type of ['postStart', 'preStop'] as const) {
    const hook = container[type];
    if (hook !== undefined) hookAnswers[type] = { outcome: hook.outcome, latency: hook.takes };
  }
  const runs = exits.map((exit) => ({ ...exit, onSigterm, probes: answers, hooks: hookAnswers }));
  return { runs, createErrors, startErrors, pull };
}

function experimentOf(pod: AnyPod): Experiment {
  const plans: Record<string, ContainerPlan> = {};
  const part = (container: AnyContainer, kind: 'main' | 'init' | 'sidecar', index: number): Container => {
    const name = `${kind}-${index + 1}`;
    plans[name] = planPart(container);
    return containerPart(container, name, kind);
  };
  const initContainers = pod.inits.map(({ kind, container }, index) => part(container, kind, index));
  const { restartPolicy, activeDeadlineSeconds, sandboxErrors, deletion, profile, seed } = pod;
  return {
    pod: {
      metadata: { name: 'web' },
      spec: {
        restartPolicy,
        ...(initContainers.length > 0 && { initContainers }),
        containers: pod.mains.map((container, index) => part(container, 'main', index)),
        terminationGracePeriodSeconds: pod.graceSeconds,
        ...(activeDeadlineSeconds !== undefined && { activeDeadlineSeconds }),
      },
    },
    plans,
    sandboxErrors,
    profile,
    seed,
    deletion,
    until: seconds(180),
  };
}

/** Experiments with pods of every kind, most of them with trouble, in any surroundings, for three minutes. */
export const experiments: fc.Arbitrary<Experiment> = pods.map(experimentOf);
