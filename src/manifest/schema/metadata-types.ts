import { inert, simulated, type Struct, type StructTable } from './field';

/** The name of an object in the same namespace, inlined into references. */
export const LOCAL_OBJECT_REFERENCE: Struct = simulated({ name: 'string' });

/** `metadata` and selectors (`k8s.io/apimachinery/pkg/apis/meta/v1/types.go`). */
export const METADATA_TYPES: StructTable = {
  ObjectMeta: {
    ...simulated({
      name: 'string',
      generateName: 'string',
      namespace: 'string',
      labels: 'map[string]string',
      annotations: 'map[string]string',
      ownerReferences: '[]OwnerReference',
      finalizers: '[]string',
    }),
    ...inert(
      {
        selfLink: 'string',
        uid: 'types.UID',
        resourceVersion: 'string',
        generation: 'int64',
        creationTimestamp: 'Time',
        deletionTimestamp: 'Time',
        deletionGracePeriodSeconds: 'int64',
        managedFields: 'any',
      },
      'the API server sets it',
    ),
  },
  OwnerReference: {
    ...simulated({
      apiVersion: 'string',
      kind: 'string',
      name: 'string',
      uid: 'types.UID',
      controller: 'bool',
      blockOwnerDeletion: 'bool',
    }),
  },
  LabelSelector: {
    ...simulated({ matchLabels: 'map[string]string', matchExpressions: '[]LabelSelectorRequirement' }),
  },
  LabelSelectorRequirement: {
    ...simulated({ key: 'string', operator: 'LabelSelectorOperator', values: '[]string' }),
  },
};
