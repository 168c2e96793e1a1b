/** The minor versions whose kubelet can be simulated; the newest is the default. */
export const KUBELET_VERSIONS = ['1.32', '1.33', '1.34', '1.35', '1.36'] as const;

/** A minor version of Kubernetes. */
export type KubeletVersion = (typeof KUBELET_VERSIONS)[number];

/** The version that the recordings were made with. */
export const DEFAULT_KUBELET_VERSION: KubeletVersion = '1.36';

/** The feature gates that bear on a pod's life. */
export interface FeatureGates {
  /** A container's `started` and `ready` begin anew when the kubelet does. */
  readonly ChangeContainerStatusOnKubeletRestart: boolean;
  /** `lifecycle.stopSignal`; without it the API drops it. */
  readonly ContainerStopSignals: boolean;
  /** `restartPolicy` and `restartPolicyRules` of main containers; without it the API drops them. */
  readonly ContainerRestartRules: boolean;
  /** Graceful node shutdown at all. */
  readonly GracefulNodeShutdown: boolean;
  /** `shutdownGracePeriodByPodPriority` of the kubelet's configuration. */
  readonly GracefulNodeShutdownBasedOnPodPriority: boolean;
  /** The status says what the pod as a whole has been given. */
  readonly InPlacePodLevelResourcesVerticalScaling: boolean;
  /** `crashLoopBackOff.maxContainerRestartPeriod` of the kubelet's configuration. */
  readonly KubeletCrashLoopBackOffMax: boolean;
  /** An image that lies on the node is used by a pod that may pull it, which Events say. */
  readonly KubeletEnsureSecretPulledImages: boolean;
  /** A pod is relisted at once after its sync has changed something. */
  readonly PLEGOnDemandRelist: boolean;
  /** The condition PodReadyToStartContainers. */
  readonly PodReadyToStartContainersCondition: boolean;
  /** The crash-loop back-off goes from 1 s to 60 s. */
  readonly ReduceDefaultCrashLoopBackOffDecay: boolean;
  /** The action RestartAllContainers of a restart rule. */
  readonly RestartAllContainersOnContainerExits: boolean;
}

/** What the kubelet of a version does in its own way. */
export interface VersionTraits {
  /** A sync that failed because of a back-off is repeated when the back-off ends, not after the usual 10 s. */
  readonly waitsOutBackOff: boolean;
  /** Events about the creation and the start of a container name it. */
  readonly namesContainerInEvents: boolean;
  readonly featureGates: FeatureGates;
}

function isAtLeast(version: KubeletVersion, first: KubeletVersion): boolean {
  return KUBELET_VERSIONS.indexOf(version) >= KUBELET_VERSIONS.indexOf(first);
}

/**
 * Describes a version. Follows `pkg/features/kube_features.go` defaultVersionedKubernetesFeatureGates, and the changes
 * kubernetes/kubernetes#133066 (back-off, v1.35) and #134043 (texts of Events, v1.35).
 */
export function traitsOf(version: KubeletVersion): VersionTraits {
  const since = (first: KubeletVersion): boolean => isAtLeast(version, first);
  return {
    waitsOutBackOff: since('1.35'),
    namesContainerInEvents: !since('1.35'),
    featureGates: {
      ChangeContainerStatusOnKubeletRestart: !since('1.35'),
      ContainerRestartRules: since('1.35'),
      ContainerStopSignals: false,
      GracefulNodeShutdown: true,
      GracefulNodeShutdownBasedOnPodPriority: true,
      InPlacePodLevelResourcesVerticalScaling: since('1.36'),
      KubeletCrashLoopBackOffMax: since('1.35'),
      KubeletEnsureSecretPulledImages: since('1.35'),
      PLEGOnDemandRelist: since('1.36'),
      PodReadyToStartContainersCondition: true,
      ReduceDefaultCrashLoopBackOffDecay: false,
      RestartAllContainersOnContainerExits: since('1.36'),
    },
  };
}
