import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  checkCases,
  errorsOf,
  type Fields,
  LABEL_RULE,
  LABEL_VALUE_RULE,
  NAME_PART_RULE,
  SUBDOMAIN_RULE,
} from './checked-pods';

describe('placement', () => {
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
  const affinity = (given: Fields): string[] =>
    errorsOf({ affinity: given }).map((error) =>
      error.replace('spec.affinity', '*').replace(required, 'required').replace(preferred, 'preferred'),
    );
  const nodes = (terms: readonly Fields[]): Fields => ({ nodeAffinity: { [required]: { nodeSelectorTerms: terms } } });
  checkCases(
    {
      'a required node affinity has terms': [
        nodes([]),
        '*.nodeAffinity.required.nodeSelectorTerms: Required value: must have at least one node selector term',
      ],
      'expressions have values that suit the operator': [
        nodes([
          {
            matchExpressions: [
              { key: 'a', operator: 'In' },
              { key: 'a', operator: 'Exists', values: ['x'] },
              { key: 'a', operator: 'Gt', values: [] },
              { key: 'a', operator: 'Is', values: ['-'] },
            ],
          },
        ]),
        '*.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].values: Required value: must be specified when ' +
          "`operator` is 'In' or 'NotIn'",
        '*.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[1].values: Forbidden: may not be specified when ' +
          "`operator` is 'Exists' or 'DoesNotExist'",
        '*.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[2].values: Required value: must be specified single ' +
          "value when `operator` is 'Lt' or 'Gt'",
        '*.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[3].operator: Invalid value: "Is": not a valid selector ' +
          'operator',
        `*.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[3].values[0]: Invalid value: "-": ${LABEL_VALUE_RULE}`,
      ],
      'fields of nodes are their names': [
        nodes([{ matchFields: [{ key: 'metadata.uid', operator: 'Gt' }, { key: 'metadata.name', operator: 'In', values: ['A', 'b'] }] }]),
        '*.nodeAffinity.required.nodeSelectorTerms[0].matchFields[0].operator: Invalid value: "Gt": not a valid selector operator',
        '*.nodeAffinity.required.nodeSelectorTerms[0].matchFields[0].key: Invalid value: "metadata.uid": not a valid field ' +
          'selector key',
        '*.nodeAffinity.required.nodeSelectorTerms[0].matchFields[1].values: Required value: must be only one value when ' +
          "`operator` is 'In' or 'NotIn' for node field selector",
        `*.nodeAffinity.required.nodeSelectorTerms[0].matchFields[1].values[0]: Invalid value: "A": ${SUBDOMAIN_RULE}`,
      ],
      'a preference has a weight, and its values are not checked': [
        {
          nodeAffinity: {
            [preferred]: [
              { weight: 0, preference: { matchExpressions: [{ key: 'a', operator: 'In', values: ['-'] }] } },
              { weight: 101 },
            ],
          },
        },
        '*.nodeAffinity.preferred[0].weight: Invalid value: 0: must be in the range 1-100',
        '*.nodeAffinity.preferred[1].weight: Invalid value: 101: must be in the range 1-100',
      ],
      'affinity to pods says which pods and where': [
        {
          podAffinity: {
            [required]: [
              {
                labelSelector: { matchLabels: { a: '-' }, matchExpressions: [{ key: 'a', operator: 'Gt' }] },
                namespaces: ['A'],
              },
            ],
          },
          podAntiAffinity: { [preferred]: [{ weight: 1, podAffinityTerm: { topologyKey: 'zone', matchLabelKeys: ['a'] } }, {}] },
        },
        `*.podAffinity.required[0].labelSelector.matchLabels: Invalid value: "-": ${LABEL_VALUE_RULE}`,
        '*.podAffinity.required[0].labelSelector.matchExpressions[0].operator: Invalid value: "Gt": not a valid selector operator',
        `*.podAffinity.required[0].namespace: Invalid value: "A": ${LABEL_RULE}`,
        '*.podAffinity.required[0].topologyKey: Required value: can not be empty',
        '*.podAffinity.required[0].topologyKey: Invalid value: "": name part must be non-empty',
        `*.podAffinity.required[0].topologyKey: Invalid value: "": ${NAME_PART_RULE}`,
        '*.podAntiAffinity.preferred[0].podAffinityTerm.matchLabelKeys: Forbidden: must not be specified when labelSelector is ' +
          'not set',
        '*.podAntiAffinity.preferred[1].weight: Invalid value: 0: must be in the range 1-100',
        '*.podAntiAffinity.preferred[1].podAffinityTerm.topologyKey: Required value: can not be empty',
        '*.podAntiAffinity.preferred[1].podAffinityTerm.topologyKey: Invalid value: "": name part must be non-empty',
        `*.podAntiAffinity.preferred[1].podAffinityTerm.topologyKey: Invalid value: "": ${NAME_PART_RULE}`,
      ],
      'keys of labels match or mismatch, not both': [
        {
          podAffinity: {
            [required]: [{ topologyKey: 'zone', labelSelector: {}, matchLabelKeys: ['a'], mismatchLabelKeys: ['a', '-'] }],
          },
        },
        `*.podAffinity.required[0].mismatchLabelKeys[1]: Invalid value: "-": ${NAME_PART_RULE}`,
        '*.podAffinity.required[0].matchLabelKeys[0]: Invalid value: "a": exists in both matchLabelKeys and mismatchLabelKeys',
      ],
    },
    affinity,
  );

  test('spread constraints are complete and differ', () => {
    const same = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' };
    const topologySpreadConstraints = [
      same,
      same,
      { minDomains: 0, nodeAffinityPolicy: 'Maybe', whenUnsatisfiable: 'ScheduleAnyway', topologyKey: 'a', maxSkew: 1 },
      {},
    ];
    const path = 'spec.topologySpreadConstraints';
    assert.deepEqual(errorsOf({ topologySpreadConstraints }), [
      `${path}[0].{topologyKey, whenUnsatisfiable}: Duplicate value: "{zone, DoNotSchedule}"`,
      `${path}[2].minDomains: Invalid value: 0: must be greater than zero`,
      `${path}[2].minDomains: Invalid value: 0: can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ScheduleAnyway`,
      `${path}[2].nodeAffinityPolicy: Unsupported value: "Maybe": supported values: "Honor", "Ignore"`,
      `${path}[3].maxSkew: Invalid value: 0: must be greater than zero`,
      `${path}[3].topologyKey: Required value: can not be empty`,
      `${path}[3].whenUnsatisfiable: Unsupported value: "": supported values: "DoNotSchedule", "ScheduleAnyway"`,
    ]);
  });
});
