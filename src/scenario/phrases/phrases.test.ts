import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { CONTAINER_STATES } from '../observation/container-state';
import { POD_STATES } from '../observation/pod-state';
import { nearestPhrases, snippetFor } from './nearest-phrases';
import { parseParameterTypes } from './read-parameter-types';
import { parsePhrases, readPhrases } from './read-phrases';
import { wordsFor } from './synonyms';
import { explainUndefinedStep } from './undefined-step';

const SOURCE = `import { Given } from '@cucumber/cucumber';

/**
 * The container exits
 * by itself.
 *
 * @example
 * container "app" exits like this:
 *   | run |
 *   | 1   |
 */
Given('{container} exits like this:', function () {});

/** One line. */
Then('it\\'s so', function () {});

When('nothing is said', function () {});
`;

const PHRASES = readPhrases(join(__dirname, '../../../steps'));

test('a phrase is read with its documentation and example', () => {
  const [table, line, silent] = parsePhrases(SOURCE, 'program.steps.ts');
  assert.deepEqual(table, {
    role: 'Given',
    expression: '{container} exits like this:',
    doc: 'The container exits by itself.',
    example: 'container "app" exits like this:\n  | run |\n  | 1   |',
    noun: 'program',
    file: 'program.steps.ts',
    line: 12,
  });
  assert.deepEqual([line.role, line.expression, line.doc, line.example], ['Then', 'it\'s so', 'One line.', '']);
  assert.deepEqual([silent.doc, silent.example], ['', '']);
});

test('parameter types are read with their documentation', () => {
  const source = '/** `pod "web"`. */\ndefineParameterType({ name: \'pod\', regexp: /x/ });\n\ndefineParameterType({\n  name: \'other\',\n});\n';
  assert.deepEqual(parseParameterTypes(source), [{ name: 'pod', doc: '`pod "web"`.' }, { name: 'other', doc: '' }]);
});

test('every phrase of the project is documented and has an example', () => {
  assert.ok(PHRASES.length > 50);
  assert.deepEqual(PHRASES.filter(({ doc, example }) => doc === '' || example === '').map(({ expression }) => expression), []);
});

test('the catalogue names every state that a phrase can name', () => {
  const types = parseParameterTypes(readFileSync(join(__dirname, '../../../steps/parameter-types.ts'), 'utf8'));
  const docOf = (name: string): string => types.find((type) => type.name === name)!.doc;
  assert.deepEqual(POD_STATES.filter((state) => !docOf('podState').includes(`\`${state}\``)), []);
  assert.deepEqual(CONTAINER_STATES.filter((state) => !docOf('containerState').includes(`\`${state}\``)), []);
});

test('the nearest phrases to a step that matches none', () => {
  const nearest = (step: string): string => nearestPhrases(step, PHRASES)[0].expression;
  assert.equal(nearest('container "app" restarted 3 times'), '{container} has restarted {int} time(s)');
  assert.equal(nearest('the pod is Running'), '{pod} is now {podState}');
  assert.equal(nearest('10s passed'), '{duration} pass(es)');
  assert.equal(nearest('container "app" ignores the SIGTERM'), '{container} ignores SIGTERM');
  const three = nearestPhrases('container "app" gets SIGKILL 30s after deletion', PHRASES).map(({ expression }) => expression);
  assert.ok(three.includes('{container} received {signal} {moment}'), three.join(', '));
});

test('the nearest phrases to a step in other words', () => {
  const nearest = (step: string): string => nearestPhrases(step, PHRASES)[0].expression;
  assert.equal(nearest('container "app" crashes after 5s'), '{container} exits {exit}');
  assert.equal(nearest('container "app" was never restarted'), '{container} has restarted {int} time(s)');
  assert.equal(nearest('I wait for 30s'), '{duration} pass(es)');
  assert.equal(nearest('container "app" hangs after 30s'), '{container} {fails} its {probe} probe after {duration}');
  assert.equal(nearest('the kubelet restarts'), 'the kubelet is down for {duration}');
  assert.equal(nearest('pod "web" is removed at 35s'), '{pod} became {podState} {moment}');
  assert.deepEqual(wordsFor('flaky').slice(0, 1), ['flaky']);
  assert.ok(wordsFor('backoff').includes('crashloopbackoff'));
});

test('a step that matches none is answered with the nearest phrases, and with what may stand in them', () => {
  const types = parseParameterTypes(readFileSync(join(__dirname, '../../../steps/parameter-types.ts'), 'utf8'));
  const explain = (step: string): string => explainUndefinedStep({ text: step }, PHRASES, types);
  const text = explain('90sec pass');
  assert.match(text, /^No phrase matches: 90sec pass\nIt would be one but for "90sec", which is no \{duration\}\nThe nearest phrases:\n {2}When \{duration\} pass\(es\)\n {6}1m30s pass\n/);
  assert.match(text, /Where it says \{duration\}:\n {2}`90s`, `1m30s`/);
  assert.match(explain('the pod is now running'), /but for "running", which is no \{podState\}; did you mean Running\?/);
  assert.match(explain('the pod is now CrashLoopBackOff'), /but for "CrashLoopBackOff", which is no \{podState\} but a \{containerState\}/);
  assert.match(explain('the prestop hook of container "app" fails'), /but for "prestop", which is no \{hook\}; did you mean preStop\?/);
  assert.match(explain('<time> pass'), /^No phrase matches: <time> pass\n<time> stands there as it is written: .* column "time"\n/);
});

test('a snippet has parameters for what may vary', () => {
  assert.equal(
    snippetFor('pod "web" waits 1m30s for 3 others', 'Then'),
    'Then(\'pod {string} waits {duration} for {int} others\', function (this: PodclockWorld) { … });',
  );
});
