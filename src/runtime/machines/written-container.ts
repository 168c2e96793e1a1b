import { parseQuantity, wholeValue } from '../../api/quantity';
import type { Container } from '../../api/pod';
import type { Image } from '../../programs/machine/image';
import type { PidNamespace } from '../../programs/machine/kernel/pid-namespace';
import type { VolumeMount } from '../../programs/machine/machine-options';
import type { NetworkNamespace } from '../../programs/machine/network/network-namespace';
import type { Duration } from '../../simulation/time';
import type { PodNetwork } from './pod-network';

/** What the manifest tells about a container's process, with references resolved. */
export interface ContainerConfiguration {
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[] | undefined;
  readonly args: readonly string[] | undefined;
}

/** A container of a manifest with everything that its process needs. */
export interface WrittenContainer {
  readonly container: Container;
  readonly image: Image;
  readonly user: string | undefined;
  readonly supplementalGroups: readonly number[];
  readonly memoryLimit: number | undefined;
  readonly readOnlyRootFilesystem: boolean;
  readonly probeLatency: Duration;
  /** From the end of its process to the moment when the runtime says so. */
  readonly exitNotice: Duration;
  /** Microseconds from 1970 to virtual time 0. */
  readonly epoch: number;
  /** What lies outside the pod. */
  readonly surroundings: PodNetwork;
  /** Of the sandbox that the pod has now. */
  network(): NetworkNamespace;
  /** Undefined: the container's own. */
  pids(): PidNamespace | undefined;
  /** @throws ContainerConfigError when a part of a volume cannot be mounted */
  mounts(environment: Readonly<Record<string, string>>): readonly VolumeMount[];
  /** @throws ContainerConfigError when something is missing that it refers to */
  configure(): ContainerConfiguration;
}

/** `limits.memory` in bytes. */
export function memoryLimitOf({ resources }: Container): number | undefined {
  const limit = resources?.limits?.memory;
  return limit === undefined ? undefined : wholeValue(parseQuantity(limit));
}
