import { type FieldError, invalid, notSupported } from '../field-error';
import type { FieldPath } from '../field-path';
import type { Toleration } from '../pod';
import { checkEach, checkFormat, VALID } from './checks';
import { labelValueProblems, qualifiedNameProblems } from './formats';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** The operator with the value; both are reported at the operator. */
function validateOperator({ operator = '', value = '' }: Toleration, path: FieldPath): readonly FieldError[] {
  switch (operator) {
    case '':
    case 'Equal': {
      const problems = labelValueProblems(value);
      return problems.length > 0 ? [invalid(path, value, problems.join(';'))] : VALID;
    }
    case 'Exists':
      return value === '' ? VALID : [invalid(path, value, "value must be empty when `operator` is 'Exists'")];
    case 'Lt':
    case 'Gt':
      return [notSupported(path, operator, ['Equal', 'Exists', 'Lt', 'Gt'])];
    default:
      return [notSupported(path, operator, ['Equal', 'Exists'])];
  }
}

function validateToleration(toleration: Toleration, path: FieldPath): readonly FieldError[] {
  const { key = '', operator = '', effect = '', tolerationSeconds } = toleration;
  const mustExist = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
  const mustEvict = "effect must be 'NoExecute' when `tolerationSeconds` is set";
  return [
    ...(key === '' ? VALID : checkFormat(path.child('key'), key, qualifiedNameProblems)),
    ...(key === '' && operator !== 'Exists' ? [invalid(path.child('operator'), operator, mustExist)] : VALID),
    ...(tolerationSeconds !== undefined && effect !== 'NoExecute'
      ? [invalid(path.child('effect'), effect, mustEvict)]
      : VALID),
    ...validateOperator(toleration, path.child('operator')),
    ...(effect === '' || EFFECTS.includes(effect) ? VALID : [notSupported(path.child('effect'), effect, EFFECTS)]),
  ];
}

/** The tolerations of a pod (`pkg/apis/core/validation/validation.go` ValidateTolerations). */
export function validateTolerations(
  tolerations: readonly Toleration[] | undefined,
  path: FieldPath,
): readonly FieldError[] {
  return checkEach(path, tolerations, validateToleration);
}
