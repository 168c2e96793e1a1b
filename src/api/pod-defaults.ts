import { withCanonicalAmounts, withContainerDefaults } from './container-defaults';
import { shapedMetadata, shapedPod, shapedSpec } from './object-shapes';
import type { Container, ObjectMeta, Pod, PodSpec, ResourceRequirements } from './pod';
import { containerLimits, containerRequests, isPodLevelResource } from './pod-resources';
import { QuantityError, renderQuantity } from './quantity';
import type { Resources } from './resource-list';
import { mapShared } from './shared-list';
import { withVolumeDefaults } from './volume-defaults';

/** Seconds (`staging/src/k8s.io/api/core/v1/types.go` DefaultTerminationGracePeriodSeconds). */
const DEFAULT_GRACE_PERIOD_SECONDS = 30;

/** Values of the classes that every cluster has (`pkg/apis/scheduling/v1/helpers.go` SystemPriorityClasses). */
export const SYSTEM_PRIORITIES: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

const NO_SETTINGS: Readonly<Record<string, unknown>> = {};

/** The grace period in seconds: 30 unless given; a negative one counts as 1 (`pkg/apis/core/v1/conversion.go`). */
function gracePeriod(seconds: number | undefined): number {
  return seconds === undefined ? DEFAULT_GRACE_PERIOD_SECONDS : seconds < 0 ? 1 : seconds;
}

/** The priority: given, that of a well-known class, 0 without a class (admission plugin Priority, admitPod). */
function priority({ priority, priorityClassName }: PodSpec): number | undefined {
  if (priority !== undefined) return priority;
  return priorityClassName ? SYSTEM_PRIORITIES[priorityClassName] : 0;
}

/** The fields of a spec that have defaults, or whose parts have. */
const DEFAULTED = [
  'restartPolicy', 'terminationGracePeriodSeconds', 'dnsPolicy', 'securityContext', 'schedulerName', 'enableServiceLinks', 'priority',
  'preemptionPolicy', 'containers', 'initContainers', 'volumes',
] as const;

/** The spec with everything but its amounts (`pkg/apis/core/v1/defaults.go` SetDefaults_PodSpec, SetDefaults_Pod). */
function withDefaults(spec: PodSpec): PodSpec {
  const withOwn = (container: Container): Container => withContainerDefaults(container, spec.hostNetwork === true);
  const complete: Partial<PodSpec> = {
    restartPolicy: spec.restartPolicy || 'Always',
    terminationGracePeriodSeconds: gracePeriod(spec.terminationGracePeriodSeconds),
    dnsPolicy: spec.dnsPolicy || 'ClusterFirst',
    securityContext: spec.securityContext ?? NO_SETTINGS,
    schedulerName: spec.schedulerName || 'default-scheduler',
    enableServiceLinks: spec.enableServiceLinks ?? true,
    priority: priority(spec),
    preemptionPolicy: spec.preemptionPolicy || 'PreemptLowerPriority',
    containers: mapShared(spec.containers ?? [], withOwn),
    initContainers: spec.initContainers && mapShared(spec.initContainers, withOwn),
    volumes: spec.volumes && mapShared(spec.volumes, withVolumeDefaults),
  };
  return DEFAULTED.every((field) => spec[field] === complete[field]) ? spec : shapedSpec(spec, complete);
}

function missingIn(list: object | undefined, from: Resources, applies: (name: string) => boolean): [string, string][] {
  const isMissing = (name: string): boolean => list === undefined || !(name in list);
  return [...from].filter(([name]) => isMissing(name) && applies(name)).map(([name, one]) => [name, renderQuantity(one)]);
}

const isHugePages = (name: string): boolean => name.startsWith('hugepages-');
const isShareable = (name: string): boolean => isPodLevelResource(name) && !isHugePages(name);

/**
 * Pod-level resources: huge page limits come from the containers' limits, requests from the containers' requests or
 * else from the pod's limits (defaultHugePagePodLimits, defaultPodRequests).
 */
function podLevelResources(spec: PodSpec, given: ResourceRequirements): ResourceRequirements {
  const isGiven = Object.keys({ ...given.limits, ...given.requests }).length > 0;
  const hugePages = isGiven
    ? missingIn(given.limits, containerLimits(spec), (name) => isHugePages(name) && !(name in (given.requests ?? {})))
    : [];
  const limits = { ...given.limits, ...Object.fromEntries(hugePages) };
  if (Object.keys(limits).length === 0) return given;
  const fromContainers = Object.fromEntries(missingIn(given.requests, containerRequests(spec), isShareable));
  const fromLimits = Object.fromEntries(Object.entries(limits).filter(([name]) => isPodLevelResource(name)));
  const requests = { ...fromLimits, ...fromContainers, ...given.requests };
  const isSame = hugePages.length === 0 && Object.keys(requests).length === Object.keys(given.requests ?? {}).length;
  return isSame ? given : { ...given, limits, requests };
}

/** An amount that is no quantity is left for the validation to report. */
function withPodLevelResources(spec: PodSpec, given: ResourceRequirements): ResourceRequirements {
  try {
    return podLevelResources(spec, given);
  } catch (error) {
    if (error instanceof QuantityError) return given;
    throw error;
  }
}

function withCanonicalResources(given: ResourceRequirements): ResourceRequirements {
  const limits = given.limits && withCanonicalAmounts(given.limits);
  const requests = given.requests && withCanonicalAmounts(given.requests);
  if (limits === given.limits && requests === given.requests) return given;
  return { ...given, ...(limits && { limits }), ...(requests && { requests }) };
}

function withPodLevelAmounts(spec: PodSpec): PodSpec {
  const overhead = spec.overhead && withCanonicalAmounts(spec.overhead);
  const resources = spec.resources && withPodLevelResources(spec, withCanonicalResources(spec.resources));
  if (overhead === spec.overhead && resources === spec.resources) return spec;
  return shapedSpec(spec, { overhead, resources });
}

function withMetadata(metadata: ObjectMeta): ObjectMeta {
  return metadata.namespace ? metadata : shapedMetadata(metadata, { namespace: 'default' });
}

/**
 * The pod as the API server stores it: every field that bears on its life has a value
 * (`pkg/apis/core/v1/defaults.go`). Idempotent; unchanged parts are shared with the given pod. Tolerations and the
 * service account's volume are added by admission, not here.
 */
export function defaultPod(pod: Pod): Pod {
  const metadata = withMetadata(pod.metadata);
  const spec = withPodLevelAmounts(withDefaults(pod.spec));
  return metadata === pod.metadata && spec === pod.spec ? pod : shapedPod(pod, metadata, spec, pod.status);
}
