import { type FieldError, notSupported, required, tooMany } from '../field-error';
import type { FieldPath } from '../field-path';
import type { Container, ContainerRestartRule } from '../pod';
import { checkEach, VALID } from './checks';

const POLICIES = ['Always', 'Never', 'OnFailure'];
const ACTIONS = ['Restart', 'RestartAllContainers'];
const OPERATORS = ['In', 'NotIn'];
const MOST_RULES = 20;
const MOST_EXIT_CODES = 255;

function validateExitCodes(rule: ContainerRestartRule, path: FieldPath): readonly FieldError[] {
  if (rule.exitCodes === undefined) return [required(path, 'must be specified')];
  const { operator, values = [] } = rule.exitCodes;
  return [
    ...(OPERATORS.includes(operator) ? VALID : [notSupported(path.child('operator'), operator ?? '', OPERATORS)]),
    ...(values.length > MOST_EXIT_CODES
      ? [tooMany(path.child('values'), values.length, MOST_EXIT_CODES)]
      : VALID),
  ];
}

function validateRule(rule: ContainerRestartRule, path: FieldPath): readonly FieldError[] {
  return [
    ...(ACTIONS.includes(rule.action) ? VALID : [notSupported(path.child('action'), rule.action ?? '', ACTIONS)]),
    ...validateExitCodes(rule, path.child('exitCodes')),
  ];
}

/**
 * A container's own restart policy and rules (`pkg/apis/core/validation/validation.go` validateContainerRestartPolicy,
 * validateInitContainerRestartPolicy).
 */
export function validateRestartPolicyOf(container: Container, path: FieldPath): readonly FieldError[] {
  const { restartPolicy, restartPolicyRules: rules = [] } = container;
  const place = path.child('restartPolicy');
  const rulesPlace = path.child('restartPolicyRules');
  if (restartPolicy === undefined && rules.length === 0) return VALID;
  const policy =
    restartPolicy === undefined
      ? [required(place, 'must specify restartPolicy when restart rules are used')]
      : POLICIES.includes(restartPolicy)
        ? VALID
        : [notSupported(place, restartPolicy, POLICIES)];
  return [
    ...policy,
    ...(rules.length > MOST_RULES ? [tooMany(rulesPlace, rules.length, MOST_RULES)] : VALID),
    ...checkEach(rulesPlace, rules, validateRule),
  ];
}
