import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { checkCases, containerErrors, errorsOf } from './checked-pods';

describe('containers', () => {
  checkCases(
    {
      'a container has a name and an image': [
        { name: '', image: '' },
        '*.name: Required value',
        '*.image: Required value',
      ],
      'a name has at most 63 characters': [
        { name: 'a'.repeat(64) },
        `*.name: Invalid value: "${'a'.repeat(64)}": must be no more than 63 characters`,
      ],
      'an image has no blanks at its ends': [
        { image: ' nginx' },
        '*.image: Invalid value: " nginx": must not have leading or trailing whitespace',
      ],
      'a termination message comes from a file or from the log': [
        { terminationMessagePolicy: 'Mail' },
        '*.terminationMessagePolicy: Unsupported value: "Mail": supported values: "File", "FallbackToLogsOnError"',
      ],
      'a port has a well-formed name and number': [
        { ports: [{ name: '-A--b-', containerPort: 70_000, hostPort: -1, protocol: 'http' }] },
        '*.ports[0].name: Invalid value: "-A--b-": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
        '*.ports[0].name: Invalid value: "-A--b-": must not contain consecutive hyphens',
        '*.ports[0].name: Invalid value: "-A--b-": must not begin or end with a hyphen',
        '*.ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
        '*.ports[0].hostPort: Invalid value: -1: must be between 1 and 65535, inclusive',
        '*.ports[0].protocol: Unsupported value: "http": supported values: "SCTP", "TCP", "UDP"',
      ],
      'a port of the host is taken once': [
        { ports: [{ containerPort: 80, hostPort: 8080 }, { containerPort: 81, hostPort: 8080 }] },
        '*.ports[1].hostPort: Duplicate value: "TCP//8080"',
      ],
      'a restart policy is one of three': [
        { restartPolicy: 'Sometimes' },
        '*.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "Never", "OnFailure"',
      ],
      'restart rules need a restart policy': [
        { restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }] },
        '*.restartPolicy: Required value: must specify restartPolicy when restart rules are used',
      ],
      'a restart rule says what to do and when': [
        {
          restartPolicy: 'Never',
          restartPolicyRules: [{ action: 'Stop' }, { action: 'Restart', exitCodes: { operator: 'Is', values: Array(256).fill(1) } }],
        },
        '*.restartPolicyRules[0].action: Unsupported value: "Stop": supported values: "Restart", "RestartAllContainers"',
        '*.restartPolicyRules[0].exitCodes: Required value: must be specified',
        '*.restartPolicyRules[1].exitCodes.operator: Unsupported value: "Is": supported values: "In", "NotIn"',
        '*.restartPolicyRules[1].exitCodes.values: Too many: 256: must have at most 255 items',
      ],
      'there are at most 20 restart rules': [
        { restartPolicy: 'Never', restartPolicyRules: Array(21).fill({ action: 'Restart', exitCodes: { operator: 'In' } }) },
        '*.restartPolicyRules: Too many: 21: must have at most 20 items',
      ],
      'a resize policy names each resource once': [
        {
          resizePolicy: [
            { resourceName: 'cpu', restartPolicy: 'NotRequired' },
            { resourceName: 'cpu', restartPolicy: 'Never' },
            { resourceName: 'disk', restartPolicy: '' },
          ],
        },
        '*.resizePolicy[1]: Duplicate value: "cpu"',
        '*.resizePolicy: Unsupported value: "Never": supported values: "NotRequired", "RestartContainer"',
        '*.resizePolicy: Unsupported value: "disk": supported values: "cpu", "memory"',
        '*.resizePolicy: Required value',
      ],
    },
    containerErrors,
  );

  test('a pod that never restarts cannot restart for a resize', () => {
    const resizePolicy = [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }];
    assert.deepEqual(containerErrors({ resizePolicy }, { restartPolicy: 'Never' }), [
      '*.resizePolicy: Invalid value: "RestartContainer": must be \'NotRequired\' when pod `restartPolicy` is \'Never\'',
    ]);
  });

  test('names are unique among regular containers and init containers', () => {
    const one = { name: 'app', image: 'nginx:1.25' };
    assert.deepEqual(errorsOf({ containers: [one, one], initContainers: [one] }), [
      'spec.containers[1].name: Duplicate value: "app"',
      'spec.initContainers[0].name: Duplicate value: "app"',
    ]);
  });

  test('an init container that runs once has no hooks and probes', () => {
    const care = { lifecycle: {}, livenessProbe: {}, readinessProbe: {}, startupProbe: {} };
    const resizePolicy = [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }];
    const init = { name: 'init', image: 'busybox', ...care, resizePolicy };
    const why = 'Forbidden: may not be set for init containers without restartPolicy=Always';
    assert.deepEqual(errorsOf({ initContainers: [init] }), [
      `spec.initContainers[0].lifecycle: ${why}`,
      `spec.initContainers[0].livenessProbe: ${why}`,
      `spec.initContainers[0].readinessProbe: ${why}`,
      `spec.initContainers[0].startupProbe: ${why}`,
      'spec.initContainers[0].resizePolicy[0].restartPolicy: Invalid value: "RestartContainer": must not be set to ' +
        "'RestartContainer' for non-sidecar initContainers",
    ]);
  });

  test('a sidecar may have hooks and probes, and these are checked', () => {
    const sidecar = { name: 'log', image: 'busybox', restartPolicy: 'Always', livenessProbe: { successThreshold: 2 } };
    assert.deepEqual(errorsOf({ initContainers: [sidecar] }), [
      'spec.initContainers[0].livenessProbe: Required value: must specify a handler type',
      'spec.initContainers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1',
    ]);
  });
});
