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
    ...simulated({ apiVersion: 'string', kind: 'string', metadata: 'ObjectMeta', automountServiceAccountToken: 'bool' }),
    ...inert({ secrets: '[]ObjectReference' }, 'programs do not talk to the API server'),
    ...inert({ imagePullSecrets: '[]LocalObjectReference' }, 'the registry asks for no credentials'),
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
      externalName: 'string',
      sessionAffinity: 'ServiceAffinity',
      sessionAffinityConfig: 'SessionAffinityConfig',
    }),
    ...inert(
      {
        clusterIPs: '[]string',
        externalIPs: '[]string',
        loadBalancerIP: 'string',
        loadBalancerSourceRanges: '[]string',
        externalTrafficPolicy: 'ServiceExternalTrafficPolicy',
        healthCheckNodePort: 'int32',
        ipFamilies: '[]IPFamily',
        ipFamilyPolicy: 'IPFamilyPolicy',
        allocateLoadBalancerNodePorts: 'bool',
        loadBalancerClass: 'string',
        internalTrafficPolicy: 'ServiceInternalTrafficPolicy',
        trafficDistribution: 'string',
      },
      'connections come from pods alone, and go to any ready pod',
    ),
  },
  ServicePort: {
    ...simulated({ name: 'string', protocol: 'Protocol', port: 'int32', targetPort: 'IntOrString' }),
    ...inert({ appProtocol: 'string', nodePort: 'int32' }, 'connections come from pods alone, and go to any ready pod'),
  },
  SessionAffinityConfig: {
    ...simulated({ clientIP: 'ClientIPConfig' }),
  },
  ClientIPConfig: {
    ...simulated({ timeoutSeconds: 'int32' }),
  },
};
