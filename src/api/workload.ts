/** Objects whose controllers make pods from a template (`apps/v1`, `batch/v1`, `core/v1` types.go). */
import type { LabelSelector } from './placement';
import type { ObjectMeta, PodTemplate } from './pod';

/** The kinds of workloads. */
export type WorkloadKind =
  'Deployment' | 'ReplicaSet' | 'ReplicationController' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob';

export interface VolumeClaimTemplate { readonly metadata?: { readonly name?: string } }

export interface DeploymentStrategy {
  readonly type?: string;
  readonly rollingUpdate?: { readonly maxUnavailable?: number | string; readonly maxSurge?: number | string };
}

/** What specs of workloads have; each kind has some of it. */
export interface WorkloadSpec {
  readonly template?: PodTemplate;
  /** Of a ReplicationController it is a map of labels. */
  readonly selector?: LabelSelector | Readonly<Record<string, string>>;
  readonly replicas?: number;
  readonly minReadySeconds?: number;
  readonly revisionHistoryLimit?: number;
  readonly progressDeadlineSeconds?: number;
  readonly strategy?: DeploymentStrategy;
  readonly serviceName?: string;
  readonly podManagementPolicy?: string;
  readonly ordinals?: { readonly start?: number };
  readonly volumeClaimTemplates?: readonly VolumeClaimTemplate[];
  readonly manualSelector?: boolean;
  readonly parallelism?: number;
  readonly completions?: number;
  readonly completionMode?: string;
  readonly backoffLimit?: number;
  readonly backoffLimitPerIndex?: number;
  readonly maxFailedIndexes?: number;
  readonly activeDeadlineSeconds?: number;
  readonly ttlSecondsAfterFinished?: number;
  readonly podFailurePolicy?: object;
  readonly successPolicy?: object;
  readonly schedule?: string;
  readonly concurrencyPolicy?: string;
  readonly startingDeadlineSeconds?: number;
  readonly successfulJobsHistoryLimit?: number;
  readonly failedJobsHistoryLimit?: number;
  readonly jobTemplate?: { readonly metadata?: Partial<ObjectMeta>; readonly spec?: WorkloadSpec };
}

export interface Workload {
  readonly kind: WorkloadKind;
  readonly metadata: ObjectMeta;
  readonly spec: WorkloadSpec;
}
