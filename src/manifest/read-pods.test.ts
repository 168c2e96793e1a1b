import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { ApiError } from '../api/errors';
import { ManifestError } from './manifest-error';
import { readManifest } from './read-manifest';
import { podOfManifest, podsOfTemplate, readPods } from './read-pods';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: nginx
`;

function deployment(fields: string, container = 'image: nginx'): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
${fields}  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: app
        ${container}
`;
}

test('pods are read and defaulted', () => {
  const [pod] = readPods(POD);
  assert.equal(pod.metadata.namespace, 'default');
  assert.equal(pod.spec.containers[0].imagePullPolicy, 'Always');
});

test('a pod without a spec has no containers', () => {
  assert.throws(() => readPods('apiVersion: v1\nkind: Pod\n'), /spec\.containers: Required value/);
});

test('an invalid pod is refused with the places of what is wrong', () => {
  const text = POD.replace('nginx', '""').replace('app', 'App');
  assert.throws(
    () => readPods(text, { fileName: 'web.yaml' }),
    (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.deepEqual(error.causes.map(({ field, place }) => [field, place?.line, place?.column]), [
        ['spec.containers[0].name', 7, 11],
        ['spec.containers[0].image', 8, 5],
      ]);
      assert.match(error.message, /^The Pod "web" is invalid: \n\* spec\.containers\[0\]\.name: Invalid value: "App": /);
      assert.match(error.excerpt, /^web\.yaml:7:11\n {2}5 \| spec:\n[^]*\nweb\.yaml:8:5\n/);
      return true;
    },
  );
});

test('something else than a pod is refused', () => {
  assert.throws(
    () => readPods('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n'),
    (error: unknown) => error instanceof ManifestError && error.problem === 'a pod is wanted, found kind "ConfigMap"',
  );
});

describe('the template of a workload', () => {
  test('makes as many pods as are wanted', () => {
    const [object] = readManifest(deployment('  replicas: 2\n'));
    const pods = podsOfTemplate(object, 'web-abc');
    assert.deepEqual(pods.map(({ metadata }) => metadata), [
      { labels: { app: 'web' }, name: 'web-abc-0', namespace: 'shop' },
      { labels: { app: 'web' }, name: 'web-abc-1', namespace: 'shop' },
    ]);
    assert.equal(pods[0].kind, 'Pod');
  });

  test('makes one pod of the name unless several are wanted', () => {
    const [object] = readManifest(deployment(''));
    assert.deepEqual(podsOfTemplate(object, 'web').map(({ metadata }) => metadata.name), ['web']);
  });

  test('is checked like a pod, with places in the template', () => {
    const [object] = readManifest(deployment('', 'image: ""'));
    assert.throws(
      () => podsOfTemplate(object, 'web'),
      (error: unknown) => error instanceof ApiError && error.causes[0].place?.line === 13,
    );
  });

  test('of a CronJob is that of its jobs', () => {
    const template = 'template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}';
    const text = `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: c}\nspec:\n  jobTemplate: {spec: {${template}}}\n`;
    assert.equal(podsOfTemplate(readManifest(text)[0], 'c-1')[0].spec.restartPolicy, 'Never');
  });

  test('is missing', () => {
    const problemOf = (text: string): unknown => {
      try {
        return podsOfTemplate(readManifest(text)[0], 'a');
      } catch (error) {
        return (error as ManifestError).problem;
      }
    };
    assert.equal(problemOf(POD), 'an object of kind "Pod" has no pod template');
    assert.equal(
      problemOf('apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n'),
      'an object of kind "Deployment" has no pod template',
    );
  });
});

test('every manifest that was applied to the recorded cluster can be read', () => {
  const file = join(__dirname, '..', 'recordings', 'data', 'cluster.jsonl.gz');
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n').filter((line) => line !== '');
  const kinds = new Map<string, number>();
  for (const line of lines) {
    const { manifests } = JSON.parse(line) as { readonly manifests: readonly { readonly file: string; readonly text: string }[] };
    for (const { file: fileName, text } of manifests) {
      for (const object of readManifest(text, { fileName })) {
        kinds.set(object.kind, (kinds.get(object.kind) ?? 0) + 1);
        if (object.kind === 'Pod') podOfManifest(object);
        if (/^(Deployment|ReplicaSet|StatefulSet|DaemonSet|Job|CronJob)$/.test(object.kind)) podsOfTemplate(object, 'a');
      }
    }
  }
  assert.ok((kinds.get('Pod') ?? 0) >= 140);
});
