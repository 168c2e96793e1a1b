import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Pod } from '../api/pod';
import { findContainer, findPod } from './find-container';
import { formatContainerReference, formatPodReference, parseContainerReference, parsePodReference } from './references';

const POD = {
  metadata: { name: 'web' },
  spec: {
    initContainers: [{ name: 'setup', image: 's' }, { name: 'proxy', image: 'p', restartPolicy: 'Always' }],
    containers: [{ name: 'app', image: 'a' }],
  },
} as Pod;
const OTHER = { metadata: { name: 'db' }, spec: { containers: [{ name: 'app', image: 'a' }] } } as Pod;

const find = (text: string, pods: readonly Pod[] = [POD]): string => {
  const { pod, container, kind } = findContainer(pods, parseContainerReference(text));
  return `${pod.metadata.name}/${container.name} ${kind}`;
};

test('references are read, and written as they were', () => {
  for (const text of [
    'the container', 'the init container', 'the sidecar of pod "web"', 'container "app"', 'main container "app"', 'init container "setup"',
    'sidecar "proxy" of pod "web"',
  ]) {
    assert.equal(formatContainerReference(parseContainerReference(text)), text);
  }
  for (const text of ['the pod', 'pod "web"']) assert.equal(formatPodReference(parsePodReference(text)), text);
  for (const text of ['app', 'container', 'the container "app"']) assert.throws(() => parseContainerReference(text), /does not name a container/);
  assert.throws(() => parseContainerReference('app'), /does not name a container/);
  assert.throws(() => parsePodReference('web'), /does not name a pod/);
});

test('a container is found by its name, and checked for its kind', () => {
  assert.equal(find('container "app"'), 'web/app main container');
  assert.equal(find('container "setup"'), 'web/setup init container');
  assert.equal(find('sidecar "proxy"'), 'web/proxy sidecar');
  assert.throws(() => find('sidecar "app"'), /Container "app" is not a sidecar but a main container/);
  assert.throws(() => find('init container "proxy"'), /is not an init container but a sidecar/);
});

test('a container without a name is the only one of its kind', () => {
  assert.equal(find('the init container'), 'web/setup init container');
  assert.equal(find('the sidecar'), 'web/proxy sidecar');
  assert.equal(find('the container of pod "db"', [POD, OTHER]), 'db/app main container');
  assert.equal(find('main container "app"'), 'web/app main container');
  assert.throws(() => find('the sidecar', [OTHER]), /There is no sidecar, only "app"/);
});

test('a container that is not there is refused with those that are', () => {
  assert.throws(() => find('container "ap"'), /There is no container "ap", only "setup", "proxy", "app"/);
  assert.throws(() => find('container "app"', []), /There is no pod/);
});

test('a name that several pods have needs the name of the pod', () => {
  assert.throws(() => find('container "app"', [POD, OTHER]), /may be any of "app" of pod "web", "app" of pod "db"/);
  assert.equal(find('container "app" of pod "db"', [POD, OTHER]), 'db/app main container');
  assert.throws(() => find('the container', [POD, OTHER]), /"the container" may be any of/);
  assert.equal(find('the container'), 'web/app main container');
  assert.equal(find('the container', [OTHER]), 'db/app main container');
});

test('the pod is the only one', () => {
  const nameOf = (pod: Pod): string => pod.metadata.name;
  assert.equal(findPod([POD], nameOf, {}), POD);
  assert.throws(() => findPod([POD, OTHER], nameOf, {}), /"the pod" may be any of "web", "db"/);
  assert.throws(() => findPod([POD], nameOf, { name: 'x' }), /There is no pod "x", only "web"/);
});
