import { RECORDED_STEPS, type Profile } from '../cluster/profile';
import { DEFAULT_KUBELET_CONFIG, type KubeletConfig, type PriorityShutdownPeriod } from '../kubelet/configuration/kubelet-config';
import { DEFAULT_KUBELET_VERSION, traitsOf, type FeatureGates } from '../kubelet/configuration/kubelet-version';
import { SYSTEM_CRITICAL_PRIORITY } from '../kubelet/constants';
import { seconds } from '../simulation/time';
import type { RecordedEnvironment, RecordedKubeletConfiguration } from './recording';

/**
 * The profile of the surroundings in which a recording was made.
 * @param severalPods whether the record has several pods: stopping a stopped sandbox then takes no time
 */
export function profileOfEnvironment(env: RecordedEnvironment, severalPods: boolean): Profile {
  return {
    name: 'recorded',
    phases: {
      relist: seconds(env.plegPhase),
      sync: seconds(env.syncPhase),
      housekeeping: seconds(env.housekeepingPhase),
      containerGc: seconds(env.gcPhase),
    },
    latencies: {
      sandbox: seconds(env.sandboxLatency),
      create: seconds(env.createLatency),
      start: seconds(env.startLatency),
      exitNotice: 0,
      stopSandbox: seconds(env.stopSandboxLatency),
      restopSandbox: severalPods ? 0 : seconds(env.stopSandboxLatency),
      kill: seconds(env.killLatency),
      probe: seconds(env.probeLatency),
      watch: seconds(env.watchLatency),
      probeTrigger: seconds(env.triggerLatency),
      statusWrite: 0,
      endpoints: 0,
      volumeSetUp: 0,
      volumeMount: 0,
      volumeUnmount: 0,
    },
    steps: RECORDED_STEPS,
    wallFraction: seconds(env.wallFraction),
    kubeletUptime: seconds(env.kubeletUptime + env.plegPhase),
    probeStartFraction: env.probeStartFraction ?? 0,
    jitter: env.jitter,
    announcesForceDelete: false,
    cancelsNetworkProbes: true,
    hasPodCgroups: false,
    config: env.config === undefined ? DEFAULT_KUBELET_CONFIG : kubeletConfig(env.config),
  };
}

/** A profile in the words of the recordings, for people to read and compare. */
export function environmentOfProfile(profile: Profile): RecordedEnvironment {
  const { phases, latencies } = profile;
  const inSeconds = (duration: number): number => duration / 1_000_000;
  return {
    plegPhase: inSeconds(phases.relist),
    syncPhase: inSeconds(phases.sync),
    housekeepingPhase: inSeconds(phases.housekeeping),
    gcPhase: inSeconds(phases.containerGc),
    wallFraction: inSeconds(profile.wallFraction),
    kubeletUptime: inSeconds(profile.kubeletUptime - phases.relist),
    sandboxLatency: inSeconds(latencies.sandbox),
    createLatency: inSeconds(latencies.create),
    startLatency: inSeconds(latencies.start),
    stopSandboxLatency: inSeconds(latencies.stopSandbox),
    watchLatency: inSeconds(latencies.watch),
    probeLatency: inSeconds(latencies.probe),
    killLatency: inSeconds(latencies.kill),
    triggerLatency: inSeconds(latencies.probeTrigger),
    jitter: profile.jitter,
    probeStartFraction: profile.probeStartFraction,
  };
}

/** The configuration of a kubelet from what differs from the defaults. */
export function kubeletConfig(config: RecordedKubeletConfiguration, version = DEFAULT_KUBELET_VERSION): KubeletConfig {
  const featureGates = { ...traitsOf(version).featureGates, ...config.featureGates };
  return {
    version,
    maxContainerRestartPeriod: config.maxContainerRestartPeriod === undefined ? undefined : seconds(config.maxContainerRestartPeriod),
    syncFrequency: config.syncFrequency === undefined ? DEFAULT_KUBELET_CONFIG.syncFrequency : seconds(config.syncFrequency),
    serializeImagePulls: config.serializeImagePulls ?? DEFAULT_KUBELET_CONFIG.serializeImagePulls,
    maxParallelImagePulls: config.maxParallelImagePulls,
    registryPullQps: config.registryPullQPS ?? DEFAULT_KUBELET_CONFIG.registryPullQps,
    registryBurst: config.registryBurst ?? DEFAULT_KUBELET_CONFIG.registryBurst,
    allowedUnsafeSysctls: config.allowedUnsafeSysctls ?? DEFAULT_KUBELET_CONFIG.allowedUnsafeSysctls,
    shutdownPeriods: shutdownPeriods(config, featureGates),
    featureGates,
  };
}

/** Follows `pkg/kubelet/nodeshutdown/nodeshutdown_manager.go` newPodManager and migrateConfig. */
function shutdownPeriods(config: RecordedKubeletConfiguration, gates: FeatureGates): PriorityShutdownPeriod[] {
  if (!gates.GracefulNodeShutdown) return [];
  if (gates.GracefulNodeShutdownBasedOnPodPriority && config.shutdownGracePeriodByPodPriority?.length) {
    return config.shutdownGracePeriodByPodPriority.map(({ priority, shutdownGracePeriodSeconds }) => (
      { priority, seconds: shutdownGracePeriodSeconds }
    ));
  }
  const all = config.shutdownGracePeriod ?? 0;
  if (all === 0) return [];
  const critical = config.shutdownGracePeriodCriticalPods ?? 0;
  return [{ priority: 0, seconds: all - critical }, { priority: SYSTEM_CRITICAL_PRIORITY, seconds: critical }];
}
