import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  checkCases,
  containerErrors,
  errorsOf,
  type Fields,
  LABEL_RULE,
  NAME_PART_RULE,
  SUBDOMAIN_RULE,
} from './checked-pods';

describe('resources', () => {
  const resources = (given: Fields): string[] => containerErrors({ resources: given });
  checkCases(
    {
      'requests are not above limits': [
        { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '500m', memory: '1Gi' } },
        '*.resources.requests: Invalid value: "1": must be less than or equal to cpu limit of 500m',
      ],
      'a text that is no quantity is reported': [
        { requests: { cpu: '1core' } },
        '*.resources.requests[cpu]: Invalid value: "1core": quantities must match the regular expression ' +
          "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
      ],
      'an extended resource is requested whole and as it is limited': [
        { requests: { 'example.com/gpu': '1' }, limits: { 'example.com/gpu': '1500m' } },
        '*.resources.limits[example.com/gpu]: Invalid value: "1500m": must be an integer',
        '*.resources.requests: Invalid value: "1": must be equal to example.com/gpu limit of 1500m',
      ],
      'an extended resource needs a limit': [
        { requests: { 'example.com/gpu': '1' } },
        '*.resources.limits: Required value: Limit must be set for non overcommitable resources',
      ],
      'a resource of Kubernetes or one with a prefix': [
        { requests: { pods: '1', '-x': '1', 'requests.example.com/a': '1' }, limits: { 'requests.example.com/a': '1' } },
        '*.resources.limits[requests.example.com/a]: Invalid value: "requests.example.com/a": doesn\'t follow extended resource ' +
          'name standard',
        '*.resources.requests[pods]: Invalid value: "pods": must be a standard resource for containers',
        `*.resources.requests[-x]: Invalid value: "-x": ${NAME_PART_RULE}`,
        '*.resources.requests[-x]: Invalid value: "-x": must be a standard resource for containers',
        '*.resources.requests[requests.example.com/a]: Invalid value: "requests.example.com/a": doesn\'t follow extended ' +
          'resource name standard',
      ],
      'huge pages are whole pages beside CPU or memory': [
        { limits: { 'hugepages-2Mi': '3Mi', 'hugepages-x': '1' } },
        '*.resources.limits[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi',
        '*.resources.limits[hugepages-x]: Invalid value: "1": 1 is not positive integer multiple of hugepages-x',
        '*.resources.requests[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi',
        '*.resources.requests[hugepages-x]: Invalid value: "1": 1 is not positive integer multiple of hugepages-x',
        '*.resources: Forbidden: HugePages require cpu or memory',
      ],
      'claims are those of the pod, each once': [
        { claims: [{ name: '' }, { name: 'a' }, { name: 'a', request: 'R' }] },
        '*.resources.claims[0]: Required value',
        '*.resources.claims[1]: Not found: "a": must be one of the names in pod.spec.resourceClaims which is empty',
        '*.resources.claims[2]: Duplicate value: "a/R"',
        `*.resources.claims[2].request: Invalid value: "R": ${LABEL_RULE}`,
        '*.resources.claims[2]: Not found: "a": must be one of the names in pod.spec.resourceClaims which is empty',
      ],
    },
    resources,
  );

  test('resources of the pod as a whole hold those of its containers', () => {
    const containers = [
      {
        name: 'app',
        image: 'nginx:1.25',
        resources: { requests: { cpu: '2' }, limits: { cpu: '4', memory: '1Gi', 'hugepages-2Mi': '4Mi' } },
      },
    ];
    const given = {
      requests: { cpu: '1' },
      limits: { cpu: '3', memory: '1Gi', 'hugepages-2Mi': '2Mi', storage: '1' },
      claims: [],
    };
    assert.deepEqual(errorsOf({ containers, resources: given }), [
      'spec.resources.claims: Forbidden: claims may not be set for Resources at pod-level',
      'spec.resources.limits[storage]: Unsupported value: "storage": supported values: "cpu", "hugepages-", "memory"',
      'spec.resources.requests[cpu]: Invalid value: "1": must be greater than or equal to aggregate container requests of 2',
      'spec.resources.requests[hugepages-2Mi]: Invalid value: "2Mi": must be greater than or equal to aggregate container ' +
        'requests of 4Mi',
      'spec.resources.limits[hugepages-2Mi]: Invalid value: "2Mi": must be greater than or equal to aggregate container limits ' +
        'of 4Mi',
      'spec.resources.containers[0][cpu].limits: Invalid value: "4": must be less than or equal to pod limits of 3',
      'spec.resources.containers[0][hugepages-2Mi].limits: Invalid value: "4Mi": must be less than or equal to pod limits of ' +
        '2Mi',
    ]);
  });

  test('an amount that is no quantity is reported once beside resources of the pod as a whole', () => {
    const containers = [{ name: 'app', image: 'nginx:1.25', resources: { requests: { cpu: 'x' } } }];
    const errors = errorsOf({ containers, resources: { limits: { cpu: '1' } } });
    assert.equal(errors.length, 1);
    assert.match(errors[0], /^spec\.containers\[0\]\.resources\.requests\[cpu\]: Invalid value: "x": quantities must match/);
  });

  test('a pod for Windows has no resources as a whole', () => {
    assert.deepEqual(errorsOf({ os: { name: 'windows' }, resources: { limits: { cpu: '1' } } }), [
      'spec.resources: Forbidden: may not be set for a windows pod',
    ]);
  });

  test('overhead follows the rules of limits', () => {
    assert.deepEqual(errorsOf({ overhead: { cpu: '-1' } }), [
      'spec.overhead.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0',
    ]);
  });

  test('claims of the pod are well formed', () => {
    const resourceClaims = [
      { name: 'a', resourceClaimName: 'B' },
      { name: 'a', resourceClaimName: 'b', resourceClaimTemplateName: 'c' },
      {},
    ];
    assert.deepEqual(errorsOf({ resourceClaims }), [
      `spec.resourceClaims[0].resourceClaimName: Invalid value: "B": ${SUBDOMAIN_RULE}`,
      'spec.resourceClaims[1].name: Duplicate value: "a"',
      'spec.resourceClaims[1]: Invalid value: {"Name":"a","ResourceClaimName":"b","ResourceClaimTemplateName":"c"}: at most ' +
        'one of `resourceClaimName` or `resourceClaimTemplateName` may be specified',
      'spec.resourceClaims[2].name: Required value',
      'spec.resourceClaims[2]: Invalid value: {"Name":"","ResourceClaimName":null,"ResourceClaimTemplateName":null}: must ' +
        'specify one of: `resourceClaimName`, `resourceClaimTemplateName`',
    ]);
  });
});
