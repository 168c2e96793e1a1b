import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { checkCases, containerErrors, type Fields, LABEL_RULE, NAME_PART_RULE, SUBDOMAIN_RULE } from './checked-pods';

describe('environment', () => {
  const env = (variable: Fields): string[] => containerErrors({ env: [variable] });
  const ref = (fields: Fields): Fields => ({ name: 'A', valueFrom: fields });
  checkCases(
    {
      'a name is printable and has no equals sign': [
        { name: 'A=B' },
        '*.env[0].name: Invalid value: "A=B": a valid environment variable name must consist only of printable ASCII ' +
          "characters other than '='",
      ],
      'a source must be chosen': [
        ref({}),
        '*.env[0].valueFrom: Invalid value: "": must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, ' +
          '`secretKeyRef` or `fileKeyRef`',
      ],
      'one source is enough': [
        ref({ configMapKeyRef: { name: 'c', key: 'k' }, secretKeyRef: { name: 's', key: 'k' } }),
        '*.env[0].valueFrom: Invalid value: "": may not have more than one field specified at a time',
      ],
      'a key is well formed': [
        ref({ configMapKeyRef: { name: 'C', key: '..' } }),
        `*.env[0].valueFrom.configMapKeyRef.name: Invalid value: "C": ${SUBDOMAIN_RULE}`,
        '*.env[0].valueFrom.configMapKeyRef.key: Invalid value: "..": must not be \'..\'',
      ],
      'a key is given': [
        ref({ secretKeyRef: { name: 's' } }),
        '*.env[0].valueFrom.secretKeyRef.key: Required value',
      ],
      'a key has no blanks and does not step back': [
        ref({ secretKeyRef: { name: 's', key: '..a b' } }),
        '*.env[0].valueFrom.secretKeyRef.key: Invalid value: "..a b": a valid config key must consist of alphanumeric ' +
          "characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is " +
          "'[-._a-zA-Z0-9]+')",
        '*.env[0].valueFrom.secretKeyRef.key: Invalid value: "..a b": must not start with \'..\'',
      ],
      'a reference to a field is complete': [ref({ fieldRef: {} }), '*.env[0].valueFrom.fieldRef.fieldPath: Required value'],
      'a reference is of a version that exists': [
        ref({ fieldRef: { apiVersion: 'v2', fieldPath: 'metadata.name' } }),
        '*.env[0].valueFrom.fieldRef.fieldPath: Invalid value: "metadata.name": error converting fieldPath: unsupported pod ' +
          'version: v2',
      ],
      'not every field can be referred to': [
        ref({ fieldRef: { fieldPath: 'status.phase' } }),
        '*.env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "status.phase": supported values: "metadata.name", ' +
          '"metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", ' +
          '"status.hostIPs", "status.podIP", "status.podIPs"',
      ],
      'a label or annotation can be referred to': [ref({ fieldRef: { fieldPath: "metadata.labels['app']" } })],
      'the key of a label is well formed': [
        ref({ fieldRef: { fieldPath: "metadata.annotations['-a']" } }),
        `*.env[0].valueFrom.fieldRef: Invalid value: "-a": ${NAME_PART_RULE}`,
      ],
      'other fields have no keys': [
        ref({ fieldRef: { fieldPath: "spec.nodeName['a']" } }),
        "*.env[0].valueFrom.fieldRef.fieldPath: Invalid value: \"spec.nodeName['a']\": error converting fieldPath: field label " +
          "does not support subscript: spec.nodeName['a']",
      ],
      'an old name of the node is understood': [ref({ fieldRef: { fieldPath: 'spec.host' } })],
      'a resource is given': [ref({ resourceFieldRef: {} }), '*.env[0].valueFrom.resourceFieldRef.resource: Required value'],
      'a resource is known': [
        ref({ resourceFieldRef: { resource: 'limits.gpu' } }),
        '*.env[0].valueFrom.resourceFieldRef.resource: Unsupported value: "limits.gpu": supported values: "limits.cpu", ' +
          '"limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"',
      ],
      'CPU is divided by 1 or 1m': [
        ref({ resourceFieldRef: { resource: 'limits.cpu', divisor: '2' } }),
        '*.env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.cpu": only divisor\'s values 1m and 1 are ' +
          'supported with the cpu resource',
      ],
      'storage is divided by a unit of bytes': [
        ref({ resourceFieldRef: { resource: 'requests.ephemeral-storage', divisor: 'x' } }),
        '*.env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "requests.ephemeral-storage": only divisor\'s values 1, ' +
          '1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the local ephemeral storage resource',
      ],
      'memory is divided by Mi': [ref({ resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } })],
      'huge pages are divided by a unit of bytes': [
        ref({ resourceFieldRef: { resource: 'limits.hugepages-2Mi', divisor: '3' } }),
        '*.env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.hugepages-2Mi": only divisor\'s values 1, 1k, 1M, ' +
          '1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the hugepages resource',
      ],
      'a file is complete, and its volume exists': [
        ref({ fileKeyRef: { volumeName: 'V', path: '../x' } }),
        '*.env[0].valueFrom.fileKeyRef.key: Required value',
        `*.env[0].valueFrom.fileKeyRef.volumeName: Invalid value: "V": ${LABEL_RULE}`,
        '*.env[0].valueFrom.fileKeyRef.path: Invalid value: "../x": must not contain \'..\'',
        '*.env[0].valueFrom.fileKeyRef.volumeName: Not found: "V"',
      ],
    },
    env,
  );

  test('a file with variables is in an empty directory', () => {
    const env = [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'v', key: 'K' } } }];
    assert.deepEqual(containerErrors({ env }, { volumes: [{ name: 'v', configMap: { name: 'c' } }] }), [
      '*.env[0].valueFrom.fileKeyRef.path: Required value',
      '*.env[0].valueFrom.fileKeyRef.volumeName: Invalid value: "v": referenced volume must be of type emptyDir',
    ]);
  });

  test('variables from a whole map name one map', () => {
    const envFrom = [{ prefix: '=' }, { configMapRef: {}, secretRef: { name: 'S' } }];
    assert.deepEqual(containerErrors({ envFrom }), [
      '*.envFrom[0].prefix: Invalid value: "=": a valid environment variable name must consist only of printable ASCII ' +
        "characters other than '='",
      '*.envFrom: Invalid value: "": must specify one of: `configMapRef` or `secretRef`',
      '*.envFrom[1].configMapRef.name: Required value',
      `*.envFrom[1].secretRef.name: Invalid value: "S": ${SUBDOMAIN_RULE}`,
      '*.envFrom: Invalid value: "": may not have more than one field specified at a time',
    ]);
  });
});
