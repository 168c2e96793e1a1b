import type { NodeSelector, NodeSelectorRequirement, NodeSelectorTerm } from './placement';
import type { PodSpec } from './pod';

/** What a pod can ask of a node. */
export interface NodeTraits {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Whether a node has what a pod's `nodeSelector` and required `nodeAffinity` ask for.
 * Follows `staging/src/k8s.io/component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go` RequiredNodeAffinity.Match.
 */
export function matchesNode({ nodeSelector, affinity }: PodSpec, node: NodeTraits): boolean {
  const selected = Object.entries(nodeSelector ?? {}).every(([key, value]) => node.labels[key] === value);
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return selected && (required === undefined || required.nodeSelectorTerms.some((term) => matchesTerm(term, node)));
}

/** Labels of a node on which a pod fits as far as labels can do that: those of its selector and of the first term of its affinity. */
export function labelsWanted({ nodeSelector, affinity }: PodSpec): ReadonlyMap<string, string> {
  const wanted = new Map(Object.entries(nodeSelector ?? {}));
  const required: NodeSelector | undefined = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  for (const requirement of required?.nodeSelectorTerms[0]?.matchExpressions ?? []) {
    const value = wantedValue(requirement);
    if (value !== undefined && !wanted.has(requirement.key)) wanted.set(requirement.key, value);
  }
  return wanted;
}

function wantedValue({ operator, values = [] }: NodeSelectorRequirement): string | undefined {
  switch (operator) {
    case 'In':
      return values[0];
    case 'Exists':
      return '';
    case 'Gt':
      return String(Number(values[0]) + 1);
    case 'Lt':
      return String(Number(values[0]) - 1);
    default:
      return undefined;
  }
}

/** A term that asks for nothing matches nothing. */
function matchesTerm({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, { name, labels }: NodeTraits): boolean {
  if (matchExpressions.length + matchFields.length === 0) return false;
  return matchExpressions.every((requirement) => meets(labels, requirement))
    && matchFields.every((requirement) => meets({ 'metadata.name': name }, requirement));
}

/** Follows `staging/src/k8s.io/apimachinery/pkg/labels/selector.go` Requirement.Matches. */
function meets(labels: Readonly<Record<string, string>>, { key, operator, values = [] }: NodeSelectorRequirement): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return isInteger(value) && isInteger(values[0])
        && (operator === 'Gt' ? Number(value) > Number(values[0]) : Number(value) < Number(values[0]));
  }
}

function isInteger(text: string | undefined): text is string {
  return text !== undefined && /^[+-]?\d+$/.test(text);
}
