import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Pod, PodSpec } from './pod';
import { podWarnings } from './pod-warnings';

function warningsOf(spec: Partial<PodSpec>, name = 'web'): readonly string[] {
  const pod: Pod = { metadata: { name }, spec: { containers: [{ name: 'app', image: 'nginx' }], ...spec } };
  return podWarnings(pod);
}
const withContainer = (fields: object): readonly string[] => warningsOf({ containers: [{ name: 'app', image: 'nginx', ...fields }] });

test('an ordinary pod gives no warning', () => {
  assert.deepEqual(warningsOf({}), []);
});

test('a name with dots is warned of', () => {
  assert.deepEqual(warningsOf({}, 'a.b'), [
    "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: " +
      '[must not contain dots]',
  ]);
});

test('a variable that hides an earlier one is warned of, one that builds on it is not', () => {
  const env = [
    { name: 'A', value: '1' },
    { name: 'A', value: '$(A)2' },
    { name: 'A', value: '$(A)' },
    { name: 'A', value: '3' },
    { name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
  ];
  const hides = 'hides previous definition of "A", which may be dropped when using apply';
  assert.deepEqual(withContainer({ env }), [2, 3, 4].map((index) => `spec.containers[0].env[${index}]: ${hides}`));
});

test('ports that clash are warned of', () => {
  const ports = [
    { containerPort: 80, hostPort: 8080 },
    { containerPort: 80, hostPort: 8080, hostIP: '1.2.3.4' },
    { containerPort: 80 },
    { containerPort: 80, protocol: 'UDP' },
    { containerPort: 80, hostPort: 9090 },
  ];
  const port = (index: number): string => `spec.containers[0].ports[${index}]`;
  assert.deepEqual(withContainer({ ports }), [
    `${port(1)}: dangerously ambiguous port definition with ${port(0)}`,
    `${port(2)}: overlapping port definition with ${port(0)}`,
    `${port(2)}: overlapping port definition with ${port(1)}`,
    `${port(4)}: overlapping port definition with ${port(2)}`,
  ]);
});

test('fractions of bytes are warned of', () => {
  const resources = { limits: { memory: '500m', 'ephemeral-storage': '1.5' }, requests: { memory: 'x', 'ephemeral-storage': '1' } };
  const what = 'is invalid, must be an integer';
  assert.deepEqual(withContainer({ resources }), [
    `spec.containers[0].resources.limits[memory]: fractional byte value "500m" ${what}`,
    `spec.containers[0].resources.limits[ephemeral-storage]: fractional byte value "1500m" ${what}`,
  ]);
  assert.deepEqual(warningsOf({ overhead: { memory: '0.5' } }), [`spec.overhead[memory]: fractional byte value "500m" ${what}`]);
});

test('repeated names and selectors that match nothing are warned of', () => {
  const term = { topologyKey: 'zone' };
  const warnings = warningsOf({
    hostAliases: [{ ip: '1.1.1.1' }, { ip: '1.1.1.1' }],
    imagePullSecrets: [{ name: 'a' }, { name: 'a' }, {}],
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
    affinity: {
      podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term, { ...term, labelSelector: {} }] },
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 1, podAffinityTerm: term },
          { weight: 1, podAffinityTerm: { ...term, labelSelector: {} } },
        ],
      },
    },
  });
  const nothing = 'a null labelSelector results in matching no pod';
  assert.deepEqual(warnings, [
    `spec.topologySpreadConstraints[0].labelSelector: ${nothing}`,
    'spec.hostAliases[1].ip: duplicate ip "1.1.1.1"',
    'spec.imagePullSecrets[1].name: duplicate name "a"',
    'spec.imagePullSecrets[2].name: invalid empty name ""',
    `spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector: ${nothing}`,
    'spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.labelSelector: ' + nothing,
  ]);
});
