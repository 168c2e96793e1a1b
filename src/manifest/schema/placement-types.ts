import { simulated, type StructTable } from './field';

/** What says where a pod may run (`k8s.io/api/core/v1/types.go`). */
export const PLACEMENT_TYPES: StructTable = {
  Affinity: {
    ...simulated({ nodeAffinity: 'NodeAffinity', podAffinity: 'PodAffinity', podAntiAffinity: 'PodAntiAffinity' }),
  },
  NodeAffinity: {
    ...simulated({
      requiredDuringSchedulingIgnoredDuringExecution: 'NodeSelector',
      preferredDuringSchedulingIgnoredDuringExecution: '[]PreferredSchedulingTerm',
    }),
  },
  NodeSelector: {
    ...simulated({ nodeSelectorTerms: '[]NodeSelectorTerm' }),
  },
  NodeSelectorTerm: {
    ...simulated({ matchExpressions: '[]NodeSelectorRequirement', matchFields: '[]NodeSelectorRequirement' }),
  },
  NodeSelectorRequirement: {
    ...simulated({ key: 'string', operator: 'NodeSelectorOperator', values: '[]string' }),
  },
  PreferredSchedulingTerm: {
    ...simulated({ weight: 'int32', preference: 'NodeSelectorTerm' }),
  },
  PodAffinity: {
    ...simulated({
      requiredDuringSchedulingIgnoredDuringExecution: '[]PodAffinityTerm',
      preferredDuringSchedulingIgnoredDuringExecution: '[]WeightedPodAffinityTerm',
    }),
  },
  PodAntiAffinity: {
    ...simulated({
      requiredDuringSchedulingIgnoredDuringExecution: '[]PodAffinityTerm',
      preferredDuringSchedulingIgnoredDuringExecution: '[]WeightedPodAffinityTerm',
    }),
  },
  PodAffinityTerm: {
    ...simulated({
      labelSelector: 'LabelSelector',
      namespaces: '[]string',
      topologyKey: 'string',
      namespaceSelector: 'LabelSelector',
      matchLabelKeys: '[]string',
      mismatchLabelKeys: '[]string',
    }),
  },
  WeightedPodAffinityTerm: {
    ...simulated({ weight: 'int32', podAffinityTerm: 'PodAffinityTerm' }),
  },
  Toleration: {
    ...simulated({
      key: 'string',
      operator: 'TolerationOperator',
      value: 'string',
      effect: 'TaintEffect',
      tolerationSeconds: 'int64',
    }),
  },
  TopologySpreadConstraint: {
    ...simulated({
      maxSkew: 'int32',
      topologyKey: 'string',
      whenUnsatisfiable: 'UnsatisfiableConstraintAction',
      labelSelector: 'LabelSelector',
      minDomains: 'int32',
      nodeAffinityPolicy: 'NodeInclusionPolicy',
      nodeTaintsPolicy: 'NodeInclusionPolicy',
      matchLabelKeys: '[]string',
    }),
  },
  PodSchedulingGate: {
    ...simulated({ name: 'string' }),
  },
  PodReadinessGate: {
    ...simulated({ conditionType: 'PodConditionType' }),
  },
};
