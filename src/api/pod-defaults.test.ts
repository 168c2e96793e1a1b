import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import type { Container, Pod, PodSpec } from './pod';
import { defaultPod } from './pod-defaults';

fc.configureGlobal({ seed: 1 });

const podWith = (spec: Partial<PodSpec>, metadata: Partial<Pod['metadata']> = {}): Pod => ({
  metadata: { name: 'web', ...metadata },
  spec: { containers: [{ name: 'app', image: 'nginx:1.25' }], ...spec },
});
/** What of an object is given: fields that are undefined do not count. */
const given = (object: object | undefined): unknown => JSON.parse(JSON.stringify(object));
const defaultedContainer = (container: Partial<Container>, spec: Partial<PodSpec> = {}): Container =>
  defaultPod(podWith({ ...spec, containers: [{ name: 'app', image: 'nginx:1.25', ...container }] })).spec.containers[0];

test('a pod gets the policies, the grace period and the names that every pod has', () => {
  const { metadata, spec } = defaultPod(podWith({}));
  assert.equal(metadata.namespace, 'default');
  assert.deepEqual(given(spec), {
    containers: given(spec.containers),
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    enableServiceLinks: true,
    priority: 0,
    preemptionPolicy: 'PreemptLowerPriority',
  });
});

test('a negative grace period counts as one second, zero stays zero', () => {
  assert.equal(defaultPod(podWith({ terminationGracePeriodSeconds: -5 })).spec.terminationGracePeriodSeconds, 1);
  assert.equal(defaultPod(podWith({ terminationGracePeriodSeconds: 0 })).spec.terminationGracePeriodSeconds, 0);
});

test('an empty policy counts as not given', () => {
  const empty = '' as 'Always';
  assert.equal(defaultPod(podWith({ restartPolicy: empty })).spec.restartPolicy, 'Always');
});

test('a well-known priority class gives its priority', () => {
  const priorityOf = (priorityClassName: string): unknown => defaultPod(podWith({ priorityClassName })).spec.priority;
  assert.equal(priorityOf('system-cluster-critical'), 2_000_000_000);
  assert.equal(priorityOf('system-node-critical'), 2_000_001_000);
  assert.equal(priorityOf('mine'), undefined);
});

test('an image is always pulled when its tag is latest, and else only if it is not present', () => {
  const cases: [string, string][] = [
    ['nginx', 'Always'],
    ['nginx:latest', 'Always'],
    ['registry.local:5000/team/app', 'Always'],
    ['nginx:1.27', 'IfNotPresent'],
    [`nginx@sha256:${'a'.repeat(64)}`, 'IfNotPresent'],
    [`nginx:latest@sha256:${'a'.repeat(64)}`, 'Always'],
    ['Not A Reference', 'IfNotPresent'],
  ];
  for (const [image, policy] of cases) assert.equal(defaultedContainer({ image }).imagePullPolicy, policy, image);
  assert.equal(defaultedContainer({ image: 'nginx', imagePullPolicy: 'Never' }).imagePullPolicy, 'Never');
});

test('a probe gets its timing, and a zero counts as not given', () => {
  const { livenessProbe } = defaultedContainer({ livenessProbe: { httpGet: { port: 80 }, periodSeconds: 0 } });
  assert.deepEqual(given(livenessProbe), {
    httpGet: { port: 80, path: '/', scheme: 'HTTP' },
    periodSeconds: 10,
    timeoutSeconds: 1,
    successThreshold: 1,
    failureThreshold: 3,
  });
  const { readinessProbe } = defaultedContainer({ readinessProbe: { grpc: { port: 5000 } } });
  assert.deepEqual(readinessProbe?.grpc, { port: 5000, service: '' });
});

test('a hook that gets a page gets path and scheme', () => {
  const { lifecycle } = defaultedContainer({
    lifecycle: { preStop: { httpGet: { port: 80, path: '/bye' } }, postStart: { exec: { command: ['true'] } } },
  });
  assert.deepEqual(given(lifecycle), {
    preStop: { httpGet: { port: 80, path: '/bye', scheme: 'HTTP' } },
    postStart: { exec: { command: ['true'] } },
  });
});

test('a port speaks TCP, and is the host\'s own when the pod uses the host\'s network', () => {
  const ports = [{ containerPort: 80 }, { containerPort: 53, protocol: 'UDP', hostPort: 5353 }];
  assert.deepEqual(defaultedContainer({ ports }).ports, [{ containerPort: 80, protocol: 'TCP' }, ports[1]]);
  assert.deepEqual(defaultedContainer({ ports }, { hostNetwork: true }).ports, [
    { containerPort: 80, protocol: 'TCP', hostPort: 80 },
    ports[1],
  ]);
});

test('missing requests equal the limits, and amounts are in canonical text', () => {
  const { resources } = defaultedContainer({
    resources: { limits: { cpu: 0.5, memory: '1024Mi' }, requests: { cpu: '0.0001' } },
  });
  assert.deepEqual(resources, { limits: { cpu: '500m', memory: '1Gi' }, requests: { cpu: '1m', memory: '1Gi' } });
});

test('an amount that is no quantity is left for the validation', () => {
  const { resources } = defaultedContainer({ resources: { requests: { cpu: '1core' } } });
  assert.deepEqual(resources, { requests: { cpu: '1core' } });
});

test('a reference to a field of the pod gets its version', () => {
  const env = [
    { name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    { name: 'B', value: 'b' },
  ];
  assert.deepEqual(defaultedContainer({ env }).env, [
    { name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name', apiVersion: 'v1' } } },
    env[1],
  ]);
});

test('requests for the pod as a whole come from its containers, or else from its limits', () => {
  const { spec } = defaultPod(
    podWith({
      containers: [{ name: 'app', image: 'nginx:1.25', resources: { requests: { cpu: '250m' } } }],
      resources: { limits: { cpu: '1', memory: '64Mi' } },
    }),
  );
  assert.deepEqual(spec.resources, {
    limits: { cpu: '1', memory: '64Mi' },
    requests: { cpu: '250m', memory: '64Mi' },
  });
});

test('huge page limits of the containers become limits of the pod as a whole', () => {
  const pages = { 'hugepages-2Mi': '4Mi' };
  const { spec } = defaultPod(
    podWith({
      containers: [{ name: 'app', image: 'nginx:1.25', resources: { limits: pages } }],
      resources: { requests: { cpu: '1.000' } },
      overhead: { cpu: 0.5 },
    }),
  );
  assert.deepEqual(spec.resources, { limits: pages, requests: { ...pages, cpu: '1' } });
  assert.deepEqual(spec.overhead, { cpu: '500m' });
  assert.deepEqual(defaultPod(podWith({ resources: {} })).spec.resources, {});
});

test('a volume without a source is an empty directory, and files get mode 0644', () => {
  const { volumes } = defaultPod(
    podWith({
      volumes: [
        { name: 'a' },
        { name: 'b', configMap: { name: 'c' } },
        { name: 'd', secret: { secretName: 's', defaultMode: 256 } },
        { name: 'e', hostPath: { path: '/x' } },
        { name: 'f', image: { reference: 'data:latest' } },
        { name: 'g', downwardAPI: { items: [{ path: 'n', fieldRef: { fieldPath: 'metadata.name' } }] } },
        {
          name: 'h',
          projected: {
            sources: [
              { serviceAccountToken: { path: 'token' } },
              { downwardAPI: { items: [{ path: 'n', fieldRef: { fieldPath: 'metadata.name' } }] } },
              { configMap: { name: 'c' } },
            ],
          },
        },
        { name: 'i', emptyDir: {} },
      ],
    }),
  ).spec;
  const item = { path: 'n', fieldRef: { fieldPath: 'metadata.name', apiVersion: 'v1' } };
  assert.deepEqual(volumes, [
    { name: 'a', emptyDir: {} },
    { name: 'b', configMap: { name: 'c', defaultMode: 420 } },
    { name: 'd', secret: { secretName: 's', defaultMode: 256 } },
    { name: 'e', hostPath: { path: '/x', type: '' } },
    { name: 'f', image: { reference: 'data:latest', pullPolicy: 'Always' } },
    { name: 'g', downwardAPI: { items: [item], defaultMode: 420 } },
    {
      name: 'h',
      projected: {
        sources: [
          { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
          { downwardAPI: { items: [item] } },
          { configMap: { name: 'c' } },
        ],
        defaultMode: 420,
      },
    },
    { name: 'i', emptyDir: {} },
  ]);
});

const probes = fc.record(
  {
    httpGet: fc.record({ port: fc.constantFrom(80, 'http') }),
    periodSeconds: fc.nat({ max: 60 }),
    failureThreshold: fc.nat({ max: 5 }),
  },
  { requiredKeys: ['httpGet'] },
);
const containers = fc.record(
  {
    name: fc.constantFrom('a', 'b'),
    image: fc.constantFrom('nginx', 'nginx:1.25'),
    livenessProbe: probes,
    lifecycle: fc.record({ preStop: fc.record({ httpGet: fc.record({ port: fc.constant(80) }) }) }),
    ports: fc.array(fc.record({ containerPort: fc.integer({ min: 1, max: 9 }) }), { maxLength: 2 }),
    resources: fc.record(
      { limits: fc.dictionary(fc.constantFrom('cpu', 'memory'), fc.constantFrom('1', '0.5', '1024Mi')) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['name', 'image'] },
);
const pods = fc.record({
  metadata: fc.record({ name: fc.constant('web') }),
  spec: fc.record(
    {
      containers: fc.array(containers, { minLength: 1, maxLength: 3 }),
      initContainers: fc.array(containers, { maxLength: 2 }),
      hostNetwork: fc.boolean(),
      terminationGracePeriodSeconds: fc.integer({ min: -3, max: 60 }),
      resources: fc.record({ limits: fc.constant({ cpu: '1' }) }, { requiredKeys: [] }),
      volumes: fc.constant([{ name: 'v' }, { name: 'w', configMap: { name: 'c' } }]),
    },
    { requiredKeys: ['containers'] },
  ),
});

test('defaulting a defaulted pod gives the very same object', () => {
  fc.assert(
    fc.property(pods, (pod) => {
      const once = defaultPod(pod);
      assert.equal(defaultPod(once), once);
    }),
  );
});

test('defaulting leaves the given pod as it is', () => {
  fc.assert(
    fc.property(pods, (pod) => {
      const before = JSON.stringify(pod);
      defaultPod(pod);
      assert.equal(JSON.stringify(pod), before);
    }),
  );
});
