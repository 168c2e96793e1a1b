import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { renderFieldError } from '../field-error';
import type { Pod } from '../pod';
import { areSemanticallyEqual } from './semantic-equality';
import { validatePodUpdate } from './validate-pod-update';

type Fields = Readonly<Record<string, unknown>>;

const REST =
  'spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,' +
  '`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),' +
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

function pod(spec: Fields, metadata: Fields = {}): Pod {
  const containers = [{ name: 'app', image: 'nginx:1.25' }];
  return { metadata: { name: 'web', uid: '1', ...metadata }, spec: { containers, ...spec } } as unknown as Pod;
}

function errorsOf(next: Fields, old: Fields = {}, metadata: Fields = {}, oldMetadata: Fields = {}): string[] {
  return validatePodUpdate(pod(next, metadata), pod(old, oldMetadata)).map(renderFieldError);
}

describe('a change of a pod is accepted', () => {
  const cases: Readonly<Record<string, readonly [next: Fields, old: Fields]>> = {
    'when nothing changes': [{}, {}],
    'of an image': [{ containers: [{ name: 'app', image: 'nginx:1.26' }] }, {}],
    'of a deadline that comes nearer': [{ activeDeadlineSeconds: 10 }, { activeDeadlineSeconds: 20 }],
    'of a deadline that is new': [{ activeDeadlineSeconds: 10 }, {}],
    'of an additional toleration': [{ tolerations: [{ key: 'a', operator: 'Exists' }] }, {}],
    'of how long a taint is tolerated': [
      { tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 1 }] },
      { tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 2 }] },
    ],
    'of a gate that opens': [{ schedulingGates: [] }, { schedulingGates: [{ name: 'a' }] }],
    'of a node selector that becomes narrower behind a gate': [
      { schedulingGates: [{ name: 'a' }], nodeSelector: { a: 'b' } },
      { schedulingGates: [{ name: 'a' }] },
    ],
    'of an amount that is written otherwise': [
      { containers: [{ name: 'app', image: 'nginx:1.25', resources: { requests: { cpu: '0.5' } } }] },
      { containers: [{ name: 'app', image: 'nginx:1.25', resources: { requests: { cpu: '500m' } } }] },
    ],
  };
  for (const [name, [next, old]] of Object.entries(cases)) test(name, () => assert.deepEqual(errorsOf(next, old), []));

  test('of labels', () => {
    assert.deepEqual(errorsOf({}, {}, { labels: { a: 'b' } }), []);
  });
});

describe('a change of a pod is refused', () => {
  const cases: Readonly<Record<string, readonly [next: Fields, old: Fields, ...errors: string[]]>> = {
    'of anything else in the spec': [{ restartPolicy: 'Never' }, {}, REST],
    'of the number of containers, and then nothing else is looked at': [
      { initContainers: [{ name: 'a', image: 'b' }], restartPolicy: 'Never' },
      {},
      'spec.initContainers: Forbidden: pod updates may not add or remove containers',
    ],
    'of an image to none': [
      { containers: [{ name: 'app', image: '' }] },
      {},
      'spec.containers[0].image: Required value',
      'spec.containers[0].image: Required value',
    ],
    'of an image to one with blanks': [
      { containers: [{ name: 'app', image: 'a:1 ' }] },
      {},
      'spec.containers[0].image: Invalid value: "a:1 ": must not have leading or trailing whitespace',
      'spec.containers[0].image: Invalid value: "a:1 ": must not have leading or trailing whitespace',
    ],
    'of a deadline to none': [
      {},
      { activeDeadlineSeconds: 10 },
      'spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer to nil value',
    ],
    'of a deadline that goes away': [
      { activeDeadlineSeconds: 20 },
      { activeDeadlineSeconds: 10 },
      'spec.activeDeadlineSeconds: Invalid value: 20: must be less than or equal to previous value',
    ],
    'of a deadline to less than nothing': [
      { activeDeadlineSeconds: -1 },
      {},
      'spec.activeDeadlineSeconds: Invalid value: -1: must be between 1 and 2147483647, inclusive',
      'spec.activeDeadlineSeconds: Invalid value: -1: must be between 0 and 2147483647, inclusive',
    ],
    'of a toleration': [
      { tolerations: [{ key: 'b', operator: 'Exists' }] },
      { tolerations: [{ key: 'a', operator: 'Exists' }] },
      'spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds',
    ],
    'of gates that are new': [
      { schedulingGates: [{ name: 'a' }] },
      {},
      "spec.schedulingGates[0].name: Forbidden: only deletion is allowed, but found new scheduling gate 'a'",
    ],
    'of a node selector to another behind a gate': [
      { schedulingGates: [{ name: 'a' }], nodeSelector: {} },
      { schedulingGates: [{ name: 'a' }], nodeSelector: { a: 'b' } },
      'spec.nodeSelector: Invalid value: {}: only additions to spec.nodeSelector are allowed (no mutations or deletions)',
    ],
  };
  for (const [name, [next, old, ...errors]] of Object.entries(cases)) {
    test(name, () => assert.deepEqual(errorsOf(next, old), errors));
  }

  test('of metadata that identifies it', () => {
    assert.deepEqual(errorsOf({}, {}, { uid: '2' }), ['metadata.uid: Invalid value: "2": field is immutable']);
  });

  test('of finalizers once it is being deleted', () => {
    const deletionTimestamp = '2026-01-01T00:00:00Z';
    assert.deepEqual(errorsOf({}, {}, { deletionTimestamp, finalizers: ['b/b', 'a/a'] }, { deletionTimestamp }), [
      'metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers ' +
        '[]string{"a/a", "b/b"}',
    ]);
  });
});

test('empty and missing lists and maps mean the same', () => {
  assert.ok(areSemanticallyEqual({ a: [], b: {} }, {}));
  assert.ok(areSemanticallyEqual([{ a: undefined }], [{}]));
  assert.ok(!areSemanticallyEqual([1], { 0: 1 }));
  assert.ok(!areSemanticallyEqual({ a: 1 }, { a: 2 }));
  assert.ok(!areSemanticallyEqual({ a: 1 }, { a: { b: 1 } }));
  assert.ok(!areSemanticallyEqual('', undefined));
});
