import type { ConditionStatus, Container, ObjectMeta, Pod, PodCondition, PodPhase, PodSpec, PodStatus, Probe } from './pod';

/*
 * Objects of the API in one shape each: the fields that a kubelet looks at are all there, in one order, and undefined where
 * they are not given, as in the structs that a decoder fills. Objects of manifests have a shape for each choice of fields,
 * and V8 reads a field of objects of many shapes ten times as slowly as one of objects of one.
 */

/** A pod of these parts; `apiVersion` and `kind` are those of `pod`. */
export function shapedPod({ apiVersion, kind }: Pod, metadata: ObjectMeta, spec: PodSpec, status: PodStatus | undefined): Pod {
  return { apiVersion, kind, metadata, spec, status };
}

/** Metadata, with some fields changed. */
export function shapedMetadata(given: ObjectMeta, changes: Partial<ObjectMeta>): ObjectMeta {
  return Object.assign(blankMetadata(), given, changes);
}

/** A spec, with some fields changed. */
export function shapedSpec(given: PodSpec, changes: Partial<PodSpec>): PodSpec {
  return Object.assign(blankSpec(), given, changes);
}

/** A container, with some fields changed. */
export function shapedContainer(given: Container, changes: Partial<Container>): Container {
  return Object.assign(blankContainer(), given, changes);
}

/** A probe, with some fields changed. */
export function shapedProbe(given: Probe, changes: Partial<Probe>): Probe {
  return Object.assign(blankProbe(), given, changes);
}

/** A status, with some fields changed. */
export function shapedStatus(given: PodStatus, changes: Partial<PodStatus>): PodStatus {
  return Object.assign(newStatus('Pending', []), given, changes);
}

/** The status of a pod of which nothing more is known. */
export function newStatus(phase: PodPhase, conditions: readonly PodCondition[]): PodStatus {
  return {
    phase, reason: undefined, message: undefined, conditions, podIP: undefined, hostIP: undefined, startTime: undefined,
    qosClass: undefined, observedGeneration: undefined, resources: undefined, initContainerStatuses: undefined,
    containerStatuses: undefined,
  };
}

/** A condition; it has no time until it is stored. */
export function newCondition(type: string, status: ConditionStatus, reason?: string, message?: string): PodCondition {
  return { type, status, reason, message, lastTransitionTime: undefined };
}

function blankMetadata(): ObjectMeta {
  return {
    name: '', namespace: undefined, uid: undefined, labels: undefined, annotations: undefined, finalizers: undefined,
    generation: undefined, creationTimestamp: undefined, deletionTimestamp: undefined, deletionGracePeriodSeconds: undefined,
  };
}

function blankSpec(): PodSpec {
  return {
    containers: [], initContainers: undefined, volumes: undefined, restartPolicy: undefined,
    terminationGracePeriodSeconds: undefined, activeDeadlineSeconds: undefined, nodeName: undefined, nodeSelector: undefined,
    tolerations: undefined, readinessGates: undefined, hostNetwork: undefined, hostPID: undefined, hostIPC: undefined,
    shareProcessNamespace: undefined, priority: undefined, preemptionPolicy: undefined, dnsPolicy: undefined,
    enableServiceLinks: undefined, securityContext: undefined, overhead: undefined, resources: undefined,
    schedulerName: undefined, affinity: undefined, os: undefined,
  };
}

function blankContainer(): Container {
  return {
    name: '', image: '', command: undefined, args: undefined, ports: undefined, env: undefined, envFrom: undefined,
    resources: undefined, volumeMounts: undefined, livenessProbe: undefined, readinessProbe: undefined, startupProbe: undefined,
    lifecycle: undefined, terminationMessagePath: undefined, terminationMessagePolicy: undefined, imagePullPolicy: undefined,
    restartPolicy: undefined, restartPolicyRules: undefined, securityContext: undefined,
  };
}

function blankProbe(): Probe {
  return {
    exec: undefined, httpGet: undefined, tcpSocket: undefined, grpc: undefined, initialDelaySeconds: undefined,
    timeoutSeconds: undefined, periodSeconds: undefined, successThreshold: undefined, failureThreshold: undefined,
    terminationGracePeriodSeconds: undefined,
  };
}
