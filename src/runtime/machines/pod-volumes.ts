import type { ApiObjects } from '../../apiserver/api-objects';
import type { Container, Volume as VolumeSource } from '../../api/pod';
import type { ImageFiles } from '../../programs/machine/files/image-tree';
import { createVolume, type Volume } from '../../programs/machine/files/volume';
import type { VolumeMount } from '../../programs/machine/machine-options';
import type { PodOnNode } from './pod-fields';
import { mountsServiceAccount, SERVICE_ACCOUNT_PATH, serviceAccountFiles } from './service-account-files';
import { filesOfVolume, isWrittenByKubelet } from './volume-files';

/** Storage from elsewhere: nobody knows what is in it, so it begins empty. */
const EMPTY_AT_FIRST = ['emptyDir', 'persistentVolumeClaim', 'ephemeral', 'hostPath', 'nfs', 'csi'] as const;

interface WrittenVolume {
  readonly volume: Volume;
  readonly files: ImageFiles;
}

/** The volumes of a pod: made when the pod is set up, or the first container uses them, and kept until the pod is gone. */
export class PodVolumes {
  readonly #objects: ApiObjects;
  readonly #node: () => PodOnNode;
  readonly #empty = new Map<string, Volume>();
  readonly #written = new Map<string, WrittenVolume>();

  /** @param node what the downward API tells now */
  constructor(objects: ApiObjects, node: () => PodOnNode) {
    this.#objects = objects;
    this.#node = node;
  }

  /**
   * Sets a volume up, or again: writes the files of ConfigMaps, Secrets and the like as these are now. Files that change
   * are new files, so that a mount of a subPath keeps the old one. Follows `pkg/volume/util/atomic_writer.go` Write.
   * @throws VolumeSetUpError when something is missing that is not optional
   */
  setUp(name: string): void {
    const source = this.#source(name);
    if (!isWrittenByKubelet(source)) return;
    const files = filesOfVolume(source, this.#node(), this.#objects);
    const written = this.#written.get(name);
    if (written !== undefined && JSON.stringify(written.files) === JSON.stringify(files)) return;
    const volume = written?.volume ?? createVolume();
    volume.replaceAll(files);
    this.#written.set(name, { volume, files });
  }

  /** What a container mounts. @throws Error when a volume is of a kind that is not simulated */
  mountsOf(container: Container): VolumeMount[] {
    const mounts = (container.volumeMounts ?? []).map(({ name, mountPath, subPath, subPathExpr, readOnly }) => {
      if (subPathExpr !== undefined) throw new Error(`subPathExpr of container "${container.name}" is not simulated`);
      const volume = this.#volume(name);
      const isReadOnly = readOnly === true || isWrittenByKubelet(this.#source(name));
      return { path: mountPath, volume: subPath === undefined ? volume : volume.at(subPath), readOnly: isReadOnly };
    });
    return [...mounts, ...this.#credentials(mounts)];
  }

  /** The credentials of the service account, unless something else is mounted in their place. */
  #credentials(mounts: readonly VolumeMount[]): VolumeMount[] {
    const { pod } = this.#node();
    if (mounts.some(({ path }) => path === SERVICE_ACCOUNT_PATH) || !mountsServiceAccount(pod, this.#objects)) return [];
    return [{ path: SERVICE_ACCOUNT_PATH, volume: createVolume(serviceAccountFiles(pod)), readOnly: true }];
  }

  #volume(name: string): Volume {
    const source = this.#source(name);
    if (isWrittenByKubelet(source)) {
      if (!this.#written.has(name)) this.setUp(name);
      return this.#written.get(name)!.volume;
    }
    const volume = this.#empty.get(name) ?? createEmpty(source);
    this.#empty.set(name, volume);
    return volume;
  }

  #source(name: string): VolumeSource {
    return this.#node().pod.spec.volumes?.find((volume) => volume.name === name) ?? { name };
  }
}

function createEmpty(source: VolumeSource): Volume {
  if (EMPTY_AT_FIRST.some((kind) => source[kind] !== undefined)) return createVolume();
  const kind = Object.keys(source).find((key) => key !== 'name') ?? 'nothing';
  const usable = ['configMap', 'secret', 'projected', 'downwardAPI', ...EMPTY_AT_FIRST].join(', ');
  throw new Error(`Volume "${source.name}" is of kind ${kind}, which programs cannot use here, only ${usable}`);
}
