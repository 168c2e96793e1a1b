import { describe } from 'node:test';

import { checkCases, containerErrors, errorsOf, type Fields } from './checked-pods';

describe('security', () => {
  const security = (securityContext: Fields): string[] => containerErrors({ securityContext });
  const range = 'must be between 0 and 2147483647, inclusive';
  checkCases(
    {
      'users and groups are numbers from 0': [
        { runAsUser: -1, runAsGroup: 2_147_483_648 },
        `*.securityContext.runAsUser: Invalid value: -1: ${range}`,
        `*.securityContext.runAsGroup: Invalid value: 2147483648: ${range}`,
      ],
      'a profile has a type': [
        { seccompProfile: {} },
        '*.securityContext.seccompProfile.type: Required value: type is required when seccompProfile is set',
      ],
      'a profile is of a known type': [
        { appArmorProfile: { type: 'None' } },
        '*.securityContext.appArmorProfile.type: Unsupported value: "None": supported values: "Localhost", "RuntimeDefault", ' +
          '"Unconfined"',
      ],
      'a profile of the node has a file': [
        { seccompProfile: { type: 'Localhost' } },
        '*.securityContext.seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost',
      ],
      'the file of a profile is below the kubelet\'s folder': [
        { seccompProfile: { type: 'Localhost', localhostProfile: '/x' }, appArmorProfile: { type: 'Localhost', localhostProfile: 'x' } },
        '*.securityContext.seccompProfile.localhostProfile: Invalid value: "/x": must be a relative path',
      ],
      'other profiles have no file': [
        { appArmorProfile: { type: 'Unconfined', localhostProfile: 'x' } },
        '*.securityContext.appArmorProfile.localhostProfile: Invalid value: "x": can only be set when AppArmor type is Localhost',
      ],
      'privileges do not contradict each other': [
        { privileged: true, allowPrivilegeEscalation: false, capabilities: { add: ['CAP_SYS_ADMIN'] } },
        ...['`privileged` to true', '`capabilities.Add` CAP_SYS_ADMIN'].map(
          (what) =>
            '*.securityContext: Invalid value: {"Capabilities":{"Add":["CAP_SYS_ADMIN"],"Drop":null},"Privileged":true,' +
            '"SELinuxOptions":null,"WindowsOptions":null,"RunAsUser":null,"RunAsGroup":null,"RunAsNonRoot":null,' +
            '"ReadOnlyRootFilesystem":null,"AllowPrivilegeEscalation":false,"ProcMount":null,"SeccompProfile":null,' +
            `"AppArmorProfile":null}: cannot set \`allowPrivilegeEscalation\` to false and ${what}`,
        ),
      ],
      'the view of processes is of a known kind': [
        { procMount: 'Half' },
        '*.securityContext.procMount: Unsupported value: "Half": supported values: "Default", "Unmasked"',
      ],
      'an unmasked view needs users of the pod\'s own': [
        { procMount: 'Unmasked' },
        '*.securityContext.procMount: Invalid value: "Unmasked": `hostUsers` must be false to use `Unmasked`',
      ],
    },
    security,
  );

  checkCases(
    {
      'the pod\'s settings are checked': [
        {
          shareProcessNamespace: true,
          hostPID: true,
          securityContext: { fsGroup: -1, supplementalGroups: [0, -2], fsGroupChangePolicy: 'Never', seccompProfile: {} },
        },
        `spec.securityContext.fsGroup: Invalid value: -1: ${range}`,
        `spec.securityContext.supplementalGroups[1]: Invalid value: -2: ${range}`,
        'spec.securityContext.shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be ' +
          'enabled',
        'spec.securityContext.fsGroupChangePolicy: Unsupported value: "Never": supported values: "Always", "OnRootMismatch"',
        'spec.securityContext.seccompProfile.type: Required value: type is required when seccompProfile is set',
      ],
      'users of the pod\'s own exclude the host\'s namespaces': [
        {
          hostUsers: false,
          hostNetwork: true,
          hostIPC: true,
          volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'c' } }],
          containers: [{ name: 'app', image: 'nginx:1.25', volumeDevices: [{ name: 'v', devicePath: '/x' }] }],
        },
        'spec.hostNetwork: Forbidden: when `hostUsers` is false',
        'spec.HostIPC: Forbidden: when `hostUsers` is false',
        'spec.containers[0].volumeDevices: Forbidden: when `hostUsers` is false',
      ],
      'the operating system is known': [{ os: { name: 'mac' } }, 'spec.os: Unsupported value: "mac": supported values: "linux", "windows"'],
      'the operating system has a name': [{ os: {} }, 'spec.os.name: Required value'],
      'a pod for Linux has no options of Windows': [
        { os: { name: 'linux' }, securityContext: { windowsOptions: {} } },
        'spec.securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod',
      ],
      'a pod for Windows has no options of Linux': [
        {
          os: { name: 'windows' },
          hostPID: true,
          securityContext: { fsGroup: 1 },
          containers: [{ name: 'app', image: 'nginx:1.25', securityContext: { privileged: true } }],
        },
        'spec.securityContext.fsGroup: Forbidden: cannot be set for a windows pod',
        'spec.hostPID: Forbidden: cannot be set for a windows pod',
        'spec.containers[0].securityContext.privileged: Forbidden: cannot be set for a windows pod',
      ],
    },
    (spec) => errorsOf(spec),
  );
});
