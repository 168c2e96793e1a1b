import { isSidecar } from '../api/containers';
import type { Container, Pod } from '../api/pod';
import { defaultPod } from '../api/pod-defaults';
import { Cluster } from '../cluster/cluster';
import type { Profile } from '../cluster/profile';
import type { Program, ProgramHost, ProgramRun } from '../programs/program';
import { ScriptedProgram, type RunScript } from '../programs/scripted-program';
import type { ContainerScript, PodScript } from '../runtime/runtime-script';
import { DEFAULT_LIMITS, type SimulationLimits } from '../simulation/limits';
import type { Duration, Instant } from '../simulation/time';

/** What a container runs in an experiment, and what goes wrong before it runs. */
export interface ContainerPlan {
  /** Run k belongs to the k-th start; the last one repeats. At least one; they differ in nothing but how they end. */
  readonly runs: readonly RunScript[];
  /** The first so many CreateContainer calls fail. */
  readonly createErrors?: number;
  /** The first so many StartContainer calls fail. */
  readonly startErrors?: number;
  /** The image is not on the node. */
  readonly pull?: ImagePull;
}

/** How an image that is not on the node comes there. */
export interface ImagePull {
  /** The first so many pulls fail at once. */
  readonly errors: number;
  readonly takes: Duration;
}

/** A delete request. */
export interface Deletion {
  readonly at: Instant;
  /** gracePeriodSeconds of the request; absent = that of the pod. */
  readonly graceSeconds?: number;
}

/** One pod on one node from its creation at t = 0 on: the input of every law. */
export interface Experiment {
  /** As a user would write it: API defaults are not applied yet. */
  readonly pod: Pod;
  /** By the name of the container; one without a plan runs {@link IDLE}. */
  readonly plans: Readonly<Record<string, ContainerPlan>>;
  /** The first so many RunPodSandbox calls fail. */
  readonly sandboxErrors?: number;
  readonly profile: Profile;
  /** Of the random jitter, where the profile has any. */
  readonly seed?: number;
  readonly deletion?: Deletion;
  /** Where the clock stands at the end. */
  readonly until: Instant;
}

/** A well-behaved server: it never ends by itself, says yes to every probe and hook, and exits at once on SIGTERM. */
export const IDLE: RunScript = { exitCode: 0, onSigterm: { after: 0, exitCode: 0 }, probes: {}, hooks: {} };

/** An experiment that gets into an endless loop is to fail, and soon: one takes a few thousand timers. */
const LIMITS: SimulationLimits = { ...DEFAULT_LIMITS, timersPerInstant: 10_000, timersPerRun: 1_000_000 };

/** How an experiment is run; nothing of it may make a difference. */
export interface RunOptions {
  /** Instants, in order, at which the run is interrupted. */
  readonly stops?: readonly Instant[];
  /** Looks at the cluster at each of them. */
  readonly look?: (cluster: Cluster) => void;
  /** Programs do not say in advance what they will answer, so that the kubelet has to ask at every tick. */
  readonly reticent?: boolean;
}

/** Runs an experiment to its end. */
export function runExperiment(experiment: Experiment, { stops = [], look, reticent = false }: RunOptions = {}): Cluster {
  const { pod, plans, profile, seed, deletion, until } = experiment;
  const cluster = new Cluster({ profile, seed, limits: LIMITS });
  for (const { container } of containersOf(pod)) {
    const pull = plans[container.name]?.pull;
    if (pull === undefined) continue;
    const script = { present: false, latency: pull.takes, failTimes: pull.errors, failLatency: 0 };
    cluster.node.runtime.images.describe(container.image, script);
  }
  const { uid } = cluster.createPod(defaultPod(pod), podScript(experiment, reticent)).metadata;
  if (deletion !== undefined) {
    const expire = (): void => { cluster.api.deletePod(uid!, deletion.graceSeconds); };
    cluster.simulation.scheduleAt(deletion.at, { expire });
  }
  for (const stop of stops) {
    cluster.advanceTo(stop);
    look?.(cluster);
  }
  cluster.advanceTo(until);
  return cluster;
}

/** A container and what it is in its pod. */
export interface ContainerInPod {
  readonly container: Container;
  readonly kind: 'init container' | 'sidecar' | 'container';
}

/** All containers of a pod, init containers and sidecars first. */
export function containersOf({ spec }: Pod): readonly ContainerInPod[] {
  const inits = (spec.initContainers ?? []).map((container): ContainerInPod => (
    { container, kind: isSidecar(container) ? 'sidecar' : 'init container' }
  ));
  return [...inits, ...spec.containers.map((container): ContainerInPod => ({ container, kind: 'container' }))];
}

function podScript({ pod, plans, sandboxErrors = 0, profile }: Experiment, reticent: boolean): PodScript {
  const scripts = new Map<string, ContainerScript>();
  for (const { container: { name } } of containersOf(pod)) {
    const { runs, createErrors = 0, startErrors = 0 } = plans[name] ?? { runs: [IDLE] };
    const program = new ScriptedProgram(runs, profile.latencies.probe);
    scripts.set(name, { createErrors, startErrors, program: reticent ? new ReticentProgram(program) : program });
  }
  return { sandboxErrors, container: (name) => scripts.get(name)! };
}

/** A program that behaves like another one and never says in advance what it will answer. */
class ReticentProgram implements Program {
  constructor(readonly program: Program) {}

  start(host: ProgramHost, ordinal: number): ProgramRun {
    const run = this.program.start(host, ordinal);
    return {
      stop: (signal) => { run.stop(signal); },
      dispose: () => { run.dispose(); },
      answerProbe: (request, age) => run.answerProbe(request, age),
      answerHook: (request, age) => run.answerHook(request, age),
      steadyUntil: (_type, age) => age,
    };
  }

  startLatency(ordinal: number): Duration | undefined {
    return this.program.startLatency(ordinal);
  }
}
