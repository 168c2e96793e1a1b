import { inert, type StructTable } from './field';

/** Users, privileges and profiles: known, without effect here (`k8s.io/api/core/v1/types.go`). */
export const SECURITY_TYPES: StructTable = {
  PodSecurityContext: {
    ...inert({
      seLinuxOptions: 'SELinuxOptions',
      windowsOptions: 'WindowsSecurityContextOptions',
      runAsUser: 'int64',
      runAsGroup: 'int64',
      runAsNonRoot: 'bool',
      supplementalGroups: '[]int64',
      supplementalGroupsPolicy: 'SupplementalGroupsPolicy',
      fsGroup: 'int64',
      sysctls: '[]Sysctl',
      fsGroupChangePolicy: 'PodFSGroupChangePolicy',
      seccompProfile: 'SeccompProfile',
      appArmorProfile: 'AppArmorProfile',
      seLinuxChangePolicy: 'PodSELinuxChangePolicy',
    }),
  },
  SecurityContext: {
    ...inert({
      capabilities: 'Capabilities',
      privileged: 'bool',
      seLinuxOptions: 'SELinuxOptions',
      windowsOptions: 'WindowsSecurityContextOptions',
      runAsUser: 'int64',
      runAsGroup: 'int64',
      runAsNonRoot: 'bool',
      readOnlyRootFilesystem: 'bool',
      allowPrivilegeEscalation: 'bool',
      procMount: 'ProcMountType',
      seccompProfile: 'SeccompProfile',
      appArmorProfile: 'AppArmorProfile',
    }),
  },
  Capabilities: {
    ...inert({ add: '[]Capability', drop: '[]Capability' }),
  },
  SELinuxOptions: {
    ...inert({ user: 'string', role: 'string', type: 'string', level: 'string' }),
  },
  SeccompProfile: {
    ...inert({ type: 'SeccompProfileType', localhostProfile: 'string' }),
  },
  AppArmorProfile: {
    ...inert({ type: 'AppArmorProfileType', localhostProfile: 'string' }),
  },
  WindowsSecurityContextOptions: {
    ...inert({
      gmsaCredentialSpecName: 'string',
      gmsaCredentialSpec: 'string',
      runAsUserName: 'string',
      hostProcess: 'bool',
    }),
  },
  Sysctl: {
    ...inert({ name: 'string', value: 'string' }),
  },
};
