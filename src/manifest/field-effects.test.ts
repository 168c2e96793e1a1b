import assert from 'node:assert/strict';
import { test } from 'node:test';

import { listFieldEffects } from './field-effects';
import { findFieldPath } from './schema/lookup';
import { goTypeName, parseType, STRUCTS } from './schema/types';

test('given fields without effect are listed with the reason', () => {
  const pod = {
    metadata: { name: 'web', uid: '1' },
    spec: {
      securityContext: { runAsUser: 1, seLinuxOptions: {} },
      containers: [{ name: 'a', image: 'b', tty: true, stdin: undefined, livenessProbe: { httpGet: { port: 80, httpHeaders: [] } } }],
      volumes: [{ name: 'v', emptyDir: { medium: 'Memory' } }],
      runtimeClassName: 'x',
      unknown: 1,
    },
  };
  assert.deepEqual(listFieldEffects(pod), [
    { path: 'metadata.uid', treatment: 'without effect here', note: 'the API server sets it' },
    { path: 'spec.securityContext.seLinuxOptions', treatment: 'without effect here', note: 'programs run without privileges and profiles' },
    { path: 'spec.containers[0].tty', treatment: 'without effect here', note: 'programs read no input' },
    {
      path: 'spec.containers[0].livenessProbe.httpGet.httpHeaders',
      treatment: 'without effect here',
      note: 'the scripted program answers whatever the request says',
    },
    { path: 'spec.volumes[0].emptyDir.medium', treatment: 'without effect here', note: 'space is not limited' },
    { path: 'spec.runtimeClassName', treatment: 'refused', note: 'runtime classes are not simulated' },
  ]);
  assert.deepEqual(listFieldEffects({}, 'Widget'), []);
});

/** Types of the API that are strings; every other name must be a struct of the tables. */
const STRING_TYPES =
  /(Policy|PolicyType|Type|Operator|Action|Mode|Kind|Gate|Effect|Scheme|Signal|Medium|Family|FamilyPolicy|Name|Protocol|Capability|Affinity|TrafficPolicy|Status)$/;

test('every type of the tables is known', () => {
  const names = new Set(Object.values(STRUCTS).flatMap((struct) => Object.values(struct).map(({ type }) => type)));
  const isKnown = (type: string): boolean => {
    const parsed = parseType(type);
    if (parsed.form === 'list' || parsed.form === 'map') return isKnown(parsed.element);
    return parsed.form === 'struct' || parsed.scalar !== 'string' || /^string$|^types\.UID$/.test(type) || STRING_TYPES.test(type);
  };
  assert.deepEqual([...names].filter((type) => !isKnown(type)), []);
});

test('types are called as Go calls them', () => {
  const names = ['[]Container', 'map[string]string', 'map[string]bytes', 'Quantity', 'IntOrString', 'int32', 'types.UID'];
  assert.deepEqual(names.map(goTypeName), [
    '[]v1.Container',
    'map[string]string',
    'map[string][]uint8',
    'resource.Quantity',
    'intstr.IntOrString',
    'int32',
    'types.UID',
  ]);
});

test('a field is found at the place nearest to the top', () => {
  assert.equal(findFieldPath('Deployment', 'containers'), 'spec.template.spec.containers');
  assert.equal(findFieldPath('Pod', 'nonsense'), undefined);
});
