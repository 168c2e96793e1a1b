import type { ContainerSnapshot, RuntimePod, RuntimeSandbox } from '../../runtime/runtime-pod';

/**
 * What the kubelet knows of a pod from the container runtime: a picture of one moment, never changed afterwards.
 * Sandboxes and containers are listed newest first. `pkg/kubelet/container/runtime.go` PodStatus.
 */
export interface RuntimePodStatus {
  /** Empty while there is none. */
  readonly ip: string;
  readonly sandboxes: readonly RuntimeSandbox[];
  readonly containers: readonly ContainerSnapshot[];
}

/** A pod that the runtime knows nothing about. */
export const EMPTY_RUNTIME_STATUS: RuntimePodStatus = { ip: '', sandboxes: [], containers: [] };

/**
 * Takes a picture of a pod. Without a sandbox that is ready it keeps the IP it had before.
 * Follows `pkg/kubelet/pleg/generic.go` updateCache and getPodIPs.
 */
export function takeRuntimeStatus(pod: RuntimePod | undefined, previousIp: string): RuntimePodStatus {
  if (pod === undefined) return EMPTY_RUNTIME_STATUS;
  const { sandboxes } = pod;
  const ready = sandboxes.find((sandbox) => sandbox.ready);
  const ip = sandboxes[0]?.ready ? sandboxes[0].ip : ready === undefined ? previousIp : '';
  return { ip, sandboxes, containers: pod.containers.map(({ snapshot }) => snapshot) };
}

/** The newest instance of a container. `pkg/kubelet/container/runtime.go` FindContainerStatusByName. */
export function newestInstance(status: RuntimePodStatus, name: string): ContainerSnapshot | undefined {
  for (const container of status.containers) if (container.name === name) return container;
  return undefined;
}

/** Whether a new sandbox is needed, and what is known of the latest one. */
export interface SandboxChange {
  readonly create: boolean;
  readonly attempt: number;
  /** The latest sandbox; undefined where there is none. */
  readonly id: string | undefined;
}

/** Decides whether the pod needs a new sandbox. Follows `pkg/kubelet/kuberuntime/util/util.go` PodSandboxChanged. */
export function podSandboxChanged(status: RuntimePodStatus): SandboxChange {
  const latest = status.sandboxes[0];
  if (latest === undefined) return { create: true, attempt: 0, id: undefined };
  const create = !latest.ready || status.sandboxes.some((sandbox) => sandbox.ready && sandbox !== latest);
  return { create, attempt: create ? latest.attempt + 1 : latest.attempt, id: latest.id };
}

/**
 * Whether a main container was created in the sandbox that is ready, which proves that the pod was initialized.
 * Follows `pkg/kubelet/container/helpers.go` HasAnyActiveRegularContainerStarted.
 */
export function anyMainContainerActive(mainNames: readonly { readonly name: string }[], status: RuntimePodStatus): boolean {
  const active = status.sandboxes[0]?.ready ? status.sandboxes[0].id : undefined;
  return active !== undefined && status.containers.some(
    (container) => container.sandboxId === active && mainNames.some(({ name }) => name === container.name),
  );
}

/** Whether a main container was ever created. Follows `pkg/kubelet/kuberuntime` HasAnyRegularContainerCreated. */
export function anyMainContainerCreated(mainNames: readonly { readonly name: string }[], status: RuntimePodStatus): boolean {
  return mainNames.some(({ name }) => newestInstance(status, name) !== undefined);
}
