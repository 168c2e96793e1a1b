import { type FieldError, forbidden, invalid, notSupported, required } from '../field-error';
import { FieldPath } from '../field-path';
import { isEmptySelector, matchesLabels } from '../label-selector';
import type { LabelSelector } from '../placement';
import type { PodTemplate } from '../pod';
import type { DeploymentStrategy, Workload, WorkloadKind, WorkloadSpec } from '../workload';
import { checkFormat, checkNotNegative, checkOneOf, VALID } from './checks';
import { dnsLabelProblems, dnsSubdomainProblems } from './formats';
import { validateJobSpec } from './validate-job';
import { validateMetadata } from './validate-metadata';
import { validateLabelSelector } from './validate-placement';
import { validatePodTemplate } from './validate-pod';

type Problems = readonly FieldError[];

/**
 * What the API server finds wrong with a new workload, in its words: name, numbers, selector, template. Not checked are the claims
 * of a stateful set, the update strategies of stateful and daemon sets, the policies of a job and the format of a schedule.
 * Follows `pkg/apis/{apps,batch,core}/validation/validation.go` ValidateDeployment, ValidateStatefulSet, ValidateJob and so on.
 */
export function validateWorkload({ kind, metadata, spec }: Workload): Problems {
  const nameProblems = kind === 'StatefulSet' ? dnsLabelProblems : dnsSubdomainProblems;
  return [
    ...validateMetadata(metadata, FieldPath.of('metadata'), { nameProblems, isNamespaced: true }),
    ...VALIDATIONS[kind](spec, FieldPath.of('spec'), metadata.name),
  ];
}

const VALIDATIONS: Readonly<Record<WorkloadKind, (spec: WorkloadSpec, path: FieldPath, name: string) => Problems>> = {
  Deployment: (spec, path) => [
    ...checkNotNegative(path.child('replicas'), spec.replicas),
    ...validateSelectorAndTemplate(spec, path, 'deployment'),
    ...validateStrategy(spec.strategy, path.child('strategy')),
    ...checkNotNegative(path.child('minReadySeconds'), spec.minReadySeconds),
    ...checkNotNegative(path.child('revisionHistoryLimit'), spec.revisionHistoryLimit),
    ...validateProgressDeadline(spec, path.child('progressDeadlineSeconds')),
  ],
  ReplicaSet: (spec, path) => [
    ...checkNotNegative(path.child('replicas'), spec.replicas),
    ...checkNotNegative(path.child('minReadySeconds'), spec.minReadySeconds),
    ...validateSelectorAndTemplate(spec, path, 'deployment'),
  ],
  ReplicationController: validateReplicationController,
  StatefulSet: validateStatefulSet,
  DaemonSet: validateDaemonSet,
  Job: (spec, path) => validateJobSpec(spec, path),
  CronJob: validateCronJob,
};

function validateSelectorAndTemplate(spec: WorkloadSpec, path: FieldPath, owner: string): Problems {
  const selector = spec.selector as LabelSelector | undefined;
  return [
    ...validateSelector(selector, path.child('selector'), owner),
    ...validateMatch(selector, spec.template, path.child('template')),
    ...validatePodTemplate(spec.template ?? {}, path.child('template')),
    ...validateLasting(spec.template, path.child('template'), 'ReplicaSet'),
  ];
}

function validateSelector(selector: LabelSelector | undefined, path: FieldPath, owner: string): Problems {
  if (selector === undefined) return [required(path)];
  return [
    ...validateLabelSelector(selector, path),
    ...(isEmptySelector(selector) ? [invalid(path, selector, `empty selector is invalid for ${owner}`)] : VALID),
  ];
}

function validateMatch(selector: LabelSelector | undefined, template: PodTemplate = {}, path: FieldPath): Problems {
  const labels = template.metadata?.labels;
  const isMet = (selector !== undefined && isEmptySelector(selector)) || matchesLabels(selector, labels);
  return isMet ? VALID : [invalid(path.child('metadata').child('labels'), labels ?? null, '`selector` does not match template `labels`')];
}

/** Pods that are replaced when they end must not end by themselves. */
function validateLasting({ spec }: PodTemplate = {}, path: FieldPath, owner: string): Problems {
  const { restartPolicy = 'Always', activeDeadlineSeconds } = spec ?? {};
  const place = path.child('spec');
  return [
    ...(restartPolicy === 'Always' ? VALID : [notSupported(place.child('restartPolicy'), restartPolicy, ['Always'])]),
    ...(activeDeadlineSeconds === undefined
      ? VALID
      : [forbidden(place.child('activeDeadlineSeconds'), `activeDeadlineSeconds in ${owner} is not Supported`)]),
  ];
}

function validateProgressDeadline({ progressDeadlineSeconds = 600, minReadySeconds = 0 }: WorkloadSpec, path: FieldPath): Problems {
  return [
    ...checkNotNegative(path, progressDeadlineSeconds),
    ...(progressDeadlineSeconds <= minReadySeconds ? [invalid(path, progressDeadlineSeconds, 'must be greater than minReadySeconds')] : VALID),
  ];
}

/** ValidateDeploymentStrategy. */
function validateStrategy({ type = 'RollingUpdate', rollingUpdate }: DeploymentStrategy = {}, path: FieldPath): Problems {
  const place = path.child('rollingUpdate');
  if (type === 'Recreate') {
    return rollingUpdate === undefined ? VALID : [forbidden(place, "may not be specified when strategy `type` is 'Recreate'")];
  }
  if (type !== 'RollingUpdate') {
    return [notSupported(path, { Type: type, RollingUpdate: rollingUpdate ?? null }, ['Recreate', 'RollingUpdate'])];
  }
  const { maxUnavailable = '25%', maxSurge = '25%' } = rollingUpdate ?? {};
  const unavailablePath = place.child('maxUnavailable');
  const areZero = amount(maxUnavailable) === 0 && amount(maxSurge) === 0;
  const isTooMuch = typeof maxUnavailable === 'string' && amount(maxUnavailable) > 100;
  return [
    ...validateAmount(maxUnavailable, unavailablePath),
    ...validateAmount(maxSurge, place.child('maxSurge')),
    ...(areZero ? [invalid(unavailablePath, maxUnavailable, 'may not be 0 when `maxSurge` is 0')] : VALID),
    ...(isTooMuch ? [invalid(unavailablePath, maxUnavailable, 'must not be greater than 100%')] : VALID),
  ];
}

const PERCENT = /^[0-9]+%$/;
const BAD_PERCENT = "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";

/** A number, or a percentage (ValidatePositiveIntOrPercent). */
function validateAmount(value: number | string, path: FieldPath): Problems {
  if (typeof value === 'number') return checkNotNegative(path, value);
  return PERCENT.test(value) ? VALID : [invalid(path, value, BAD_PERCENT)];
}

/** The number, or that of the percentage; what is no percentage counts as 0 (getIntOrPercentValue). */
function amount(value: number | string): number {
  return typeof value === 'number' ? value : PERCENT.test(value) ? parseInt(value, 10) : 0;
}

/** The selector and the labels are those of the template where they are not given (SetDefaults_ReplicationController). */
function validateReplicationController({ replicas, minReadySeconds, template, selector }: WorkloadSpec, path: FieldPath): Problems {
  const labels = template?.metadata?.labels ?? {};
  const matchLabels = (selector as Readonly<Record<string, string>> | undefined) ?? labels;
  const place = path.child('template');
  return [
    ...checkNotNegative(path.child('minReadySeconds'), minReadySeconds),
    ...(Object.keys(matchLabels).length === 0 ? [required(path.child('selector'))] : VALID),
    ...checkNotNegative(path.child('replicas'), replicas),
    ...(template === undefined ? [required(place)] : [
      ...validateMatch({ matchLabels }, template, place),
      ...validatePodTemplate(template, place),
      ...validateLasting(template, place, 'ReplicationController'),
    ]),
  ];
}

/** What the controller sets in each pod is not checked; the volumes of its claims are there (ValidateStatefulSetSpec). */
function validateStatefulSet(spec: WorkloadSpec, path: FieldPath): Problems {
  const { podManagementPolicy = 'OrderedReady', template = {}, serviceName, ordinals } = spec;
  const selector = spec.selector as LabelSelector | undefined;
  const place = path.child('template');
  const isPolicy = ['OrderedReady', 'Parallel'].includes(podManagementPolicy);
  return [
    ...(isPolicy ? VALID : [invalid(path.child('podManagementPolicy'), podManagementPolicy, "must be 'OrderedReady' or 'Parallel'")]),
    ...checkNotNegative(path.child('replicas'), spec.replicas),
    ...checkNotNegative(path.child('minReadySeconds'), spec.minReadySeconds),
    ...checkNotNegative(path.child('ordinals.start'), ordinals?.start),
    ...(serviceName ? checkFormat(path.child('serviceName'), serviceName, dnsLabelProblems) : VALID),
    ...validateSelector(selector, path.child('selector'), 'statefulset'),
    ...validateMatch(selector, template, place),
    ...validatePodTemplate(withoutIdentity(spec), place),
    ...validateLasting(template, place, 'StatefulSet'),
  ];
}

function withoutIdentity({ template = {}, volumeClaimTemplates = [] }: WorkloadSpec): PodTemplate {
  if (template.spec === undefined) return template;
  const names = volumeClaimTemplates.map(({ metadata }) => metadata?.name ?? '');
  const claims = names.map((name) => ({ name, persistentVolumeClaim: { claimName: name } }));
  const others = (template.spec.volumes ?? []).filter(({ name }) => !names.includes(name));
  return { ...template, spec: { ...template.spec, hostname: undefined, subdomain: undefined, volumes: [...claims, ...others] } };
}

function validateDaemonSet(spec: WorkloadSpec, path: FieldPath): Problems {
  const selector = spec.selector as LabelSelector | undefined;
  const place = path.child('template');
  const isEmpty = selector !== undefined && isEmptySelector(selector);
  return [
    ...validateLabelSelector(selector, path.child('selector')),
    ...validateMatch(selector, spec.template, place),
    ...(isEmpty ? [invalid(path.child('selector'), selector, 'empty selector is invalid for daemonset')] : VALID),
    ...validatePodTemplate(spec.template ?? {}, place),
    ...validateLasting(spec.template, place, 'DaemonSet'),
    ...checkNotNegative(path.child('minReadySeconds'), spec.minReadySeconds),
    ...checkNotNegative(path.child('revisionHistoryLimit'), spec.revisionHistoryLimit),
  ];
}

/** The longest name of a CronJob: its jobs have eleven characters more, and at most 63. */
const LONGEST_CRON_JOB_NAME = 52;

function validateCronJob(spec: WorkloadSpec, path: FieldPath, name: string): Problems {
  const { schedule = '', concurrencyPolicy = 'Allow', jobTemplate } = spec;
  const isTooLong = name.length > LONGEST_CRON_JOB_NAME;
  return [
    ...(schedule === '' ? [required(path.child('schedule'))] : VALID),
    ...checkNotNegative(path.child('startingDeadlineSeconds'), spec.startingDeadlineSeconds),
    ...checkOneOf(path.child('concurrencyPolicy'), concurrencyPolicy, ['Allow', 'Forbid', 'Replace']),
    ...validateJobSpec(jobTemplate?.spec ?? {}, path.child('jobTemplate').child('spec')),
    ...checkNotNegative(path.child('successfulJobsHistoryLimit'), spec.successfulJobsHistoryLimit),
    ...checkNotNegative(path.child('failedJobsHistoryLimit'), spec.failedJobsHistoryLimit),
    ...(isTooLong ? [invalid(FieldPath.of('metadata').child('name'), name, `must be no more than ${LONGEST_CRON_JOB_NAME} characters`)] : VALID),
  ];
}
