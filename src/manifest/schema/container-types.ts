import { embedded, inert, refused, simulated, type Struct, type StructTable } from './field';
import { LOCAL_OBJECT_REFERENCE } from './metadata-types';

/** What a probe does, inlined into it. */
const PROBE_HANDLER: Struct = simulated({
  exec: 'ExecAction',
  httpGet: 'HTTPGetAction',
  tcpSocket: 'TCPSocketAction',
  grpc: 'GRPCAction',
});

/** A container and what it is made of (`k8s.io/api/core/v1/types.go`). */
export const CONTAINER_TYPES: StructTable = {
  Container: {
    ...simulated({
      name: 'string',
      image: 'string',
      command: '[]string',
      args: '[]string',
      workingDir: 'string',
      ports: '[]ContainerPort',
      envFrom: '[]EnvFromSource',
      env: '[]EnvVar',
      resources: 'ResourceRequirements',
      restartPolicy: 'ContainerRestartPolicy',
      restartPolicyRules: '[]ContainerRestartRule',
      volumeMounts: '[]VolumeMount',
      livenessProbe: 'Probe',
      readinessProbe: 'Probe',
      startupProbe: 'Probe',
      lifecycle: 'Lifecycle',
      terminationMessagePath: 'string',
      terminationMessagePolicy: 'TerminationMessagePolicy',
      imagePullPolicy: 'PullPolicy',
      securityContext: 'SecurityContext',
    }),
    ...inert({ resizePolicy: '[]ContainerResizePolicy' }, 'resources of a running pod do not change'),
    ...inert({ volumeDevices: '[]VolumeDevice' }, 'block devices hold nothing'),
    ...inert({ stdin: 'bool', stdinOnce: 'bool', tty: 'bool' }, 'programs read no input'),
  },
  ContainerPort: {
    ...simulated({
      name: 'string',
      hostPort: 'int32',
      containerPort: 'int32',
      protocol: 'Protocol',
      hostIP: 'string',
    }),
  },
  EnvVar: {
    ...simulated({ name: 'string', value: 'string', valueFrom: 'EnvVarSource' }),
  },
  EnvVarSource: {
    ...simulated({
      fieldRef: 'ObjectFieldSelector',
      resourceFieldRef: 'ResourceFieldSelector',
      configMapKeyRef: 'ConfigMapKeySelector',
      secretKeyRef: 'SecretKeySelector',
      fileKeyRef: 'FileKeySelector',
    }),
  },
  ObjectFieldSelector: {
    ...simulated({ apiVersion: 'string', fieldPath: 'string' }),
  },
  ResourceFieldSelector: {
    ...simulated({ containerName: 'string', resource: 'string', divisor: 'Quantity' }),
  },
  ConfigMapKeySelector: {
    ...embedded('LocalObjectReference', LOCAL_OBJECT_REFERENCE),
    ...simulated({ key: 'string', optional: 'bool' }),
  },
  SecretKeySelector: {
    ...embedded('LocalObjectReference', LOCAL_OBJECT_REFERENCE),
    ...simulated({ key: 'string', optional: 'bool' }),
  },
  FileKeySelector: {
    ...simulated({ volumeName: 'string', path: 'string', key: 'string', optional: 'bool' }),
  },
  EnvFromSource: {
    ...simulated({ prefix: 'string', configMapRef: 'ConfigMapEnvSource', secretRef: 'SecretEnvSource' }),
  },
  ConfigMapEnvSource: {
    ...embedded('LocalObjectReference', LOCAL_OBJECT_REFERENCE),
    ...simulated({ optional: 'bool' }),
  },
  SecretEnvSource: {
    ...embedded('LocalObjectReference', LOCAL_OBJECT_REFERENCE),
    ...simulated({ optional: 'bool' }),
  },
  VolumeMount: {
    ...simulated({ name: 'string', readOnly: 'bool', mountPath: 'string', subPath: 'string', subPathExpr: 'string' }),
    ...inert({ recursiveReadOnly: 'RecursiveReadOnlyMode' }, 'nothing is mounted below'),
    ...inert({ mountPropagation: 'MountPropagationMode' }, 'nothing is mounted later'),
  },
  VolumeDevice: {
    ...inert({ name: 'string', devicePath: 'string' }),
  },
  ResourceRequirements: {
    ...simulated({ limits: 'ResourceList', requests: 'ResourceList' }),
    ...refused({ claims: '[]ResourceClaim' }, 'dynamic resources are not simulated'),
  },
  ResourceClaim: {
    ...simulated({ name: 'string', request: 'string' }),
  },
  ContainerResizePolicy: {
    ...inert({ resourceName: 'ResourceName', restartPolicy: 'ResourceResizeRestartPolicy' }),
  },
  ContainerRestartRule: {
    ...simulated({ action: 'ContainerRestartRuleAction', exitCodes: 'ContainerRestartRuleOnExitCodes' }),
  },
  ContainerRestartRuleOnExitCodes: {
    ...simulated({ operator: 'ContainerRestartRuleOnExitCodesOperator', values: '[]int32' }),
  },
  Probe: {
    ...embedded('ProbeHandler', PROBE_HANDLER),
    ...simulated({
      initialDelaySeconds: 'int32',
      timeoutSeconds: 'int32',
      periodSeconds: 'int32',
      successThreshold: 'int32',
      failureThreshold: 'int32',
      terminationGracePeriodSeconds: 'int64',
    }),
  },
  Lifecycle: {
    ...simulated({ postStart: 'LifecycleHandler', preStop: 'LifecycleHandler' }),
    ...inert({ stopSignal: 'Signal' }, 'the API server drops it unless the gate ContainerStopSignals is on'),
  },
  LifecycleHandler: {
    ...simulated({
      exec: 'ExecAction',
      httpGet: 'HTTPGetAction',
      tcpSocket: 'TCPSocketAction',
      sleep: 'SleepAction',
    }),
  },
  ExecAction: {
    ...simulated({ command: '[]string' }),
  },
  HTTPGetAction: {
    ...simulated({ path: 'string', port: 'IntOrString', host: 'string', scheme: 'URIScheme' }),
    ...inert({ httpHeaders: '[]HTTPHeader' }, 'the scripted program answers whatever the request says'),
  },
  HTTPHeader: {
    ...simulated({ name: 'string', value: 'string' }),
  },
  TCPSocketAction: {
    ...simulated({ port: 'IntOrString', host: 'string' }),
  },
  GRPCAction: {
    ...simulated({ port: 'int32', service: 'string' }),
  },
  SleepAction: {
    ...simulated({ seconds: 'int64' }),
  },
};
