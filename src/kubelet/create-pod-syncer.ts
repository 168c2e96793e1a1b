import { newCondition } from '../api/object-shapes';
import type { Pod } from '../api/pod';
import type { ContainerRuntime } from '../runtime/container-runtime';
import type { ProcessGroup } from '../simulation/process';
import type { Simulation } from '../simulation/simulation';
import type { ActiveDeadline } from './active-deadline';
import { crashBackOffRange, type KubeletConfig } from './configuration/kubelet-config';
import type { KubeletLatencies, KubeletPhases, KubeletSurroundings } from './configuration/kubelet-environment';
import { traitsOf } from './configuration/kubelet-version';
import type { EventRecorder } from './event-recorder';
import { BackOff } from './kuberuntime/back-off';
import { ContainerKiller } from './kuberuntime/container-killer';
import { ContainerStarter } from './kuberuntime/container-starter';
import { ImageManager } from './kuberuntime/image-manager';
import { ReasonCache } from './kuberuntime/reason-cache';
import { RuntimeManager } from './kuberuntime/runtime-manager';
import type { Pleg } from './pleg/pleg';
import type { PodCache } from './pleg/pod-cache';
import { KubeletPodSyncer } from './pod-syncer';
import type { PodTable } from './pod-table';
import type { ProbeManager } from './prober/manager';
import type { StatusManager } from './status/status-manager';
import { PodDirectories } from './volumes/pod-directories';
import { VolumeManager } from './volumes/volume-manager';
import { VolumeUnmounts } from './volumes/volume-unmounts';

/** Where a syncer works. */
export interface SyncerSurroundings {
  readonly simulation: Simulation;
  readonly runtime: ContainerRuntime;
  readonly config: KubeletConfig;
  readonly phases: KubeletPhases;
  readonly latencies: KubeletLatencies;
  readonly surroundings: KubeletSurroundings;
}

/** The parts of a kubelet that a syncer works with. */
export interface SyncerParts {
  readonly processes: ProcessGroup;
  readonly recorder: EventRecorder;
  readonly cache: PodCache;
  readonly pleg: Pleg;
  readonly table: PodTable;
  readonly statuses: StatusManager;
  readonly probes: ProbeManager;
  readonly deadline: ActiveDeadline;
  readonly isTerminationRequested: (uid: string) => boolean;
  readonly syncAgain: (pod: Pod) => void;
}

/** Makes the syncer of a kubelet, with what nobody else needs: images, back-offs, and who starts and kills containers. */
export function createPodSyncer(node: SyncerSurroundings, parts: SyncerParts): KubeletPodSyncer {
  const { simulation, runtime, config, latencies } = node;
  const { cache, statuses, probes, deadline, pleg, table, syncAgain } = parts;
  const reasons = new ReasonCache();
  const killer = new ContainerKiller(simulation, runtime, parts.recorder, parts.processes);
  const isSetUp = (uid: string): boolean => probes.hasWorkers(uid) || cache.get(uid).sandboxes.length > 0;
  const directories = new PodDirectories(table, latencies.volumeMount);
  const volumes = new VolumeManager({
    simulation, processes: parts.processes, runtime, recorder: parts.recorder,
    setUpLatency: latencies.volumeSetUp, mountLatency: latencies.volumeMount,
  });
  return new KubeletPodSyncer({
    simulation,
    runtime,
    config,
    statuses,
    probes,
    reasons,
    runtimeManager: createRuntimeManager(node, parts, reasons, killer, directories),
    killer,
    deadline,
    pleg,
    table,
    directories,
    hasPodCgroups: node.surroundings.hasPodCgroups,
    volumes,
    isSetUp,
    unmounts: new VolumeUnmounts(simulation, latencies.volumeUnmount),
    relistStep: latencies.relistStep,
    syncAgain,
  });
}

function createRuntimeManager(
  node: SyncerSurroundings, parts: SyncerParts, reasons: ReasonCache, killer: ContainerKiller, directories: PodDirectories,
): RuntimeManager {
  const { simulation, runtime, config, phases } = node;
  const { recorder, statuses, probes, isTerminationRequested } = parts;
  const { initial, max } = crashBackOffRange(config);
  const crashBackOff = new BackOff(simulation, initial, max, phases.housekeeping);
  const images = new ImageManager(simulation, runtime, recorder, config);
  const starter = new ContainerStarter({
    simulation, runtime, recorder, images, killer, crashBackOff, reasons, version: traitsOf(config.version), directories,
  });
  const results = {
    liveness: (id: string) => probes.liveness.get(id),
    startup: (id: string) => probes.startup.get(id),
  };
  return new RuntimeManager(runtime, recorder, killer, starter, results, {
    podSandboxReady: (pod) => {
      if (!config.featureGates.PodReadyToStartContainersCondition) return;
      statuses.setCondition(pod, newCondition('PodReadyToStartContainers', 'True'));
    },
    isTerminationRequested,
  });
}
