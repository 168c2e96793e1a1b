/** Pods as the controllers of workloads make them. */
import { invalidObject } from '../api/errors';
import { goQuote } from '../api/go-format';
import type { Container, EnvVar, ObjectMeta, Pod, PodSpec, PodTemplate } from '../api/pod';
import { validateWorkload } from '../api/validation/validate-workload';
import type { Workload, WorkloadKind, WorkloadSpec } from '../api/workload';
import { generatedName } from './generated-name';
import { findKind } from './kinds';
import { ManifestError } from './manifest-error';
import type { ManifestObject } from './parse-manifest';
import { acceptPod } from './read-pods';

/** What a controller gives to a pod besides the template. */
interface Made {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
}

/**
 * A pod made from the template of a workload, defaulted and valid. It is called like the workload; that of a stateful set,
 * and that of an indexed job, has its first number too, as a name or a host name.
 * @throws ManifestError when the object has no pod template
 * @throws ApiError when the API server would refuse the workload or the pod; its causes have places in the manifest
 */
export function podOfTemplate(object: ManifestObject): Pod {
  const path = findKind(object.apiVersion, object.kind)?.templatePath;
  if (path === undefined) throw new ManifestError(object.locate('kind'), `an object of kind ${goQuote(object.kind)} has no pod template`);
  const { metadata, spec } = acceptWorkload(object);
  const { template, made } = makePod(object.kind as WorkloadKind, metadata.name, spec);
  const pod: Pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...template.metadata,
      ...merged('labels', template.metadata?.labels, made.labels),
      ...merged('annotations', template.metadata?.annotations, made.annotations),
      ...(object.namespace !== undefined && { namespace: object.namespace }),
      name: made.name,
    },
    spec: made.spec,
  };
  return acceptPod(pod, object, `${path.join('.')}.`);
}

/**
 * Accepts or refuses a workload as the API server does.
 * @throws ApiError when it is refused; its causes have places in the manifest
 */
export function acceptWorkload(object: ManifestObject): Workload {
  const given = (object.value.metadata ?? {}) as Partial<ObjectMeta>;
  const metadata = { ...given, name: generatedName(given), namespace: object.namespace ?? 'default' };
  const workload: Workload = { kind: object.kind as WorkloadKind, metadata, spec: (object.value.spec ?? {}) as WorkloadSpec };
  const errors = validateWorkload(workload);
  if (errors.length === 0) return workload;
  throw invalidObject(object.kind, object.name, errors.map((error) => ({ ...error, place: object.locate(error.field) })));
}

function makePod(kind: WorkloadKind, name: string, spec: WorkloadSpec): { readonly template: PodTemplate; readonly made: Made } {
  const { template = {}, jobTemplate } = spec;
  switch (kind) {
    case 'StatefulSet':
      return { template, made: podOfStatefulSet(name, spec, templateSpec(template)) };
    case 'Job':
      return { template, made: podOfJob(name, spec, templateSpec(template)) };
    case 'CronJob':
      return makePod('Job', name, jobTemplate?.spec ?? {});
    case 'DaemonSet':
    case 'Deployment':
    case 'ReplicaSet':
    case 'ReplicationController':
      return { template, made: { name, spec: templateSpec(template) } };
  }
}

function templateSpec({ spec }: PodTemplate): PodSpec {
  return { ...spec, containers: spec?.containers ?? [] };
}

/** `pkg/controller/statefulset/stateful_set_utils.go` newStatefulSetPod, initIdentity, updateStorage. */
function podOfStatefulSet(set: string, { ordinals, serviceName, volumeClaimTemplates = [] }: WorkloadSpec, spec: PodSpec): Made {
  const ordinal = String(ordinals?.start ?? 0);
  const name = `${set}-${ordinal}`;
  const claims = volumeClaimTemplates.map(({ metadata }) => metadata?.name ?? '');
  const volumes = claims.map((claim) => ({ name: claim, persistentVolumeClaim: { claimName: `${claim}-${name}` } }));
  const others = (spec.volumes ?? []).filter((volume) => !claims.includes(volume.name));
  return {
    name,
    labels: { 'statefulset.kubernetes.io/pod-name': name, 'apps.kubernetes.io/pod-index': ordinal },
    spec: { ...spec, hostname: name, subdomain: serviceName, volumes: [...volumes, ...others] },
  };
}

const COMPLETION_INDEX = 'batch.kubernetes.io/job-completion-index';

/** `pkg/controller/job/job_controller.go` and `indexed_job_utils.go`: names as labels; in an indexed job the first index. */
function podOfJob(name: string, { completionMode }: WorkloadSpec, spec: PodSpec): Made {
  const labels = { 'batch.kubernetes.io/job-name': name, 'job-name': name };
  if (completionMode !== 'Indexed') return { name, labels, spec };
  return {
    name,
    labels: { ...labels, [COMPLETION_INDEX]: '0' },
    annotations: { [COMPLETION_INDEX]: '0' },
    spec: {
      ...spec,
      hostname: `${name}-0`,
      containers: spec.containers.map(withCompletionIndex),
      ...(spec.initContainers && { initContainers: spec.initContainers.map(withCompletionIndex) }),
    },
  };
}

function withCompletionIndex(container: Container): Container {
  const { env = [] } = container;
  const index: EnvVar = { name: 'JOB_COMPLETION_INDEX', valueFrom: { fieldRef: { fieldPath: `metadata.labels['${COMPLETION_INDEX}']` } } };
  return env.some(({ name }) => name === index.name) ? container : { ...container, env: [...env, index] };
}

type Texts = Readonly<Record<string, string>>;

function merged(field: 'labels' | 'annotations', given: Texts | undefined, added: Texts | undefined): Partial<ObjectMeta> {
  return given === undefined && added === undefined ? {} : { [field]: { ...given, ...added } };
}
