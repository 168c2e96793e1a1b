import { allContainers } from '../api/containers';
import type { Pod } from '../api/pod';
import { Cluster, DEFAULT_NODE } from '../cluster/cluster';
import { NODE_PROFILE, type Profile } from '../cluster/profile';
import { surroundingsOf } from '../cluster/surroundings';
import { checkAdmission, type NodeCapacity } from '../kubelet/admission/admission';
import type { ManifestObject } from '../manifest/parse-manifest';
import { readAppliedObject } from '../manifest/read-applied-object';
import { readManifest } from '../manifest/read-manifest';
import { podOfManifest } from '../manifest/read-pods';
import { imageProgram } from '../programs/machine/images/known-images';
import { WrittenPod, type NodeSurroundings } from '../runtime/machines/written-pod';
import { milliseconds } from '../simulation/time';
import { parseClusterCommand, type ClusterCommand } from './cluster-commands';
import type { ClusterRecord, PodRow } from './cluster-record';
import { PodRowRecorder } from './pod-rows';
import { RecordError } from './record-error';

/** The node of the recorded cluster. */
const NODE: NodeCapacity = { ...DEFAULT_NODE, milliCpu: 2_000, memory: 24 * 2 ** 30, pods: 250 };
/** How long the registry takes to say that it has no such repository. */
const REFUSAL = milliseconds(100);
/** How long a pull takes of what the registry of the recorded cluster has. */
const PULL = milliseconds(100);

/**
 * Simulates a record of a cluster on a node with the usual latencies: applies its manifests, runs what they say, does
 * its actions, and answers with what a watch of the pods shows.
 * @param profile the phases and latencies of the node, which a record does not say
 * @param seed for the kubelet's own jitter, where the profile has any
 * @throws Error when the record asks for something that is not simulated
 */
export function simulateCluster(record: ClusterRecord, profile = NODE_PROFILE, seed = 0): PodRow[] {
  return new ClusterReplay(record, profile, seed).run();
}

class ClusterReplay {
  readonly #record: ClusterRecord;
  readonly #cluster: Cluster;
  readonly #node: NodeSurroundings;
  readonly #recorder: PodRowRecorder;

  constructor(record: ClusterRecord, profile: Profile, seed: number) {
    this.#record = record;
    this.#cluster = new Cluster({ profile, seed, node: NODE });
    this.#recorder = new PodRowRecorder(this.#cluster);
    this.#node = surroundingsOf(this.#cluster);
    this.#cluster.api.watchPods(this.#recorder, 0);
  }

  run(): PodRow[] {
    const { actions, durationMs } = this.#record;
    // The first command creates the first pod, which is time 0; the others take as long to get there.
    const delay = Math.max(0, -(actions[0]?.t ?? 0));
    const commands = actions.map(({ t, cmd }) => ({ at: milliseconds(Math.max(0, t + delay)), command: parseClusterCommand(cmd) }));
    for (const { at, command } of commands) {
      this.#cluster.advanceTo(at);
      this.#do(command);
    }
    this.#cluster.advanceTo(milliseconds(durationMs));
    return this.#recorder.rows;
  }

  #do(command: ClusterCommand): void {
    if (command.verb === 'apply') {
      for (const object of this.#objectsOf(command.file)) this.#apply(object);
      return;
    }
    if (command.verb === 'exec') {
      this.#exec(command.pod, command.container, command.command);
      return;
    }
    if (command.verb === 'create') {
      const metadata = { name: command.configMap, namespace: 'default' };
      this.#cluster.api.objects.apply({ kind: 'ConfigMap', object: { metadata, data: command.data } });
      return;
    }
    const inFile = command.file === undefined ? [] : this.#objectsOf(command.file).filter(({ kind }) => kind === 'Pod').map(({ name }) => name);
    for (const name of [...command.pods, ...inFile]) {
      const uid = this.#cluster.api.podNamed(name)?.metadata.uid;
      if (uid !== undefined) this.#cluster.api.deletePod(uid, command.graceSeconds);
    }
  }

  /** Where the container does not run, kubectl says so, and nothing else happens. */
  #exec(podName: string, container: string | undefined, command: readonly string[]): void {
    const { api, node: { runtime } } = this.#cluster;
    const pod = api.podNamed(podName);
    if (pod === undefined) return;
    const { uid, name, namespace = 'default' } = pod.metadata;
    runtime.runCommand({ uid: uid!, name, namespace }, container ?? pod.spec.containers[0].name, command, () => undefined);
  }

  #objectsOf(file: string): ManifestObject[] {
    const manifest = this.#record.manifests.find((each) => each.file === file);
    if (manifest === undefined) throw new RecordError('manifests', `hold no file "${file}"`);
    return readManifest(manifest.text, { fileName: file });
  }

  #apply(object: ManifestObject): void {
    const applied = readAppliedObject(object);
    if (applied !== undefined) this.#cluster.api.objects.apply(applied);
    else if (object.kind === 'Pod') this.#applyPod(podOfManifest(object));
    else throw new RecordError('manifests', `hold a ${object.kind}: only Pods and what they refer to are simulated`);
  }

  #applyPod(pod: Pod): void {
    const { api, node } = this.#cluster;
    const existing = api.podNamed(pod.metadata.name);
    if (existing !== undefined) {
      for (const { name, image } of pod.spec.containers) api.setImage(existing.metadata.uid!, name, image);
      return;
    }
    const [refusal] = checkAdmission(pod, { atMost: 0, active: () => [] }, NODE);
    if (refusal !== undefined) throw new RecordError('manifests', `hold a pod that waits for a scheduler, which is not simulated: ${refusal.message}`);
    for (const { image, imagePullPolicy } of allContainers(pod.spec)) {
      const isKnown = imageProgram(image) !== undefined;
      node.runtime.images.describe(image, {
        present: isKnown && (imagePullPolicy ?? 'IfNotPresent') === 'IfNotPresent', latency: PULL, failTimes: isKnown ? 0 : Infinity, failLatency: REFUSAL,
        error: `failed to pull and unpack image "${image}": failed to resolve reference: pull access denied, repository does not exist or may require authorization`,
      });
    }
    this.#cluster.createPod(pod, new WrittenPod(pod, this.#node));
  }
}
