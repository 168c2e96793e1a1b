import { parse } from 'yaml';

import type { KubeletConfig } from '../kubelet/configuration/kubelet-config';
import { DEFAULT_KUBELET_VERSION, KUBELET_VERSIONS, traitsOf, type KubeletVersion } from '../kubelet/configuration/kubelet-version';
import { kubeletConfig } from '../recordings/recorded-profile';
import type { RecordedKubeletConfiguration } from '../recordings/recording';
import { toSeconds } from '../simulation/time';
import { parseDuration } from './duration';
import { ScenarioError } from './scenario-error';

type Reader = (value: unknown) => Partial<RecordedKubeletConfiguration>;

const inSeconds = (value: unknown): number => toSeconds(parseDuration(String(value)));

/** The fields of a KubeletConfiguration that bear on a pod's life (`kubelet.config.k8s.io/v1beta1`). */
const READERS: Readonly<Record<string, Reader>> = {
  apiVersion: () => ({}),
  kind: () => ({}),
  syncFrequency: (value) => ({ syncFrequency: inSeconds(value) }),
  serializeImagePulls: (value) => ({ serializeImagePulls: value === true }),
  maxParallelImagePulls: (value) => ({ maxParallelImagePulls: Number(value) }),
  registryPullQPS: (value) => ({ registryPullQPS: Number(value) }),
  allowedUnsafeSysctls: (value) => ({ allowedUnsafeSysctls: (value as readonly unknown[]).map(String) }),
  registryBurst: (value) => ({ registryBurst: Number(value) }),
  shutdownGracePeriod: (value) => ({ shutdownGracePeriod: inSeconds(value) }),
  shutdownGracePeriodCriticalPods: (value) => ({ shutdownGracePeriodCriticalPods: inSeconds(value) }),
  shutdownGracePeriodByPodPriority: (value) => ({
    shutdownGracePeriodByPodPriority: value as RecordedKubeletConfiguration['shutdownGracePeriodByPodPriority'],
  }),
  crashLoopBackOff: (value) => ({
    maxContainerRestartPeriod: inSeconds((value as { maxContainerRestartPeriod?: unknown }).maxContainerRestartPeriod),
  }),
  featureGates: (value) => ({ featureGates: checkGates(value as Record<string, boolean>) }),
};

/**
 * Reads a KubeletConfiguration as the kubelet's `--config` file has it; what it does not name keeps its default.
 * @throws ScenarioError when it names something that is not simulated
 */
export function readKubeletConfiguration(text: string, version = DEFAULT_KUBELET_VERSION): KubeletConfig {
  const fields = parse(text) as Record<string, unknown> | null;
  let config: RecordedKubeletConfiguration = {};
  for (const [name, value] of Object.entries(fields ?? {})) {
    const read = READERS[name];
    if (read === undefined) {
      throw new ScenarioError(`The field "${name}" of KubeletConfiguration is not simulated, only ${Object.keys(READERS).join(', ')}`);
    }
    config = { ...config, ...read(value) };
  }
  checkRanges(config);
  const read = kubeletConfig(config, version);
  if (config.maxContainerRestartPeriod !== undefined && !read.featureGates.KubeletCrashLoopBackOffMax) {
    throw new ScenarioError('crashLoopBackOff.maxContainerRestartPeriod needs the feature gate KubeletCrashLoopBackOffMax, which is off');
  }
  return read;
}

/** What the kubelet would not start with. Follows `pkg/kubelet/apis/config/validation/validation.go` ValidateKubeletConfiguration. */
function checkRanges(config: RecordedKubeletConfiguration): void {
  const { maxContainerRestartPeriod: restart, shutdownGracePeriod: all = 0, shutdownGracePeriodCriticalPods: critical = 0 } = config;
  const { maxParallelImagePulls: pulls = 1, serializeImagePulls = pulls === 1, shutdownGracePeriodByPodPriority: byPriority } = config;
  const problems: readonly (readonly [boolean, string])[] = [
    [restart !== undefined && (restart < 1 || restart > 300), `CrashLoopBackOff.MaxContainerRestartPeriod (got: ${restart} seconds) must be set between 1s and 300s`],
    [critical > all, `shutdownGracePeriodCriticalPods ${critical}s must be <= shutdownGracePeriod ${all}s`],
    [all > 0 && all < 1, `shutdownGracePeriod ${all}s must be either zero or otherwise >= 1 sec`],
    [byPriority !== undefined && all > 0, 'Cannot specify both shutdownGracePeriodByPodPriority and shutdownGracePeriod at the same time'],
    [!(pulls >= 1), `maxParallelImagePulls ${pulls} must be a positive number`],
    [serializeImagePulls && pulls > 1, 'maxParallelImagePulls cannot be larger than 1 unless SerializeImagePulls (--serialize-image-pulls) is set to false'],
  ];
  for (const [isSo, problem] of problems) if (isSo) throw new ScenarioError(`The kubelet would not start: invalid configuration: ${problem}`);
}

const KNOWN_GATES = traitsOf(DEFAULT_KUBELET_VERSION).featureGates;

function checkGates(gates: Record<string, boolean>): Record<string, boolean> {
  for (const gate of Object.keys(gates)) {
    if (gate in KNOWN_GATES) continue;
    throw new ScenarioError(`The feature gate "${gate}" is not simulated, only ${Object.keys(KNOWN_GATES).join(', ')}`);
  }
  return gates;
}

/**
 * Reads a version of Kubernetes: `1.36`, `v1.36`, `v1.36.2`.
 * @throws ScenarioError when the kubelet of that version is not simulated
 */
export function readKubeletVersion(text: string): KubeletVersion {
  const minor = /^v?(\d+\.\d+)(\.\d+)?$/.exec(text)?.[1];
  const version = KUBELET_VERSIONS.find((each) => each === minor);
  if (version !== undefined) return version;
  throw new ScenarioError(`The kubelet of version "${text}" is not simulated, only of ${KUBELET_VERSIONS.join(', ')}`);
}
