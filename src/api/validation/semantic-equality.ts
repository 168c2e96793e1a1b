function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/**
 * Whether two values of the API mean the same: a list or map that is empty equals one that is not given
 * (`staging/src/k8s.io/apimachinery/pkg/api/equality/semantic.go` Semantic.DeepEqual). Amounts must be in canonical text.
 */
export function areSemanticallyEqual(a: unknown, b: unknown): boolean {
  if (a === b || (isEmpty(a) && isEmpty(b))) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [first, second] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = new Set([...Object.keys(first), ...Object.keys(second)]);
  return [...keys].every((key) => areSemanticallyEqual(first[key], second[key]));
}
