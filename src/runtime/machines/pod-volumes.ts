import type { Container, Pod } from '../../api/pod';
import { createVolume, type Volume } from '../../programs/machine/files/volume';
import type { VolumeMount } from '../../programs/machine/machine-options';
import type { ConfigObjects } from './config-objects';

interface ConfigSource {
  readonly name?: string;
  readonly secretName?: string;
  readonly items?: readonly { readonly key: string; readonly path: string }[];
}

/** Storage from elsewhere: nobody knows what is in it, so it begins empty. */
const EMPTY_AT_FIRST = ['persistentVolumeClaim', 'ephemeral', 'hostPath', 'nfs', 'csi'] as const;

/**
 * The volumes of a pod: made when the first container uses them, and kept until the pod is gone. A ConfigMap or Secret that
 * no manifest describes is taken to be there, and empty.
 */
export class PodVolumes {
  readonly #pod: Pod;
  readonly #configs: ConfigObjects;
  readonly #volumes = new Map<string, Volume>();

  constructor(pod: Pod, configs: ConfigObjects) {
    this.#pod = pod;
    this.#configs = configs;
  }

  /** The volumes that a container mounts. @throws Error when one is of a kind that is not simulated */
  mountsOf(container: Container): VolumeMount[] {
    return (container.volumeMounts ?? []).map(({ name, mountPath, subPath, subPathExpr, readOnly }) => {
      if (subPathExpr !== undefined) throw new Error(`subPathExpr of container "${container.name}" is not simulated`);
      const volume = this.#volume(name);
      return { path: mountPath, volume: subPath === undefined ? volume : volume.at(subPath), readOnly };
    });
  }

  #volume(name: string): Volume {
    let volume = this.#volumes.get(name);
    if (volume === undefined) {
      volume = this.#create(name);
      this.#volumes.set(name, volume);
    }
    return volume;
  }

  #create(name: string): Volume {
    const source = this.#pod.spec.volumes?.find((volume) => volume.name === name) ?? { name };
    if (source.emptyDir !== undefined) return createVolume();
    if (source.configMap !== undefined) return this.#filesOf('configmap', source.configMap as ConfigSource);
    if (source.secret !== undefined) return this.#filesOf('secret', source.secret as ConfigSource);
    if (EMPTY_AT_FIRST.some((kind) => source[kind] !== undefined)) return createVolume();
    const kind = Object.keys(source).find((key) => key !== 'name') ?? 'nothing';
    throw new Error(`Volume "${name}" is of kind ${kind}, which programs cannot use here, only emptyDir, configMap, secret, ${EMPTY_AT_FIRST.join(', ')}`);
  }

  #filesOf(kind: 'configmap' | 'secret', { name, secretName, items }: ConfigSource): Volume {
    const data = this.#configs.get(kind, name ?? secretName ?? '') ?? {};
    const files = createVolume();
    const listed = items ?? Object.keys(data).map((key) => ({ key, path: key }));
    for (const { key, path } of listed) if (Object.hasOwn(data, key)) files.write(path, data[key]);
    return files;
  }
}
