import { inert, simulated, type StructTable } from './field';

/** Objects that pods refer to (`k8s.io/api/core/v1/types.go`). */
export const OBJECT_TYPES: StructTable = {
  ConfigMap: {
    ...simulated({
      apiVersion: 'string',
      kind: 'string',
      metadata: 'ObjectMeta',
      immutable: 'bool',
      data: 'map[string]string',
      binaryData: 'map[string]bytes',
    }),
  },
  Secret: {
    ...simulated({
      apiVersion: 'string',
      kind: 'string',
      metadata: 'ObjectMeta',
      immutable: 'bool',
      data: 'map[string]bytes',
      stringData: 'map[string]string',
    }),
    ...inert({ type: 'SecretType' }, 'all types are alike'),
  },
  ServiceAccount: {
    ...simulated({ apiVersion: 'string', kind: 'string' }),
    ...inert(
      {
        metadata: 'ObjectMeta',
        secrets: '[]ObjectReference',
        imagePullSecrets: '[]LocalObjectReference',
        automountServiceAccountToken: 'bool',
      },
      'programs do not talk to the API server',
    ),
  },
  ObjectReference: {
    ...inert({
      kind: 'string',
      namespace: 'string',
      name: 'string',
      uid: 'types.UID',
      apiVersion: 'string',
      resourceVersion: 'string',
      fieldPath: 'string',
    }),
  },
  Namespace: {
    ...simulated({ apiVersion: 'string', kind: 'string', metadata: 'ObjectMeta', spec: 'NamespaceSpec' }),
    ...inert({ status: 'any' }, 'a new object has no status yet'),
  },
  NamespaceSpec: {
    ...simulated({ finalizers: '[]FinalizerName' }),
  },
  Service: {
    ...simulated({ apiVersion: 'string', kind: 'string', metadata: 'ObjectMeta', spec: 'ServiceSpec' }),
    ...inert({ status: 'any' }, 'a new object has no status yet'),
  },
  ServiceSpec: {
    ...simulated({
      ports: '[]ServicePort',
      selector: 'map[string]string',
      clusterIP: 'string',
      type: 'ServiceType',
      publishNotReadyAddresses: 'bool',
    }),
    ...inert(
      {
        clusterIPs: '[]string',
        externalIPs: '[]string',
        sessionAffinity: 'ServiceAffinity',
        loadBalancerIP: 'string',
        loadBalancerSourceRanges: '[]string',
        externalName: 'string',
        externalTrafficPolicy: 'ServiceExternalTrafficPolicy',
        healthCheckNodePort: 'int32',
        sessionAffinityConfig: 'SessionAffinityConfig',
        ipFamilies: '[]IPFamily',
        ipFamilyPolicy: 'IPFamilyPolicy',
        allocateLoadBalancerNodePorts: 'bool',
        loadBalancerClass: 'string',
        internalTrafficPolicy: 'ServiceInternalTrafficPolicy',
        trafficDistribution: 'string',
      },
      'the simulation has endpoints but no traffic',
    ),
  },
  ServicePort: {
    ...simulated({ name: 'string', protocol: 'Protocol', port: 'int32', targetPort: 'IntOrString' }),
    ...inert({ appProtocol: 'string', nodePort: 'int32' }, 'the simulation has endpoints but no traffic'),
  },
  SessionAffinityConfig: {
    ...inert({ clientIP: 'ClientIPConfig' }),
  },
  ClientIPConfig: {
    ...inert({ timeoutSeconds: 'int32' }),
  },
};
