import { DEFAULT_SEED } from '../../properties/replay-options';
import { clearCoverage, RECORD_COVERAGE, reportCoverage } from './coverage';
import { runNode } from './command';
import { renderProblems, runFeatures } from './features';
import { findFiles, minimumScenarios, projectHas, REGISTER } from './project';
import { checked, skipped, type Stage, type StageOutcome } from './stage';
import { findProperties, findUnitTests, runTestFiles } from './unit-tests';

const TESTS = ['features', 'properties', 'unit tests'] as const;

/** All stages of a full run. Those that take long come first; coverage waits for those that it measures. */
export function allStages(): readonly Stage[] {
  clearCoverage();
  return [
    { name: 'unit tests', run: () => testFiles(findUnitTests()) },
    { name: 'features', run: features },
    { name: 'properties', run: properties },
    { name: 'lint', run: () => command(['node_modules/eslint/bin/eslint.js', '--config', '.eslint.config.cjs']) },
    { name: 'types', run: () => command(['node_modules/typescript/bin/tsc']) },
    { name: 'layers', run: () => command(['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '{src,steps}']) },
    { name: 'lint rules', run: () => command(['--test', '.eslint/rules.test.cjs']) },
    { name: 'phrases', run: () => ownCommand('src/cli/phrases.ts', '--check') },
    { name: 'determinism', run: () => ownCommand('src/cli/determinism.ts', isComplete() ? '--complete' : '--sample') },
    { name: 'coverage', after: TESTS, run: coverage },
  ];
}

/** Whether there is time for everything: where changes are judged, not where they are made. */
function isComplete(): boolean {
  return process.env['CI'] !== undefined;
}

async function features(): Promise<StageOutcome> {
  const minimum = minimumScenarios();
  const found = findFiles('features', '.feature').length;
  if (found === 0 && minimum === 0) return skipped('no features yet');
  const { passed, failed, runs, problems, output } = await runFeatures([], RECORD_COVERAGE);
  const tooFew = passed + failed < minimum;
  return {
    status: failed > 0 || tooFew ? 'failed' : 'passed',
    passed,
    failed: failed + (tooFew ? 1 : 0),
    note: `${passed + failed} scenarios (${runs} runs with the rows of outlines; at least ${minimum}) in ${found} features`,
    output: [
      output,
      renderProblems(problems),
      tooFew ? `Fewer scenarios than podclock.minimumScenarios of package.json (${minimum})\n` : '',
    ].join('\n'),
  };
}

/** The laws, with the seed of all their input in the summary: `PODCLOCK_SEED` chooses another one. */
async function properties(): Promise<StageOutcome> {
  const outcome = await testFiles(findProperties(), 'no *.property.ts in src/properties');
  return { ...outcome, note: `${outcome.note}, seed ${process.env['PODCLOCK_SEED'] ?? DEFAULT_SEED}` };
}

async function testFiles(files: readonly string[], noteWithoutFiles?: string): Promise<StageOutcome> {
  if (files.length === 0 && noteWithoutFiles !== undefined) return skipped(noteWithoutFiles);
  const { ok, output, total = { passed: 0, failed: 1 } } = await runTestFiles(files, RECORD_COVERAGE);
  const failed = ok && total.passed > 0 ? total.failed : Math.max(total.failed, 1);
  const note = `${total.passed + total.failed} tests in ${files.length} files`;
  return { status: failed > 0 ? 'failed' : 'passed', passed: total.passed, failed, note, output: withoutPassed(output) };
}

async function coverage(earlier: ReadonlyMap<string, StageOutcome>): Promise<StageOutcome> {
  const incomplete = TESTS.filter((name) => earlier.get(name)?.status === 'failed');
  return incomplete.length > 0 ? skipped(`not measured, because of failures: ${incomplete.join(', ')}`) : reportCoverage();
}

async function command(args: readonly string[]): Promise<StageOutcome> {
  const { ok, output } = await runNode(args);
  return checked(ok, output);
}

async function ownCommand(file: string, flag: string): Promise<StageOutcome> {
  return projectHas(file) ? command(['--require', REGISTER, file, flag]) : skipped(`no ${file} yet`);
}

function withoutPassed(output: string): string {
  return output.replace(/^✔ .*\n/gm, '');
}
