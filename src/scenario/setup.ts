import type { AppliedObject } from '../api/applied-object';
import type { Container, LifecycleHandler, Pod } from '../api/pod';
import { Cluster } from '../cluster/cluster';
import { IDEAL_PROFILE, NODE_PROFILE, type Profile } from '../cluster/profile';
import type { KubeletConfig } from '../kubelet/configuration/kubelet-config';
import { traitsOf, type KubeletVersion } from '../kubelet/configuration/kubelet-version';
import type { HookType, ProbeType } from '../programs/program';
import { profileOfEnvironment } from '../recordings/recorded-profile';
import type { Recording } from '../recordings/recording';
import { startRecordedScenario } from '../recordings/replay-recording';
import { NO_DECLARED_IMAGES, type DeclaredImages } from '../programs/machine/declared/declared-images';
import { AppliedManifests } from './applied-manifests';
import { findContainer, findPod } from './find-container';
import { ImagePlans } from './plan/image-plan';
import { PROBE_TYPES, type ContainerPlan } from './plan/container-plan';
import { PodPlan } from './plan/pod-plan';
import { findRecording } from './recorded-scenarios';
import { changesByApplying, existsAlready } from './run/apply-again';
import { announceRecordedPods } from './run/recorded-pods';
import { ScenarioRun } from './run/scenario-run';
import type { Variation } from './run/variation';
import { formatContainerReference, type ContainerReference, type PodReference } from './references';
import { ScenarioError } from './scenario-error';

/** The profiles that a scenario can choose. */
export const PROFILES: Readonly<Record<string, Profile>> = { ideal: IDEAL_PROFILE, node: NODE_PROFILE };

/** What a container must have for a phrase to make sense. */
export interface ContainerNeeds {
  readonly probe?: ProbeType;
  readonly hook?: HookType;
  /** Of an httpGet probe. */
  readonly path?: string;
}

/** What a scenario says before its clock moves: the surroundings, the images, and the pods that wait to be created. */
export class ScenarioSetup {
  readonly images = new ImagePlans();
  readonly manifests = new AppliedManifests();
  #profile: Profile = IDEAL_PROFILE;
  #objects: AppliedObject[] = [];
  #declaredImages: DeclaredImages = NO_DECLARED_IMAGES;
  #pending: PodPlan[] = [];
  #recording: Recording | undefined;
  #replays = false;

  /** The profile that the clusters have, before variation. */
  get profile(): Profile {
    return this.#profile;
  }

  /** The recording whose surroundings are used, if any. */
  get recording(): Recording | undefined {
    return this.#recording;
  }

  /** Whether everything is taken from the recording. */
  get replays(): boolean {
    return this.#replays;
  }

  /** Chooses the latencies and tick phases by the name of a profile. */
  useProfile(name: string): void {
    this.#profile = { ...PROFILES[name], config: this.#profile.config, jitter: this.#profile.jitter };
  }

  /** The version of the kubelet. */
  get kubeletVersion(): KubeletVersion {
    return this.#profile.config.version;
  }

  /** Chooses the version of the kubelet, with its defaults; a configuration comes afterwards. */
  useKubeletVersion(version: KubeletVersion): void {
    this.configureKubelet({ ...this.#profile.config, version, featureGates: traitsOf(version).featureGates });
  }

  /** Sets the configuration of the kubelet. */
  configureKubelet(config: KubeletConfig): void {
    this.#profile = { ...this.#profile, config };
  }

  /** Lets retries be stretched by random factors, as on a node. */
  stretchRetries(): void {
    this.#profile = { ...this.#profile, jitter: 'random' };
  }

  /**
   * Uses the latencies and phases of a recording; its pods, programs and actions too, if `replays` says so.
   * @throws ScenarioError when there is no such recording
   */
  useRecording(name: string, replays: boolean): void {
    this.#recording = findRecording(name);
    this.#replays = replays;
    const { scenario } = this.#recording;
    this.#profile = profileOfEnvironment(scenario.env, scenario.pods !== undefined);
  }

  /** Objects that pods refer to, applied before the clock moves on. */
  addObjects(objects: readonly AppliedObject[]): void {
    this.#objects.push(...objects);
  }

  /** Hands over the objects that wait to be applied. */
  takeObjects(): readonly AppliedObject[] {
    const objects = this.#objects;
    this.#objects = [];
    return objects;
  }

  /** Images of which it is said what they run. */
  declareImages(images: DeclaredImages): void {
    this.#declaredImages = images;
  }

  /**
   * Pods that are created before the clock moves on; one that is applied twice is one.
   * @throws ScenarioError when there are two of one name that differ
   */
  addPods(pods: readonly Pod[]): void {
    for (const pod of pods) {
      const first = this.#pendingOf(pod);
      if (first === undefined) this.#pending.push(new PodPlan(pod));
      else if (changesByApplying(first.pod, pod).length > 0) throw new ScenarioError(`There are two images for pod "${pod.metadata.name}"`);
    }
  }

  /**
   * A pod that is created before the clock moves on, beside those that are applied.
   * @throws ScenarioError when one of its name waits already
   */
  createPod(pod: Pod): void {
    if (this.#pendingOf(pod) !== undefined) throw new ScenarioError(existsAlready(pod));
    this.#pending.push(new PodPlan(pod, true));
  }

  #pendingOf({ metadata: { name } }: Pod): PodPlan | undefined {
    return this.#pending.find(({ pod }) => pod.metadata.name === name);
  }

  /**
   * Hands over the pods that wait to be created.
   * @throws ScenarioError when a manifest was applied that makes no pod
   */
  takePending(): readonly PodPlan[] {
    this.manifests.checkEffect();
    const pending = this.#pending;
    this.#pending = [];
    return pending;
  }

  /**
   * What is said about a pod that waits to be created.
   * @throws ScenarioError when none is meant
   */
  pod(reference: PodReference): PodPlan {
    this.#needPending();
    return findPod(this.#pending, ({ pod }) => pod.metadata.name, reference);
  }

  /**
   * What is said about a container of a pod that waits to be created.
   * @param needs what the container must have for the phrase to make sense
   * @throws ScenarioError when no container is meant, or it does not have that
   */
  container(reference: ContainerReference, needs: ContainerNeeds = {}): ContainerPlan {
    this.#needPending();
    const { container, pod } = findContainer(this.#pending.map((plan) => plan.pod), reference);
    const missing = findMissing(container, needs);
    if (missing !== undefined) throw new ScenarioError(`${formatContainerReference(reference)} has no ${missing}`);
    return this.#pending.find((plan) => plan.pod === pod)!.container(container.name);
  }

  /** A cluster in which nothing has happened yet. */
  makeRun(variation: Variation): ScenarioRun {
    if (this.#recording === undefined) {
      return new ScenarioRun(new Cluster({ profile: variation.apply(this.#profile), seed: variation.seed }), variation, this.#declaredImages);
    }
    const { scenario } = this.#recording;
    if (!this.#replays) {
      const profile = this.#profile;
      return new ScenarioRun(new Cluster({ profile, startAt: -profile.latencies.watch }), variation, this.#declaredImages);
    }
    const run = new ScenarioRun(startRecordedScenario(scenario), variation);
    announceRecordedPods(run, scenario);
    run.passUntil(0);
    return run;
  }

  #needPending(): void {
    if (this.#pending.length > 0) return;
    throw new ScenarioError('What programs do is said between the manifest and the passing of time: no pod waits to be created');
  }
}

function findMissing(container: Container, { probe, hook, path }: ContainerNeeds): string | undefined {
  if (probe !== undefined && container[`${probe}Probe`] === undefined) return `${probe} probe`;
  const handler = hook === undefined ? undefined : container.lifecycle?.[hook];
  if (hook !== undefined && (handler?.exec ?? handler?.httpGet) === undefined) return missingHook(hook, handler);
  if (path === undefined) return undefined;
  const asked = PROBE_TYPES.flatMap((type) => {
    const { httpGet } = container[`${type}Probe`] ?? {};
    return httpGet === undefined ? [] : [httpGet.path ?? '/'];
  });
  if (asked.includes(path)) return undefined;
  const asking = (['preStop', 'postStart'] as const).find((type) => container.lifecycle?.[type]?.httpGet?.path === path);
  if (asking !== undefined) {
    return `probe that asks for the path "${path}": its ${asking} hook does, and takes any answer; how long that takes says "the ${asking} hook of container "${container.name}" takes 4s"`;
  }
  return `probe that asks for the path "${path}"${asked.length === 0 ? '' : `, only for ${asked.map((each) => `"${each}"`).join(', ')}`}`;
}

function missingHook(hook: HookType, handler: LifecycleHandler | undefined): string {
  if (handler === undefined) return `${hook} hook`;
  return `exec or httpGet handler in its ${hook} hook: ${handler.sleep === undefined ? 'a tcpSocket hook always fails' : 'a sleep takes the time of the manifest'}`;
}
