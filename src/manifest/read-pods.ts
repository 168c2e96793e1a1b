import { invalidObject } from '../api/errors';
import { goQuote } from '../api/go-format';
import type { Pod } from '../api/pod';
import { defaultPod } from '../api/pod-defaults';
import { validatePod } from '../api/validation/validate-pod';
import { generatedName } from './generated-name';
import { ManifestError } from './manifest-error';
import type { ManifestObject } from './parse-manifest';
import { type ReadOptions, readManifest } from './read-manifest';

/** Admission gives every pod a service account before it is checked (`plugin/pkg/admission/serviceaccount/admission.go` Admit). */
function withServiceAccount(pod: Pod): Pod {
  const { serviceAccountName, serviceAccount } = pod.spec;
  return { ...pod, spec: { ...pod.spec, serviceAccountName: serviceAccountName || (serviceAccount as string | undefined) || 'default' } };
}

/** A decoded pod; what is missing altogether is empty, as in Go's structs. */
function asPod(value: object): Pod {
  const { metadata = {}, spec = {} } = value as Partial<Record<string, object>>;
  return { ...value, metadata: { name: '', ...metadata }, spec: { containers: [], ...spec } };
}

/**
 * Accepts or refuses a pod as the API server does.
 * @param prefix where the pod is in the object: `spec.template.`
 * @throws ApiError when it is refused; its causes have places in the manifest
 */
export function acceptPod(given: Pod, object: ManifestObject, prefix = ''): Pod {
  const pod = withServiceAccount(given);
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
    throw new ManifestError(object.locate('kind'), problem, { hint: 'podOfTemplate makes a pod of a workload' });
  }
  const pod = asPod(object.value);
  return acceptPod({ ...pod, metadata: { ...pod.metadata, name: generatedName(pod.metadata) } }, object);
}

/**
 * The pods of a manifest that holds nothing but pods: read, defaulted and valid.
 * @throws ManifestError when the manifest cannot be read or holds something else.
 * @throws ApiError when the API server would refuse a pod; its causes have places in the manifest.
 */
export function readPods(text: string, options: ReadOptions = {}): Pod[] {
  return readManifest(text, options).map(podOfManifest);
}
