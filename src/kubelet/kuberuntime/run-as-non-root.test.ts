import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Container, Pod } from '../../api/pod';
import { rootProblem } from './run-as-non-root';

const WHERE = '(pod: "web_shop(u1)", container: app)';

function problem(ofPod: object, own: object, imageUser?: string): string | undefined {
  const container = { name: 'app', image: 'app:1', securityContext: own } as Container;
  const pod = { metadata: { name: 'web', namespace: 'shop', uid: 'u1' }, spec: { containers: [container], securityContext: ofPod } } as Pod;
  return rootProblem(pod, container, imageUser);
}

test('only a container that has to run as another user than root is looked at', () => {
  assert.equal(problem({}, {}, '0'), undefined);
  assert.equal(problem({ runAsNonRoot: true }, { runAsNonRoot: false }, '0'), undefined);
});

test('the user of the manifest counts before that of the image, and that of the container before that of the pod', () => {
  const nonRoot = { runAsNonRoot: true };
  assert.equal(problem(nonRoot, { runAsUser: 1 }, '0'), undefined);
  assert.equal(problem({ ...nonRoot, runAsUser: 0 }, { runAsUser: 1 }, '0'), undefined);
  assert.equal(problem({ ...nonRoot, runAsUser: 1 }, { runAsUser: 0 }, '5'), `container's runAsUser breaks non-root policy ${WHERE}`);
});

test('an image must have a number that is not 0; of an image that nobody knows nothing is said', () => {
  const nonRoot = { runAsNonRoot: true };
  assert.equal(problem(nonRoot, {}, undefined), undefined);
  assert.equal(problem(nonRoot, {}, '101:0'), undefined);
  assert.equal(problem(nonRoot, {}, '0:5'), `container has runAsNonRoot and image will run as root ${WHERE}`);
  assert.equal(
    problem(nonRoot, {}, 'nginx:nginx'), `container has runAsNonRoot and image has non-numeric user (nginx), cannot verify user is non-root ${WHERE}`,
  );
});
