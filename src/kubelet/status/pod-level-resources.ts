import type { Pod, PodSpec, PodStatus, ResourceList, ResourceRequirements } from '../../api/pod';
import { podLimits, podRequests } from '../../api/pod-resources';
import { renderResources } from '../../api/resource-list';

/** Whose lists are given and not empty. */
export interface PodLevelResources {
  readonly requests?: ResourceList;
  readonly limits?: ResourceList;
}

/** What pods were given, by spec; undefined = nothing. */
const given = new WeakMap<PodSpec, { readonly resources: PodLevelResources | undefined }>();

/**
 * `resources` of a pod's status. What the API shows as running is described by its cgroup; where there are no cgroups,
 * amounts of CPU are taken over from the status before, and are lost when that has another phase.
 * Follows `pkg/kubelet/kubelet_pods.go` convertToAPIPodLevelResourcesStatus.
 * @param pod as the kubelet knows it from the API
 * @param previous the kubelet's latest status of the pod
 * @param hasCgroups whether the cgroup of the pod can be read; it has what the pod was given
 */
export function podLevelResources(pod: Pod, previous: PodStatus, hasCgroups: boolean): PodLevelResources | undefined {
  const allocated = allocatedResources(pod.spec);
  if (allocated === undefined) return undefined;
  const resources = pod.status?.phase !== 'Running' || hasCgroups ? allocated : rememberedResources(pod, allocated, previous);
  return samePodLevelResources(resources, previous.resources) ? previous.resources : resources;
}

/** Whether both say the same, in the canonical texts of amounts. */
export function samePodLevelResources(a: PodLevelResources | undefined, b: PodLevelResources | undefined): boolean {
  return a === b || (sameList(a?.requests, b?.requests) && sameList(a?.limits, b?.limits));
}

function allocatedResources(spec: PodSpec): PodLevelResources | undefined {
  let entry = given.get(spec);
  if (entry === undefined) {
    const requests = renderResources(podRequests(spec));
    const limits = renderResources(podLimits(spec));
    const isEmpty = Object.keys(requests).length === 0 && Object.keys(limits).length === 0;
    entry = { resources: isEmpty ? undefined : { requests, limits } };
    given.set(spec, entry);
  }
  return entry.resources;
}

/** What is known of a running pod without its cgroup. */
function rememberedResources({ spec }: Pod, allocated: PodLevelResources, previous: PodStatus): PodLevelResources {
  const before: PodLevelResources = previous.phase === 'Running' ? previous.resources ?? {} : {};
  const podLevel: ResourceRequirements = spec.resources ?? {};
  const memory = pick(allocated.requests, 'memory');
  return {
    requests: { ...memory, ...podLevel.requests, ...pick(before.requests, 'cpu'), ...pick(before.requests, 'memory') },
    limits: { ...podLevel.limits, ...pick(before.limits, 'cpu'), ...pick(before.limits, 'memory') },
  };
}

function pick(list: ResourceList | undefined, name: string): ResourceList {
  const amount = list?.[name];
  return amount === undefined ? {} : { [name]: amount };
}

function sameList(a: ResourceList = {}, b: ResourceList = {}): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
