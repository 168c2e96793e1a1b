import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { readFeatureResults } from './feature-results';
import { explainParseError } from './parse-error';

/** The messages of a run over one feature; each scenario gives the statuses of its steps, row by row. */
function messagesOf(scenarios: readonly { name: string; rows: readonly (readonly string[] | 'not selected')[] }[]): string {
  const children = scenarios.map(({ name }, at) => ({ scenario: { id: `s${at}`, name, location: { line: at + 2 } } }));
  const rows = scenarios.flatMap(({ name, rows }, at) => rows.map((statuses, row) => ({ at, name, row, statuses })));
  const lines: object[] = [{ gherkinDocument: { uri: 'a.feature', feature: { children } } }];
  for (const { at, name, row, statuses } of rows) {
    const steps = statuses === 'not selected' ? ['?'] : statuses;
    const pickle = { id: `p${at}.${row}`, uri: 'a.feature', name, location: { line: at + 2 }, astNodeIds: [`s${at}`], steps };
    lines.push({ pickle });
    if (statuses === 'not selected') continue;
    const id = `${at}.${row}`;
    lines.push({ testCase: { id: `c${id}`, pickleId: `p${id}` } }, { testCaseStarted: { id: `t${id}`, testCaseId: `c${id}` } });
    lines.push(...statuses.map((status) => ({ testStepFinished: { testCaseStartedId: `t${id}`, testStepResult: { status } } })));
    lines.push({ testCaseFinished: { testCaseStartedId: `t${id}`, willBeRetried: false } });
  }
  lines.push({ testRunFinished: { success: true } });
  return lines.map((line) => JSON.stringify(line) + '\n').join('');
}

describe('the results of a run of features', () => {
  test('count the rows of an outline as one scenario, which passes when every row does', () => {
    const passing = { name: 'good', rows: [['PASSED'], ['PASSED', 'PASSED']] };
    const failing = { name: 'bad', rows: [['PASSED'], ['FAILED', 'SKIPPED']] };
    assert.deepEqual(readFeatureResults(messagesOf([passing, failing]), 'everything'), {
      passed: 1,
      failed: 1,
      runs: 4,
      problems: [{ at: 'a.feature:3', what: 'bad: failed' }],
    });
  });

  for (const status of ['FAILED', 'AMBIGUOUS', 'UNDEFINED', 'PENDING', 'SKIPPED']) {
    test(`fail on a step that is ${status.toLowerCase()}`, () => {
      const { failed, problems } = readFeatureResults(messagesOf([{ name: 'x', rows: [['PASSED', status]] }]), 'everything');
      assert.equal(failed, 1);
      assert.equal(problems[0]?.what, `x: ${status.toLowerCase()}`);
    });
  }

  test('fail on a scenario without steps, although cucumber passes it', () => {
    const { passed, failed, problems } = readFeatureResults(messagesOf([{ name: 'x', rows: [[]] }]), 'everything');
    assert.deepEqual({ passed, failed, problems }, { passed: 0, failed: 1, problems: [{ at: 'a.feature:2', what: 'x: has no steps' }] });
  });

  test('fail on an outline without rows and on a feature without scenarios', () => {
    assert.deepEqual(readFeatureResults(messagesOf([{ name: 'x', rows: [] }]), 'everything').problems, [
      { at: 'a.feature:2', what: 'x: outline without rows' },
    ]);
    assert.deepEqual(readFeatureResults(messagesOf([]), 'everything').problems, [{ at: 'a.feature', what: 'holds no scenario' }]);
  });

  test('leave out what was not selected, but only where there was a selection', () => {
    const messages = messagesOf([
      { name: 'chosen', rows: [['PASSED']] },
      { name: 'other', rows: ['not selected'] },
    ]);
    assert.deepEqual(readFeatureResults(messages, 'selection'), { passed: 1, failed: 0, runs: 1, problems: [] });
    assert.deepEqual(readFeatureResults(messages, 'everything').problems, [{ at: 'a.feature:3', what: 'other: did not run' }]);
  });

  test('fail on a feature that cannot be read, on an error of the run and on a run cut short', () => {
    const lines = [
      { parseError: { source: { uri: 'b.feature' }, message: '(3:1): expected a step' } },
      { testRunFinished: { success: false, exception: { message: 'hook failed' } } },
    ].map((line) => JSON.stringify(line));
    assert.deepEqual(readFeatureResults(lines.join('\n'), 'everything'), {
      passed: 0,
      failed: 2,
      runs: 0,
      problems: [
        { at: 'b.feature', what: 'cannot be read: (3:1): expected a step' },
        { at: 'the run', what: 'hook failed' },
      ],
    });
    assert.equal(readFeatureResults('', 'everything').failed, 1);
  });

  test('read neither attachments nor sources', () => {
    const messages = '{"attachment" not read\n{"source" not read\n' + messagesOf([{ name: 'x', rows: [['PASSED']] }]);
    assert.equal(readFeatureResults(messages, 'everything').passed, 1);
  });
});

test('what Gherkin cannot read is told in words of features', () => {
  const tokens = '#EOF, #TableRow, #StepLine, #ScenarioLine, #Empty';
  assert.equal(
    explainParseError(`(5:5): expected: ${tokens}, got 'Thn the pod is now Running'`),
    'line 5: a step begins with Given, When, Then, And, But or *, a scenario with "Scenario:"; found: Thn the pod is now Running',
  );
  assert.match(explainParseError("(1:1): expected: #EOF, #Language, #FeatureLine, got 'Scenario: y'"), /^line 1: a feature begins with "Feature:"/);
  assert.match(explainParseError('(7:0): unexpected end of file, expected: #DocStringSeparator, #Other'), /a text that begins with """ does not end$/);
  assert.equal(explainParseError('(6:7): inconsistent cell count within the table'), '(6:7): inconsistent cell count within the table');
});
