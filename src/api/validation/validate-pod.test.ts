import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { renderFieldError } from '../field-error';
import { FieldPath } from '../field-path';
import type { Container, Pod, PodSpec } from '../pod';
import { validatePod, validatePodTemplate } from './validate-pod';

/** Fields of the wrong type on purpose. */
type Loose = Readonly<Record<string, unknown>>;

function errorsOf(spec: Loose, metadata: Loose = {}): string[] {
  const pod = {
    metadata: { name: 'web', ...metadata },
    spec: { containers: [{ name: 'app', image: 'nginx:1.25' }], ...spec },
  };
  return validatePod(pod as unknown as Pod).map(renderFieldError);
}

/** The errors of a container with these fields, without the container's path. */
function containerErrors(container: Loose, spec: Loose = {}): string[] {
  const errors = errorsOf({ containers: [{ name: 'app', image: 'nginx:1.25', ...container }], ...spec });
  return errors.map((error) => error.replace('spec.containers[0]', '*'));
}

const LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an " +
  "alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
  "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const NAME_PART_RULE =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric " +
  "character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is " +
  "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const LABEL_VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
  "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/** What is given, and the errors it makes. */
type Case = readonly [given: Loose, ...errors: string[]];

function checkCases(cases: Readonly<Record<string, Case>>, validate: (given: Loose) => string[]): void {
  for (const [name, [given, ...errors]] of Object.entries(cases)) test(name, () => assert.deepEqual(validate(given), errors));
}

test('an ordinary pod is accepted', () => {
  assert.deepEqual(errorsOf({}), []);
});

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

describe('probes and hooks', () => {
  const readiness = (probe: Loose): string[] => containerErrors({ readinessProbe: probe });
  checkCases(
    {
      'a handler of each kind is checked': [
        { httpGet: { port: 'a-very-long-port-name', scheme: 'FTP', httpHeaders: [{ name: 'a b', value: '1' }] } },
        '*.readinessProbe.httpGet.port: Invalid value: "a-very-long-port-name": must be no more than 15 characters',
        '*.readinessProbe.httpGet.scheme: Unsupported value: "FTP": supported values: "HTTP", "HTTPS"',
        "*.readinessProbe.httpGet.httpHeaders: Invalid value: \"a b\": a valid HTTP header must consist of alphanumeric " +
          "characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')",
      ],
      'a port that is missing counts as 0': [
        { tcpSocket: {} },
        '*.readinessProbe.tcpSocket.port: Invalid value: 0: must be between 1 and 65535, inclusive',
      ],
      'a grpc port is a number': [
        { grpc: { port: 0 } },
        '*.readinessProbe.grpc.port: Invalid value: 0: must be between 1 and 65535, inclusive',
      ],
      'a readiness probe has no grace period': [
        { exec: { command: ['true'] }, terminationGracePeriodSeconds: 10 },
        '*.readinessProbe.terminationGracePeriodSeconds: Invalid value: 10: must not be set for readinessProbes',
      ],
    },
    readiness,
  );

  test('a sleep is at most as long as the grace period', () => {
    const lifecycle = { postStart: { sleep: { seconds: 0 } }, preStop: { sleep: { seconds: 6 } } };
    assert.deepEqual(containerErrors({ lifecycle }, { terminationGracePeriodSeconds: 5 }), [
      '*.lifecycle.preStop.sleep: Invalid value: 6: must be non-negative and less than terminationGracePeriodSeconds (5)',
    ]);
    assert.deepEqual(containerErrors({ lifecycle }, { terminationGracePeriodSeconds: 6 }), []);
  });
});

describe('environment', () => {
  const env = (variable: Loose): string[] => containerErrors({ env: [variable] });
  const ref = (fields: Loose): Loose => ({ name: 'A', valueFrom: fields });
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

describe('resources', () => {
  const resources = (given: Loose): string[] => containerErrors({ resources: given });
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

describe('volumes', () => {
  const volume = (source: Loose): string[] =>
    errorsOf({ volumes: [{ name: 'v', ...source }], serviceAccountName: 'default' }).map((error) =>
      error.replace('spec.volumes[0]', '*'),
    );
  const file = (fields: Loose): Loose => ({ downwardAPI: { items: [fields] } });
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

  const mounts = (container: Loose): string[] =>
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

describe('security', () => {
  const security = (securityContext: Loose): string[] => containerErrors({ securityContext });
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

describe('the rest of the spec', () => {
  checkCases(
    {
      'a policy of name resolution is known': [
        { dnsPolicy: 'Any' },
        'spec.dnsPolicy: Unsupported value: "Any": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"',
      ],
      'without a policy names need a configuration': [
        { dnsPolicy: 'None' },
        'spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None',
      ],
      'without a policy names need a server': [
        { dnsPolicy: 'None', dnsConfig: {} },
        'spec.dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when `dnsPolicy` is None',
      ],
      'name servers are addresses': [
        { dnsConfig: { nameservers: ['x', '010.0.0.1', '::ffff:1.2.3.4', '1.1.1.1'], options: [{ value: '1' }] } },
        'spec.dnsConfig.nameservers: Invalid value: ["x","010.0.0.1","::ffff:1.2.3.4","1.1.1.1"]: must not have more than 3 ' +
          'nameservers',
        'spec.dnsConfig.nameservers[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
        'spec.dnsConfig.nameservers[1]: Invalid value: "010.0.0.1": must not have leading 0s',
        'spec.dnsConfig.nameservers[2]: Invalid value: "::ffff:1.2.3.4": must not be an IPv4-mapped IPv6 address',
        'spec.dnsConfig.options[0]: Required value: must not be empty',
      ],
      'search domains may have underscores': [{ dnsConfig: { searches: ['.', '_a.b.'] } }],
      'search domains are well formed': [
        { dnsConfig: { searches: ['A'] } },
        'spec.dnsConfig.searches[0]: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric ' +
          "characters, '_', '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used " +
          "for validation is '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*')",
      ],
      'lines of the hosts file are well formed': [
        { hostAliases: [{ ip: '1.2.3', hostnames: ['A'] }] },
        'spec.hostAliases[0].ip: Invalid value: "1.2.3": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
        `spec.hostAliases[0].hostnames[0]: Invalid value: "A": ${SUBDOMAIN_RULE}`,
      ],
      'a name instead of the host name stands alone': [
        { hostnameOverride: 'a'.repeat(65), setHostnameAsFQDN: true, hostNetwork: true },
        'spec.hostnameOverride: Forbidden: may not be specified when setHostnameAsFQDN is true',
        'spec.hostnameOverride: Forbidden: may not be specified when hostNetwork is true',
        'spec.hostnameOverride: Too long: may not be more than 64 bytes',
      ],
      'names are well formed': [
        { serviceAccountName: 'A', nodeName: 'B', hostname: 'C', subdomain: 'd.e', priorityClassName: 'F', runtimeClassName: '' },
        `spec.serviceAccountName: Invalid value: "A": ${SUBDOMAIN_RULE}`,
        `spec.nodeName: Invalid value: "B": ${SUBDOMAIN_RULE}`,
        `spec.hostname: Invalid value: "C": ${LABEL_RULE}`,
        'spec.subdomain: Invalid value: "d.e": must not contain dots',
        `spec.priorityClassName: Invalid value: "F": ${SUBDOMAIN_RULE}`,
        `spec.runtimeClassName: Invalid value: "": ${SUBDOMAIN_RULE}`,
      ],
      'a policy of preemption is known': [
        { preemptionPolicy: 'Always' },
        'spec.preemptionPolicy: Unsupported value: "Always": supported values: "PreemptLowerPriority", "Never"',
      ],
      'gates are qualified names, each once': [
        { schedulingGates: [{ name: 'a' }, { name: 'a' }, {}] },
        'spec.schedulingGates[1]: Duplicate value: "a"',
        'spec.schedulingGates[2]: Invalid value: "": name part must be non-empty',
        `spec.schedulingGates[2]: Invalid value: "": ${NAME_PART_RULE}`,
      ],
      'a gated pod has no node': [
        { schedulingGates: [{ name: 'a' }], nodeName: 'node-1' },
        'spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared',
      ],
      'a new pod has no ephemeral containers': [
        { ephemeralContainers: [{ name: 'debug' }] },
        'spec.ephemeralContainers: Forbidden: cannot be set on create',
      ],
      'with the host\'s network ports are the host\'s': [
        { hostNetwork: true, containers: [{ name: 'app', image: 'nginx:1.25', ports: [{ containerPort: 80, hostPort: 81 }] }] },
        'spec.containers[0].ports[0].hostPort: Invalid value: 81: must match `containerPort` when `hostNetwork` is true',
      ],
      'tolerations are consistent': [
        {
          tolerations: [
            { operator: 'Equal' },
            { key: 'a', value: '-', effect: 'Never' },
            { key: 'a', operator: 'Gt', tolerationSeconds: 1 },
            { key: '-a', operator: 'Exists' },
          ],
        },
        'spec.tolerations[0].operator: Invalid value: "Equal": operator must be Exists when `key` is empty, which means "match ' +
          'all values and all keys"',
        `spec.tolerations[1].operator: Invalid value: "-": ${LABEL_VALUE_RULE}`,
        'spec.tolerations[1].effect: Unsupported value: "Never": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
        'spec.tolerations[2].effect: Invalid value: "": effect must be \'NoExecute\' when `tolerationSeconds` is set',
        'spec.tolerations[2].operator: Unsupported value: "Gt": supported values: "Equal", "Exists", "Lt", "Gt"',
        `spec.tolerations[3].key: Invalid value: "-a": ${NAME_PART_RULE}`,
      ],
    },
    (spec) => errorsOf(spec),
  );
});

describe('placement', () => {
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
  const affinity = (given: Loose): string[] =>
    errorsOf({ affinity: given }).map((error) =>
      error.replace('spec.affinity', '*').replace(required, 'required').replace(preferred, 'preferred'),
    );
  const nodes = (terms: readonly Loose[]): Loose => ({ nodeAffinity: { [required]: { nodeSelectorTerms: terms } } });
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

test('a template is checked at its path, without a name', () => {
  const container: Container = { name: 'app', image: '' };
  const template = {
    metadata: { labels: { app: '-' }, annotations: { '-': '' } },
    spec: { containers: [container], ephemeralContainers: [{}] } as PodSpec,
  };
  assert.deepEqual(validatePodTemplate(template, FieldPath.of('spec').child('template')).map(renderFieldError), [
    `spec.template.labels: Invalid value: "-": ${LABEL_VALUE_RULE}`,
    `spec.template.annotations: Invalid value: "-": ${NAME_PART_RULE}`,
    'spec.template.spec.containers[0].image: Required value',
    'spec.template.spec.ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template',
  ]);
  assert.deepEqual(validatePodTemplate({}, FieldPath.of('t')).map(renderFieldError), ['t.spec.containers: Required value']);
});
