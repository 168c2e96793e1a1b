import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { relative, resolve } from 'node:path';

import { runNode, type CommandOptions } from './command';
import { readFeatureResults, type FeatureResults, type Problem } from './feature-results';
import { PROJECT_ROOT, inProject } from './project';
import { adaptReport } from './report-page';

const CUCUMBER = 'node_modules/@cucumber/cucumber/bin/cucumber.js';
const MESSAGES = 'reports/messages.ndjson';

/** A run of features, with the output of cucumber. */
export interface FeatureRun extends FeatureResults {
  readonly output: string;
}

/** Runs all features of the project, or only `paths` (`file`, `file:LINE` or `folder`, seen from the project's folder). */
export async function runFeatures(paths: readonly string[], options: CommandOptions = {}): Promise<FeatureRun> {
  rmSync(inProject(MESSAGES), { force: true });
  // Two runs at a time write to files of their own, and read what they wrote themselves.
  const own = `reports/messages-${process.pid}.ndjson`;
  const { ok, output } = await runNode([CUCUMBER, ...paths], { ...options, env: { ...options.env, PODCLOCK_MESSAGES: own } });
  adaptReport();
  if (!existsSync(inProject(own))) return crashed('cucumber stopped before the first feature', output);
  renameSync(inProject(own), inProject(MESSAGES));
  const messages = readFileSync(inProject(MESSAGES), 'utf8');
  const results = readFeatureResults(messages, paths.length > 0 ? 'selection' : 'everything');
  // Cucumber fails for reasons that its messages do not tell, an error in a hook after the last scenario for one.
  if (!ok && results.failed === 0) return { ...results, ...crashed('cucumber failed', output), passed: results.passed };
  return { ...results, output };
}

/** One line for each problem. */
export function renderProblems(problems: readonly Problem[]): string {
  return problems.map(({ at, what }) => `${at}  ${what}\n`).join('');
}

/**
 * Paths as the caller typed them, seen from the folder of the call, as paths for {@link runFeatures}.
 * @throws Error when one is neither a folder nor a feature file.
 */
export function resolveFeaturePaths(paths: readonly string[], callerFolder: string): string[] {
  return paths.map((path) => {
    const [, file = path, lines = ''] = /^(.*?)((?::\d+)*)$/.exec(path) ?? [];
    const absolute = resolve(callerFolder, file);
    if (!existsSync(absolute)) throw new Error(`No such feature file or folder: "${path}" (looked in ${callerFolder})`);
    return (relative(PROJECT_ROOT, absolute) || '.') + lines;
  });
}

function crashed(what: string, output: string): FeatureRun {
  return { passed: 0, failed: 1, runs: 0, problems: [{ at: 'the run', what }], output };
}
