import { describe } from 'node:test';

import { checkCases, errorsOf, LABEL_VALUE_RULE, NAME_PART_RULE, SUBDOMAIN_RULE } from './checked-pods';

describe('metadata', () => {
  checkCases(
    {
      'a name must be given': [{ name: '' }, 'metadata.name: Required value: name or generateName is required'],
      'a base for a name may end with a dash': [{ name: '', generateName: 'web-' }],
      'a base for a name must be well formed': [
        { name: '', generateName: 'We_' },
        `metadata.generateName: Invalid value: "We_": ${SUBDOMAIN_RULE}`,
      ],
      'a namespace is a label': [{ namespace: 'a.b' }, 'metadata.namespace: Invalid value: "a.b": must not contain dots'],
      'a generation is not negative': [
        { generation: -1 },
        'metadata.generation: Invalid value: -1: must be greater than or equal to 0',
      ],
      'labels have well-formed keys and values': [
        { labels: { 'a/b/c': 'x', '/n': 'x', 'UP/n': '-x', '': 'x', 'p/': 'x' } },
        'metadata.labels: Invalid value: "a/b/c": a valid label key must consist of alphanumeric characters, \'-\', \'_\' or ' +
          "'.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex " +
          "used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' " +
          "(e.g. 'example.com/MyName')",
        'metadata.labels: Invalid value: "/n": prefix part must be non-empty',
        `metadata.labels: Invalid value: "UP/n": prefix part ${SUBDOMAIN_RULE}`,
        `metadata.labels: Invalid value: "-x": ${LABEL_VALUE_RULE}`,
        'metadata.labels: Invalid value: "": name part must be non-empty',
        `metadata.labels: Invalid value: "": ${NAME_PART_RULE}`,
        'metadata.labels: Invalid value: "p/": name part must be non-empty',
        `metadata.labels: Invalid value: "p/": ${NAME_PART_RULE}`,
      ],
      'labels are short': [
        { labels: { ['k'.repeat(64)]: 'v', [`${'d'.repeat(254)}/n`]: 'v' } },
        `metadata.labels: Invalid value: "${'k'.repeat(64)}": name part must be no more than 63 bytes`,
        `metadata.labels: Invalid value: "${'d'.repeat(254)}/n": prefix part must be no more than 253 bytes`,
      ],
      'annotations together have at most 256 KiB': [
        { annotations: { big: 'x'.repeat(262_142) } },
        'metadata.annotations: Too long: may not be more than 262144 bytes',
      ],
      'the case of an annotation\'s key does not matter': [{ annotations: { 'EXAMPLE.com/A': 'x' } }],
      'a deletion cost is a 32-bit integer': [
        { annotations: { 'controller.kubernetes.io/pod-deletion-cost': '+10' } },
        'metadata.annotations[controller.kubernetes.io/pod-deletion-cost]: Invalid value: "+10": must be a 32bit integer',
      ],
      'a deletion cost may be negative': [{ annotations: { 'controller.kubernetes.io/pod-deletion-cost': '-10' } }],
      'an owner is complete, and one at most controls': [
        {
          ownerReferences: [
            { apiVersion: '', kind: '', name: '', uid: '' },
            { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'a', uid: '1', controller: true },
            { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'b', uid: '2', controller: true },
          ],
        },
        'metadata.ownerReferences.apiVersion: Invalid value: "": version must not be empty',
        'metadata.ownerReferences.kind: Invalid value: "": must not be empty',
        'metadata.ownerReferences.name: Invalid value: "": must not be empty',
        'metadata.ownerReferences.uid: Invalid value: "": must not be empty',
        'metadata.ownerReferences: Invalid value: [{"apiVersion":"","kind":"","name":"","uid":""},{"apiVersion":"apps/v1",' +
          '"kind":"ReplicaSet","name":"a","uid":"1","controller":true},{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"b",' +
          '"uid":"2","controller":true}]: Only one reference can have Controller set to true. Found "true" in references for ' +
          'ReplicaSet/a and ReplicaSet/b',
      ],
      'finalizers do not contradict each other': [
        { finalizers: ['orphan', 'foregroundDeletion'] },
        'metadata.finalizers: Invalid value: ["orphan","foregroundDeletion"]: finalizer orphan and foregroundDeletion cannot ' +
          'be both set',
      ],
    },
    (metadata) => errorsOf({}, metadata),
  );
});
