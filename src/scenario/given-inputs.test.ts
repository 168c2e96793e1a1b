import assert from 'node:assert/strict';
import { test } from 'node:test';

import { seconds } from '../simulation/time';
import { pass, passRecording } from './actions';
import { AppliedManifests } from './applied-manifests';
import { readKubeletConfiguration } from './kubelet-configuration';
import { parseWorkload, podOfWorkload, podsOfManifest } from './pods-of-manifest';
import { findRecording, traceOfRecordingAgrees } from './recorded-scenarios';
import { Scenario } from './scenario';

const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 0
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: app, image: "web:1" }] }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ port: 80 }] }
`;

test('a pod of a workload is made from its template, however many it wants', () => {
  const pod = podOfWorkload(parseWorkload('deployment "web"'), DEPLOYMENT, 'web.yaml');
  assert.equal(pod.metadata.name, 'web');
  assert.deepEqual(pod.metadata.labels, { app: 'web' });
  assert.equal(pod.spec.restartPolicy, 'Always');
});

test('a manifest without what is wanted is refused with what it has, and with the phrase to use', () => {
  assert.throws(() => podsOfManifest(DEPLOYMENT, 'web.yaml'), /web\.yaml holds no pod, only Deployment "web", Service "web": for one of its pods write: a pod of deployment "web"/);
  assert.throws(() => podOfWorkload(parseWorkload('job "web"'), DEPLOYMENT, 'web.yaml'), /holds no Job "web"/);
  assert.throws(() => parseWorkload('service "web"'), /does not name a workload/);
});

test('a manifest of workloads only has to be asked for a pod', () => {
  const manifests = new AppliedManifests();
  assert.deepEqual(manifests.apply(DEPLOYMENT, 'web.yaml'), []);
  assert.throws(() => { manifests.checkEffect(); }, /write: a pod of deployment "web" is created/);
  assert.throws(() => manifests.podOf(parseWorkload('job "web"')), /No manifest that was applied holds a job "web"/);
  assert.equal(manifests.podOf(parseWorkload('deployment "web"')).metadata.name, 'web');
  assert.doesNotThrow(() => { manifests.checkEffect(); });
});

test('a kubelet is configured with the fields of its file', () => {
  const config = readKubeletConfiguration(`
    kind: KubeletConfiguration
    crashLoopBackOff: { maxContainerRestartPeriod: 1m }
    syncFrequency: 30s
    serializeImagePulls: false
    maxParallelImagePulls: 2
    shutdownGracePeriod: 40s
    shutdownGracePeriodCriticalPods: 10s
    featureGates: { ReduceDefaultCrashLoopBackOffDecay: true }
  `);
  assert.equal(config.maxContainerRestartPeriod, seconds(60));
  assert.equal(config.syncFrequency, seconds(30));
  assert.equal(config.serializeImagePulls, false);
  assert.equal(config.featureGates.ReduceDefaultCrashLoopBackOffDecay, true);
  assert.deepEqual(config.shutdownPeriods.map((period) => period.seconds), [30, 10]);
  assert.deepEqual(readKubeletConfiguration('shutdownGracePeriodByPodPriority: [{ priority: 0, shutdownGracePeriodSeconds: 7 }]')
    .shutdownPeriods.map((period) => period.seconds), [7]);
  assert.equal(readKubeletConfiguration('').serializeImagePulls, true);
});

test('fields and gates of the kubelet that are not simulated are refused', () => {
  assert.throws(() => readKubeletConfiguration('maxPods: 5'), /The field "maxPods" of KubeletConfiguration is not simulated/);
  assert.throws(() => readKubeletConfiguration('featureGates: { Nonsense: true }'), /gate "Nonsense" is not simulated/);
});

test('a recording is found by its name, and brings its pods and actions', () => {
  assert.throws(() => findRecording('no-such-recording'), /There is no recording "no-such-recording"/);
  const scenario = new Scenario();
  scenario.setup.useRecording('delete-graceful', true);
  scenario.act(pass(seconds(5)));
  const agrees = traceOfRecordingAgrees(scenario.setup.recording);
  assert.throws(() => { scenario.expect(agrees); }, /Expected the whole recording, 1m, found only 5/);
  scenario.act(passRecording(scenario.setup.recording?.scenario.until));
  scenario.expect(agrees);
  assert.deepEqual(scenario.shown.notes.map(({ text }) => text), ['delete']);
});

test('a trace that is another one is told by its first difference', () => {
  const scenario = new Scenario();
  scenario.setup.useRecording('delete-graceful', false);
  scenario.setup.addPods(podsOfManifest('{apiVersion: v1, kind: Pod, metadata: {name: pod}, spec: {containers: [{name: app, image: "registry.example/app:1"}]}}', 'x'));
  scenario.act(passRecording(60));
  assert.throws(() => { scenario.expect(traceOfRecordingAgrees(findRecording('delete-graceful'))); }, /the trace of recording "delete-graceful", found /);
  assert.throws(() => traceOfRecordingAgrees(undefined), /names no recording/);
});

test('every kind of action of a recording is told in the pictures', () => {
  const texts = ['rk-running', 'rk-image-changed', 'evict-hard', 'sd-cancelled', 'edge-random-0014', 'delete-grace-5'].flatMap((name) => {
    const scenario = new Scenario();
    scenario.setup.useRecording(name, true);
    scenario.act(pass(seconds(1)));
    return scenario.shown.notes.map(({ text }) => text);
  });
  for (const words of ['kubelet restarts', 'image of', 'eviction', 'shutdown announced', 'shutdown cancelled', 'process of', 'delete, grace 5 s']) {
    assert.ok(texts.some((text) => text.startsWith(words)), words);
  }
});
