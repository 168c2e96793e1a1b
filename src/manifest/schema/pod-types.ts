import { inert, refused, simulated, type StructTable } from './field';

/** A pod and its spec (`k8s.io/api/core/v1/types.go`). */
export const POD_TYPES: StructTable = {
  Pod: {
    ...simulated({ apiVersion: 'string', kind: 'string', metadata: 'ObjectMeta', spec: 'PodSpec' }),
    ...inert({ status: 'any' }, 'a new pod has no status yet'),
  },
  PodTemplateSpec: {
    ...simulated({ metadata: 'ObjectMeta', spec: 'PodSpec' }),
  },
  PodSpec: {
    ...simulated({
      volumes: '[]Volume',
      initContainers: '[]Container',
      containers: '[]Container',
      restartPolicy: 'RestartPolicy',
      terminationGracePeriodSeconds: 'int64',
      activeDeadlineSeconds: 'int64',
      nodeSelector: 'map[string]string',
      nodeName: 'string',
      hostNetwork: 'bool',
      dnsPolicy: 'DNSPolicy',
      dnsConfig: 'PodDNSConfig',
      hostname: 'string',
      subdomain: 'string',
      setHostnameAsFQDN: 'bool',
      hostnameOverride: 'string',
      hostAliases: '[]HostAlias',
      enableServiceLinks: 'bool',
      serviceAccountName: 'string',
      serviceAccount: 'string',
      automountServiceAccountToken: 'bool',
      shareProcessNamespace: 'bool',
      affinity: 'Affinity',
      schedulerName: 'string',
      tolerations: '[]Toleration',
      priorityClassName: 'string',
      priority: 'int32',
      readinessGates: '[]PodReadinessGate',
      preemptionPolicy: 'PreemptionPolicy',
      overhead: 'ResourceList',
      topologySpreadConstraints: '[]TopologySpreadConstraint',
      os: 'PodOS',
      schedulingGates: '[]PodSchedulingGate',
      resources: 'ResourceRequirements',
      securityContext: 'PodSecurityContext',
    }),
    ...inert({ ephemeralContainers: '[]any' }, 'a new pod has none'),
    ...inert({ hostPID: 'bool', hostIPC: 'bool' }, 'programs see no other processes'),
    ...inert({ hostUsers: 'bool' }, 'users are the same in all namespaces'),
    ...inert({ imagePullSecrets: '[]LocalObjectReference' }, 'the registry asks for no credentials'),
    ...inert({ schedulingGroup: 'PodSchedulingGroup' }, 'the gate GenericWorkload is off, the API server drops it'),
    ...refused({ runtimeClassName: 'string' }, 'runtime classes are not simulated'),
    ...refused({ resourceClaims: '[]PodResourceClaim' }, 'dynamic resources are not simulated'),
  },
  PodOS: {
    ...simulated({ name: 'OSName' }),
  },
  HostAlias: {
    ...simulated({ ip: 'string', hostnames: '[]string' }),
  },
  PodDNSConfig: {
    ...simulated({ nameservers: '[]string', searches: '[]string', options: '[]PodDNSConfigOption' }),
  },
  PodDNSConfigOption: {
    ...simulated({ name: 'string', value: 'string' }),
  },
  LocalObjectReference: {
    ...simulated({ name: 'string' }),
  },
  PodResourceClaim: {
    ...simulated({ name: 'string', resourceClaimName: 'string', resourceClaimTemplateName: 'string' }),
  },
  PodSchedulingGroup: {
    ...inert({ podGroupName: 'string' }),
  },
};
