import assert from 'node:assert/strict';
import { test } from 'node:test';

import { resolveContainerPort } from './container-ports';
import type { Container } from './pod';

const container = { name: 'app', image: 'app:1', ports: [{ name: 'http', containerPort: 8080 }] } as Container;

test('a port is a number, or the name of a port of the same container', () => {
  assert.equal(resolveContainerPort(80, container), 80);
  assert.equal(resolveContainerPort('http', container), 8080);
  assert.equal(resolveContainerPort('9090', container), 9090);
});

test('a name that no port has, and a number that is no port, are errors in the words of the kubelet', () => {
  assert.deepEqual(resolveContainerPort('htp', container), { error: 'strconv.Atoi: parsing "htp": invalid syntax' });
  assert.deepEqual(resolveContainerPort(70_000, container), { error: 'invalid port number: 70000' });
  assert.deepEqual(resolveContainerPort('http', { ...container, ports: undefined }), { error: 'strconv.Atoi: parsing "http": invalid syntax' });
});
