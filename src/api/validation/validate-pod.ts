import { duplicate, type FieldError, forbidden, invalid } from '../field-error';
import { FieldPath } from '../field-path';
import type { ObjectMeta, Pod, PodSpec, PodTemplate } from '../pod';
import { defaultPod } from '../pod-defaults';
import { checkEach, checkFormat, checkOneOf, VALID } from './checks';
import { dnsLabelProblems, dnsSubdomainProblems, qualifiedNameProblems, rangeProblems } from './formats';
import {
  type ContainerContext,
  validateContainers,
  validateImageEdges,
  validateInitContainers,
} from './validate-containers';
import { validateFileKeyVolumes } from './validate-environment';
import { validateAnnotations, validateLabels, validateMetadata } from './validate-metadata';
import { validateDnsConfig, validateHostAliases, validateHostnameOverride } from './validate-network';
import { validateOperatingSystem } from './validate-operating-system';
import { validateAffinity, validateTopologySpread } from './validate-placement';
import { validateHostNetworkPorts } from './validate-ports';
import { validateResourceClaims } from './validate-resource-claims';
import { validateOverhead, validatePodLevelResources } from './validate-resources';
import { validateHostUsers, validatePodSecurity } from './validate-security';
import { validateTolerations } from './validate-tolerations';
import { validateProjectedTokens, validateVolumes } from './validate-volumes';

const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';
const LARGEST_INT32 = 2_147_483_647;

/** Annotations with a meaning (ValidatePodSpecificAnnotations). */
function validatePodAnnotations({ annotations }: Partial<ObjectMeta>, path: FieldPath): readonly FieldError[] {
  const cost = annotations?.[DELETION_COST];
  const isInt32 = cost !== undefined && /^(-[0-9]+|0|[1-9][0-9]*)$/.test(cost) && rangeOfInt32(Number(cost));
  if (cost === undefined || isInt32) return VALID;
  return [invalid(path.key(DELETION_COST), cost, 'must be a 32bit integer')];
}

function rangeOfInt32(value: number): boolean {
  return value >= -LARGEST_INT32 - 1 && value <= LARGEST_INT32;
}

function validateGates(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const seen = new Set<string>();
  const readiness = checkEach(path.child('readinessGates'), spec.readinessGates, ({ conditionType }, place) =>
    checkFormat(place.child('conditionType'), conditionType ?? '', qualifiedNameProblems),
  );
  const scheduling = checkEach(path.child('schedulingGates'), spec.schedulingGates, ({ name = '' }, place) => {
    const isRepeated = seen.has(name);
    seen.add(name);
    return [...checkFormat(place, name, qualifiedNameProblems), ...(isRepeated ? [duplicate(place, name)] : VALID)];
  });
  return [...readiness, ...scheduling];
}

function checkName(
  path: FieldPath,
  name: string | undefined,
  problemsOf: (value: string) => readonly string[],
): readonly FieldError[] {
  return name ? checkFormat(path, name, problemsOf) : VALID;
}

/** Policies and what stands between containers and names in the order of the API server. */
function validatePlacement(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  return [
    ...validatePodLevelResources(spec, path),
    ...validateHostNetworkPorts(spec, path),
    ...checkOneOf(path.child('restartPolicy'), spec.restartPolicy, ['Always', 'OnFailure', 'Never']),
    ...checkOneOf(path.child('dnsPolicy'), spec.dnsPolicy, [
      'ClusterFirstWithHostNet',
      'ClusterFirst',
      'Default',
      'None',
    ]),
    ...validateLabels(spec.nodeSelector, path.child('nodeSelector')),
    ...validatePodSecurity(spec, path.child('securityContext')),
    ...validateAffinity(spec.affinity, path.child('affinity')),
    ...validateDnsConfig(spec, path.child('dnsConfig')),
    ...validateGates(spec, path),
    ...validateTopologySpread(spec.topologySpreadConstraints, path.child('topologySpreadConstraints')),
    ...validateHostUsers(spec, path),
    ...validateHostnameOverride(spec, path),
  ];
}

function validateDeadline({ activeDeadlineSeconds }: PodSpec, path: FieldPath): readonly FieldError[] {
  if (activeDeadlineSeconds === undefined) return VALID;
  const inRange = (seconds: number): readonly string[] => rangeProblems(seconds, 1, LARGEST_INT32);
  return checkFormat(path, activeDeadlineSeconds, inRange);
}

/** Names and the rest. */
function validateNames(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  return [
    ...checkName(path.child('serviceAccountName'), spec.serviceAccountName, dnsSubdomainProblems),
    ...checkName(path.child('nodeName'), spec.nodeName, dnsSubdomainProblems),
    ...validateDeadline(spec, path.child('activeDeadlineSeconds')),
    ...checkName(path.child('hostname'), spec.hostname, dnsLabelProblems),
    ...checkName(path.child('subdomain'), spec.subdomain, dnsLabelProblems),
    ...validateTolerations(spec.tolerations, path.child('tolerations')),
    ...validateHostAliases(spec.hostAliases, path.child('hostAliases')),
    ...checkName(path.child('priorityClassName'), spec.priorityClassName, dnsSubdomainProblems),
    ...(spec.runtimeClassName === undefined
      ? VALID
      : checkFormat(path.child('runtimeClassName'), spec.runtimeClassName, dnsSubdomainProblems)),
    ...checkOneOf(path.child('preemptionPolicy'), spec.preemptionPolicy, ['PreemptLowerPriority', 'Never']),
    ...validateOverhead(spec.overhead, path.child('overhead')),
    ...validateOperatingSystem(spec, path),
    ...validateFileKeyVolumes(spec, path),
  ];
}

/** What may not be given to a new pod (ValidatePodCreate). */
function validateCreation(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const { ephemeralContainers = [], nodeName, schedulingGates = [] } = spec;
  const isBoundAndGated = Boolean(nodeName) && schedulingGates.length > 0;
  return [
    ...(ephemeralContainers.length > 0
      ? [forbidden(path.child('ephemeralContainers'), 'cannot be set on create')]
      : VALID),
    ...(isBoundAndGated
      ? [forbidden(path.child('nodeName'), 'cannot be set until all schedulingGates have been cleared')]
      : VALID),
  ];
}

/** The spec of a pod or of a template; a template's volumes do not know the pod's name (ValidatePodSpec). */
function validateSpec(spec: PodSpec, podName: string | undefined, path: FieldPath): readonly FieldError[] {
  const volumes = validateVolumes(spec.volumes, podName, path.child('volumes'));
  const claimNames = new Set(spec.resourceClaims?.map(({ name }) => name));
  const context: ContainerContext = { spec, volumes: volumes.byName, claimNames };
  return [
    ...volumes.errors,
    ...validateResourceClaims(spec.resourceClaims, path.child('resourceClaims')),
    ...validateContainers(context, path.child('containers')),
    ...validateInitContainers(context, path.child('initContainers')),
    ...validatePlacement(spec, path),
    ...validateNames(spec, path),
  ];
}

/** Metadata and spec of a defaulted pod, whether new or changed (validatePodMetadataAndSpec). */
export function validatePodContent({ metadata, spec }: Pod): readonly FieldError[] {
  const [metadataPath, path] = [FieldPath.of('metadata'), FieldPath.of('spec')];
  return [
    ...validateMetadata(metadata, metadataPath, { nameProblems: dnsSubdomainProblems, isNamespaced: true }),
    ...validatePodAnnotations(metadata, metadataPath.child('annotations')),
    ...validateSpec(spec, metadata.name, path),
    ...validateProjectedTokens(spec, path),
    ...validateImageEdges(spec.containers, path.child('containers')),
    ...validateImageEdges(spec.initContainers, path.child('initContainers')),
  ];
}

/**
 * Everything that the API server finds wrong with a new pod, in its order and words; nothing when the pod is accepted
 * (`pkg/apis/core/validation/validation.go` ValidatePodCreate). The pod is defaulted first, as the API server does.
 */
export function validatePod(given: Pod): FieldError[] {
  const pod = defaultPod(given);
  return [...validatePodContent(pod), ...validateCreation(pod.spec, FieldPath.of('spec'))];
}

/**
 * Everything that the API server finds wrong with the template of a pod, such as `spec.template` of a Deployment; `path`
 * is that of the template (`pkg/apis/core/validation/validation.go` ValidatePodTemplateSpec).
 */
export function validatePodTemplate(template: PodTemplate, path: FieldPath): FieldError[] {
  const given = template.metadata ?? {};
  const { spec } = defaultPod({ metadata: { name: '' }, spec: template.spec ?? { containers: [] } });
  const hasEphemeral = (spec.ephemeralContainers ?? []).length > 0;
  const ephemeralPath = path.child('spec').child('ephemeralContainers');
  return [
    ...validateLabels(given.labels, path.child('labels')),
    ...validateAnnotations(given.annotations, path.child('annotations')),
    ...validatePodAnnotations(given, path.child('annotations')),
    ...validateSpec(spec, undefined, path.child('spec')),
    ...(hasEphemeral ? [forbidden(ephemeralPath, 'ephemeral containers not allowed in pod template')] : VALID),
  ];
}
