import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { phrasePattern } from '../../scenario/phrases/parameter-patterns';
import { readPhrases } from '../../scenario/phrases/read-phrases';
import { seconds } from '../../simulation/time';
import { draftFeature } from './draft-feature';
import { measure, runInManyPhases } from './measure';

const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      terminationGracePeriodSeconds: 12
      containers:
        - name: app
          image: web:1
          startupProbe: { tcpSocket: { port: 80 }, periodSeconds: 2, failureThreshold: 5 }
          livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5, failureThreshold: 2 }
          readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5 }
`;

test('a first feature tells what the probes and the grace period of a manifest mean', () => {
  const feature = draftOf(DEPLOYMENT);
  assert.match(feature, /^Feature: web\.yaml\n/);
  assert.match(feature, /Given a pod of deployment "web" in "web\.yaml" is created/);
  assert.match(feature, /container "app" received SIGTERM 8s\.\.1[12]s after start/);
  assert.match(feature, /container "app" received SIGTERM 1m5s\.\.1m11s after start/);
  assert.match(feature, /container "app" became not Ready 1m10s\.\.1m16s after start/);
  assert.match(feature, /container "app" received SIGKILL 12s after deletion/);
});

const drafts = new Map<string, string>();

/** A draft that several tests look at: it takes some time. */
function draftOf(manifest: string): string {
  const draft = drafts.get(manifest) ?? draftFeature(manifest, 'web.yaml');
  drafts.set(manifest, draft);
  return draft;
}

const POD = `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  terminationGracePeriodSeconds: 20
  initContainers: [{ name: setup, image: "setup:1" }, { name: proxy, image: "proxy:1", restartPolicy: Always }]
  containers:
    - name: app
      image: web:1
      lifecycle: { preStop: { exec: { command: [/drain] } } }
      livenessProbe: { httpGet: { port: 80 }, periodSeconds: 5 }
    - { name: agent, image: "busybox:1.36", command: [sleep, infinity] }
`;

test('it tells how long a start may take, what a preStop hook leaves, and which program makes a deletion slow', () => {
  const feature = draftOf(POD);
  assert.match(feature, /Scenario: Killed 10s\.\.16s after start: a program in container "app" that has not started by then, after 3 failures of its liveness probe/);
  assert.match(feature, /Scenario: A preStop hook of 10s in container "app" leaves its program 10s of 20s/);
  assert.match(feature, /Given the preStop hook of container "app" takes 10s/);
  assert.match(feature, /received SIGTERM 10s after deletion\n {6}And container "app" received SIGKILL 20s after deletion/);
  assert.match(feature, /Scenario: Gone 20s\.\.22s after deletion, because the program in container "agent" does not react to SIGTERM/);
  assert.match(feature, /container "app" never received SIGKILL\n {6}And container "agent" received SIGKILL 20s after deletion/);
});

test('a pod that is to come to an end does, and what becomes of a failure depends on its restartPolicy', () => {
  const job = (policy: string, spec = 'image: "work:1"'): string => (
    `apiVersion: batch/v1\nkind: Job\nmetadata: { name: work }\nspec: { template: { spec: { restartPolicy: ${policy}, containers: [{ name: work, ${spec} }] } } }\n`
  );
  const never = draftFeature(job('Never'), 'job.yaml');
  assert.match(never, /taken for a program that does its work in 30 seconds/);
  assert.match(never, /exitsAfter: 30s/);
  assert.match(never, /Scenario: Done 31s\.\.3\ds after creation/);
  assert.match(never, /Scenario: Failed 11s\.\.1\ds after creation, if the program in container "work" ends with 1 after 10s \(restartPolicy Never\)/);
  const onFailure = draftFeature(job('OnFailure', 'image: "busybox:1.36", command: ["true"]'), 'job.yaml');
  assert.match(onFailure, /Scenario: Run again 5 times in 5m, if the program in container "work" ends with 1 after 10s each time/);
});

test('what keeps a pod from being Ready is told, and how often its programs are started again', () => {
  const text = (image: string, more = ''): string => `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: app, image: "${image}"${more} }] }\n`;
  assert.match(draftFeature(text('Bad//Image'), 'web.yaml'), /Scenario: Not Ready in all of the first 1m\n[^]*Then the pod was never Ready\n[^]*\| Failed \| Error: InvalidImageName \|/);
  assert.match(draftFeature(text('busybox:1.36', ', command: [sh, -c, "sleep 1; exit 3"]'), 'web.yaml'), /container "app" has restarted 3 times\n[^]*\| BackOff \| Back-off restarting failed container app in pod web_default/);
  assert.match(draftFeature(text('web:1', ', readinessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 100 }'), 'web.yaml'), /Ready 1m40s\.\.1m4\ds after creation, [^]*Out of service 3m20s\.\.3m31s after start/);
});

test('every step of a first feature is a phrase', () => {
  const phrases = readPhrases(join(__dirname, '..', '..', '..', 'steps')).map(({ expression }) => new RegExp(`^${phrasePattern(expression)}$`));
  for (const feature of [draftOf(POD), draftOf(DEPLOYMENT)]) {
    const steps = [...feature.matchAll(/^ {6}(?:Given|And|When|Then) (.*)$/gm)].map(([, step]) => step);
    assert.ok(steps.length > 20);
    assert.deepEqual(steps.filter((step) => !phrases.some((phrase) => phrase.test(step))), []);
  }
});

test('a program that cannot be simulated is a well-behaved server in a first feature', () => {
  const feature = draftFeature(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec: { containers: [{ name: script, image: "python:3.12", command: [python, app.py] }] }
`, 'web.yaml');
  assert.match(feature, /- script \(python:3\.12\): uses the program app\.py of Python, which is not simulated; taken for a well-behaved server/);
  assert.match(feature, /Given the manifest "web\.yaml" is applied\n {6}And container "script" exits 0s after SIGTERM/);
});

test('what the manifest does not hold is taken to be in the cluster, and an init container that waits for it succeeds', () => {
  const feature = draftFeature(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers: [{ name: wait, image: "busybox:1.36", command: [sh, -c, "until nc -z db 5432; do sleep 2; done"] }]
  containers:
    - name: app
      image: web:1
      envFrom: [{ configMapRef: { name: settings } }]
      env: [{ name: PASSWORD, valueFrom: { secretKeyRef: { name: db, key: password } } }]
  volumes:
    - { name: keys, secret: { secretName: db, items: [{ key: ca.crt, path: ca.crt }] } }
    - { name: extra, configMap: { name: extra, optional: true } }
`, 'web.yaml');
  assert.match(feature, /Not in web\.yaml, and taken to be in the cluster: ConfigMap "settings", Secret "db"\./);
  assert.match(feature, /kind: Secret\n {8}metadata: \{ name: db \}\n {8}stringData: \{ "password": x, "ca\.crt": x \}/);
  assert.match(feature, /- wait \(busybox:1\.36\): does not succeed within two minutes here/);
  assert.match(feature, /And init container "wait" exits with code 0 after 1s/);
  assert.match(feature, /Then init container "wait" exited before container "app" started/);
});

test('containers that cannot start, and probes of ports that do not exist, kill nobody in a first feature', () => {
  const feature = draftFeature(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - { name: first, image: "shop:1" }
    - { name: second, image: "shop:1", ports: [{ name: http, containerPort: 80 }], livenessProbe: { tcpSocket: { port: htpp } } }
    - { name: root, image: "nginx:1.27", securityContext: { runAsNonRoot: true }, readinessProbe: { tcpSocket: { port: 80 } } }
`, 'web.yaml');
  assert.match(feature, /Then container "first" started before container "second" started\n {6}And the pod was never Ready/);
  assert.match(feature, /A program in container "second" that falls ill after 1m is not killed by its liveness probe, [^]*container "second" never received SIGTERM/);
  assert.match(feature, /A program in container "root" that is never Ready\n[^]*container "root" has restarted 0 times\n\n/);
});

test('what is left aside of a manifest is told, with the reason', () => {
  const object = (apiVersion: string, kind: string, name: string): string => `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\n`;
  const roles = ['a', 'b', 'c', 'd', 'e'].map((name) => object('rbac.authorization.k8s.io/v1', 'Role', name)).join('');
  const feature = draftFeature(`${DEPLOYMENT}${roles}${object('policy/v1', 'PodDisruptionBudget', 'web')}`, 'web.yaml');
  assert.match(feature, /In web\.yaml, and left aside:\n {2}- Role "a", Role "b", Role "c", Role "d" and 1 more: nobody asks for permission here\n {2}- PodDisruptionBudget "web": /);
});

test('what is missing is missing in the namespace of the pod', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec: { containers: [{ name: app, image: "web:1", envFrom: [{ secretRef: { name: db } }] }] }';
  const elsewhere = 'apiVersion: v1\nkind: Secret\nmetadata: { name: db }\n';
  assert.match(draftFeature(`${pod}\n---\n${elsewhere}`, 'web.yaml'), /metadata: \{ name: db, namespace: shop \}[^]*the pod became Ready/);
  assert.doesNotMatch(draftFeature(`${pod}\n---\n${elsewhere.replace('{ name: db }', '{ name: db, namespace: shop }')}`, 'web.yaml'), /taken to be in the cluster/);
});

test('pods of one manifest are called by their names', () => {
  const pod = (name: string): string => `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}, spec: {containers: [{name: app, image: "a:1"}]}}`;
  const feature = draftFeature(`${pod('one')}\n---\n${pod('two')}`, 'pods.yaml');
  assert.match(feature, /Then pod "one" became Ready 0s\.\.1s after creation/);
  assert.match(feature, /container "app" of pod "two" received SIGKILL 30s after deletion/);
});

test('what is always at one time is exact, what is not is a window, what does not always happen is nothing', () => {
  const observations = runInManyPhases(() => undefined);
  assert.equal(observations.length, 100);
  assert.equal(measure(observations, () => seconds(30.001)), '30s');
  let time = seconds(4.2);
  assert.equal(measure(observations, () => (time += seconds(0.01))), '4s..6s');
  let times = 0;
  assert.equal(measure(observations, () => ((times += 1) > 3 ? undefined : 0)), undefined);
  assert.equal(measure(observations, () => seconds(5), { kind: 'window', from: seconds(3), to: seconds(9) }), '3s..9s');
});
