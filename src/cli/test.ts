/**
 * `npm test`: every stage of the test run, and the total as the last line.
 * `npm test -- <path>[:LINE] …`: only these features, wherever they lie.
 */
import { availableParallelism } from 'node:os';

import { renderProblems, resolveFeaturePaths, runFeatures } from './test/features';
import { runStages } from './test/stage';
import { allStages } from './test/stages';
import { renderRun, renderStage } from './test/summary';
import { renderTotal, type Total } from './test/total';

async function runEverything(): Promise<Total['failed']> {
  const start = performance.now();
  const stages = await runStages(allStages(), Math.max(2, availableParallelism()), (stage) => {
    console.log(renderStage(stage));
  });
  console.log(renderRun(stages, (performance.now() - start) / 1000));
  return stages.reduce((sum, { outcome }) => sum + outcome.failed, 0);
}

async function runSelected(paths: readonly string[]): Promise<Total['failed']> {
  const features = resolveFeaturePaths(paths, process.env['INIT_CWD'] ?? process.cwd());
  const { passed, failed, runs, problems } = await runFeatures(features, { live: true });
  const none = passed + failed === 0;
  if (none) console.log('No scenario there. A line is that of "Scenario:" or of a row of examples.');
  if (runs > passed + failed) console.log(`\nThe rows of an outline count as one scenario: ${runs} rows and scenarios ran.`);
  console.log(`\n${renderProblems(problems)}${renderTotal({ passed, failed: failed + (none ? 1 : 0) })}`);
  return none ? 1 : failed;
}

async function main(paths: readonly string[]): Promise<void> {
  const failed = await (paths.length === 0 ? runEverything() : runSelected(paths));
  process.exitCode = failed > 0 ? 1 : 0;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.log(renderTotal({ passed: 0, failed: 1 }));
  process.exitCode = 1;
});
