import type { LabelSelector, LabelSelectorRequirement } from './placement';

/** Whether labels match a selector; none matches all that is not given (`metav1` LabelSelectorAsSelector). */
export function matchesLabels(selector: LabelSelector | undefined, labels: Readonly<Record<string, string>> = {}): boolean {
  if (selector === undefined) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value)
    && matchExpressions.every((requirement) => meets(labels, requirement));
}

/** Whether a selector asks for nothing, so that it matches everything. */
export function isEmptySelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return Object.keys(matchLabels).length + matchExpressions.length === 0;
}

/** One requirement (`labels/selector.go` Requirement.Matches). */
function meets(labels: Readonly<Record<string, string>>, { key, operator, values = [] }: LabelSelectorRequirement): boolean {
  const isThere = Object.hasOwn(labels, key);
  switch (operator) {
    case 'In':
      return isThere && values.includes(labels[key]);
    case 'NotIn':
      return !isThere || !values.includes(labels[key]);
    case 'Exists':
      return isThere;
    default:
      return !isThere;
  }
}
