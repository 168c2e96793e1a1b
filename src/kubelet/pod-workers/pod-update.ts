import type { Pod, PodStatus } from '../../api/pod';
import type { RuntimePod } from '../../runtime/runtime-pod';
import type { Gate } from '../../simulation/process';

/** Changes a status that was just generated, as an eviction does. */
export type StatusOverride = (status: PodStatus) => PodStatus;

/** How a pod is to be killed. */
export interface KillOptions {
  /** The pod is evicted: it is not to come back on this node. */
  readonly evict?: boolean;
  /** Replaces the pod's own grace period if shorter, in seconds. */
  readonly graceOverride?: number;
  readonly statusOverride?: StatusOverride;
  /** Opened when all containers are stopped. */
  readonly completed?: Gate;
}

/** Why a pod worker is told about its pod. `pkg/kubelet/types/pod_update.go` SyncPodType. */
export type PodUpdateType = 'create' | 'update' | 'sync' | 'kill';

/** What a pod worker is told. `pkg/kubelet/pod_workers.go` UpdatePodOptions. */
export interface PodUpdate {
  readonly type: PodUpdateType;
  readonly pod: Pod;
  /** The pod is known from the runtime only; `pod` was made up from it. */
  readonly runtimePod?: RuntimePod;
  readonly kill?: KillOptions;
}
