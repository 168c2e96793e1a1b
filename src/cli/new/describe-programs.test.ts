import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NO_DECLARED_IMAGES, readDeclaredImages } from '../../programs/machine/declared/declared-images';
import { podsOfManifest } from '../../scenario/pods-of-manifest';
import { describePrograms } from './describe-programs';
import { knownPrograms } from './known-programs';

const MANIFEST = `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers: [{ name: setup, image: "shop/setup:1" }]
  containers:
    - name: app
      image: "registry.example:5000/shop/web@sha256:${'a'.repeat(64)}"
      command: [java, -jar, shop.jar]
      ports: [{ name: http, containerPort: 8080 }, { containerPort: 9090 }]
      startupProbe: { grpc: { port: 50051 } }
      livenessProbe: { httpGet: { path: /healthz, port: http } }
      readinessProbe: { exec: { command: [/bin/check] } }
      lifecycle: { preStop: { exec: { command: [sleep, "5"] } } }
    - { name: wrapped, image: "shop/wrapped:1", command: [sh, -c, exec node server.js] }
    - { name: script, image: "python:3.12", command: [python, app.py] }
    - { name: cache, image: "redis:7" }
`;

const describeWith = (images = NO_DECLARED_IMAGES): string[] => (
  describePrograms(podsOfManifest(MANIFEST, 'web.yaml').flatMap((pod) => knownPrograms(pod, [], images)))
);

test('a first feature says what it takes the programs for', () => {
  const text = describeWith().join('\n');
  assert.match(text, /- setup \(shop\/setup:1\): what this image runs is not known here; taken for a program that does its work at once/);
  assert.match(text, /- app \(registry.*\): what this image runs is not known here; taken for a well-behaved server/);
  assert.match(text, /- wrapped \(.*\): uses the program node of an image that is not known, which is not simulated; taken for a well/);
  assert.match(text, /- script \(python:3\.12\): uses the program app\.py of Python, which is not simulated; taken for a well-behaved server/);
  assert.match(text, /- cache \(redis:7\): runs as written/);
});

test('the declarations that it offers can be copied, and declare all that was not known', () => {
  const comments = describeWith().filter((line) => line.startsWith('  #')).map((line) => line.slice(4));
  const declarations = comments.slice(comments.indexOf('') + 1).join('\n');
  const images = readDeclaredImages(declarations, 'images.yaml');
  const lines = describeWith(images);
  for (const name of ['setup', 'app', 'wrapped', 'script']) assert.match(lines.join('\n'), new RegExp(`- ${name} \\(.*: does what images\\.yaml declares`));
  assert.equal(lines.length, 6);
  assert.match(declarations, / {4}50051: grpc\n {4}8080:\n {6}\/healthz: 200.*\n {4}9090: tcp\n {2}commands:\n {4}\/bin\/check: .*\n {2}signals:/);
});
