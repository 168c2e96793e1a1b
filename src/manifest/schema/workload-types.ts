import { inert, simulated, type StructTable } from './field';

/** Controllers of pods (`k8s.io/api/apps/v1/types.go`, `k8s.io/api/batch/v1/types.go`). */
export const WORKLOAD_TYPES: StructTable = {
  Deployment: {
    ...simulated({ apiVersion: 'string', kind: 'string', metadata: 'ObjectMeta', spec: 'DeploymentSpec' }),
    ...inert({ status: 'any' }, 'a new object has no status yet'),
  },
  ReplicationController: {
    ...simulated({ apiVersion: 'string', kind: 'string', metadata: 'ObjectMeta', spec: 'ReplicationControllerSpec' }),
    ...inert({ status: 'any' }, 'a new object has no status yet'),
  },
  ReplicaSet: {
    ...simulated({ apiVersion: 'string', kind: 'string', metadata: 'ObjectMeta', spec: 'ReplicaSetSpec' }),
    ...inert({ status: 'any' }, 'a new object has no status yet'),
  },
  StatefulSet: {
    ...simulated({ apiVersion: 'string', kind: 'string', metadata: 'ObjectMeta', spec: 'StatefulSetSpec' }),
    ...inert({ status: 'any' }, 'a new object has no status yet'),
  },
  DaemonSet: {
    ...simulated({ apiVersion: 'string', kind: 'string', metadata: 'ObjectMeta', spec: 'DaemonSetSpec' }),
    ...inert({ status: 'any' }, 'a new object has no status yet'),
  },
  Job: {
    ...simulated({ apiVersion: 'string', kind: 'string', metadata: 'ObjectMeta', spec: 'JobSpec' }),
    ...inert({ status: 'any' }, 'a new object has no status yet'),
  },
  CronJob: {
    ...simulated({ apiVersion: 'string', kind: 'string', metadata: 'ObjectMeta', spec: 'CronJobSpec' }),
    ...inert({ status: 'any' }, 'a new object has no status yet'),
  },
  DeploymentSpec: {
    ...simulated({
      replicas: 'int32',
      selector: 'LabelSelector',
      template: 'PodTemplateSpec',
      strategy: 'DeploymentStrategy',
      minReadySeconds: 'int32',
      revisionHistoryLimit: 'int32',
      paused: 'bool',
      progressDeadlineSeconds: 'int32',
    }),
  },
  DeploymentStrategy: {
    ...simulated({ type: 'DeploymentStrategyType', rollingUpdate: 'RollingUpdateDeployment' }),
  },
  RollingUpdateDeployment: {
    ...simulated({ maxUnavailable: 'IntOrString', maxSurge: 'IntOrString' }),
  },
  ReplicaSetSpec: {
    ...simulated({
      replicas: 'int32',
      minReadySeconds: 'int32',
      selector: 'LabelSelector',
      template: 'PodTemplateSpec',
    }),
  },
  ReplicationControllerSpec: {
    ...simulated({
      replicas: 'int32',
      minReadySeconds: 'int32',
      selector: 'map[string]string',
      template: 'PodTemplateSpec',
    }),
  },
  StatefulSetSpec: {
    ...simulated({
      replicas: 'int32',
      selector: 'LabelSelector',
      template: 'PodTemplateSpec',
      serviceName: 'string',
      podManagementPolicy: 'PodManagementPolicyType',
      updateStrategy: 'StatefulSetUpdateStrategy',
      revisionHistoryLimit: 'int32',
      minReadySeconds: 'int32',
      ordinals: 'StatefulSetOrdinals',
    }),
    ...simulated({ volumeClaimTemplates: '[]PersistentVolumeClaim' }),
    ...inert({ persistentVolumeClaimRetentionPolicy: 'StatefulSetPersistentVolumeClaimRetentionPolicy' }, 'claims are always met'),
  },
  StatefulSetUpdateStrategy: {
    ...simulated({ type: 'StatefulSetUpdateStrategyType', rollingUpdate: 'RollingUpdateStatefulSetStrategy' }),
  },
  RollingUpdateStatefulSetStrategy: {
    ...simulated({ partition: 'int32', maxUnavailable: 'IntOrString' }),
  },
  StatefulSetOrdinals: {
    ...simulated({ start: 'int32' }),
  },
  DaemonSetSpec: {
    ...simulated({
      selector: 'LabelSelector',
      template: 'PodTemplateSpec',
      updateStrategy: 'DaemonSetUpdateStrategy',
      minReadySeconds: 'int32',
      revisionHistoryLimit: 'int32',
    }),
  },
  DaemonSetUpdateStrategy: {
    ...simulated({ type: 'DaemonSetUpdateStrategyType', rollingUpdate: 'RollingUpdateDaemonSet' }),
  },
  RollingUpdateDaemonSet: {
    ...simulated({ maxUnavailable: 'IntOrString', maxSurge: 'IntOrString' }),
  },
  StatefulSetPersistentVolumeClaimRetentionPolicy: {
    ...inert({
      whenDeleted: 'PersistentVolumeClaimRetentionPolicyType',
      whenScaled: 'PersistentVolumeClaimRetentionPolicyType',
    }),
  },
  PersistentVolumeClaim: {
    ...simulated({ apiVersion: 'string', kind: 'string' }),
    ...simulated({ metadata: 'ObjectMeta' }),
    ...inert({ spec: 'PersistentVolumeClaimSpec', status: 'any' }, 'the volume of a claim is there at once, and empty'),
  },
  JobSpec: {
    ...simulated({
      parallelism: 'int32',
      completions: 'int32',
      activeDeadlineSeconds: 'int64',
      podFailurePolicy: 'PodFailurePolicy',
      successPolicy: 'SuccessPolicy',
      backoffLimit: 'int32',
      backoffLimitPerIndex: 'int32',
      maxFailedIndexes: 'int32',
      selector: 'LabelSelector',
      manualSelector: 'bool',
      template: 'PodTemplateSpec',
      ttlSecondsAfterFinished: 'int32',
      completionMode: 'CompletionMode',
      suspend: 'bool',
      podReplacementPolicy: 'PodReplacementPolicy',
      managedBy: 'string',
    }),
  },
  PodFailurePolicy: {
    ...simulated({ rules: '[]PodFailurePolicyRule' }),
  },
  PodFailurePolicyRule: {
    ...simulated({
      action: 'PodFailurePolicyAction',
      onExitCodes: 'PodFailurePolicyOnExitCodesRequirement',
      onPodConditions: '[]PodFailurePolicyOnPodConditionsPattern',
    }),
  },
  PodFailurePolicyOnExitCodesRequirement: {
    ...simulated({ containerName: 'string', operator: 'PodFailurePolicyOnExitCodesOperator', values: '[]int32' }),
  },
  PodFailurePolicyOnPodConditionsPattern: {
    ...simulated({ type: 'PodConditionType', status: 'any' }),
  },
  SuccessPolicy: {
    ...simulated({ rules: '[]SuccessPolicyRule' }),
  },
  SuccessPolicyRule: {
    ...simulated({ succeededIndexes: 'string', succeededCount: 'int32' }),
  },
  CronJobSpec: {
    ...simulated({
      schedule: 'string',
      timeZone: 'string',
      startingDeadlineSeconds: 'int64',
      concurrencyPolicy: 'ConcurrencyPolicy',
      suspend: 'bool',
      jobTemplate: 'JobTemplateSpec',
      successfulJobsHistoryLimit: 'int32',
      failedJobsHistoryLimit: 'int32',
    }),
  },
  JobTemplateSpec: {
    ...simulated({ metadata: 'ObjectMeta', spec: 'JobSpec' }),
  },
};
