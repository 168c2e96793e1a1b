import assert from 'node:assert/strict';
import { test } from 'node:test';

import { imageReferenceError, parseImageReference, withDefaultTag } from './image-reference';

const digest = `sha256:${'0'.repeat(64)}`;

test('an image name is read into registry, repository, tag and digest', () => {
  const cases: [string, string, string | undefined, string | undefined][] = [
    ['nginx', 'docker.io/library/nginx', 'latest', undefined],
    ['team/app:1.0', 'docker.io/team/app', '1.0', undefined],
    ['localhost/app', 'localhost/app', 'latest', undefined],
    ['registry.local:5000/app:v1', 'registry.local:5000/app', 'v1', undefined],
    [`nginx@${digest}`, 'docker.io/library/nginx', undefined, digest],
    [`nginx:1@${digest}`, 'docker.io/library/nginx', '1', digest],
    ['REGISTRY/app', 'REGISTRY/app', 'latest', undefined],
    ['[::1]:5000/app', '[::1]:5000/app', 'latest', undefined],
    ['docker.io/nginx', 'docker.io/library/nginx', 'latest', undefined],
    ['index.docker.io/nginx', 'docker.io/library/nginx', 'latest', undefined],
  ];
  for (const [image, repository, tag, expectedDigest] of cases) {
    assert.deepEqual(parseImageReference(image), { repository, tag, digest: expectedDigest }, image);
  }
});

test('a malformed image name is not read', () => {
  const names = ['', 'Nginx', 'a b', 'nginx:', 'nginx@sha256:1', '/app', 'host.io/', 'a'.repeat(260), '0'.repeat(64)];
  for (const name of names) assert.equal(parseImageReference(name), undefined, name);
});

test('a malformed image name is told what is wrong with it', () => {
  const cases: [string, string][] = [
    ['Nginx', 'invalid reference format: repository name (library/Nginx) must be lowercase'],
    ['Registry Example/App:1', 'invalid reference format: repository name (App) must be lowercase'],
    ['a b', 'invalid reference format'],
    ['nginx:', 'invalid reference format'],
    ['nginx@sha256:1', 'invalid reference format'],
    [`nginx@sha256:${'0'.repeat(40)}`, 'invalid checksum digest length'],
    [`nginx@md5:${'0'.repeat(32)}`, 'unsupported digest algorithm'],
    ['a'.repeat(300), 'repository name must not be more than 255 characters'],
    ['0'.repeat(64), `invalid repository name (${'0'.repeat(64)}), cannot specify 64-byte hexadecimal strings`],
  ];
  for (const [image, problem] of cases) assert.equal(imageReferenceError(image), problem, image);
});

test('the runtime is given an image name with a tag', () => {
  assert.equal(withDefaultTag('nginx'), 'nginx:latest');
  assert.equal(withDefaultTag('registry.local:5000/app'), 'registry.local:5000/app:latest');
  for (const image of ['nginx:latest', 'nginx:1', `nginx@${digest}`, `nginx:1@${digest}`]) assert.equal(withDefaultTag(image), image);
});
