import assert from 'node:assert/strict';
import { test } from 'node:test';

import { closestName, nearestName } from './nearest-name';

test('the closest name is the one with the fewest letters changed, however many these are', () => {
  assert.equal(closestName('livenes-http', ['readiness-http', 'liveness-http', 'liveness-tcp'])?.name, 'liveness-http');
  assert.deepEqual(closestName('pod', ['x', 'service']), { name: 'x', edits: 3 });
  assert.equal(closestName('x', []), undefined);
});

test('a name that was meant is near, case aside', () => {
  assert.equal(nearestName('Contaners', ['containers', 'initContainers']), 'containers');
  assert.equal(nearestName('pod', ['x', 'service']), undefined);
});
