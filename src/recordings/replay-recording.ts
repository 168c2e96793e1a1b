import { allContainers } from '../api/containers';
import { defaultPod } from '../api/pod-defaults';
import { Cluster } from '../cluster/cluster';
import { seconds } from '../simulation/time';
import { renderRows } from '../trace/render-rows';
import type { TraceRows } from '../trace/trace-rows';
import { profileOfEnvironment } from './recorded-profile';
import { imageScript, runtimeScript } from './recorded-script';
import type { ArrivingPod, RecordedAction, RecordedScenario, SinglePodScenario } from './recording';

/** What a record takes when it does not name a grace period for an eviction: that of a hard one. */
const HARD_EVICTION_GRACE_SECONDS = 1;

/**
 * A fresh cluster with the environment of a recorded scenario, in which its pods arrive and its actions happen at their
 * times. The clock stands just before the first pod.
 * @param seed of the kubelet's jitter, where the environment leaves it random
 */
export function startRecordedScenario(scenario: RecordedScenario, seed = 0): Cluster {
  const profile = profileOfEnvironment(scenario.env, scenario.pods !== undefined);
  const { watch } = profile.latencies;
  const cluster = new Cluster({ profile, startAt: -watch, seed });
  const pods: readonly ArrivingPod[] = scenario.pods ?? [arrivingAtZero(scenario)];
  describeImages(cluster, pods);
  for (const pod of pods) {
    // A pod's time is that of its arrival at the kubelet; it was created the latency of the watch before.
    cluster.simulation.scheduleAt(seconds(pod.at) - watch, { expire: () => { createPod(cluster, pod); } });
  }
  for (const action of scenario.actions ?? []) {
    cluster.simulation.scheduleAt(seconds(action.at), { expire: () => { act(cluster, action, pods); } });
  }
  return cluster;
}

function arrivingAtZero({ pod, behaviour, sandboxErrors }: SinglePodScenario): ArrivingPod {
  return { pod, behaviour, sandboxErrors, at: 0 };
}

/** A recorded scenario run to its end; for `seed` see {@link startRecordedScenario}. */
export function runRecordedScenario(scenario: RecordedScenario, seed = 0): Cluster {
  const cluster = startRecordedScenario(scenario, seed);
  cluster.advanceTo(seconds(scenario.until));
  return cluster;
}

/** The trace of a recorded scenario in the schema of the recordings; for `seed` see {@link runRecordedScenario}. */
export function replayScenario(scenario: RecordedScenario, seed = 0): TraceRows {
  const cluster = runRecordedScenario(scenario, seed);
  return renderRows(cluster.trace, { withPod: scenario.pods !== undefined, until: seconds(scenario.until) });
}

/** The first container that names an image describes it; without a script the image is on the node. */
function describeImages({ node }: Cluster, pods: readonly ArrivingPod[]): void {
  for (const { pod, behaviour } of pods) {
    for (const { name, image } of allContainers(pod.spec)) {
      node.runtime.images.describe(image, imageScript(behaviour[name]?.imagePull ?? { present: true }));
    }
  }
}

function createPod(cluster: Cluster, arriving: ArrivingPod): void {
  cluster.createPod(defaultPod(arriving.pod), runtimeScript(arriving, cluster.profile.latencies.probe));
}

function act(cluster: Cluster, action: RecordedAction, pods: readonly ArrivingPod[]): void {
  const { node } = cluster;
  switch (action.do) {
    case 'restartKubelet': node.restartKubelet(seconds(action.downFor), seconds(action.listAfter)); return;
    case 'shutdownNode': node.kubelet.announceShutdown(); return;
    case 'cancelShutdown': node.kubelet.cancelShutdown(); return;
    case 'delete':
    case 'evict':
    case 'killContainer':
    case 'setImage': actOnPod(cluster, action, action.pod ?? 'pod', pods);
  }
}

function actOnPod(
  { api, node }: Cluster, action: Extract<RecordedAction, { pod?: string }>, name: string, pods: readonly ArrivingPod[],
): void {
  const pod = api.podNamed(name);
  if (pod === undefined) return;
  const uid = pod.metadata.uid!;
  switch (action.do) {
    case 'delete': api.deletePod(uid, action.gracePeriodSeconds); return;
    case 'evict': node.kubelet.evictPod(uid, action.gracePeriodSeconds ?? HARD_EVICTION_GRACE_SECONDS); return;
    case 'killContainer':
      node.runtime.killProcess({ uid, name, namespace: pod.metadata.namespace! }, action.container, action.exitCode);
      return;
    case 'setImage': {
      // The new image of a container is pulled as its script says, too.
      const pull = pods.find((each) => each.pod.metadata.name === name)?.behaviour[action.container]?.imagePull;
      if (pull !== undefined) node.runtime.images.describe(action.image, imageScript(pull));
      api.setImage(uid, action.container, action.image);
    }
  }
}
