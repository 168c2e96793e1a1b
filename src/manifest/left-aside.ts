/** Kinds whose objects manifests may hold although they change nothing in the life of a pod here. */

const NO_PERMISSIONS = 'nobody asks for permission here';
const NO_ADMISSION = 'here they change and refuse no pods';
const NO_STORAGE = 'a volume is there at once, and empty';
const NO_OUTSIDE = 'nothing comes from outside the cluster';
const SINGLE_PODS = 'scenarios take single pods';
const OWN_ENDPOINTS = 'a service has the endpoints of its selector';
const NOTHING = 'nothing here heeds it';

/** By `apiVersion`, the kinds that v1.36 serves and that are left aside, with the reasons. */
const LEFT_ASIDE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  v1: {
    Endpoints: OWN_ENDPOINTS, Event: NOTHING, Node: 'there is one node', PersistentVolume: NO_STORAGE, PersistentVolumeClaim: NO_STORAGE,
    PodTemplate: NOTHING,
  },
  'admissionregistration.k8s.io/v1': {
    MutatingAdmissionPolicy: NO_ADMISSION, MutatingAdmissionPolicyBinding: NO_ADMISSION, MutatingWebhookConfiguration: NO_ADMISSION,
    ValidatingAdmissionPolicy: NO_ADMISSION, ValidatingAdmissionPolicyBinding: NO_ADMISSION, ValidatingWebhookConfiguration: NO_ADMISSION,
  },
  'apiextensions.k8s.io/v1': { CustomResourceDefinition: 'custom resources are left aside' },
  'apiregistration.k8s.io/v1': { APIService: NOTHING },
  'apps/v1': { ControllerRevision: NOTHING },
  'authentication.k8s.io/v1': { SelfSubjectReview: NO_PERMISSIONS, TokenReview: NO_PERMISSIONS },
  'authorization.k8s.io/v1': {
    LocalSubjectAccessReview: NO_PERMISSIONS, SelfSubjectAccessReview: NO_PERMISSIONS, SelfSubjectRulesReview: NO_PERMISSIONS,
    SubjectAccessReview: NO_PERMISSIONS,
  },
  'autoscaling/v1': { HorizontalPodAutoscaler: SINGLE_PODS },
  'autoscaling/v2': { HorizontalPodAutoscaler: SINGLE_PODS },
  'certificates.k8s.io/v1': { CertificateSigningRequest: NOTHING },
  'coordination.k8s.io/v1': { Lease: NOTHING },
  'discovery.k8s.io/v1': { EndpointSlice: OWN_ENDPOINTS },
  'events.k8s.io/v1': { Event: NOTHING },
  'flowcontrol.apiserver.k8s.io/v1': { FlowSchema: NOTHING, PriorityLevelConfiguration: NOTHING },
  'networking.k8s.io/v1': {
    Ingress: NO_OUTSIDE, IngressClass: NO_OUTSIDE, IPAddress: NOTHING, NetworkPolicy: 'every connection is allowed here', ServiceCIDR: NOTHING,
  },
  'node.k8s.io/v1': { RuntimeClass: 'no pod can ask for one here' },
  'policy/v1': { PodDisruptionBudget: 'no eviction is held up here' },
  'rbac.authorization.k8s.io/v1': {
    ClusterRole: NO_PERMISSIONS, ClusterRoleBinding: NO_PERMISSIONS, Role: NO_PERMISSIONS, RoleBinding: NO_PERMISSIONS,
  },
  'resource.k8s.io/v1': {
    DeviceClass: NOTHING, ResourceClaim: NOTHING, ResourceClaimTemplate: NOTHING, ResourceSlice: NOTHING,
  },
  'scheduling.k8s.io/v1': { PriorityClass: 'pods of its class have no priority here' },
  'storage.k8s.io/v1': {
    CSIDriver: NO_STORAGE, CSINode: NO_STORAGE, CSIStorageCapacity: NO_STORAGE, StorageClass: NO_STORAGE, VolumeAttachment: NO_STORAGE,
    VolumeAttributesClass: NO_STORAGE,
  },
};

/** Kinds that v1.36 serves and that would change or refuse pods as they are created. */
const REFUSED: Readonly<Record<string, readonly string[]>> = { v1: ['LimitRange', 'ResourceQuota'] };

/** Groups of Kubernetes itself; any other group with a dot in its name belongs to somebody else's custom resources. */
const OWN_GROUPS: ReadonlySet<string> = new Set([
  ...Object.keys(LEFT_ASIDE).map((apiVersion) => apiVersion.split('/')[0]), 'internal.apiserver.k8s.io', 'storagemigration.k8s.io',
]);

/** Groups of files that are no objects: configurations of Kubernetes' own programs, and of kubectl. */
const CONFIGURATIONS = /(^|\.)config\.k8s\.io$|^(kubeadm|audit|imagepolicy|kind\.x)(-|\.)k8s\.io$|^kustomize\./;

/** Why the objects of a kind are left aside; undefined when they are not. */
export function whyLeftAside(apiVersion: string, kind: string): string | undefined {
  return LEFT_ASIDE[apiVersion]?.[kind] ?? (isCustom(apiVersion) ? 'what its controller does is not simulated' : undefined);
}

/** Whether a cluster knows the kind, and objects of it would change or refuse pods in a way that is not simulated. */
export function wouldChangePods(apiVersion: string, kind: string): boolean {
  return REFUSED[apiVersion]?.includes(kind) ?? false;
}

/** Whether a document of that `apiVersion` is a file of kustomize, which kubectl turns into manifests. */
export function isOfKustomize(apiVersion: string): boolean {
  return apiVersion.startsWith('kustomize.config.k8s.io/');
}

function isCustom(apiVersion: string): boolean {
  const [group, version] = apiVersion.split('/');
  return version !== undefined && group.includes('.') && !OWN_GROUPS.has(group) && !CONFIGURATIONS.test(group);
}
