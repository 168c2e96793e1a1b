import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { ApiError } from '../api/errors';
import { ManifestError } from './manifest-error';
import { readManifest } from './read-manifest';
import { podOfManifest, readPods } from './read-pods';
import { podOfTemplate } from './workload-pods';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: nginx
`;

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

test('a pod whose name is generated has one', () => {
  const [pod] = readPods(POD.replace('name: web', 'generateName: web-'));
  assert.match(pod.metadata.name, /^web-[a-z0-9]{5}$/);
});

test('a pod has a service account before it is checked, so that it may have its token', () => {
  const volume = '  volumes: [{name: t, projected: {sources: [{serviceAccountToken: {path: token}}]}}]\n';
  assert.equal(readPods(POD + volume)[0].spec.serviceAccountName, 'default');
});

test('something else than a pod is refused', () => {
  assert.throws(
    () => readPods('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n'),
    (error: unknown) => error instanceof ManifestError && error.problem === 'a pod is wanted, found kind "ConfigMap"',
  );
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
        if (/^(Deployment|ReplicaSet|StatefulSet|DaemonSet|Job|CronJob)$/.test(object.kind)) podOfTemplate(object);
      }
    }
  }
  assert.ok((kinds.get('Pod') ?? 0) >= 140);
});
