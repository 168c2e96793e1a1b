import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { checkCases, containerErrors, errorsOf, type Fields, LABEL_RULE } from './checked-pods';

describe('volumes', () => {
  const volume = (source: Fields): string[] =>
    errorsOf({ volumes: [{ name: 'v', ...source }], serviceAccountName: 'default' }).map((error) =>
      error.replace('spec.volumes[0]', '*'),
    );
  const file = (fields: Fields): Fields => ({ downwardAPI: { items: [fields] } });
  const mode = 'must be a number between 0 and 0777 (octal), both inclusive';
  checkCases(
    {
      'a volume without a source is an empty directory': [{}],
      'a volume has a well-formed name': [{ name: 'V' }, `*.name: Invalid value: "V": ${LABEL_RULE}`],
      'a volume has one source': [
        { emptyDir: {}, cephfs: { monitors: [] }, downwardAPI: {} },
        '*.cephFS: Forbidden: may not specify more than 1 volume type',
        '*.downwarAPI: Forbidden: may not specify more than 1 volume type',
      ],
      'the size of an empty directory is a positive quantity': [
        { emptyDir: { sizeLimit: '-1' } },
        '*.emptyDir.sizeLimit: Forbidden: SizeLimit field must be a valid resource quantity',
      ],
      'the size of an empty directory is a quantity': [
        { emptyDir: { sizeLimit: 'big' } },
        '*.emptyDir.sizeLimit: Forbidden: SizeLimit field must be a valid resource quantity',
      ],
      'a directory of the host has a path': [{ hostPath: { path: '' } }, '*.hostPath.path: Required value'],
      'a directory of the host is of a known type': [
        { hostPath: { path: '/a/../b', type: 'Disk' } },
        '*.hostPath.path: Invalid value: "/a/../b": must not contain \'..\'',
        '*.hostPath.type: Unsupported value: "Disk": supported values: "", "BlockDevice", "CharDevice", "Directory", ' +
          '"DirectoryOrCreate", "File", "FileOrCreate", "Socket"',
      ],
      'a secret has a name and files': [
        { secret: { defaultMode: 512, items: [{ key: '', path: '/x', mode: -1 }] } },
        '*.secret.secretName: Required value',
        `*.secret.defaultMode: Invalid value: 512: ${mode}`,
        '*.secret.items[0].key: Required value',
        '*.secret.items[0].path: Invalid value: "/x": must be a relative path',
        `*.secret.items[0].mode: Invalid value: -1: ${mode}`,
      ],
      'a file does not step back': [
        { configMap: { name: 'c', items: [{ key: 'k', path: '..x' }, { key: 'k' }] } },
        '*.configMap.items[0].path: Invalid value: "..x": must not start with \'..\'',
        '*.configMap.items[1].path: Required value',
      ],
      'a claim has a name': [{ persistentVolumeClaim: {} }, '*.persistentVolumeClaim.claimName: Required value'],
      'a share has a server and an absolute path': [
        { nfs: { path: 'x' } },
        '*.nfs.server: Required value',
        '*.nfs.path: Invalid value: "x": must be an absolute path',
      ],
      'a driver has a name': [{ csi: {} }, '*.csi.driver: Required value'],
      'an image has a reference': [{ image: { pullPolicy: 'Always' } }, '*.image.reference: Required value'],
      'a claim of the pod\'s own has a template': [{ ephemeral: {} }, '*.ephemeral.volumeClaimTemplate: Required value'],
      'a file about the pod says what it holds': [
        file({ path: '' }),
        '*.downwardAPI.path: Required value',
        '*.downwardAPI: Required value: one of fieldRef and resourceFieldRef is required',
      ],
      'a file about the pod holds one thing': [
        file({ path: 'a', fieldRef: { fieldPath: 'metadata.name' }, resourceFieldRef: { resource: 'limits.cpu' } }),
        '*.downwardAPI: Invalid value: "resource": fieldRef and resourceFieldRef can not be specified simultaneously',
      ],
      'a file may hold all labels': [file({ path: 'a', fieldRef: { fieldPath: 'metadata.labels' } })],
      'a file with resources names the container': [
        file({ path: 'a', resourceFieldRef: { resource: 'limits.cpu' } }),
        '*.downwardAPI.resourceFieldRef.containerName: Required value',
      ],
      'projected sources are complete and do not share files': [
        {
          projected: {
            sources: [
              { secret: { items: [{ key: 'k', path: 'p' }] } },
              { configMap: { name: 'c', items: [{ key: 'k', path: 'p' }] } },
              { downwardAPI: { items: [{ path: 'p', fieldRef: { fieldPath: 'metadata.name' } }] } },
              { secret: { name: 's' }, configMap: { name: 'c' } },
            ],
          },
        },
        '*.projected.sources[0].secret.name: Required value',
        '*.projected: Invalid value: "c": conflicting duplicate paths',
        '*.projected: Invalid value: "p": conflicting duplicate paths',
        '*.projected.sources[3]: Forbidden: may not specify more than 1 volume type per source',
      ],
      'a token lives ten minutes at least': [
        { projected: { sources: [{ serviceAccountToken: { expirationSeconds: 1 } }] } },
        '*.projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 1: may not specify a duration less than ' +
          '10 minutes',
        '*.projected.path: Required value',
      ],
      'a token does not live for ever': [
        { projected: { sources: [{ serviceAccountToken: { expirationSeconds: 4_294_967_297, path: 't' } }] } },
        '*.projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 4294967297: may not specify a duration ' +
          'larger than 2^32 seconds',
      ],
    },
    volume,
  );

  test('names of volumes are unique, and an ill-formed volume cannot be mounted', () => {
    const containers = [{ name: 'app', image: 'nginx:1.25', volumeMounts: [{ name: 'bad', mountPath: '/x' }] }];
    const volumes = [{ name: 'v' }, { name: 'v' }, { name: 'bad', secret: {} }];
    assert.deepEqual(errorsOf({ containers, volumes }), [
      'spec.volumes[1].name: Duplicate value: "v"',
      'spec.volumes[2].secret.secretName: Required value',
      'spec.containers[0].volumeMounts[0].name: Not found: "bad"',
    ]);
  });

  test('a volume must not use the claim that another one makes', () => {
    const volumes = [
      { name: 'v', ephemeral: { volumeClaimTemplate: {} } },
      { name: 'w', persistentVolumeClaim: { claimName: 'web-v' } },
    ];
    assert.deepEqual(errorsOf({ volumes }), [
      'spec.volumes[1].persistentVolumeClaim.claimName: Invalid value: "web-v": must not reference a PVC that gets created for ' +
        'an ephemeral volume',
    ]);
  });

  test('a token needs the name of its account', () => {
    const volumes = [{ name: 'v', projected: { sources: [{ serviceAccountToken: { path: 't' } }] } }];
    assert.deepEqual(errorsOf({ volumes }), [
      'spec.volumes[0].projected.sources[0].serviceAccountToken: Forbidden: must not be specified when serviceAccountName is ' +
        'not set',
    ]);
  });

  const mounts = (container: Fields): string[] =>
    containerErrors(container, { volumes: [{ name: 'v' }, { name: 'pvc', persistentVolumeClaim: { claimName: 'c' } }] });
  checkCases(
    {
      'a mount has a volume and a path': [
        { volumeMounts: [{}] },
        '*.volumeMounts[0].name: Required value',
        '*.volumeMounts[0].name: Not found: ""',
        '*.volumeMounts[0].mountPath: Required value',
      ],
      'a path inside a volume is relative, and given in one way': [
        { volumeMounts: [{ name: 'v', mountPath: '/x', subPath: '/a', subPathExpr: '../b' }] },
        '*.volumeMounts.subPath: Invalid value: "/a": must be a relative path',
        '*.volumeMounts[0].subPathExpr: Invalid value: "../b": subPathExpr and subPath are mutually exclusive',
        '*.volumeMounts.subPathExpr: Invalid value: "../b": must not contain \'..\'',
      ],
      'only privileged containers propagate mounts both ways': [
        { volumeMounts: [{ name: 'v', mountPath: '/x', mountPropagation: 'Bidirectional' }] },
        '*.volumeMounts.mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers',
      ],
      'propagation is of a known kind': [
        { volumeMounts: [{ name: 'v', mountPath: '/x', mountPropagation: 'All' }] },
        '*.volumeMounts.mountPropagation: Unsupported value: "All": supported values: "Bidirectional", "HostToContainer", "None"',
      ],
      'what is below is read-only only when the mount is': [
        { volumeMounts: [{ name: 'v', mountPath: '/x', recursiveReadOnly: 'Enabled', mountPropagation: 'HostToContainer' }] },
        '*.volumeMounts.recursiveReadOnly: Forbidden: may only be specified when readOnly is true',
        '*.volumeMounts.recursiveReadOnly: Forbidden: may only be specified when mountPropagation is None or not specified',
      ],
      'recursion is of a known kind': [
        { volumeMounts: [{ name: 'v', mountPath: '/x', recursiveReadOnly: 'Yes' }] },
        '*.volumeMounts.recursiveReadOnly: Unsupported value: "Yes": supported values: "Disabled", "Enabled", "IfPossible"',
      ],
      'a device is a claim, at a path of its own': [
        {
          volumeDevices: [
            { name: 'v', devicePath: '/dev/a' },
            { name: 'none', devicePath: '/dev/../a' },
            { name: 'pvc', devicePath: '/dev/a' },
            { name: 'pvc' },
            { name: '' },
          ],
        },
        '*.volumeDevices[0].name: Invalid value: "v": can only use volume source type of PersistentVolumeClaim or Ephemeral for ' +
          'block mode',
        '*.volumeDevices[1].name: Not found: "none"',
        '*.volumeDevices[1].devicePath: Invalid value: "/dev/../a": can not contain backsteps (\'..\')',
        '*.volumeDevices[2].devicePath: Invalid value: "/dev/a": must be unique',
        '*.volumeDevices[3].name: Invalid value: "pvc": must be unique',
        '*.volumeDevices[3].devicePath: Required value',
        '*.volumeDevices[4].name: Required value',
        '*.volumeDevices[4].name: Not found: ""',
        '*.volumeDevices[4].devicePath: Required value',
        '*.volumeDevices[4].devicePath: Invalid value: "": must be unique',
      ],
      'a volume is mounted or used as a device': [
        { volumeMounts: [{ name: 'pvc', mountPath: '/x' }], volumeDevices: [{ name: 'pvc', devicePath: '/x' }] },
        '*.volumeMounts[0].name: Invalid value: "pvc": must not already exist in volumeDevices',
        '*.volumeMounts[0].mountPath: Invalid value: "/x": must not already exist as a path in volumeDevices',
        '*.volumeDevices[0].name: Invalid value: "pvc": must not already exist in volumeMounts',
        '*.volumeDevices[0].devicePath: Invalid value: "/x": must not already exist as a path in volumeMounts',
      ],
    },
    mounts,
  );
});
