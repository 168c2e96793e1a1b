import assert from 'node:assert/strict';
import { test } from 'node:test';

import { labelsWanted, matchesNode } from './node-affinity';
import type { NodeSelectorTerm } from './placement';
import type { PodSpec } from './pod';

const node = { name: 'node-1', labels: { disk: 'ssd', cores: '8' } };
const spec = (...nodeSelectorTerms: NodeSelectorTerm[]): PodSpec => ({
  containers: [{ name: 'app', image: 'app:1' }],
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
} as PodSpec);
const asks = (key: string, operator: string, ...values: string[]): NodeSelectorTerm => ({ matchExpressions: [{ key, operator, values }] });

test('a node matches a term if it meets all that it asks for', () => {
  const cases: [NodeSelectorTerm, boolean][] = [
    [asks('disk', 'In', 'hdd', 'ssd'), true],
    [asks('disk', 'In', 'hdd'), false],
    [asks('disk', 'NotIn', 'ssd'), false],
    [asks('zone', 'NotIn', 'a'), true],
    [asks('disk', 'Exists'), true],
    [asks('disk', 'DoesNotExist'), false],
    [asks('cores', 'Gt', '7'), true],
    [asks('cores', 'Lt', '8'), false],
    [asks('disk', 'Gt', '1'), false],
    [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] }, true],
    [{ matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['node-1'] }] }, false],
    [{}, false],
  ];
  for (const [term, expected] of cases) assert.equal(matchesNode(spec(term), node), expected, JSON.stringify(term));
});

test('one of the terms is enough, but the node selector has to match as well', () => {
  const either = spec(asks('disk', 'In', 'hdd'), asks('disk', 'In', 'ssd'));
  assert.equal(matchesNode(either, node), true);
  assert.equal(matchesNode({ ...either, nodeSelector: { zone: 'a' } }, node), false);
  assert.equal(matchesNode({ ...either, affinity: undefined }, node), true);
});

test('a node that has the wanted labels matches', () => {
  for (const term of [asks('zone', 'In', 'a', 'b'), asks('gpu', 'Exists'), asks('size', 'Gt', '3'), asks('size', 'Lt', '3')]) {
    const wanting = { ...spec(term), nodeSelector: { disk: 'ssd' } };
    assert.equal(matchesNode(wanting, { name: 'other', labels: Object.fromEntries(labelsWanted(wanting)) }), true, JSON.stringify(term));
  }
});
