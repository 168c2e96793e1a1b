import type { ApiObjects } from '../../apiserver/api-objects';
import type { Container, Volume as VolumeSource, VolumeMount as MountSource } from '../../api/pod';
import type { ImageFiles } from '../../programs/machine/files/image-tree';
import { createFileVolume, createVolume, type Volume } from '../../programs/machine/files/volume';
import type { VolumeMount } from '../../programs/machine/machine-options';
import { SystemError } from '../../programs/machine/kernel/errno';
import { ContainerConfigError } from './container-config-error';
import { expand, referredIn } from './container-environment';
import type { PodOnNode } from './pod-fields';
import { mountsServiceAccount, SERVICE_ACCOUNT_PATH, serviceAccountFiles } from './service-account-files';
import { filesOfVolume, isWrittenByKubelet, VolumeSetUpError } from './volume-files';

/** Storage from elsewhere: nobody knows what is in it, so it begins empty. */
const EMPTY_AT_FIRST = [
  'emptyDir', 'persistentVolumeClaim', 'ephemeral', 'hostPath', 'nfs', 'csi', 'iscsi', 'fc', 'flexVolume', 'awsElasticBlockStore', 'azureDisk',
  'azureFile', 'cinder', 'gcePersistentDisk', 'portworxVolume', 'vsphereVolume', 'image',
] as const;

/** `pkg/volume/git_repo/git_repo.go` SetUpAt: since v1.33 there is nothing that clones repositories. */
const GIT_REPO_IS_OFF = 'git-repo volume plugin has been disabled; if necessary, it may be re-enabled by enabling the feature-gate `GitRepoVolumeDriver`';

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
    if (source.gitRepo !== undefined) throw new VolumeSetUpError(GIT_REPO_IS_OFF);
    if (!isWrittenByKubelet(source)) return;
    const files = filesOfVolume(source, this.#node(), this.#objects);
    const written = this.#written.get(name);
    if (written !== undefined && JSON.stringify(written.files) === JSON.stringify(files)) return;
    const volume = written?.volume ?? createVolume();
    volume.replaceAll(files);
    this.#written.set(name, { volume, files });
  }

  /**
   * What a container mounts. Follows `pkg/kubelet/kubelet_pods.go` makeMounts.
   * @param environment its variables, to which `subPathExpr` may refer
   * @throws ContainerConfigError when a part of a volume cannot be mounted
   */
  mountsOf(container: Container, environment: Readonly<Record<string, string>>): VolumeMount[] {
    const mounts = (container.volumeMounts ?? []).map((mount) => {
      const source = this.#source(mount.name);
      const isReadOnly = mount.readOnly === true || source.image !== undefined || isWrittenByKubelet(source);
      const part = partOf(mount, environment);
      const volume = this.#volume(mount.name);
      return { path: mount.mountPath, volume: part === '' ? volume : enter(volume, part, mount.name, container), readOnly: isReadOnly };
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

/** The path inside a volume that is mounted (`pkg/kubelet/container/helpers.go` ExpandContainerVolumeMounts). */
function partOf({ subPath = '', subPathExpr }: MountSource, environment: Readonly<Record<string, string>>): string {
  if (!subPathExpr) return subPath;
  const missing = [...new Set(referredIn(subPathExpr))].filter((name) => !environment[name]).sort();
  if (missing.length > 0) throw new ContainerConfigError(`missing value for ${missing.join(', ')}`);
  const part = expand(subPathExpr, environment);
  if (part.startsWith('/')) throw new ContainerConfigError(`error SubPath \`${part}\` must not be an absolute path`);
  if (part.split('/').includes('..')) throw new ContainerConfigError(`unable to provision SubPath \`${part}\`: must not contain '..'`);
  return part;
}

function enter(volume: Volume, part: string, name: string, container: Container): Volume {
  try {
    return volume.at(part);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw new ContainerConfigError(`failed to create subPath directory for volumeMount "${name}" of container "${container.name}"`);
  }
}

/** Types of `hostPath` that are no directories. */
const FILE_TYPES = ['File', 'FileOrCreate', 'Socket', 'CharDevice', 'BlockDevice'];

function createEmpty(source: VolumeSource): Volume {
  const { hostPath } = source as { readonly hostPath?: { readonly type?: string } };
  if (FILE_TYPES.includes(hostPath?.type ?? '')) return createFileVolume();
  if (EMPTY_AT_FIRST.some((kind) => source[kind] !== undefined)) return createVolume();
  const kind = Object.keys(source).find((key) => key !== 'name') ?? 'nothing';
  const usable = ['configMap', 'secret', 'projected', 'downwardAPI', ...EMPTY_AT_FIRST].join(', ');
  throw new Error(`Volume "${source.name}" is of kind ${kind}, which programs cannot use here, only ${usable}`);
}
