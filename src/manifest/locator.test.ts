import assert from 'node:assert/strict';
import { test } from 'node:test';

import { splitPath } from './locator';
import { parseManifest } from './parse-manifest';

const TEXT = `apiVersion: v1
kind: Pod
metadata: &m
  labels:
    example.com/a.b: x
spec:
  containers:
  - name: app
    ports: [{containerPort: 80}]
  common: &c
    tier: web
  merged:
    <<: *c
    other: 1
  list:
    <<: [*c, {more: 2}]
  again: *m
  empty:
  8080: on
`;
const [object] = parseManifest(TEXT, { fileName: 'pod.yaml' });

function placeOf(path: string): string {
  const { line, column } = object.locate(path);
  return `${line}:${column}`;
}

test('a path is split into names, indexes and keys', () => {
  assert.deepEqual(splitPath('spec.containers[0].resources.requests[example.com/gpu]'), [
    'spec',
    'containers',
    '0',
    'resources',
    'requests',
    'example.com/gpu',
  ]);
  assert.deepEqual(splitPath(''), []);
});

test('a scalar is located at its value, a list or map at its name', () => {
  assert.equal(placeOf('kind'), '2:7');
  assert.equal(placeOf('spec.containers'), '7:3');
  assert.equal(placeOf('spec.containers[0]'), '8:5');
  assert.equal(placeOf('spec.containers[0].ports[0].containerPort'), '9:29');
  assert.equal(placeOf('metadata.labels[example.com/a.b]'), '5:22');
  assert.equal(placeOf('spec.empty'), '18:3');
  assert.equal(placeOf('spec.8080'), '19:9');
});

test('a name is located when the name matters', () => {
  const { line, column, fileName } = object.locator.locate('spec.containers[0].name', 'name');
  assert.deepEqual([fileName, line, column], ['pod.yaml', 8, 5]);
});

test('a missing field is located where it would be', () => {
  assert.equal(placeOf('spec.containers[0].image'), '8:5');
  assert.equal(placeOf('spec.containers[7].image'), '7:3');
  assert.equal(placeOf('status.phase'), '1:1');
  assert.equal(placeOf(''), '1:1');
});

test('fields that come from an alias or a merge are located where they are written', () => {
  assert.equal(placeOf('spec.merged.tier'), '11:11');
  assert.equal(placeOf('spec.list.more'), '16:21');
  assert.equal(placeOf('spec.again.labels'), '4:3');
  assert.equal(placeOf('spec.merged.nothing'), '12:3');
});
