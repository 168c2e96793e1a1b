import type { Pod } from '../api/pod';

/** What a delete request does to a pod. */
export type Deletion =
  | { readonly kind: 'remove' }
  | { readonly kind: 'unchanged' }
  /** The grace period counts from the first request; `deadlineSeconds` from the request at hand. */
  | { readonly kind: 'mark'; readonly graceSeconds: number; readonly deadlineSeconds: number };

/**
 * Decides what a delete request does.
 * Follows `pkg/registry/core/pod/strategy.go` CheckGracefulDelete and
 * `staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go` BeforeDelete.
 * @param requested gracePeriodSeconds of the request, if it has any
 * @param secondsSinceFirst how long ago the pod was first asked to go; undefined when it was not
 */
export function decideDeletion(pod: Pod, requested: number | undefined, secondsSinceFirst: number | undefined): Deletion {
  const grace = graceSeconds(pod, requested);
  const current = pod.metadata.deletionGracePeriodSeconds;
  if (current === undefined || secondsSinceFirst === undefined) {
    return grace === 0 ? { kind: 'remove' } : { kind: 'mark', graceSeconds: grace, deadlineSeconds: grace };
  }
  if (grace === 0) return { kind: 'remove' };
  if (requested === undefined || grace >= current) return { kind: 'unchanged' };
  const remaining = grace - secondsSinceFirst;
  if (remaining < 0) return { kind: 'mark', graceSeconds: 1, deadlineSeconds: 0 };
  return { kind: 'mark', graceSeconds: grace, deadlineSeconds: remaining };
}

function graceSeconds(pod: Pod, requested: number | undefined): number {
  const phase = pod.status?.phase;
  if (!pod.spec.nodeName || phase === 'Succeeded' || phase === 'Failed') return 0;
  const grace = requested ?? pod.spec.terminationGracePeriodSeconds ?? 30;
  return grace < 0 ? 1 : grace;
}
