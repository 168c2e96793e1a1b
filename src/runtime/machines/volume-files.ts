import type { ConfigObject } from '../../api/applied-object';
import type { Volume } from '../../api/pod';
import type { ApiObjects } from '../../apiserver/api-objects';
import type { ImageFiles } from '../../programs/machine/files/image-tree';
import { MissingContainerError, podField, resourceField, type PodOnNode, type ResourceField } from './pod-fields';
import { serviceAccountToken } from './service-account-files';

/** A volume cannot be set up: what it refers to is not there. The text is the kubelet's. */
export class VolumeSetUpError extends Error {
  override readonly name = 'VolumeSetUpError';
}

interface Item {
  readonly key: string;
  readonly path: string;
  readonly mode?: number;
}

interface ConfigSource {
  readonly name?: string;
  readonly secretName?: string;
  readonly items?: readonly Item[];
  readonly optional?: boolean;
  readonly defaultMode?: number;
}

interface DownwardFile {
  readonly path: string;
  readonly fieldRef?: { readonly fieldPath: string };
  readonly resourceFieldRef?: ResourceField;
  readonly mode?: number;
}

interface DownwardSource {
  readonly items?: readonly DownwardFile[];
  readonly defaultMode?: number;
}

interface Projection {
  readonly configMap?: ConfigSource;
  readonly secret?: ConfigSource;
  readonly downwardAPI?: DownwardSource;
  readonly serviceAccountToken?: { readonly path: string };
}

const WRITTEN_KINDS = ['configMap', 'secret', 'downwardAPI', 'projected'] as const;
const DEFAULT_MODE = 0o644;

/** Whether the kubelet writes the files of a volume, and writes them again when they change. */
export function isWrittenByKubelet(volume: Volume): boolean {
  return WRITTEN_KINDS.some((kind) => volume[kind] !== undefined);
}

/**
 * The files of a volume that the kubelet writes, as its sources are now.
 * Follows `pkg/volume/{configmap,secret,downwardapi,projected}` SetUpAt.
 * @throws VolumeSetUpError when something is missing that is not optional
 */
export function filesOfVolume(volume: Volume, node: PodOnNode, objects: ApiObjects): ImageFiles {
  const { configMap, secret, downwardAPI, projected } = volume as Volume & Projection & { readonly projected?: ProjectedSource };
  if (projected !== undefined) return projectedFiles(projected, node, objects);
  return filesOfProjection({ configMap, secret, downwardAPI }, node, objects, undefined);
}

interface ProjectedSource {
  readonly sources?: readonly Projection[];
  readonly defaultMode?: number;
}

/** All sources are tried; their errors are listed together (`…/util/errors` NewAggregate). */
function projectedFiles({ sources = [], defaultMode }: ProjectedSource, node: PodOnNode, objects: ApiObjects): ImageFiles {
  const files: Record<string, ImageFiles[string]> = {};
  const problems: string[] = [];
  for (const source of sources) {
    try {
      Object.assign(files, filesOfProjection(source, node, objects, defaultMode));
    } catch (error) {
      if (!(error instanceof VolumeSetUpError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new VolumeSetUpError(problems.length === 1 ? problems[0] : `[${problems.join(', ')}]`);
  return files;
}

function filesOfProjection(source: Projection, node: PodOnNode, objects: ApiObjects, mode: number | undefined): ImageFiles {
  const { namespace = 'default' } = node.pod.metadata;
  if (source.configMap !== undefined) {
    const object = objects.configMaps.get(namespace, source.configMap.name ?? '');
    return filesOfConfig({ kind: 'configmap', missingKey: 'configmap references non-existent config key' }, source.configMap, object, mode);
  }
  if (source.secret !== undefined) {
    const object = objects.secrets.get(namespace, source.secret.secretName ?? source.secret.name ?? '');
    return filesOfConfig({ kind: 'secret', missingKey: 'references non-existent secret key' }, source.secret, object, mode);
  }
  if (source.downwardAPI !== undefined) return downwardFiles(source.downwardAPI, node, mode);
  const { path } = source.serviceAccountToken ?? {};
  return path === undefined ? {} : { [path]: { text: serviceAccountToken(node.pod), mode: mode ?? DEFAULT_MODE } };
}

interface ConfigWords {
  readonly kind: 'configmap' | 'secret';
  readonly missingKey: string;
}

function filesOfConfig(words: ConfigWords, source: ConfigSource, object: ConfigObject | undefined, mode: number | undefined): ImageFiles {
  const name = source.name ?? source.secretName ?? '';
  if (object === undefined && source.optional !== true) throw new VolumeSetUpError(`${words.kind} "${name}" not found`);
  const data = object?.data ?? {};
  const usualMode = mode ?? source.defaultMode ?? DEFAULT_MODE;
  const items: readonly Item[] = source.items ?? Object.keys(data).map((key) => ({ key, path: key }));
  const missing = items.find(({ key }) => !Object.hasOwn(data, key));
  if (missing !== undefined && source.optional !== true) throw new VolumeSetUpError(`${words.missingKey}: ${missing.key}`);
  const present = items.filter(({ key }) => Object.hasOwn(data, key));
  return Object.fromEntries(present.map((item) => [item.path, { text: data[item.key], mode: item.mode ?? usualMode }]));
}

function downwardFiles({ items = [], defaultMode }: DownwardSource, node: PodOnNode, mode: number | undefined): ImageFiles {
  return Object.fromEntries(items.map(({ path, fieldRef, resourceFieldRef, mode: own }) => {
    const text = fieldRef === undefined ? resourceOf(resourceFieldRef!, node) : podField(fieldRef.fieldPath, node);
    return [path, { text, mode: own ?? mode ?? defaultMode ?? DEFAULT_MODE }];
  }));
}

function resourceOf(reference: ResourceField, node: PodOnNode): string {
  try {
    return resourceField(reference, node);
  } catch (error) {
    if (error instanceof MissingContainerError) throw new VolumeSetUpError(error.message);
    throw error;
  }
}
