import type { Pod } from '../../api/pod';
import type { ApiObjects } from '../../apiserver/api-objects';
import type { ImageFiles } from '../../programs/machine/files/image-tree';

/** Where the API server's admission mounts a pod's credentials (`plugin/pkg/admission/serviceaccount/admission.go`). */
export const SERVICE_ACCOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Nobody checks it: programs cannot talk to the API server here. */
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nc2ltdWxhdGVk\n-----END CERTIFICATE-----\n';

/**
 * Whether a pod's containers get credentials: the pod says so, or else its service account, or else they do.
 * Follows `plugin/pkg/admission/serviceaccount/admission.go` shouldAutomount.
 */
export function mountsServiceAccount({ metadata, spec }: Pod, { serviceAccounts }: ApiObjects): boolean {
  const { namespace = 'default' } = metadata;
  const account = serviceAccounts.get(namespace, accountOf({ metadata, spec }));
  return spec.automountServiceAccountToken ?? account?.automountServiceAccountToken ?? true;
}

/** The files of a pod's credentials. */
export function serviceAccountFiles(pod: Pod): ImageFiles {
  return { token: serviceAccountToken(pod), 'ca.crt': CERTIFICATE, namespace: pod.metadata.namespace ?? 'default' };
}

/** A token with the shape of a real one, whose claims name the account; it is not signed. */
export function serviceAccountToken(pod: Pod): string {
  const { namespace = 'default' } = pod.metadata;
  const claims = { iss: 'https://kubernetes.default.svc.cluster.local', sub: `system:serviceaccount:${namespace}:${accountOf(pod)}` };
  return [{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.').concat('.');
}

function accountOf({ spec }: Pod): string {
  return spec.serviceAccountName || 'default';
}
