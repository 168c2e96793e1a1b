import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Phrase } from '../../scenario/phrases/read-phrases';
import { filterPhrases, renderForTerminal, renderMarkdown } from './catalogue';
import { findProblems } from './check';
import { runnableFeature } from './examples';
import { exampleFeature } from './usage';

const phrase = (expression: string, more: Partial<Phrase> = {}): Phrase => (
  { role: 'Then', expression, doc: 'Says something.', example: expression, noun: 'pod', file: 'pod.steps.ts', line: 7, ...more }
);
const EXITS = phrase('it exits', { role: 'Given', noun: 'program', example: 'it exits\n  | run |\n  | 1   |' });
const RUNS = phrase('it runs');

test('phrases are found by words in any part', () => {
  assert.deepEqual(filterPhrases([EXITS, RUNS], []), [EXITS, RUNS]);
  assert.deepEqual(filterPhrases([EXITS, RUNS], ['PROGRAM']), [EXITS]);
  assert.deepEqual(filterPhrases([EXITS, RUNS], ['it', 'then']), [RUNS]);
  assert.match(renderForTerminal([]), /No phrase/);
});

test('phrases are found by synonyms, and by what their parameters can be', () => {
  assert.deepEqual(filterPhrases([phrase('it is now {state}'), phrase('it exits with code {int}')], ['crash']).map(({ expression }) => expression), [
    'it exits with code {int}',
  ]);
  assert.deepEqual(filterPhrases([phrase('it is now {state}'), RUNS], ['oomkilled'], [{ name: 'state', doc: '`OOMKilled`' }]).length, 1);
});

test('the catalogue groups phrases by what they are about', () => {
  const text = renderForTerminal([RUNS, EXITS, phrase('odd', { noun: 'odd' })]);
  assert.match(text, /What the programs[^]*Given it exits[^]*Pods[^]*Then  it runs[^]*Others[^]*odd/);
  const markdown = renderMarkdown([RUNS, EXITS], [{ name: 'pod', doc: 'A pod.' }]);
  assert.match(markdown, /The 2 phrases/);
  assert.match(markdown, /\| `\{pod\}` \| A pod\. \|/);
  assert.match(markdown, /```gherkin\nGiven it exits\n {2}\| run \|/);
});

test('examples become scenarios for cucumber to match', () => {
  assert.equal(exampleFeature([RUNS]), 'Feature: Examples\n\n  Scenario: 0\n    Then it runs\n');
});

test('examples are run after a manifest, and before or after some time', () => {
  const feature = runnableFeature([phrase('it runs'), phrase('it exits', { role: 'Given' }), phrase('the manifest is rejected', { noun: 'manifest' })]);
  assert.match(feature, /Scenario: 0\n {4}Given the manifest is applied:[^]*When 30s pass\n {4}Then it runs\n/);
  assert.match(feature, /Scenario: 1\n[^]*Given it exits\n {4}When 30s pass\n/);
  assert.match(feature, /Scenario: 2\n[^]*successThreshold: 2[^]*Then the manifest is rejected\n$/);
});

test('what is undocumented, unused, or does not match its example is a problem', () => {
  const usage = { used: new Set(['it runs', 'it exits']), examples: new Map([[0, ['it runs']], [1, ['it exits']]]), unknown: [] };
  assert.deepEqual(findProblems([RUNS, EXITS], usage), []);
  const bare = phrase('it rests', { doc: '', example: '' });
  assert.deepEqual(findProblems([RUNS, EXITS, bare], usage).map((problem) => problem.replace(/^.*"it rests" /, '')), [
    'has no documentation', 'has no @example', 'is used by no feature',
  ]);
  assert.deepEqual(findProblems([RUNS], usage, new Map([[0, 'no pod']])), ['steps/pod.steps.ts:7: "it runs" has an example that does not run: no pod']);
  assert.deepEqual(findProblems([RUNS], { ...usage, unknown: ['features/x.feature: it flies'] }), ['No phrase matches a step of features/x.feature: it flies']);
  const missed = { ...usage, examples: new Map([[0, []], [1, ['it exits', 'it runs']]]) };
  assert.deepEqual(findProblems([RUNS, EXITS], missed), [
    'steps/pod.steps.ts:7: "it runs" does not match its example: it runs',
    'steps/pod.steps.ts:7: "it exits" has an example that matches "it exits" and "it runs": it exits',
  ]);
});
