import { type FieldError, invalid, notSupported, required } from '../field-error';
import type { FieldPath } from '../field-path';
import type { PodTemplate } from '../pod';
import type { WorkloadSpec } from '../workload';
import { checkNotNegative, VALID } from './checks';
import { validatePodTemplate } from './validate-pod';

type Problems = readonly FieldError[];

const COUNTS = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished', 'backoffLimitPerIndex', 'maxFailedIndexes'] as const;

/**
 * What the API server finds wrong with the spec of a new job, without its selector and its policies for failures and success
 * (`pkg/apis/batch/validation/validation.go` validateJobSpec). A selector that the job does not make itself is refused.
 */
export function validateJobSpec(given: WorkloadSpec, path: FieldPath): Problems {
  const spec = withCompletions(given);
  return [
    ...(given.selector !== undefined && given.manualSelector !== true
      ? [invalid(path.child('selector'), given.selector, '`selector` not auto-generated')]
      : VALID),
    ...COUNTS.flatMap((count) => checkNotNegative(path.child(count), spec[count])),
    ...(spec.maxFailedIndexes !== undefined && spec.backoffLimitPerIndex === undefined
      ? [required(path.child('backoffLimitPerIndex'), 'when maxFailedIndexes is specified')]
      : VALID),
    ...validateCompletionMode(spec, path),
    ...validatePodTemplate(spec.template ?? {}, path.child('template')),
    ...validateRestartPolicy(spec, path.child('template').child('spec').child('restartPolicy')),
  ];
}

/** Without any number there is one pod to be completed (SetDefaults_Job). */
function withCompletions(spec: WorkloadSpec): WorkloadSpec {
  return spec.completions === undefined && spec.parallelism === undefined ? { ...spec, completions: 1, parallelism: 1 } : spec;
}

function validateCompletionMode(spec: WorkloadSpec, path: FieldPath): Problems {
  const { completionMode = 'NonIndexed', completions } = spec;
  const place = path.child('completionMode');
  if (completionMode === 'Indexed') {
    return completions === undefined ? [required(path.child('completions'), 'when completion mode is Indexed')] : VALID;
  }
  const isKnown = completionMode === 'NonIndexed';
  const indexed = (['backoffLimitPerIndex', 'maxFailedIndexes'] as const).filter((field) => isKnown && spec[field] !== undefined);
  return [
    ...(isKnown ? VALID : [notSupported(place, completionMode, ['NonIndexed', 'Indexed'])]),
    ...indexed.map((field) => invalid(path.child(field), spec[field], 'requires indexed completion mode')),
    ...(spec.successPolicy === undefined ? VALID : [invalid(path.child('successPolicy'), spec.successPolicy, 'requires indexed completion mode')]),
  ];
}

function validateRestartPolicy({ template, podFailurePolicy }: { readonly template?: PodTemplate; readonly podFailurePolicy?: object }, path: FieldPath): Problems {
  const policy = template?.spec?.restartPolicy ?? 'Always';
  if (policy === 'Always') return [required(path, 'valid values: "OnFailure", "Never"')];
  if (policy !== 'OnFailure' && policy !== 'Never') return [notSupported(path, policy, ['OnFailure', 'Never'])];
  const mustBeNever = podFailurePolicy !== undefined && policy !== 'Never';
  return mustBeNever ? [invalid(path, policy, 'only "Never" is supported when podFailurePolicy is specified')] : VALID;
}
