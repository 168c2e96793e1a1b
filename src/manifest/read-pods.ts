import { invalidObject } from '../api/errors';
import { goQuote } from '../api/go-format';
import type { Pod, PodTemplate } from '../api/pod';
import { defaultPod } from '../api/pod-defaults';
import { validatePod } from '../api/validation/validate-pod';
import { findKind } from './kinds';
import { ManifestError } from './manifest-error';
import type { JsonObject, ManifestObject } from './parse-manifest';
import { type ReadOptions, readManifest } from './read-manifest';

/** A decoded pod; what is missing altogether is empty, as in Go's structs. */
function asPod(value: object): Pod {
  const { metadata = {}, spec = {} } = value as Partial<Record<string, object>>;
  return { ...value, metadata: { name: '', ...metadata }, spec: { containers: [], ...spec } };
}

/** Accepts or refuses a pod as the API server does, pointing into the manifest. */
function accept(pod: Pod, object: ManifestObject, prefix: string): Pod {
  const errors = validatePod(pod);
  if (errors.length === 0) return defaultPod(pod);
  const causes = errors.map((error) => ({ ...error, place: object.locate(`${prefix}${error.field}`) }));
  throw invalidObject('Pod', pod.metadata.name, causes);
}

/**
 * The pod of a manifest's object, defaulted and valid.
 * @throws ManifestError when the object is not a pod.
 * @throws ApiError when the API server would refuse the pod; its causes have places in the manifest.
 */
export function podOfManifest(object: ManifestObject): Pod {
  if (object.kind !== 'Pod') {
    const problem = `a pod is wanted, found kind ${goQuote(object.kind)}`;
    throw new ManifestError(object.locate('kind'), problem, { hint: 'podsOfTemplate makes the pods of a workload' });
  }
  return accept(asPod(object.value), object, '');
}

/**
 * The pods of a manifest that holds nothing but pods: read, defaulted and valid.
 * @throws ManifestError when the manifest cannot be read or holds something else.
 * @throws ApiError when the API server would refuse a pod; its causes have places in the manifest.
 */
export function readPods(text: string, options: ReadOptions = {}): Pod[] {
  return readManifest(text, options).map(podOfManifest);
}

function valueAt(object: JsonObject, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, field) => (value as Record<string, unknown> | undefined)?.[field], object);
}

/** How many pods a workload wants: its replicas, or the parallelism of a job; 1 unless given. */
function wantedPods({ value }: ManifestObject): number {
  const { replicas, parallelism } = (value.spec ?? {}) as { readonly replicas?: number; readonly parallelism?: number };
  return replicas ?? parallelism ?? 1;
}

/**
 * Pods made from the template of a Deployment, ReplicaSet, StatefulSet, DaemonSet, Job or CronJob, defaulted and valid:
 * one called `name`, or `name-0`, `name-1`, … when the workload wants several.
 * @throws ManifestError when the object has no pod template.
 * @throws ApiError when the API server would refuse such a pod; its causes have places in the manifest.
 */
export function podsOfTemplate(object: ManifestObject, name: string): Pod[] {
  const path = findKind(object.apiVersion, object.kind)?.templatePath;
  const template = path && (valueAt(object.value, path) as PodTemplate | undefined);
  if (path === undefined || template === undefined) {
    const problem = `an object of kind ${goQuote(object.kind)} has no pod template`;
    throw new ManifestError(object.locate(path?.join('.') ?? 'kind'), problem);
  }
  const count = wantedPods(object);
  return Array.from({ length: count }, (_, index) => {
    const metadata = { ...template.metadata, name: count === 1 ? name : `${name}-${index}` };
    const withNamespace = object.namespace === undefined ? metadata : { ...metadata, namespace: object.namespace };
    const pod = asPod({ apiVersion: 'v1', kind: 'Pod', metadata: withNamespace, spec: template.spec ?? {} });
    return accept(pod, object, `${path.join('.')}.`);
  });
}
