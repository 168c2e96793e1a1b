import { inert, simulated, type StructTable } from './field';

const UNPROTECTED = 'programs run without privileges and profiles';

/** Users, privileges and profiles (`k8s.io/api/core/v1/types.go`). */
export const SECURITY_TYPES: StructTable = {
  PodSecurityContext: {
    ...simulated({ runAsUser: 'int64', runAsGroup: 'int64', runAsNonRoot: 'bool', supplementalGroups: '[]int64', fsGroup: 'int64' }),
    ...simulated({ sysctls: '[]Sysctl' }),
    ...inert({
      seLinuxOptions: 'SELinuxOptions',
      windowsOptions: 'WindowsSecurityContextOptions',
      supplementalGroupsPolicy: 'SupplementalGroupsPolicy',
      fsGroupChangePolicy: 'PodFSGroupChangePolicy',
      seccompProfile: 'SeccompProfile',
      appArmorProfile: 'AppArmorProfile',
      seLinuxChangePolicy: 'PodSELinuxChangePolicy',
    }, UNPROTECTED),
  },
  SecurityContext: {
    ...simulated({ runAsUser: 'int64', runAsGroup: 'int64', runAsNonRoot: 'bool', readOnlyRootFilesystem: 'bool' }),
    ...inert({
      capabilities: 'Capabilities',
      privileged: 'bool',
      seLinuxOptions: 'SELinuxOptions',
      windowsOptions: 'WindowsSecurityContextOptions',
      allowPrivilegeEscalation: 'bool',
      procMount: 'ProcMountType',
      seccompProfile: 'SeccompProfile',
      appArmorProfile: 'AppArmorProfile',
    }, UNPROTECTED),
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
    ...simulated({ name: 'string' }),
    ...inert({ value: 'string' }, 'the kernel does as always'),
  },
};
