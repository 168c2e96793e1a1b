import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ApiError } from '../api/errors';
import { ManifestError } from './manifest-error';
import { readManifest } from './read-manifest';
import { podOfTemplate } from './workload-pods';

const TEMPLATE = 'template: {metadata: {labels: {app: web}}, spec: {containers: [{name: app, image: nginx}]}}';
const SELECTOR = 'selector: {matchLabels: {app: web}}';

const podOf = (text: string): ReturnType<typeof podOfTemplate> => podOfTemplate(readManifest(text)[0]);
const workload = (kind: string, spec: string, apiVersion = 'apps/v1'): string => (
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web, namespace: shop}\nspec: {${spec}}\n`
);

test('a deployment makes a pod of its name, whatever number it wants', () => {
  const pod = podOf(workload('Deployment', `replicas: 2, ${SELECTOR}, ${TEMPLATE}`));
  assert.deepEqual(pod.metadata, { labels: { app: 'web' }, name: 'web', namespace: 'shop' });
  assert.equal(pod.kind, 'Pod');
});

test('a replication controller needs no selector', () => {
  assert.equal(podOf(workload('ReplicationController', TEMPLATE, 'v1')).metadata.name, 'web');
});

test('a pod of a stateful set has a number, a host name, and a volume for each claim', () => {
  const claim = (name: string): string => `{metadata: {name: ${name}}}`;
  const template = TEMPLATE.replace('nginx', 'nginx, volumeMounts: [{name: data, mountPath: /data}, {name: more, mountPath: /more}]')
    .replace('spec: {', 'spec: {volumes: [{name: data, emptyDir: {}}, {name: more, emptyDir: {}}], ');
  const { metadata, spec } = podOf(workload('StatefulSet', `serviceName: db, ordinals: {start: 3}, ${SELECTOR}, ${template}, volumeClaimTemplates: [${claim('data')}]`));
  assert.equal(metadata.name, 'web-3');
  assert.equal(metadata.labels?.['apps.kubernetes.io/pod-index'], '3');
  assert.deepEqual([spec.hostname, spec.subdomain], ['web-3', 'db']);
  assert.deepEqual(spec.volumes?.map(({ name, persistentVolumeClaim }) => [name, (persistentVolumeClaim as { claimName: string } | undefined)?.claimName]), [
    ['data', 'data-web-3'], ['more', undefined],
  ]);
});

test('a pod of an indexed job knows its index', () => {
  const template = 'template: {spec: {restartPolicy: Never, initContainers: [{name: i, image: b}], containers: [{name: a, image: b}]}}';
  const { metadata, spec } = podOf(workload('Job', `completions: 3, completionMode: Indexed, ${template}`, 'batch/v1'));
  assert.equal(metadata.labels?.['batch.kubernetes.io/job-completion-index'], '0');
  assert.equal(metadata.annotations?.['batch.kubernetes.io/job-completion-index'], '0');
  assert.equal(spec.hostname, 'web-0');
  for (const { env } of [...spec.containers, ...spec.initContainers ?? []]) assert.equal(env?.[0].name, 'JOB_COMPLETION_INDEX');
});

test('a cron job makes the pods of its jobs', () => {
  const template = 'template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}';
  const pod = podOf(workload('CronJob', `schedule: "* * * * *", jobTemplate: {spec: {${template}}}`, 'batch/v1'));
  assert.equal(pod.spec.restartPolicy, 'Never');
  assert.equal(pod.metadata.labels?.['job-name'], 'web');
});

test('a name may be generated', () => {
  const text = workload('Job', 'template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}', 'batch/v1');
  assert.match(podOf(text.replace('name: web', 'generateName: load-')).metadata.name, /^load-\w{5}$/);
});

describe('a workload is refused', () => {
  const errorOf = (text: string): ApiError | ManifestError => {
    try {
      podOf(text);
    } catch (error) {
      assert.ok(error instanceof ApiError || error instanceof ManifestError);
      return error;
    }
    throw new assert.AssertionError({ message: 'the workload was accepted' });
  };

  test('with places in its template', () => {
    const text = `apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: web}\nspec:\n  ${SELECTOR}\n  ${TEMPLATE.replace('nginx', '""')}\n`;
    const error = errorOf(text) as ApiError;
    assert.equal(error.causes[0].field, 'spec.template.spec.containers[0].image');
    assert.equal(error.causes[0].place?.line, 6);
  });

  test('without a selector, a template, or a name', () => {
    assert.match(errorOf(workload('StatefulSet', TEMPLATE)).message, /^The StatefulSet "web" is invalid: \n\* spec\.selector: Required value/);
    assert.match(errorOf(workload('ReplicationController', '', 'v1')).message, /spec\.template: Required value/);
    assert.match(errorOf(workload('DaemonSet', TEMPLATE).replace('name: web, ', '')).message, /metadata\.name: Required value/);
  });

  test('when its pods must not end, or must', () => {
    const never = TEMPLATE.replace('spec: {', 'spec: {restartPolicy: Never, activeDeadlineSeconds: 5, ');
    assert.match(errorOf(workload('StatefulSet', `${SELECTOR}, ${never}`)).message, /activeDeadlineSeconds in StatefulSet is not Supported/);
    assert.match(errorOf(workload('CronJob', `jobTemplate: {spec: {${TEMPLATE}}}`, 'batch/v1')).message, /spec\.schedule: Required value[^]*jobTemplate\.spec\.template\.spec\.restartPolicy: Required value/);
  });

  test('when only indexes make sense of a number', () => {
    assert.match(errorOf(workload('Job', `backoffLimitPerIndex: 1, ${TEMPLATE}`, 'batch/v1')).message, /backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode/);
  });

  test('when it is no workload', () => {
    assert.equal((errorOf('apiVersion: v1\nkind: Service\nmetadata: {name: a}\n') as ManifestError).problem, 'an object of kind "Service" has no pod template');
  });
});
